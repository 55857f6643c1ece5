"""A letter of ours came back: the address is marked, the desk is told, and nothing else moves."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.conversations.kinds import Channel, MailNature, MailState
from reprise.apps.conversations.services.mark_address import mark_bounced
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.services.settle_mail import Outcome
from reprise.apps.notifications.returned import letter_with_id
from reprise.apps.notifications.services.mark_returned import mark_returned
from reprise.workflows.mail_in.where import Found, Matter, matter_of_letter

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail
    from reprise.apps.conversations.rules.read_mail import ReadMail, Undelivered
    from reprise.apps.notifications.models import Mail


def take_back(mail: "IncomingMail", read: "ReadMail", found: Found, at: datetime) -> Outcome:
    """Believe a report only of a letter that we sent to that very address: anybody can write one."""
    letter = letter_with_id(read.bounced_id) if read.bounced_id else None
    matter = matter_of_letter(letter) if letter else found.match.matter if found.match else None
    conversation = matter.thread(at) if matter else None
    for each in read.undelivered:
        if _is_ours(each, letter, matter):
            mark_bounced(shop_id=mail.shop_id, email=each.address, is_permanent=each.is_permanent,
                         said=f"{each.status} {each.said}".strip(), at=at)  # fmt: skip
            if letter is not None and each.is_permanent:
                mark_returned(mail_id=letter.pk, said=f"{each.status} {each.said}".strip())
            if conversation is not None:
                body = _note(mail.shop_id, each, letter)
                say(actor=system(mail.shop_id), conversation=conversation, body=body, at=at, channel=Channel.MAIL,
                    internal=True, automatic=True, client_id=f"bounce:{mail.pk}:{each.address}"[:64])  # fmt: skip
    return Outcome(
        MailState.FOLDED, "", MailNature.BOUNCE, found.match.signal if found.match else None, conversation,
        about_mail_id=letter.pk if letter else None,
    )  # fmt: skip


def _is_ours(each: "Undelivered", letter: "Mail | None", matter: Matter | None) -> bool:
    if letter is not None:
        return letter.to.lower() == each.address
    return matter is not None and matter.has(each.address)


def _note(shop_id: int, each: "Undelivered", letter: "Mail | None") -> str:
    told = {"address": each.address, "said": f"{each.status} {each.said}".strip() or "?",
            "subject": letter.subject if letter else ""}  # fmt: skip
    with override(shop_of(system(shop_id)).language):
        if not each.is_permanent:
            return gettext("A letter to %(address)s is late; its server says: %(said)s") % told
        lines = [
            gettext("A letter to %(address)s came back; its server says: %(said)s") % told,
            gettext("A date told in it may not be known to the customer: reach them another way.")
        ]  # fmt: skip
        if letter is not None:
            lines.insert(1, gettext("It was: %(subject)s") % told)
        return "\n".join(lines)
