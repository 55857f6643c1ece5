"""What a question keeps of its words: no address, no long number that could be somebody's."""

import re
from typing import Final

from reprise.core.typed_text import readable

LONGEST: Final = 2_000
MASK: Final = "•••"
_ADDRESS: Final = re.compile(r"[^\s@<>()]+@[^\s@<>()]+")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{2,4}){3,8}\b")
_DAY: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?![\d])"
_NUMBER: Final = re.compile(rf"(?<![\w,.])(?!{_DAY})\+?\d(?:[ .\-/()]{{0,2}}\d){{6,}}(?!\w)")


def masked(question: str) -> str:
    """The question, shortened, with what tells who asks covered."""
    words = readable(question[: LONGEST * 2])
    for pattern in (_ADDRESS, _IBAN, _NUMBER):
        words = pattern.sub(MASK, words)
    return words[:LONGEST]
