"""Questions that ask the same, put together, so that one article answers all of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from reprise.apps.knowledge.rules.spelling import distance, sounded
from reprise.apps.knowledge.rules.wording import LONGEST_READ, lexicon, stem, words, written_out

ALIKE: Final = 0.66  # the share of words two questions have in common, from which they ask the same
MOST_WORDS: Final = 20  # of a question: a story has said by then what it is about
_COMMONEST: Final = 300  # groups that share a word, beyond which it tells nothing
_SHORTEST_BEGUN: Final = 4  # letters two words begin with
_SHORTEST: Final = 5  # letters of a word in which a slip is looked for
_TIMES: Final = re.compile(r"^(\d+)(?:x|fois|times)$")
_FIGURES: Final = {
    "fr": {"deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "dix": "10"},
    "en": {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "ten": "10"},
}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that says something: its stem and its sound, and what it is looked up by."""

    stem: str
    sound: str
    keys: tuple[str, ...]


def grouped(questions: Iterable[tuple[int, str, str]]) -> list[list[int]]:
    """The numbers of questions (number, words, language) in groups, each beginning with the one it was made of."""
    groups: list[list[int]] = []
    kept: list[tuple[_Word, ...]] = []
    exactly: dict[tuple[str, object], int] = {}
    holding: dict[tuple[str, str], set[int]] = {}
    for number, text, language in questions:
        read = _read(text, language)
        said = (language, read or text.strip())  # nothing but signs: the same signs are the same question
        if said not in exactly:
            keys = [[(language, key) for key in word.keys] for word in read]
            place = _nearest(read, [[holding.get(key, set()) for key in some] for some in keys], kept)
            if place is None:
                place = len(groups)
                groups.append([])
                kept.append(read)
                for key in chain.from_iterable(keys):
                    holding.setdefault(key, set()).add(place)
            exactly[said] = place
        groups[exactly[said]].append(number)
    return groups


def _nearest(
    read: tuple[_Word, ...], held: Sequence[Sequence[set[int]]], kept: Sequence[tuple[_Word, ...]]
) -> int | None:  # fmt: skip
    """The group most alike; only those that hold enough of the words are looked at."""
    by_word = [set().union(*some) for some in held]
    telling = [places for places in by_word if len(places) <= _COMMONEST]
    common, doubtful = Counter(chain.from_iterable(telling)), len(by_word) - len(telling)
    near = [
        place for place, n in common.items() if 2 * (n + doubtful) >= ALIKE * (len(read) + len(kept[place]))
    ]  # fmt: skip
    likeness, place = max(((_likeness(read, kept[place]), -place) for place in near), default=(0.0, 0))
    return -place if likeness >= ALIKE else None


def _likeness(one: tuple[_Word, ...], other: tuple[_Word, ...]) -> float:
    """The share of words in common, each counted once."""
    if one == other:
        return 1.0
    left, common = list(other), 0
    for word in one:
        match = next((there for there in left if _same(word, there)), None)
        if match is not None:
            left.remove(match)
            common += 1
    return 2 * common / (len(one) + len(other))


def _same(one: _Word, other: _Word) -> bool:
    if one.stem == other.stem or one.sound == other.sound:
        return True
    short, long = sorted((one.stem, other.stem), key=len)
    if len(short) >= _SHORTEST_BEGUN and long.startswith(short):
        return True
    return len(short) >= _SHORTEST and short.isalpha() and long.isalpha() and distance(short, long) <= 1


def _read(text: str, language: str) -> tuple[_Word, ...]:
    first = islice(dict.fromkeys(_telling(text, language)), MOST_WORDS)  # before a stem is looked for: that takes long
    return tuple(dict.fromkeys(_word(word, language) for word in first))


def _telling(text: str, language: str) -> Iterator[str]:
    asked = list(written_out(words(text[:LONGEST_READ]), language))
    telling = [word for word in asked if word not in lexicon(language).stop]
    for word in telling or asked:
        times = _TIMES.match(word)
        yield times[1] if times else _FIGURES.get(language, {}).get(word, word)


@lru_cache(maxsize=40_000)
def _word(word: str, language: str) -> _Word:
    found = stem(word, language)
    sound = f"~{sounded(word)}" if word.isalpha() and len(word) >= _SHORTEST_BEGUN else found
    return _Word(found, sound, tuple(dict.fromkeys((found, sound, found[:_SHORTEST_BEGUN]))))
