"""What people typed, made fit for paper: no character that steers, hides or runs off the page."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

#: Controls, marks without width and changes of direction: they show nothing and can make a text lie.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U000e0fff\ud800-\udfff]"
)
#: Joiners shape words of Persian and of Indian scripts; anywhere else they only hide.
_SHAPED: Final = "\u0600-\u06ff\u0750-\u077f\u0900-\u0dff"
_JOINER: Final = re.compile(f"(?<![{_SHAPED}])[\u200c\u200d]|[\u200c\u200d](?![{_SHAPED}])")
_BLANK: Final = re.compile(r"\n[ \n]*\n")
_RUN: Final = re.compile(r"\S{40}(?=\S)")
_RIGHT: Final = frozenset({"R", "AL"})
APART: Final = ("\u2067", "\u2069")  # around a line of its own direction, which leaves the text beside it alone


def fit(text: str) -> str:
    """The text without what cannot be seen, and with a place to break in each run longer than a line."""
    seen = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").expandtabs(4))
    return _RUN.sub(lambda run: run[0] + "\u200b", _BLANK.sub("\n\n", _JOINER.sub("", seen)))


def directed(text: str) -> str:
    """The lines that begin in a script from right to left, set so as a whole: with their numbers and stops."""
    return text if text.isascii() else "\n".join(map(_directed, text.split("\n")))


def _directed(line: str) -> str:
    strong = next((kind for kind in map(unicodedata.bidirectional, line) if kind in _RIGHT or kind == "L"), "L")
    return line.join(APART) if strong in _RIGHT else line


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
