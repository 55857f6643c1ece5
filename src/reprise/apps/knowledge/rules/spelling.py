"""Mend a word nobody wrote in an article into the one it was meant to be; short words are left alone."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

SHORTEST: Final = 4
LONG_ENOUGH: Final = 9  # letters, from which a slip may be in the first of them
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"qu|ck|k|c(?=[aoulrt]|$)", "k"), (r"eau|au", "o"), (r"ai|ei|ee|ay|ey", "e"),
        (r"[sc](?=[eiy])|ss|sc|tion", "s"), (r"h|(?<=.)e?[rz]$|(?<=.)[estxd]+$", ""), (r"en|em|am|an", "an"),
        (r"in|im|ain|ein|yn", "in"), (r"y", "i"), (r"z", "s"), (r"ge|j", "j"), (r"(.)\1", r"\1"),
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sounded(word: str) -> str:
    """Roughly how a word sounds, in French before all."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def distance(first: str, second: str) -> int:
    """How many slips part two words: a letter more, less, other, or two swapped."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


class Speller:
    """The words that are known, found again by what remains when a letter is left out, and by their sound.

    Made from an older one, it reads only the words that are new.
    """

    def __init__(self, vocabulary: Iterable[str], before: "Speller | None" = None) -> None:
        self.known: frozenset[str] = frozenset(vocabulary)
        shaped: frozenset[str] = before._shaped if before else frozenset()
        self._shapes: dict[str, tuple[str, ...]] = dict(before._shapes) if before else {}
        if len(shaped) >= 2 * len(self.known):  # most of it is of texts that went
            shaped, self._shapes = frozenset(), {}
        self._shaped: frozenset[str] = self.known | shaped
        found: dict[str, list[str]] = {}
        for word in self.known - shaped:
            if len(word) >= SHORTEST and word.isalpha():
                for shape in _shapes_of(word):
                    found.setdefault(shape, []).append(word)
        for shape, some in found.items():
            self._shapes[shape] = (*self._shapes.get(shape, ()), *some)

    def mended(self, word: str) -> str:
        """The known word nearest to this one, or the word itself."""
        if word in self.known or len(word) < SHORTEST or not word.isalpha():
            return word
        near = {one for shape in _shapes_of(word) for one in self._shapes.get(shape, ())} & self.known
        most = 1 if len(word) < 6 else 2 if len(word) < 10 else 3
        sound = sounded(word)  # what sounds alike is one slip, however it is spelt
        if len(word) < LONG_ENOUGH:  # a word that begins otherwise is another word: “killing” is no “billing”
            near = {one for one in near if one[0] == word[0] or _beside(one, word) or sounded(one) == sound}
        slips = {one: distance(word, one) for one in near}
        ranked = sorted(
            (1 if sounded(one) == sound else slips[one], one[0] != word[0], slips[one], one) for one in near
        )
        return ranked[0][3] if ranked and ranked[0][0] <= most else word


def _beside(first: str, second: str) -> bool:
    """Whether one of two words is the other with a letter before it, or with its first two swapped."""
    return first[1:] == second or first == second[1:] or first == second[1::-1] + second[2:]


@lru_cache(maxsize=50_000)
def _shapes_of(word: str) -> tuple[str, ...]:
    return (word, f"~{sounded(word)}", *{word[:at] + word[at + 1 :] for at in range(len(word))})
