"""A letter as it goes over the wire."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from reprise.apps.accounts.brand import logo_of
from reprise.apps.notifications.enclosures import Enclosure
from reprise.apps.notifications.models import LetterSettings, Mail
from reprise.apps.notifications.writing.write import LOGO

LONGEST_NAME = 120


def compose(mail: Mail, *, sender: str, enclosed: Sequence[Enclosure] = ()) -> EmailMessage:
    """Text and HTML from the shop's name, answered to the shop's address; marked as automatic (RFC 3834) if it is."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(one_line(mail.shop.name if mail.shop else name)[:LONGEST_NAME], addr_spec=address)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = one_line(mail.subject)
    message["Date"] = mail.created_at
    message["Message-ID"] = mail.message_id
    if not mail.by_person:
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
    message["Content-Language"] = mail.language
    if answers := answers_to(mail):
        message["Reply-To"] = Address(addr_spec=answers)
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    _add_logo(message, mail)
    for paper in enclosed:
        main, _, sub = paper.media_type.partition("/")
        message.add_attachment(paper.content, maintype=main, subtype=sub, filename=one_line(paper.name))
    return message


def answers_to(mail: Mail) -> str:
    """Where an answer goes: the shop's address for support, or its own; nowhere while it has neither."""
    if mail.shop is None:
        return ""
    kept = LetterSettings.objects.filter(shop=mail.shop).values_list("reply_to", flat=True).first()
    return kept or mail.shop.email


def one_line(text: str) -> str:
    """Text for a header: a line break would begin another header."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def _add_logo(message: EmailMessage, mail: Mail) -> None:
    """The logo travels with the letter, beside the HTML that shows it."""
    if mail.shop is None or f"cid:{LOGO}" not in mail.html:
        return
    logo = logo_of(mail.shop)
    page = message.get_body(("html",))
    if logo is not None and isinstance(page, EmailMessage):
        page.add_related(logo, maintype="image", subtype="png", cid=f"<{LOGO}>", filename="logo.png")
