"""What somebody typed, as a question to the index. Their text never reaches the index's own language unquoted."""

from dataclasses import dataclass
from typing import Final

from reprise.apps.search.words import code_forms, plain, split, squeezed, stems, telephone

LONGEST: Final = 200
MOST_WORDS: Final = 8
Alternatives = tuple[tuple[str, bool], ...]  # words, and whether more letters may follow


@dataclass(frozen=True, slots=True)
class Question:
    """Each word asked for in its forms, all of which must be there; or the whole as one code."""

    words: tuple[Alternatives, ...]
    codes: Alternatives

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not self.words and not self.codes


def question(typed: str) -> Question:
    """Read a typed text; of a long one, the first words."""
    text = typed.strip()[:LONGEST]
    words = list(dict.fromkeys(split(text)))[:MOST_WORDS]
    return Question(tuple(_forms(word) for word in words), _codes(text))


def _forms(word: str) -> Alternatives:
    """The word begun, or its stems; a single letter or digit counts only whole."""
    begun = (word, len(word) > 1)
    if any(letter.isdigit() for letter in word):
        return (begun,)
    return (begun, *((stem, False) for stem in sorted(stems(word) - {word})))


def _codes(text: str) -> Alternatives:
    """The whole text as a reference, a number or a telephone number, if it can be one."""
    found: list[tuple[str, bool]] = []
    if number := telephone(text):
        found.append((number, False))
    whole = squeezed(text)
    if len(whole) >= 4 and any(letter.isdigit() for letter in whole):
        found += [(form, True) for form in dict.fromkeys(code_forms(text)) if len(form) >= 4]
    elif "@" in text and len(whole) >= 4:
        found.append((whole, True))
    return tuple(found)


def matches(asked: Question, text: str) -> list[tuple[int, int]]:
    """Where a text holds what was asked, as ranges of letters, for showing it."""
    found, place = [], 0
    wanted = [form for forms in asked.words for form in forms] + list(asked.codes)
    for word in _spans(text):
        place = word[0]
        if _fits(plain(text[place : word[1]]), wanted):
            found.append(word)
    return found


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], -1
    for place, letter in enumerate(f"{text} "):
        if letter.isalnum():
            start = place if start < 0 else start
        elif start >= 0:
            spans.append((start, place))
            start = -1
    return spans


def _fits(word: str, wanted: list[tuple[str, bool]]) -> bool:
    forms = {word, *stems(word)}
    return any(word.startswith(form) if begun else form in forms for form, begun in wanted)
