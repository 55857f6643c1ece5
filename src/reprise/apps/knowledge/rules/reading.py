"""Read article files into articles; every fault is named by file and field, all of them at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import yaml

from reprise.apps.knowledge.rules.article import LANGUAGES, Article, Deed, Kind, Source, Text
from reprise.apps.knowledge.rules.drawings import shipped_drawings
from reprise.apps.knowledge.rules.faults import Fault
from reprise.apps.knowledge.rules.markup import french_faults, markup_faults

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FEWEST_PHRASINGS: Final = 20
LONGEST: Final = {"title": 90, "answer": 700, "phrasing": 300}
BODY_WORDS: Final = range(110, 401)
_KEYS: Final = {"id", "kind", "reviewed", "sources", "actions", "pictures", *LANGUAGES}
_TEXT_KEYS: Final = {"title", "answer", "body", "phrasings", "near"}
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9_]+)*")


def read_article(name: str, content: bytes | str) -> tuple[Article | None, tuple[Fault, ...]]:
    """The article of a file and its faults; no article when one of them keeps it from being understood."""
    try:
        document = yaml.load(content, LOADER)  # noqa: S506  # a safe loader
    except (yaml.YAMLError, ValueError) as fault:
        return None, (Fault(name, "", f"is no YAML: {' '.join(str(fault).split())}"),)
    if not isinstance(document, dict):
        return None, (Fault(name, "", "holds no article: begin with “id:”"),)
    faults = tuple(Fault(name, field, message) for field, message in _faults(name, document))
    return (None if faults else _article(document)), faults


def _faults(name: str, document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in document.keys() - _KEYS:
        yield str(key), "is not a field of an article"
    own = document.get("id")
    if not isinstance(own, str) or not _ID.fullmatch(own):
        yield "id", "is missing, or not lower-case words joined by hyphens"
    elif name.removesuffix(".yaml") != own:
        yield "id", f"is “{own}”, and the file is named otherwise"
    if document.get("kind") not in list(Kind):
        yield "kind", f"is none of {', '.join(Kind)}"
    if type(document.get("reviewed")) is not date:
        yield "reviewed", "is not a day written 2026-11-25"
    for language in LANGUAGES:
        text = document.get(language)
        if not isinstance(text, dict):
            yield language, "is missing: an article is in both languages"
            continue
        yield from ((f"{language}.{field}", message) for field, message in _text_faults(language, text))
    yield from _source_faults(document.get("sources"))
    yield from _action_faults(document.get("actions", []))
    yield from _picture_faults(document.get("pictures", []))


def _text_faults(language: str, text: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in text.keys() - _TEXT_KEYS:
        yield str(key), "is not a field of a text"
    for field in ("title", "answer", "body"):
        value = text.get(field)
        if not isinstance(value, str) or not value.strip():
            yield field, "is missing"
            continue
        if field in LONGEST and len(value) > LONGEST[field]:
            yield field, f"has {len(value)} characters; at most {LONGEST[field]}"
        yield from ((field, message) for message in (french_faults(value) if language == "fr" else ()))
    if isinstance(body := text.get("body"), str):
        yield from (("body", message) for message in markup_faults(body))
        if (words := len(body.split())) not in BODY_WORDS:
            yield "body", f"has {words} words; {BODY_WORDS[0]} to {BODY_WORDS[-1]} are wanted"
    yield from _phrasing_faults(text.get("phrasings"))
    near = text.get("near", [])
    if not isinstance(near, list) or not all(isinstance(one, str) for one in near):
        yield "near", "is not a list of articles"


def _phrasing_faults(phrasings: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(phrasings, list):
        yield "phrasings", "is not a list"
        return
    seen: dict[str, int] = {}
    for place, one in enumerate(phrasings):
        if not isinstance(one, str) or not one.strip():
            yield f"phrasings[{place}]", f"is not text ({one!r}): put it in quotes"
            continue
        if len(one) > LONGEST["phrasing"]:
            yield f"phrasings[{place}]", f"has {len(one)} characters; at most {LONGEST['phrasing']}"
        folded = " ".join(one.casefold().split())
        if folded in seen:
            yield f"phrasings[{place}]", f"is written already, at [{seen[folded]}]"
        seen.setdefault(folded, place)
    if len(seen) < FEWEST_PHRASINGS:
        yield "phrasings", f"has {len(seen)}; at least {FEWEST_PHRASINGS} are wanted"


def _source_faults(sources: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(sources, list) or not sources:
        yield "sources", "is missing: say where it can be read again"
        return
    for place, one in enumerate(sources):
        if not isinstance(one, dict) or one.keys() != {"label", "url"}:
            yield f"sources[{place}]", "is not a label and a url"
        elif not isinstance(one["label"], str) or not str(one["url"]).startswith("https://"):
            yield f"sources[{place}]", "has no label, or an address that is not https://"


def _action_faults(actions: Any) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(actions if isinstance(actions, list) else [None]):
        if not isinstance(one, dict) or one.keys() != {"do"} or one["do"] not in list(Deed):
            yield f"actions[{place}]", f"is not “do:” with one of {', '.join(Deed)}"


def _picture_faults(pictures: Any) -> Iterator[tuple[str, str]]:
    for place, one in enumerate(pictures if isinstance(pictures, list) else [None]):
        if not isinstance(one, str) or one not in shipped_drawings():
            yield f"pictures[{place}]", "is the name of no drawing"


def _article(document: Mapping[str, Any]) -> Article:
    return Article(
        id=document["id"],
        kind=Kind(document["kind"]),
        reviewed=document["reviewed"],
        texts={language: _text(document[language]) for language in LANGUAGES},
        sources=tuple(Source(one["label"], one["url"]) for one in document["sources"]),
        actions=tuple(Deed(one["do"]) for one in document.get("actions", [])),
        pictures=tuple(document.get("pictures", [])),
    )


def _text(text: Mapping[str, Any]) -> Text:
    return Text(
        title=text["title"].strip(),
        answer=re.sub(r"[ \t\n]+", " ", text["answer"].strip()),  # a no-break space stays one
        body=text["body"].strip(),
        phrasings=tuple(one.strip() for one in text["phrasings"]),
        near=tuple(text.get("near", [])),
    )
