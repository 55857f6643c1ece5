from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import IncomingMail
from reprise.apps.conversations.services.take_mail import READ
from reprise.core.refusals import Kind, NotFound, Refusal, mark
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.transactions import atomic


class MailIsSettled(Refusal):
    """Somebody dealt with the mail meanwhile, or it never was in quarantine."""

    code = "mail_is_settled"
    kind = Kind.CONFLICT
    sentence = mark("Somebody has dealt with this mail in the meantime. Look at what became of it.")


class CannotBeRead(Refusal):
    """Its bytes are gone or were never kept whole: reading them again changes nothing."""

    code = "mail_cannot_be_read"
    kind = Kind.CONFLICT
    sentence = mark("This mail was too large to be kept whole. Ask its sender for the files by another way.")


@atomic
def retry_mail(*, actor: Actor, mail_id: int, at: datetime) -> None:
    """Read a mail of the quarantine once more, as if it had just come in."""
    mail = _of_ours(actor, mail_id)
    if mail.why == "too_large" or mail.raw_id is None:
        raise CannotBeRead
    won = IncomingMail.objects.filter(pk=mail.pk, state=MailState.QUARANTINED.value).update(
        state=MailState.WAITING.value, why="", attempts=0, settled_at=None, settled_by=""
    )
    if not won:
        raise MailIsSettled
    enqueue(kind=READ, payload={}, at=at, dedupe_key=READ)


@atomic
def put_mail_aside(*, actor: Actor, mail_id: int, at: datetime) -> None:
    """Deal with a mail of the quarantine, or of a stranger, by leaving it: it is kept, and asks nobody any more."""
    mail = _of_ours(actor, mail_id)
    waits = (MailState.QUARANTINED.value, MailState.ASKS.value)
    won = IncomingMail.objects.filter(pk=mail.pk, state__in=waits).update(
        state=MailState.DROPPED.value, settled_at=at, settled_by=actor.key
    )
    if not won:
        raise MailIsSettled


def _of_ours(actor: Actor, mail_id: int) -> IncomingMail:
    actor.require(Right.MESSAGES_WRITE)
    mail = IncomingMail.objects.filter(shop_id=actor.shop_id, pk=mail_id).first()
    if mail is None:
        raise NotFound
    return mail
