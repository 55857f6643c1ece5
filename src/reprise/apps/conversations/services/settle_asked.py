from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import MailState, Signal
from reprise.apps.conversations.models import IncomingFile, IncomingMail, Message
from reprise.apps.conversations.services.retry_mail import MailIsSettled
from reprise.apps.conversations.services.settle_mail import name_pictures
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


def asked_mail(actor: Actor, mail_id: int) -> IncomingMail:
    """A mail of the shop that waits for a person, with its files."""
    actor.require(Right.MESSAGES_WRITE)
    found = IncomingMail.objects.filter(shop_id=actor.shop_id, pk=mail_id)
    mail = found.select_related("conversation__case", "conversation__merged_into__case").first()
    if mail is None or actor.is_customer:
        raise NotFound
    if mail.state != MailState.ASKS.value:
        raise MailIsSettled
    return mail


@atomic
def settle_asked(*, actor: Actor, mail: IncomingMail, message: Message, at: datetime, own_matter: bool) -> None:
    """Write where a person put a mail that waited: its words stand in the message from now on, and its files."""
    told = {"signal": Signal.NEW.value} if own_matter else {}
    won = IncomingMail.objects.filter(pk=mail.pk, state=MailState.ASKS.value).update(
        state=MailState.ATTACHED.value, conversation=message.conversation, message=message, body="", quoted="",
        settled_at=at, settled_by=actor.key, **told,
    )  # fmt: skip
    if not won:
        raise MailIsSettled
    files = [(each.file, each.content_id) for each in IncomingFile.objects.filter(mail=mail).select_related("file")]
    name_pictures(message, files)
    IncomingFile.objects.filter(mail=mail).delete()
