"""The little Markdown an article may use, and what French asks of its spaces."""

import re
from collections.abc import Iterator
from typing import Final

#: Neither part may hold what begins another link, so that a text of brackets alone is read in one go.
_LINK: Final = re.compile(r"\[[^\[\]]*\]\(((?:[^()\[\s]|\([^()\[\s]*\))*)\)")
_KNOWN: Final = re.compile(r"https://\S+|help:[a-z0-9_-]+")
_REFUSED: Final = (
    (re.compile(r"^#(?!# )", re.MULTILINE), "has a heading other than “## ”"),
    (re.compile(r"^#{3}", re.MULTILINE), "has a heading other than “## ”"),
    (re.compile(r"</?[a-z]", re.IGNORECASE), "holds HTML"),
    (re.compile(r"!\["), "holds a picture"),
    (re.compile(r"^\s*\|", re.MULTILINE), "holds a table"),
    (re.compile(r"```"), "holds a block of code"),
)  # fmt: skip
_TIGHT: Final = re.compile(r"[^\s\u00a0\u202f?!][;?!%€»]|[^\s\u00a0\u202f]:(?=\s|$)|«[^\u00a0\u202f]")
_LOOSE: Final = re.compile(r" [;?!%€»:]")
_STRAIGHT: Final = re.compile(r"\w'\w")


def links_in(body: str) -> list[str]:
    """The addresses a body links to."""
    return _LINK.findall(body)


def markup_faults(body: str) -> Iterator[str]:
    """Say what a body holds beyond paragraphs, lists, “## ” headings, bold and links."""
    yield from dict.fromkeys(message for pattern, message in _REFUSED if pattern.search(body))
    for address in links_in(body):
        if not _KNOWN.fullmatch(address):
            yield f"links to “{address}”; write https://… or help:<article>"


def french_faults(text: str) -> Iterator[str]:
    """Say where French spaces and apostrophes are not French."""
    bare = _LINK.sub(lambda found: found[0].split("](")[0] + "]", text)
    for pattern, message in (
        (_TIGHT, "needs a no-break space (U+00A0) at"), (_LOOSE, "has a breaking space at"),
        (_STRAIGHT, "needs the apostrophe ’ at"),
    ):  # fmt: skip
        if found := pattern.search(bare):
            around = bare[max(0, found.start() - 15) : found.end() + 5].replace("\n", " ")
            yield f"{message} “{around}”"
