"""What is wrong in the fields of a guide's file, before anybody walks through it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.apps.knowledge.rules.bench import KNOWN
from reprise.apps.knowledge.rules.guide import Care
from reprise.apps.knowledge.rules.guide_step_faults import NAME, end_faults, step_faults
from reprise.apps.knowledge.rules.guide_text_faults import text_faults
from reprise.printing.defects import defect, groups

Faults = Iterator[tuple[str, str]]
#: What a customer uses himself: what is wrong with a printed part, he cannot mend.
THINGS: Final = frozenset({"printer", "filament", "resin", "spare_part", "accessory"})
FEWEST_SYMPTOMS: Final = 8
MINUTES: Final = range(1, 61)
_KEYS: Final = {
    "id", "reviewed", "minutes", "wait_hours", "things", "defects", "process", "care", "articles", "start", "steps",
    "ends", *LANGUAGES,
}  # fmt: skip
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: A danger is for a person, and what came wrong or not at all is not mended by trying.
_NEVER: Final = frozenset({"electrical_safety", *(one.code for group in groups() if group.code == "any_order"
                                                  for one in group.defects)})  # fmt: skip


def faults_of(name: str, document: Mapping[str, Any]) -> Faults:
    """Every fault of a file's fields."""
    for key in document.keys() - _KEYS:
        yield str(key), "is not a field of a guide"
    own = document.get("id")
    if not isinstance(own, str) or not _ID.fullmatch(own):
        yield "id", "is missing, or not lower-case words joined by hyphens"
    elif name.removesuffix(".yaml") != own:
        yield "id", f"is “{own}”, and the file is named otherwise"
    if type(document.get("reviewed")) is not date:
        yield "reviewed", "is not a day written 2026-11-25"
    if type(document.get("minutes")) is not int or document["minutes"] not in MINUTES:
        yield "minutes", "is not a number from 1 to 60"
    if type(document.get("wait_hours", 0)) is not int or document.get("wait_hours", 0) not in range(49):
        yield "wait_hours", "is not a number of hours up to 48"
    yield from _lists(document)
    for language in LANGUAGES:
        yield from _front_faults(language, document.get(language))
    yield from _places(document, "steps", step_faults)
    yield from _places(document, "ends", end_faults)
    if not isinstance(document.get("start"), str):
        yield "start", "names no step"


def _lists(document: Mapping[str, Any]) -> Faults:
    yield from _among("things", document.get("things"), THINGS, needed=True)
    yield from _among("care", document.get("care", []), set(Care))
    if document.get("process", "") not in {"", *KNOWN["process"]}:
        yield "process", f"is none of {', '.join(KNOWN['process'])}"
    defects = document.get("defects")
    if not isinstance(defects, list) or not defects:
        yield "defects", "is missing: say by which reasons of a claim it is called for"
        return
    for one in defects:
        if defect(str(one)) is None:
            yield "defects", f"“{one}” is no defect we know"
        elif one in _NEVER:
            yield "defects", f"“{one}” is for a person: nobody is asked to try anything first"
    articles = document.get("articles", [])
    if not isinstance(articles, list) or not all(isinstance(one, str) for one in articles):
        yield "articles", "is not a list of articles"


def _among(field: str, some: Any, known: Collection[str], *, needed: bool = False) -> Faults:
    if not isinstance(some, list) or (needed and not some):
        yield field, "is missing" if needed else "is not a list"
        return
    for one in some:
        if one not in known:
            yield field, f"“{one}” is none of {', '.join(sorted(known))}"


def _front_faults(language: str, text: Any) -> Faults:
    if not isinstance(text, dict):
        yield language, "is missing: a guide is in both languages"
        return
    for key in text.keys() - {"title", "lead", "symptoms"}:
        yield f"{language}.{key}", "is not a field of a guide’s text"
    for field, most in (("title", 70), ("lead", 160)):
        yield from ((f"{language}.{field}", message) for message in text_faults(language, text.get(field), most))
    symptoms = text.get("symptoms")
    if not isinstance(symptoms, list) or not all(isinstance(one, str) and one.strip() for one in symptoms):
        yield f"{language}.symptoms", "is not a list of sentences: put in quotes what holds “: ”"
    elif len({" ".join(one.casefold().split()) for one in symptoms}) < FEWEST_SYMPTOMS:
        yield f"{language}.symptoms", f"holds fewer than {FEWEST_SYMPTOMS} sentences"


def _places(document: Mapping[str, Any], field: str, faults: Callable[[Any], Faults]) -> Faults:
    places = document.get(field)
    if not isinstance(places, dict) or not places:
        yield field, "is missing"
        return
    for name, place in places.items():
        if not isinstance(name, str) or not NAME.fullmatch(name):
            yield f"{field}.{name}", "is not named by small letters, digits and _ (put yes, no, on, off in quotes)"
        elif field == "ends" and isinstance(steps := document.get("steps"), dict) and name in steps:
            yield f"{field}.{name}", "is the name of a step too"
        else:
            yield from ((f"{field}.{name}.{part}".rstrip("."), message) for part, message in faults(place))
