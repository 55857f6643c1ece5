"""What a shop wrote of an article, as an article: the shape of a file, one language of which may be missing."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from reprise.apps.knowledge.rules.article import LANGUAGES, Article, Deed, Kind, Source, Text
from reprise.core.typed_text import readable

_TEXTS: Final = ("title", "answer", "body")


def article_of(slug: str, content: Mapping[str, Any], *, reviewed: date) -> Article:
    """The article; content was found fit before it was kept."""
    written = tuple(language for language in LANGUAGES if language in content)
    texts = {language: _text(content[language if language in written else written[0]]) for language in LANGUAGES}
    return Article(
        id=slug,
        kind=Kind(content["kind"]),
        reviewed=reviewed,
        texts=texts,
        sources=tuple(Source(one["label"], one["url"]) for one in content.get("sources", [])),
        actions=tuple(Deed(one["do"]) for one in content.get("actions", [])),
        pictures=tuple(content.get("pictures", [])),
        languages=written,
    )


def content_of(article: Article) -> dict[str, Any]:
    """An article as it would be kept: what an editor begins with."""
    content: dict[str, Any] = {
        "kind": article.kind.value,
        "sources": [{"label": one.label, "url": one.url} for one in article.sources],
        "actions": [{"do": one.value} for one in article.actions],
        "pictures": list(article.pictures),
    }
    for language in article.languages:
        text = article.texts[language]
        content[language] = {
            "title": text.title, "answer": text.answer, "body": text.body,
            "phrasings": list(text.phrasings), "near": list(text.near),
        }  # fmt: skip
    return content


def tidied(content: Mapping[str, Any]) -> dict[str, Any]:
    """Content as it is kept: readable text, no empty lines among phrasings, no language in which nothing is written."""
    kept: dict[str, Any] = {
        "kind": str(content.get("kind", "")),
        "sources": [_trimmed(one, ("label", "url")) for one in _rows(content.get("sources"))],
        "actions": [
            {"do": deed} for deed in dict.fromkeys(str(one.get("do")) for one in _rows(content.get("actions")))
        ],
        "pictures": list(dict.fromkeys(str(one) for one in _list(content.get("pictures")))),
    }
    for language in LANGUAGES:
        text = content.get(language)
        if not isinstance(text, Mapping):
            continue
        said: dict[str, Any] = {name: readable(str(text.get(name) or "")) for name in _TEXTS}
        said["answer"] = re.sub(r"[ \t\n]+", " ", said["answer"])  # a no-break space stays one
        said["phrasings"] = _each_once(readable(str(one)) for one in _list(text.get("phrasings")))
        said["near"] = list(dict.fromkeys(str(one) for one in _list(text.get("near")) if one))
        if any(said.values()):
            kept[language] = said
    return kept


def _each_once(some: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for one in some:
        found.setdefault(" ".join(one.casefold().split()), one)
    return [one for one in found.values() if one]


def _trimmed(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: readable(str(row.get(name) or "")) for name in names}


def _rows(some: Any) -> list[Mapping[str, Any]]:
    return [one for one in _list(some) if isinstance(one, Mapping)]


def _list(some: Any) -> list[Any]:
    return list(some) if isinstance(some, (list, tuple)) else []


def _text(said: Mapping[str, Any]) -> Text:
    return Text(
        title=said["title"], answer=said["answer"], body=said["body"],
        phrasings=tuple(said.get("phrasings", [])), near=tuple(said.get("near", [])),
    )  # fmt: skip
