"""Text that people type, kept so that it reads as it was written."""

import unicodedata
from typing import Final

#: Characters that reorder the text around them, and so can make it read as something else.
_REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Letters and symbols that are drawn as nothing.
_INVISIBLE: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_LINE_ENDS: Final = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\x0c": "\n"})


def readable(typed: str) -> str:
    """The text with one kind of line end, no control and no reordering character, no blank edges.

    Right-to-left writing keeps its own marks; only what overrides its neighbours goes.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return "".join(c for c in lines if c in "\n\t" or _harmless(c)).strip()


def is_blank(text: str) -> bool:
    """Whether nobody can see anything of it: spaces, marks without a letter, characters without a width."""
    return not any(unicodedata.category(c)[0] in "LNPS" and c not in _INVISIBLE for c in text)


def _harmless(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _REORDERING
