"""Short texts people type on the bench, made safe to keep."""

import unicodedata

#: Characters that reorder the text around them, and so can make it read as something else.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def tidy_note(typed: str, limit: int = 2000) -> str:
    """The text without control and reordering characters, trimmed, cut at `limit` characters."""
    kept = (c for c in typed.replace("\r\n", "\n") if c == "\n" or _printable(c))
    return "".join(kept).strip()[:limit]


def _printable(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in _REORDERING
