"""A letter as it goes over the wire."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from reprise.apps.notifications.models import Mail


def compose(mail: Mail, *, sender: str) -> EmailMessage:
    """Text and HTML, marked as automatic (RFC 3834), from the shop's name, answered to the shop's address."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(one_line(mail.shop.name if mail.shop else name), addr_spec=address)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = one_line(mail.subject)
    message["Date"] = mail.created_at
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = mail.language
    if mail.shop and mail.shop.email:
        message["Reply-To"] = Address(addr_spec=mail.shop.email)
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def one_line(text: str) -> str:
    """Text for a header: a line break would begin another header."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()
