"""Tells whoever begins a matter by mail that it came in, and by when somebody answers."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import override

from reprise.apps.conversations.services.spend_automatic import spend_automatic
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.writing.said import spoken
from reprise.readmodels.reply_promise import promise_for
from reprise.readmodels.reply_promise_words import told_to_visitor
from reprise.readmodels.thread_letters import reader_link

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.conversations.models import Conversation, Participant
    from reprise.apps.conversations.rules.read_mail import ReadMail

#: Addresses at which nobody reads what comes back.
_NOBODY: Final = re.compile(
    r"^(no-?_?reply|do-?not-?reply|ne-?pas-?repondre|bounces?|mailer-daemon|postmaster)\b", re.IGNORECASE
)


def send_receipt(
    conversation: "Conversation", person: "Participant", shop: "Shop", read: "ReadMail", *, at: datetime
) -> bool:
    """One automatic letter to the sender of a first mail, which quotes nothing: a forged sender is sent no words of
    somebody else. Three a day to an address, none to robots, none where the sender's own domain disowns the mail.
    """
    if not person.email or _NOBODY.match(person.email) or read.authentication.get("dmarc") == "fail":
        return False
    if not spend_automatic(shop_id=shop.pk, email=person.email, at=at):
        return False
    values = {
        "shop_name": shop.name, "link": reader_link(person, shop), "name": person.name,
        "promise": _promise(shop, person.language, at),
    }  # fmt: skip
    send_letter(
        shop=shop, to=person.email, language=person.language, letter=Letter.CONVERSATION_RECEIVED, at=at,
        conversation_id=conversation.pk, in_reply_to=read.header_id, dedupe_key=f"receipt:{conversation.pk}",
        values={name: value for name, value in values.items() if value},
    )  # fmt: skip
    return True


def _promise(shop: "Shop", language: str, at: datetime) -> str:
    promise = promise_for(shop.pk, at)
    if promise is None:
        return ""
    with override(spoken(language)):
        return told_to_visitor(promise, at).reply
