"""Whether what a shop wrote can stand on its shelf: what keeps it from it, and what would make it better."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reprise.apps.knowledge.rules.article import LANGUAGES, Deed, Kind
from reprise.apps.knowledge.rules.drawings import shipped_drawings
from reprise.apps.knowledge.rules.markup import french_faults, links_in, markup_faults
from reprise.apps.knowledge.rules.reading import BODY_WORDS, FEWEST_PHRASINGS, LONGEST
from reprise.core.refusals import mark

LONGEST_BODY: Final = 12_000
MOST_PHRASINGS: Final = 200
MOST_SOURCES: Final = 20
MOST_NEAR: Final = 20
LONGEST_LABEL: Final = 200
LONGEST_ADDRESS: Final = 500
LONGEST_SLUG: Final = 80
SLUG: Final = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
_LINK: Final = re.compile(r"https://\S+|help:[a-z0-9_-]+")

NO_LANGUAGE: Final = mark("Write the article in French or in English: nothing is written yet.")
MISSING: Final = mark("This is missing.")
TOO_LONG: Final = mark("This has %(length)d characters; at most %(most)d can be kept.")
BAD_LINK: Final = mark("The link “%(address)s” leads nowhere: write https://… or help: and the name of an article.")
BAD_MARKUP: Final = mark(
    "Use paragraphs, lists, **bold**, links and headings that begin with “## ”: nothing else is shown."
)
BAD_KIND: Final = mark("Choose what the article is about.")
BAD_SLUG: Final = mark("Use lower-case letters, figures and hyphens for the name in the address, 80 at most.")
BAD_SOURCE: Final = mark("A source needs a label and an address that begins with https://.")
BAD_ACTION: Final = mark("This button does not exist.")
BAD_PICTURE: Final = mark("This drawing does not exist.")
TOO_MANY: Final = mark("There are %(count)d; at most %(most)d can be kept.")
ONE_LANGUAGE: Final = mark("It is not written in this language: whoever reads it will not find the article.")
FEW_PHRASINGS: Final = mark(
    "%(count)d ways to ask it; from %(wanted)d on, the assistant recognises most questions about it."
)
SHORT_BODY: Final = mark("The text has %(count)d words; readers find what they need in %(least)d to %(most)d.")
FRENCH: Final = mark("French spacing: look near “%(around)s”.")
NO_SOURCE: Final = mark("No source is named: readers cannot check what it says.")
UNKNOWN_ARTICLE: Final = mark("No article is named “%(name)s”.")


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a field such as “fr.title”; one that blocks has to be put right before it is kept."""

    field: str
    sentence: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    blocks: bool = True


def findings_of(slug: str, content: Mapping[str, Any], *, named: frozenset[str] | None = None) -> list[Finding]:
    """Everything to say of tidied content, what blocks first; `named` are the articles links may lead to."""
    return sorted(_all(slug, content, named), key=lambda one: not one.blocks)


def _all(slug: str, content: Mapping[str, Any], named: frozenset[str] | None) -> Iterator[Finding]:
    if len(slug) > LONGEST_SLUG or not SLUG.fullmatch(slug):
        yield Finding("slug", BAD_SLUG)
    if content.get("kind") not in list(Kind):
        yield Finding("kind", BAD_KIND)
    written = [language for language in LANGUAGES if language in content]
    if not written:
        yield Finding("fr.title", NO_LANGUAGE)
    for language in LANGUAGES:
        if language in content:
            yield from _of_text(language, content[language], named)
        elif written:
            yield Finding(f"{language}.title", ONE_LANGUAGE, blocks=False)
    yield from _of_sources(content.get("sources", []))
    if any(one.get("do") not in list(Deed) for one in content.get("actions", [])):
        yield Finding("actions", BAD_ACTION)
    if any(one not in shipped_drawings() for one in content.get("pictures", [])):
        yield Finding("pictures", BAD_PICTURE)


def _of_text(language: str, text: Mapping[str, Any], named: frozenset[str] | None) -> Iterator[Finding]:
    for name, most in (("title", LONGEST["title"]), ("answer", LONGEST["answer"]), ("body", LONGEST_BODY)):
        value, place = text.get(name, ""), f"{language}.{name}"
        if not value:
            yield Finding(place, MISSING)
        elif len(value) > most:
            yield Finding(place, TOO_LONG, {"length": len(value), "most": most})
        if language == "fr":
            yield from (
                Finding(place, FRENCH, {"around": _around(said)}, blocks=False) for said in french_faults(value)
            )
    yield from _of_body(f"{language}.body", text.get("body", ""), named)
    yield from _of_phrasings(f"{language}.phrasings", text.get("phrasings", []))
    if len(near := text.get("near", [])) > MOST_NEAR:
        yield Finding(f"{language}.near", TOO_MANY, {"count": len(near), "most": MOST_NEAR})
    for other in near[:MOST_NEAR]:
        if named is not None and other not in named:
            yield Finding(f"{language}.near", UNKNOWN_ARTICLE, {"name": other}, blocks=False)


def _of_body(place: str, body: str, named: frozenset[str] | None) -> Iterator[Finding]:
    links = links_in(body)
    wrong = [address for address in links if not _LINK.fullmatch(address)]
    yield from (Finding(place, BAD_LINK, {"address": address[:80]}) for address in wrong)
    if len(list(markup_faults(body))) > len(wrong):
        yield Finding(place, BAD_MARKUP)
    for name in (address.removeprefix("help:") for address in links if address.startswith("help:")):
        if named is not None and name not in named:
            yield Finding(place, UNKNOWN_ARTICLE, {"name": name}, blocks=False)
    if body and (count := len(body.split())) not in BODY_WORDS:
        yield Finding(
            place, SHORT_BODY, {"count": count, "least": BODY_WORDS[0], "most": BODY_WORDS[-1]}, blocks=False
        )  # fmt: skip


def _of_phrasings(place: str, phrasings: list[str]) -> Iterator[Finding]:
    if len(phrasings) > MOST_PHRASINGS:
        yield Finding(place, TOO_MANY, {"count": len(phrasings), "most": MOST_PHRASINGS})
    if (longest := max(map(len, phrasings), default=0)) > LONGEST["phrasing"]:
        yield Finding(place, TOO_LONG, {"length": longest, "most": LONGEST["phrasing"]})
    if len(phrasings) < FEWEST_PHRASINGS:
        yield Finding(place, FEW_PHRASINGS, {"count": len(phrasings), "wanted": FEWEST_PHRASINGS}, blocks=False)


def _of_sources(sources: list[Mapping[str, Any]]) -> Iterator[Finding]:
    if not sources:
        yield Finding("sources", NO_SOURCE, blocks=False)
    if len(sources) > MOST_SOURCES:
        yield Finding("sources", TOO_MANY, {"count": len(sources), "most": MOST_SOURCES})
    for one in sources:
        label, url = one.get("label", ""), one.get("url", "")
        if not label or not re.fullmatch(r"https://[^\s<>\"]+", url):
            yield Finding("sources", BAD_SOURCE)
        for value, most in ((label, LONGEST_LABEL), (url, LONGEST_ADDRESS)):
            if len(value) > most:
                yield Finding("sources", TOO_LONG, {"length": len(value), "most": most})


def _around(said: str) -> str:
    return said.partition("“")[2].rstrip("”")
