"""What a question keeps of its words: no address, no long number that could be somebody's."""

import re
from typing import Final

from reprise.core.typed_text import readable

LONGEST: Final = 2_000
MASK: Final = "•••"
#: What people set between the figures of a number: spaces of any width, points, dashes, strokes.
_BETWEEN: Final = "[ \u00a0\u2009\u202f.\\-\u2010-\u2013/()_]"
_ADDRESS: Final = re.compile(r"[^\s@＠<>()]+[@＠][^\s@＠<>()]+")
_IBAN: Final = (
    re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0\u202f]?[A-Z0-9]{2,4}){3,8}\b"),
    re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f]?\d{2,5}){3,8}[A-Za-z]?\d{0,2}\b"),
)
#: A day is kept; 06.12.34.56.78 begins like one and is none.
_DAY: Final = r"(?:\d{1,2}(?P<a>[./-])\d{1,2}(?P=a)(?:\d{4}|\d{2})|\d{4}(?P<b>[./-])\d{1,2}(?P=b)\d{1,2})(?![./-]?\d)"
_NUMBER: Final = re.compile(rf"(?<![\w,.])(?:(?P<day>{_DAY})|\+?\d(?:{_BETWEEN}{{0,2}}\d){{6,}}(?![^\W_]))")


def masked(question: str) -> str:
    """The question, shortened, with what tells who asks covered."""
    words = readable(question[: LONGEST * 2])
    for pattern in (_ADDRESS, *_IBAN):
        words = pattern.sub(MASK, words)
    return _NUMBER.sub(lambda found: found["day"] or MASK, words)[:LONGEST]
