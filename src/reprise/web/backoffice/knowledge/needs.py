"""What an article needs before the others: wrong answers first, then what is broken, unhelpful, missing or old."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext, ngettext

from reprise.apps.knowledge.queries import Rated, Shelved
from reprise.apps.knowledge.rules.article import LANGUAGES, Article
from reprise.apps.knowledge.rules.markup import links_in
from reprise.apps.knowledge.rules.reading import FEWEST_PHRASINGS

OLD: Final = timedelta(days=365)
FEWEST_RATED: Final = 5  # below it a rate says nothing
POOR: Final = 0.6  # of those who rated it, below which an article is called unhelpful


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to do, in few words; the heavier comes first."""

    weight: int
    state: str  # a glyph: late, wait or idle
    words: str


def needs_of(one: Shelved, *, visible: Container[str], rated: Rated, wrong: int, today: date) -> list[Need]:
    """Everything an article needs, the gravest first."""
    return sorted(_all(one.article, visible, rated, wrong, today), key=lambda need: -need.weight)


def _all(article: Article, visible: Container[str], rated: Rated, wrong: int, today: date) -> Iterator[Need]:
    if wrong:
        said = ngettext("answered wrongly %(n)s time", "answered wrongly %(n)s times", wrong)
        yield Need(100 + wrong, "late", said % {"n": wrong})
    if broken := broken_links(article, visible):
        said = ngettext("%(n)s link leads nowhere", "%(n)s links lead nowhere", len(broken)) % {"n": len(broken)}
        yield Need(90, "late", said)
    count = rated.helpful + rated.not_helpful
    if count >= FEWEST_RATED and rated.helpful < POOR * count:
        yield Need(80, "late", gettext("helps few"))
    for code, words in (("fr", gettext("no French")), ("en", gettext("no English"))):
        if code not in article.languages:
            yield Need(70, "wait", words)
    if today - article.reviewed > OLD:
        years = (today - article.reviewed).days // 365
        said = ngettext("not read through for a year", "not read through for %(n)s years", years)
        yield Need(60 + min(years, 9), "wait", said % {"n": years} if years > 1 else said)
    few = min((len(article.texts[code].phrasings) for code in LANGUAGES if code in article.languages), default=0)
    if few < FEWEST_PHRASINGS:
        said = ngettext("%(n)s way to ask it", "%(n)s ways to ask it", few)
        yield Need(20, "idle", said % {"n": few})


def broken_links(article: Article, visible: Container[str]) -> list[str]:
    """The articles it leads to that customers cannot open."""
    named = [link.removeprefix("help:") for code in article.languages for link in links_in(article.texts[code].body)
             if link.startswith("help:")]  # fmt: skip
    near = [slug for code in article.languages for slug in article.texts[code].near]
    return sorted({slug for slug in (*named, *near) if slug not in visible})
