"""The letter a mailbox is tested with."""

from datetime import datetime
from email.message import EmailMessage
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from reprise.apps.notifications.answers import Route
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.sending.message import compose
from reprise.apps.notifications.writing.write import write

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


def trial_letter(shop: "Shop", to: str, *, header_id: str, at: datetime) -> EmailMessage:
    """What a mailbox is sent to see whether it comes back; it says to people that nothing is to be done."""
    link = settings.ENV.base_url.rstrip("/") + reverse("desk:mailboxes", args=[shop.slug])
    values = {"shop_name": shop.name, "link": link}
    written = write(letter=Letter.MAILBOX_TEST, values=values, language=shop.language, shop=shop)
    mail = Mail(
        shop=shop, letter=Letter.MAILBOX_TEST, language=shop.language, to=to, subject=written.subject,
        kept_text=written.text, kept_html=written.html, message_id=header_id, created_at=at,
    )  # fmt: skip
    message = compose(mail, sender=settings.ENV.mail_from, route=Route(reply_to=to))
    message["X-Reprise-Test"] = header_id.strip("<>")
    return message
