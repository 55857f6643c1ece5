"""What a text is compared by: stems, pairs of stems, meanings, and pieces of its letters."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from reprise.apps.knowledge.rules.wording import lexicon, stem, words, written_out

_PIECES: Final = (3, 4, 5)


@lru_cache(maxsize=2_000)
def features(text: str, language: str) -> tuple[str, ...]:
    """The features of a text of ours."""
    return tuple(features_of(list(written_out(words(text), language)), language))


def features_of(some: Sequence[str], language: str) -> Iterator[str]:
    """Stems of the words that say something, pairs of them, and the meanings of words and turns."""
    known = lexicon(language)
    stems = [stem(word, language) for word in some]
    yield from meanings(stems, language)
    telling = [found for word, found in zip(some, stems, strict=True) if word not in known.stop]
    yield from telling
    yield from (f"{first} {second}" for first, second in pairwise(telling))


def meanings(stems: Sequence[str], language: str) -> Iterator[str]:
    """What the words and turns stand for, whichever of their like was typed."""
    turns = lexicon(language).turns
    for place, first in enumerate(stems):
        for turn, meaning in turns.get(first, ()):
            if tuple(stems[place : place + len(turn)]) == turn:
                yield meaning


def pieces(text: str) -> Counter[str]:
    """Three to five letters in a row, within words and their edges: what a slip of the finger leaves whole."""
    return Counter(chain.from_iterable(map(pieces_of, words(text))))


def pieces_of(word: str) -> tuple[str, ...]:
    """The pieces of a plain word and its edges."""
    edged = f" {word} "
    return tuple(edged[start : start + size] for size in _PIECES for start in range(len(edged) - size + 1))
