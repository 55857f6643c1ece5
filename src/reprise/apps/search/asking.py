"""What somebody typed, as a question to the index. Their text never reaches the index's own language unquoted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reprise.apps.search.slips import one_slip
from reprise.apps.search.words import code_forms, forms, plain, squeezed, telephone, written

LONGEST: Final = 200
MOST_WORDS: Final = 8
MOST_SLIPS: Final = 3  # words of one question that are also looked for with a slip
Alternatives = tuple[tuple[str, bool], ...]  # words, and whether more letters may follow


@dataclass(frozen=True, slots=True)
class Question:
    """Each word asked for in its forms, all of which must be there, or all but one; or the whole as one code."""

    words: tuple[Alternatives, ...]
    codes: Alternatives
    but_one: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not self.words and not self.codes


def question(typed: str) -> Question:
    """Read a typed text; of a long one, the first words."""
    text = typed.strip()[:LONGEST]
    words = list(dict.fromkeys(form for piece in text.split() for form in _words(piece)))[:MOST_WORDS]
    return Question(tuple(words), _codes(text))


def nearly(asked: Question) -> Iterator[Question]:
    """The question with less care, for one nothing answered: a slip in its words, then a word too many."""
    slips = [one_slip(words[0][0]) if words and words[0][1] else [] for words in asked.words]
    if any(slips[:MOST_SLIPS]):
        more = (tuple((form, False) for form in forms) for forms in slips[:MOST_SLIPS])
        loose = tuple((*words, *also) for words, also in zip(asked.words, more, strict=False))
        yield replace(asked, words=(*loose, *asked.words[MOST_SLIPS:]))
    if len(asked.words) > 1:
        yield replace(asked, but_one=True)


def _words(piece: str) -> Iterator[Alternatives]:
    """The words of a piece of text; an e-mail address is one, as its parts are everybody's."""
    if "@" in piece[1:]:
        yield ((squeezed(piece), True),)
    else:
        yield from (_forms(word) for word in written(piece))


def _forms(word: str) -> Alternatives:
    """The word begun, or its stems; a single letter or digit counts only whole."""
    bare = plain(word)
    return ((bare, len(bare) > 1), *((stem, False) for stem in sorted(forms(word) - {bare})))


def _codes(text: str) -> Alternatives:
    """The whole text as a reference, a number or a telephone number, if it can be one."""
    found: list[tuple[str, bool]] = []
    if number := telephone(text):
        found.append((number, False))
    whole = squeezed(text)
    if len(whole) >= 4 and any(letter.isdigit() for letter in whole):
        found += [(form, True) for form in dict.fromkeys(code_forms(text)) if len(form) >= 4]
    return tuple(found)


def matches(asked: Question, text: str) -> list[tuple[int, int]]:
    """Where a text holds what was asked, as ranges of letters, for showing it."""
    whole, begun = _sorted([form for alternatives in asked.words for form in alternatives])
    found = [span for span in _spans(text) if _fits(text[slice(*span)], whole, begun)]
    if not found:
        codes, code_begun = _sorted(asked.codes)
        if _is_code(whole | codes, begun + code_begun, text):
            found = [(0, len(text))]
    return found


def _sorted(wanted: Sequence[tuple[str, bool]]) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(form for form, begun in wanted if not begun), tuple(form for form, begun in wanted if begun)


def _is_code(whole: frozenset[str], begun: tuple[str, ...], text: str) -> bool:
    held = {*code_forms(text), telephone(text)}
    return not whole.isdisjoint(held) or any(word.startswith(begun) for word in held)


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], -1
    for place, letter in enumerate(f"{text} "):
        if letter.isalnum():
            start = place if start < 0 else start
        elif start >= 0:
            spans.append((start, place))
            start = -1
    return spans


def _fits(word: str, whole: frozenset[str], begun: tuple[str, ...]) -> bool:
    return plain(word).startswith(begun) or not whole.isdisjoint(forms(word))
