"""The mark of a letter as it stands in its text and on its page, so that a quotation of either leads home."""

from typing import Final

from django.utils.translation import gettext, override

from reprise.core.mail_tokens import marker

#: No client shows it and no reader speaks it; Outlook needs words of its own. Quoting keeps it.
_HIDDEN: Final = (
    '<div style="display:none;mso-hide:all;overflow:hidden;max-height:0;max-width:0;font-size:1px;line-height:1px" '
    'aria-hidden="true">{}</div>\n'
)
_SIGNED_OFF: Final = "\n\n-- \n"  # clients leave out what follows it when they quote


def marked_text(text: str, token: str, language: str) -> str:
    """The text with its mark on a line of its own, before what a client would not quote."""
    with override(language):
        line = gettext("Please leave this line in your answer: %(mark)s") % {"mark": marker(token)}
    letter, between, footer = text.partition(_SIGNED_OFF)
    return f"{letter.rstrip()}\n\n{line}{between or chr(10)}{footer}"


def marked_page(html: str, token: str) -> str:
    """The page with its mark, unseen, at its end: a beginning is what lists of mails show."""
    page, between, rest = html.rpartition("</body>")
    hidden = _HIDDEN.format(marker(token))
    return f"{page}{hidden}{between}{rest}" if between else f"{html}{hidden}"
