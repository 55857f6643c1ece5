"""Search among articles, for people who look for themselves."""

from dataclasses import dataclass
from typing import Final

from reprise.apps.knowledge.rules.article import Article
from reprise.apps.knowledge.rules.index import Hit, Index
from reprise.apps.knowledge.rules.language import OTHER, language_of
from reprise.apps.knowledge.rules.marking import Meant, excerpt, marked

LEAST: Final = 0.06
DOUBTFUL: Final = 0.2  # below it, the words may be of the other language
SHARE: Final = 0.25  # of the first one's score, below which a result is noise


@dataclass(frozen=True, slots=True)
class Found:
    """An article found; both texts are HTML, escaped, in which only <mark> stands."""

    article: Article
    title_html: str
    excerpt_html: str
    score: float


def find_articles(index: Index, words: str, language: str, limit: int = 20) -> list[Found]:
    """The articles nearest to some words, the nearest first, in the page's language whatever they were typed in."""
    page = "fr" if language.startswith("fr") else "en"
    spoken = language_of(words, page_language=page, index=index)
    read_as = page if spoken == OTHER else spoken
    hits = index.search(words, read_as)
    if not hits or hits[0].score < DOUBTFUL:  # a word alone hardly tells its language
        other = "en" if read_as == "fr" else "fr"
        read_as, hits = max((read_as, hits), (other, index.search(words, other)), key=_best)
    least = max(LEAST, hits[0].score * SHARE) if hits else LEAST
    asked = index.read(words, read_as)
    return [_found(hit, asked, page) for hit in hits[:limit] if hit.score >= least]


def _best(read: tuple[str, list[Hit]]) -> float:
    return read[1][0].score if read[1] else 0.0


def _found(hit: Hit, asked: list[str], page: str) -> Found:
    text, meant = hit.article.texts[page], Meant.by(asked, page)
    said = excerpt(f"{text.answer}\n{text.body}", meant)
    return Found(hit.article, marked(text.title, meant), marked(said, meant), hit.score)
