"""Write a letter: its subject, its text and its HTML, in the language of who gets it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.template.loader import render_to_string
from django.utils.translation import override

from reprise.apps.notifications.letters import Letter, Value, check_values
from reprise.apps.notifications.writing import for_customers, for_staff, outcomes
from reprise.apps.notifications.writing.content import Content
from reprise.apps.notifications.writing.footer import footer_of
from reprise.apps.notifications.writing.said import Said
from reprise.apps.notifications.writing.text import as_text

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

WRITERS: Final[Mapping[Letter, Callable[[Said], Content]]] = {
    Letter.ORDER_LINK: for_customers.order_link,
    Letter.REQUEST_RECEIVED: for_customers.request_received,
    Letter.WITHDRAWAL_RECEIVED: for_customers.withdrawal_received,
    Letter.INFO_NEEDED: for_customers.info_needed,
    Letter.MESSAGE_FROM_SHOP: for_customers.message_from_shop,
    Letter.REQUEST_ACCEPTED: outcomes.request_accepted,
    Letter.REQUEST_DECLINED: outcomes.request_declined,
    Letter.RETURN_READY: outcomes.return_ready,
    Letter.PARCEL_RECEIVED: outcomes.parcel_received,
    Letter.REFUND_SENT: outcomes.refund_sent,
    Letter.REFUND_FAILED: outcomes.refund_failed,
    Letter.REMEDY_DONE: outcomes.remedy_done,
    Letter.STAFF_INVITATION: for_staff.staff_invitation,
    Letter.SIGN_IN_CODE: for_staff.sign_in_code,
    Letter.EMAIL_CODE: for_staff.email_code,
    Letter.PASSWORD_RESET: for_staff.password_reset,
    Letter.ACCOUNT_CHANGED: for_staff.account_changed,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A letter ready to be sent."""

    subject: str
    text: str
    html: str


def write(*, letter: Letter, values: Mapping[str, Value], language: str, shop: "Shop | None") -> Written:
    """Check what the letter is told, and write it; the same sentences stand in the text and on the page."""
    check_values(letter, values)
    with override(language):
        said = Said(values, language, shop.timezone if shop else "Europe/Paris")
        content = WRITERS[letter](said)
        footer = footer_of(shop)
        subject = " ".join(content.subject.split())  # a shop's name with a line break would be a second header
        look = {"language": language, "brand": shop.brand_colour if shop else "", "shop_name": said["shop_name"]}
        html = render_to_string("letters/letter.html", {"content": content, "footer": footer, **look})
        return Written(subject[:200], as_text(content, footer), html)
