"""What people typed, made fit for paper: no character that steers, hides or runs off the page."""

import re
from collections.abc import Callable, Mapping
from typing import Final

#: What our fonts can show: Latin, Greek and Cyrillic letters, the usual marks, the euro and four arrows.
DISPLAYED: Final = re.compile(
    r"[\n\t -~\u00a0-\u017f\u0386-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u200b"
    r"\u2010-\u2027\u202f-\u203a\u20ac\u2190-\u2193\u2212]"
)
#: Controls, marks without width and changes of direction: they show nothing and can make a text lie.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
_BLANK: Final = re.compile(r"\n[ \n]*\n")
_RUN: Final = re.compile(r"\S{40}(?=\S)")


def fit(text: str) -> str:
    """The text without what cannot be seen, and with a place to break in each run longer than a line."""
    seen = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").expandtabs(4))
    return _RUN.sub(lambda run: run[0] + "\u200b", _BLANK.sub("\n\n", seen))


def displayable(text: str) -> str:
    """A box for each character our fonts lack: a name in such a script is no reason to draw nothing."""
    return "".join(character if DISPLAYED.match(character) else "□" for character in text)


def throughout(data: object, change: Callable[[str], str]) -> object:
    """The same data with each text changed."""
    match data:
        case str():
            return change(data)
        case Mapping():
            return {key: throughout(value, change) for key, value in data.items()}
        case list() | tuple():
            return [throughout(value, change) for value in data]
        case _:
            return data
