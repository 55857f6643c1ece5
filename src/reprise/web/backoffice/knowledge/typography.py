"""French spaces and apostrophes, set for whoever types on an English keyboard."""

import re
from typing import Final

_NBSP: Final = "\u00a0"
_KEPT: Final = re.compile(r"\]\([^)]*\)|https?://\S+|`[^`]*`")
_APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
_OPENING: Final = re.compile(r"«[ \u00a0\u202f]*(?=\S)")
_CLOSING: Final = re.compile(r"(?<=\S)[ \u00a0]*»")
_BEFORE: Final = re.compile(r"(?<=[^\s\u00a0\u202f?!;]) ?([;?!%€])")
_COLON: Final = re.compile(r"(?<=[^\s\u00a0\u202f:]) ?:(?=\s|$)")


def french_spaces(text: str) -> str:
    """The same words with ’ between letters and no-break spaces before : ; ? ! % € and inside « »; links are kept."""
    done, at = [], 0
    for found in _KEPT.finditer(text):
        done += [_set(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*done, _set(text[at:])])


def _set(text: str) -> str:
    text = _APOSTROPHE.sub("’", text)
    text = _OPENING.sub(f"«{_NBSP}", text)
    text = _CLOSING.sub(f"{_NBSP}»", text)
    text = _BEFORE.sub(rf"{_NBSP}\1", text)
    return _COLON.sub(f"{_NBSP}:", text)
