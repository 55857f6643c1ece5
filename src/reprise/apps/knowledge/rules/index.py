"""The index: what was written about each subject, ready to be compared with a question; made anew on every save.

From an older one, only the articles that changed are read again.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final, cast

from reprise.apps.knowledge.rules.arrays import np
from reprise.apps.knowledge.rules.article import LANGUAGES, Article
from reprise.apps.knowledge.rules.ear import keep_ear
from reprise.apps.knowledge.rules.features import features_of, pieces
from reprise.apps.knowledge.rules.kept_index import keep, kept
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.side import Side, adopt, numbers, side_of
from reprise.apps.knowledge.rules.wording import LONGEST_READ, lexicon, stem, words, written_out

#: How the three comparisons are merged.
BY_WORDS: Final = 0.45
BY_PHRASINGS: Final = 0.35
BY_LETTERS: Final = 0.20
MOST_HITS: Final = 200
FEWEST_TELLING: Final = 2  # words of a question that can be told from others


@dataclass(frozen=True, slots=True)
class Hit:
    """A subject found, how near it is, and what each comparison said."""

    article: Article
    score: float
    parts: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Index:
    """Every article, to be searched in either language."""

    articles: dict[str, Article]
    _sides: dict[str, Side] = field(repr=False)

    @classmethod
    def of(cls, articles: Iterable[Article], before: "Index | None" = None) -> "Index":
        """Build the index of some articles."""
        named = {article.id: article for article in articles}
        older = before._sides if before else {}
        return cls(named, {language: side_of(named, language, older.get(language)) for language in LANGUAGES})

    def search(self, question: str, language: str) -> list[Hit]:
        """The subjects nearest to a question read in one language, the nearest first."""
        side = self._sides[language]
        asked = self.read(question, language)
        parts = side.compared(tuple(features_of(asked, language)), pieces(" ".join(asked)))
        scores = BY_WORDS * parts[0] + BY_PHRASINGS * parts[1] + BY_LETTERS * parts[2]
        near = np.flatnonzero(scores > 0)
        if len(near) > MOST_HITS:
            near = near[np.argpartition(-scores[near], MOST_HITS)[:MOST_HITS]]
        hits = [
            Hit(
                self.articles[side.names[at]],
                float(scores[at]),
                (float(parts[0][at]), float(parts[1][at]), float(parts[2][at])),
            )
            for at in near
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.article.id))

    def nearest(self, question: str, language: str, *, telling: int = FEWEST_TELLING) -> float:
        """How near the nearest title or phrasing is to a question of several telling words; 1: it is the question."""
        if self.telling(question, language) < telling:
            return 0.0
        found = Counter(features_of(self.read(question, language), language))
        return float(self._sides[language].phrasings.cosines(found).max(initial=0.0))

    def telling(self, question: str, language: str) -> int:
        """How many words of a question say something of a subject."""
        stop = lexicon(language).stop
        return sum(word not in stop for word in self.read(question, language))

    def read(self, question: str, language: str) -> list[str]:
        """The words of a question, shortenings written out and slips mended."""
        side = self._sides[language]
        stop = lexicon(language).stop
        asked = written_out(words(question[:LONGEST_READ]), language)
        return [word if word in stop else side.mended(word, language) for word in asked]

    def strangeness(self, question: str, language: str) -> float:
        """The share of words that say something and that no question we know of holds."""
        side, stop = self._sides[language], lexicon(language).stop
        telling = [word for word in self.read(question, language) if word not in stop and len(word) > 3]
        strange = sum(stem(word, language) not in side.asked for word in telling)
        return strange / len(telling) if strange > 1 or strange == len(telling) > 0 else 0.0  # one may be a slip

    def is_read(self, question: str, language: str) -> bool:
        """Whether a language holds half of the words that say something, as they were typed."""
        side, stop = self._sides[language], lexicon(language).stop
        telling = [word for word in words(question[:LONGEST_READ]) if word not in stop and len(word) > 3]
        held = sum(word in side.speller.known or stem(word, language) in side.stems for word in telling)
        return 2 * held >= len(telling) > 0

    def near(self, question: str, language: str) -> float:
        """How near the nearest article is."""
        return max((hit.score for hit in self.search(question, language)), default=0.0)

    def knows(self, word: str, language: str) -> bool:
        """Whether an article of a language holds this word."""
        return word in self._sides[language].speller.known


@cache
def shipped_index() -> Index:
    """The index of our own articles: as it was kept at set-up, if it still is theirs."""
    found = kept()
    if found is not None and adopt(found["numbers"]):
        return cast(Index, found["index"])
    return Index.of(shipped())


def keep_shipped_index() -> None:
    """Make the index of our own articles and keep it for servers that begin."""
    keep({"index": Index.of(shipped()), "numbers": numbers()})
    keep_ear()
