"""What a step says, drawn: its words, its picture, and the line that is about one's own machine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from reprise.apps.knowledge.rules.bench import KNOWN
from reprise.apps.knowledge.rules.drawings import shipped_drawings
from reprise.apps.knowledge.rules.faults import BadArticles
from reprise.apps.knowledge.rules.guide import Guide, said_in
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.core.refusals import mark
from reprise.web.article_html import body_html, line_html
from reprise.web.portal.request.draft import language

if TYPE_CHECKING:
    from reprise.apps.knowledge.rules.bench import Bench
    from reprise.apps.knowledge.rules.guide import End, Step

TITLES: Final[Mapping[str, str]] = {
    "machine": mark("On your printer"), "material": mark("With your material"), "software": mark("In your program"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what it shows in words."""

    svg: SafeString
    shows: str


@dataclass(frozen=True, slots=True)
class Lines:
    """What holds for one machine, material or program: one's own, or all of them to look one's own up in."""

    title: str
    own: SafeString | None
    all: tuple[tuple[str, SafeString], ...]


def picture(name: str) -> Picture | None:
    """A drawing by its name; none is better than no page."""
    try:
        drawing = shipped_drawings().get(name)
    except BadArticles:
        return None
    if drawing is None:
        return None
    return Picture(mark_safe(drawing.svg), drawing.said[language()])  # noqa: S308  # ours, checked shape by shape


def more_of(place: "Step | End", shop_slug: str) -> SafeString:
    """What a step or an end says beyond its sentence."""
    return body_html(said_in(place.texts, language()).more, address=lambda slug: _article(shop_slug, slug), ids="")


def lines_of(step: "Step", bench: "Bench", shop_slug: str) -> Iterator[Lines]:
    """What a step says of machine, material and program; nothing for a known one it has no word on."""
    lang = language()
    for what, lines in step.by.items():
        drawn = {key: line_html(words.in_(lang), address=lambda slug: _article(shop_slug, slug))
                 for key, words in lines.items()}  # fmt: skip
        known, title = bench.known(what), gettext(TITLES[what])
        if known in drawn:
            yield Lines(title, drawn[known], ())
        elif not known:
            yield Lines(title, None, tuple((KNOWN[what][key].in_(lang), line) for key, line in drawn.items()))


def articles_of(guide: Guide) -> list[tuple[str, str]]:
    """The names and titles of the articles to read more in."""
    titles = {article.id: article.in_(language()).title for article in shipped()}
    return [(slug, titles[slug]) for slug in guide.articles if slug in titles]


def _article(shop_slug: str, slug: str) -> str:
    return reverse("portal:help_article", args=[shop_slug, slug])
