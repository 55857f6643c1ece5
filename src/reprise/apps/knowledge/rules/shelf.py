"""The articles that ship with the product."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from reprise.apps.knowledge.rules.article import LANGUAGES, Article
from reprise.apps.knowledge.rules.faults import BadArticles, Fault
from reprise.apps.knowledge.rules.markup import links_in
from reprise.apps.knowledge.rules.reading import read_article


def read_folder(folder: Traversable) -> tuple[list[Article], list[Fault]]:
    """Every article of a folder and every fault in it, those between two files too."""
    articles: list[Article] = []
    faults: list[Fault] = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".yaml"):
            continue
        article, found = read_article(file.name, file.read_bytes())
        faults += found
        articles += [article] if article else []
    named = {file.name.removesuffix(".yaml") for file in folder.iterdir()}
    return articles, [*faults, *_between(articles, named)]


def shipped_folder() -> Traversable:
    """Where our own articles are."""
    return files("reprise.apps.knowledge").joinpath("articles")


@cache
def shipped_names() -> frozenset[str]:
    """What our own articles are named, without reading them."""
    return frozenset(
        file.name.removesuffix(".yaml") for file in shipped_folder().iterdir() if file.name.endswith(".yaml")
    )


@cache
def shipped() -> tuple[Article, ...]:
    """Our own articles; BadArticles names every fault when one cannot be used."""
    articles, faults = read_folder(shipped_folder())
    if faults:
        raise BadArticles(faults)
    return tuple(articles)


def _between(articles: Iterable[Article], named: set[str]) -> Iterator[Fault]:
    said: dict[tuple[str, str], str] = {}
    for article in articles:
        for language in LANGUAGES:
            text, file = article.texts[language], f"{article.id}.yaml"
            linked = [link.removeprefix("help:") for link in links_in(text.body) if link.startswith("help:")]
            for field, others in (("near", text.near), ("body", linked)):
                for other in (one for one in others if one not in named):
                    yield Fault(file, f"{language}.{field}", f"no article is named “{other}” yet")
            for one in text.phrasings:
                key = (language, " ".join(one.casefold().split()))
                if said.setdefault(key, article.id) != article.id:
                    yield Fault(file, f"{language}.phrasings", f"“{one}” is a phrasing of {said[key]} already")
