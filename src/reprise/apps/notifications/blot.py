"""Links and codes open things: they are taken out of a letter once it has left, and before staff look at it."""

import html
from collections.abc import Iterable
from typing import Final

BLOT: Final = "…"


def blotted(text: str, secrets: Iterable[str]) -> str:
    """The text, or the page, without its secrets."""
    for secret in secrets:
        text = text.replace(secret, BLOT).replace(html.escape(secret), BLOT)
    return text
