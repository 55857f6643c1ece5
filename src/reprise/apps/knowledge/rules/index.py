"""The index: what was written about each subject, ready to be compared with a question. Rebuilt whole on every save."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from reprise.apps.knowledge.rules.article import LANGUAGES, Article, Text
from reprise.apps.knowledge.rules.features import features, features_of, pieces
from reprise.apps.knowledge.rules.scoring import Vectors, Words, best_of
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.spelling import Speller
from reprise.apps.knowledge.rules.wording import LONGEST_READ, lexicon, stem, unglued, words, written_out

#: How much a place in an article says about its subject.
TITLE: Final = 3.0
PHRASING: Final = 1.0
ANSWER: Final = 1.0
BODY: Final = 0.3
#: How the three comparisons are merged.
BY_WORDS: Final = 0.45
BY_PHRASINGS: Final = 0.35
BY_LETTERS: Final = 0.20


@dataclass(frozen=True, slots=True)
class Hit:
    """A subject found, how near it is, and what each comparison said."""

    article: Article
    score: float
    parts: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Side:
    """One language of the index."""

    words: Words
    phrasings: Vectors
    letters: Vectors
    speller: Speller
    stems: frozenset[str]
    asked: frozenset[str]  # stems of titles, phrasings and turns: what people ask with

    def mended(self, word: str, language: str) -> str:
        """A word that is known as it stands, by its stem, or once an article glued to it is off; else the nearest."""
        if word in self.speller.known or stem(word, language) in self.stems:
            return word
        bare = unglued(word)
        return bare if language == "fr" and bare in self.speller.known else self.speller.mended(word)


@dataclass(frozen=True, slots=True)
class Index:
    """Every article, to be searched in either language."""

    articles: dict[str, Article]
    _sides: dict[str, _Side] = field(repr=False)

    @classmethod
    def of(cls, articles: Iterable[Article]) -> "Index":
        """Build the index of some articles."""
        named = {article.id: article for article in articles}
        return cls(named, {language: _side(named, language) for language in LANGUAGES})

    def search(self, question: str, language: str) -> list[Hit]:
        """The subjects nearest to a question read in one language, the nearest first."""
        side = self._sides[language]
        asked = self.read(question, language)
        found = tuple(features_of(asked, language))
        by_words = side.words.scores(found)
        by_phrasings = {name: best_of(some) for name, some in side.phrasings.nearest(Counter(found)).items()}
        by_letters = {name: some[0] for name, some in side.letters.nearest(pieces(" ".join(asked))).items()}
        hits = []
        for name, article in self.articles.items():
            parts = (by_words.get(name, 0.0), by_phrasings.get(name, 0.0), by_letters.get(name, 0.0))
            score = BY_WORDS * parts[0] + BY_PHRASINGS * parts[1] + BY_LETTERS * parts[2]
            if score > 0:
                hits.append(Hit(article, score, parts))
        return sorted(hits, key=lambda hit: (-hit.score, hit.article.id))

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

    def knows(self, word: str, language: str) -> bool:
        """Whether an article of a language holds this word."""
        return word in self._sides[language].speller.known


@cache
def shipped_index() -> Index:
    """The index of our own articles."""
    return Index.of(shipped())


def _side(articles: dict[str, Article], language: str) -> _Side:
    texts = {name: article.texts[language] for name, article in articles.items() if language in article.languages}
    asked = [(name, one) for name, text in texts.items() for one in (text.title, *text.phrasings)]
    vocabulary = [word for text in texts.values() for word in _vocabulary(text, language)] + [*lexicon(language).heard]
    return _Side(
        words=Words({name: _weighed(text, language) for name, text in texts.items()}),
        phrasings=Vectors([(name, Counter(features(one, language))) for name, one in asked]),
        letters=Vectors([(name, _letters(text)) for name, text in texts.items()]),
        speller=Speller(vocabulary),
        stems=frozenset(stem(word, language) for word in vocabulary),
        asked=frozenset(stem(word, language) for word in [*lexicon(language).heard, *_asked_with(asked)]),
    )


@lru_cache(maxsize=2_000)  # a text that did not change is not read again
def _weighed(text: Text, language: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for weight, said in (
        (TITLE, [text.title]), (PHRASING, text.phrasings), (ANSWER, [text.answer]), (BODY, text.body.split("\n")),
    ):  # fmt: skip
        for one in said:
            for feature in set(features(one, language)):
                found[feature] += weight
    return found


def _asked_with(asked: Iterable[tuple[str, str]]) -> Iterator[str]:
    for _, one in asked:
        yield from words(one)


@lru_cache(maxsize=2_000)  # a text that did not change is not read again
def _letters(text: Text) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in (text.title, *text.phrasings):
        found.update(pieces(one))
    return found


@lru_cache(maxsize=2_000)  # a text that did not change is not read again
def _vocabulary(text: Text, language: str) -> list[str]:
    """Words a slip may be mended into: of the titles and answers, and of bodies and phrasings when written twice."""
    sure = words(f"{text.title} {text.answer} {text.body}")
    often = Counter(word for one in text.phrasings for word in words(one))
    known = lexicon(language)
    return [*sure, *(word for word, times in often.items() if times > 1), *known.stop]
