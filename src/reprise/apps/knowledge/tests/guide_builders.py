"""A small guide of the tests' own, so that what ships may be rewritten without them."""

from copy import deepcopy
from typing import Any

import yaml

from reprise.apps.knowledge.rules.faults import Fault
from reprise.apps.knowledge.rules.guide import Guide
from reprise.apps.knowledge.rules.guide_reading import read_guide


def both(text: str) -> dict[str, str]:
    """The same words in both languages, spaced as each is."""
    return {"fr": text.replace("?", "\u00a0?"), "en": text}


def said(text: str, more: str = "") -> dict[str, Any]:
    """What a step or an end says, the same in both languages."""
    return {lang: {"say": words, **({"more": more} if more else {})} for lang, words in both(text).items()}


def answers(*some: tuple[str, str]) -> list[dict[str, str]]:
    """Answers by their words and where they lead."""
    return [{**both(words), "to": to} for words, to in some]


_FRONT = {"title": "Stuck axis", "lead": "An axis that does not move is freed in a minute."}
_SYMPTOMS = [f"the axis is stuck, way {n}" for n in range(8)]
_DOCUMENT: dict[str, Any] = {
    "id": "axis", "reviewed": "2026-11-26", "minutes": 3, "things": ["printer", "filament"],
    "defects": ["printer_part_fault"], "process": "fdm", "care": ["moving"], "articles": ["help-warping"],
    "fr": {**_FRONT, "title": "Axe bloqué", "symptoms": [f"l’axe est bloqué, {n} fois" for n in range(8)]},
    "en": {**_FRONT, "symptoms": _SYMPTOMS},
    "start": "looks",
    "steps": {
        "looks": {"kind": "ask", "picture": "belt-tension", **said("Does it move by hand?", "Switch it **off**."),
                  "answers": answers(("Yes", "belt"), ("No", "clears"), ("It smells of burning", "burns"))},
        "clears": {"kind": "do", **said("Clear the rail"), "by_machine": {"prusa": both("On a Prusa, the left rail.")},
                   "answers": answers(("It moves", "works"), ("No change", "motor"))},
        "belt": {"kind": "ask", **said("Is the belt tight?"), "only": {"machine": ["prusa", "bambu"]},
                 "otherwise": "clears", "answers": answers(("Yes", "clears"), ("No", "works"))},
    },
    "ends": {
        "works": {"outcome": "solved", **said("It moves again")},
        "motor": {"outcome": "part", "part": {"fr": "Un moteur", "en": "A motor"}, **said("The motor has failed")},
        "burns": {"outcome": "person", "danger": True, **said("Leave it unplugged")},
    },
}  # fmt: skip


def a_document(**changes: Any) -> dict[str, Any]:
    """The guide as a file holds it, with some fields of its own."""
    return {**deepcopy(_DOCUMENT), **changes}


def read(document: dict[str, Any], name: str = "axis.yaml") -> tuple[Guide | None, tuple[Fault, ...]]:
    """What is read of it."""
    return read_guide(name, yaml_of(document))


def yaml_of(document: dict[str, Any]) -> str:
    """The file of a guide; its day is a day."""
    return yaml.safe_dump(document, allow_unicode=True).replace("'2026-11-26'", "2026-11-26")


def a_guide(**changes: Any) -> Guide:
    """A guide that can be walked."""
    guide, faults = read(a_document(**changes))
    assert guide is not None, faults
    return guide
