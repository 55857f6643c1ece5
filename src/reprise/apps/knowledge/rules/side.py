"""One language of the index: what each subject is compared by, and the words that are known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final

from reprise.apps.knowledge.rules.arrays import np
from reprise.apps.knowledge.rules.article import Article, Text
from reprise.apps.knowledge.rules.features import features_of, pieces_of
from reprise.apps.knowledge.rules.scoring import TENTHS, Vectors, Words
from reprise.apps.knowledge.rules.spelling import Speller
from reprise.apps.knowledge.rules.table import Block, Numbers, Table
from reprise.apps.knowledge.rules.wording import lexicon, stem, unglued, words, written_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How much a place in an article says about its subject, in tenths.
TITLE: Final = 3 * TENTHS
PHRASING: Final = TENTHS
ANSWER: Final = TENTHS
BODY: Final = 3


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a text: kept as long as the text stays what it is."""

    text: Text
    said: Block  # features by the weight of their place
    phrasings: Block  # features, in a row for the title and for each phrasing
    letters: Block
    words: tuple[str, ...]  # that a slip may be mended into
    asked: tuple[str, ...]  # of titles and phrasings


@dataclass(frozen=True, slots=True)
class Side:
    """One language of the index."""

    names: tuple[str, ...]
    words: Words
    phrasings: Vectors
    letters: Vectors
    speller: Speller
    stems: frozenset[str]
    asked: frozenset[str]  # stems of titles, phrasings and turns: what people ask with
    read: Mapping[str, Read]

    def compared(self, found: Sequence[str], letters: Mapping[str, float]) -> "tuple[NDArray[np.float64], ...]":
        """How near each subject is by its words, by its nearest phrasings and by its letters."""
        by_phrasings = self.phrasings.nearest(Counter(found), len(self.names))
        return self.words.scores(found), by_phrasings, self.letters.cosines(letters)

    def mended(self, word: str, language: str) -> str:
        """A word that is known as it stands, by its stem, or once an article glued to it is off; else the nearest."""
        if word in self.speller.known or stem(word, language) in self.stems:
            return word
        bare = unglued(word)
        return bare if language == "fr" and bare in self.speller.known else self.speller.mended(word)


def side_of(articles: Mapping[str, Article], language: str, before: Side | None) -> Side:
    """One language of some articles; what the older one read of a text is not read again."""
    texts = {name: article.texts[language] for name, article in articles.items() if language in article.languages}
    older = before.read if before else {}
    read = {name: _again(older.get(name), text) or _read(text, language) for name, text in texts.items()}
    if before and list(map(id, read.values())) == list(map(id, older.values())):
        return before
    heard, every = lexicon(language).heard, list(read.values())
    vocabulary = lexicon(language).stop.union(heard, *(one.words for one in every))
    asked = heard.union(*(one.asked for one in every))
    features = _numbers(language)
    return Side(
        names=tuple(read),
        words=Words(Table([one.said for one in every], features, before.words.table if before else None)),
        phrasings=Vectors(
            Table([one.phrasings for one in every], features, before.phrasings.table if before else None)
        ),
        letters=Vectors(
            Table([one.letters for one in every], _numbers("letters"), before.letters.table if before else None)
        ),
        speller=Speller(vocabulary, before.speller if before else None),
        stems=frozenset(stem(word, language) for word in vocabulary),
        asked=frozenset(stem(word, language) for word in asked),
        read=read,
    )


#: Numbers are the process's: what shops have in common is read once.
_NUMBERS: Final[dict[str, Numbers]] = {}


def numbers() -> Mapping[str, Numbers]:
    """Those given out so far, by what they number."""
    return dict(_NUMBERS)


def adopt(found: Mapping[str, Numbers]) -> bool:
    """Go on from numbers given out by another process; not once this one has given out some of its own."""
    if _NUMBERS:
        return False
    _NUMBERS.update(found)
    return True


def _numbers(kind: str) -> Numbers:
    return _NUMBERS.get(kind) or _NUMBERS.setdefault(kind, Numbers())


def _again(read: Read | None, text: Text) -> Read | None:
    return read if read and (read.text is text or read.text == text) else None


def _read(text: Text, language: str) -> Read:
    asked = [words(one) for one in (text.title, *text.phrasings)]
    rest = [words(one) for one in (text.answer, *text.body.split("\n"))]
    numbers = _numbers(language)
    lines = [numbers.of(features_of(list(written_out(some, language)), language)) for some in (*asked, *rest)]
    weights = [TITLE, *([PHRASING] * len(text.phrasings)), ANSWER, *([BODY] * (len(rest) - 1))]
    letters = [_letters_of(word) for some in asked for word in some]
    return Read(
        text,
        said=Block.of([set(line) for line in lines], weights=weights, rows=[0] * len(lines)),
        phrasings=Block.of(lines[: len(asked)], weights=[1] * len(asked), rows=range(len(asked))),
        letters=Block.of(letters, weights=[1] * len(letters), rows=[0] * len(letters)),
        words=_vocabulary(text),
        asked=tuple(intern(word) for word in dict.fromkeys(word for some in asked for word in some)),
    )


@lru_cache(maxsize=20_000)  # the same words come again and again
def _letters_of(word: str) -> list[int]:
    return _numbers("letters").of(pieces_of(word))


def _vocabulary(text: Text) -> tuple[str, ...]:
    """Words a slip may be mended into: of the titles and answers, and of bodies and phrasings when written twice."""
    sure = words(f"{text.title} {text.answer} {text.body}")
    often = Counter(word for one in text.phrasings for word in words(one))
    return tuple(map(intern, dict.fromkeys((*sure, *(word for word, times in often.items() if times > 1)))))
