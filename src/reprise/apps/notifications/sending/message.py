"""A letter as it goes over the wire."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

from reprise.apps.accounts.brand import logo_of
from reprise.apps.notifications.answers import NO_ROUTE, Route
from reprise.apps.notifications.enclosures import Enclosure
from reprise.apps.notifications.marks import roots_of, subject_token_of, token_of
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.sending.header_ids import WIRE
from reprise.apps.notifications.sending.marked import marked_page, marked_text
from reprise.apps.notifications.writing.write import LOGO

LONGEST_NAME = 120


def compose(mail: Mail, *, sender: str, route: Route = NO_ROUTE, enclosed: Sequence[Enclosure] = ()) -> EmailMessage:
    """Text and HTML from the shop's name; an answer finds its matter by whatever mark the mail systems leave in it.

    Marked as automatic (RFC 3834) if no person wrote it.
    """
    name, address = parseaddr(sender)
    token = token_of(case_id=mail.case_id, conversation_id=mail.conversation_id)
    message = EmailMessage(policy=WIRE)
    message["From"] = Address(one_line(mail.shop.name if mail.shop else name)[:LONGEST_NAME], addr_spec=address)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = _subject(mail, is_read=route.is_read)
    message["Date"] = mail.created_at
    _add_ids(message, mail, one_line(route.answers or mail.in_reply_to))
    if not mail.by_person:
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
    if route.reply_to:
        message["Reply-To"] = Address(addr_spec=route.reply_to)
    text = mail.text
    message.set_content(marked_text(text, token, mail.language) if token else text)
    page = mail.html
    message.add_alternative(marked_page(page, token) if token else page, subtype="html")
    _add_logo(message, mail, page)
    for paper in enclosed:
        main, _, sub = paper.media_type.partition("/")
        message.add_attachment(paper.content, maintype=main, subtype=sub, filename=one_line(paper.name))
    message["Content-Language"] = mail.language  # last: what is added to a message takes such headers into its parts
    return message


def _subject(mail: Mail, *, is_read: bool) -> str:
    """The subject; with a mark where we read the answers, the last resort when a client loses all others."""
    subject = one_line(mail.subject)
    mark = subject_token_of(case_id=mail.case_id, conversation_id=mail.conversation_id) if is_read else ""
    return f"{subject} {mark}".strip()


def _add_ids(message: EmailMessage, mail: Mail, answered: str) -> None:
    """Its own name, and what it stands under: the mail it answers, and the matter's own root, never sent by itself,
    under which mail programs gather all its letters.
    """
    message["Message-ID"] = mail.message_id
    if answered:
        message["In-Reply-To"] = answered
    if known := " ".join((*roots_of(mail), *([answered] if answered else []))):
        message["References"] = known
    message["X-Loop"] = f"reprise {mail.message_id.strip('<>')}"


def one_line(text: str) -> str:
    """Text for a header: a line break would begin another header."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def _add_logo(message: EmailMessage, mail: Mail, html: str) -> None:
    """The logo travels with the letter, beside the HTML that shows it."""
    if mail.shop is None or f"cid:{LOGO}" not in html:
        return
    logo = logo_of(mail.shop)
    page = message.get_body(("html",))
    if logo is not None and isinstance(page, EmailMessage):
        page.add_related(logo, maintype="image", subtype="png", cid=f"<{LOGO}>", filename="logo.png")
