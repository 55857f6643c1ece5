"""What can be wrong with a print, a machine, a material or a delivery, and what shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Medium(StrEnum):
    """How something is shown; what the shop has itself is asked of nobody."""

    PHOTO = "photo"
    VIDEO = "video"
    FILE = "file"
    ANSWER = "answer"
    PIN = "pin"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    fr: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in a language; English for any we do not have."""
        return self.fr if lang.startswith("fr") else self.en


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that shows a defect: a shot, a video, a measure."""

    code: str
    label: Words
    medium: Medium


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that can be wrong. Liability and remedies are first guesses for staff, never a decision."""

    code: str
    group: str
    label: Words
    recognise: Words
    technologies: tuple[str, ...]
    evidence: tuple[str, ...]
    liability: str
    severity: str
    remedies: tuple[str, ...]
    causes: Mapping[str, tuple[str, ...]]
    self_help: tuple[str, ...]
    prevention: str
    sources: tuple[str, ...]
    danger: bool  # somebody may get hurt: ask about safety first
    hazardous_return: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Defects people choose from together."""

    code: str
    label: Words
    defects: tuple[Defect, ...]


#: No defect at all: withdrawing needs no reason, so nobody is asked to pick this one.
NOT_A_DEFECT = frozenset({"change_of_mind"})


@cache
def groups(product_kind: str = "") -> tuple[Group, ...]:
    """The groups to choose from, those for one kind of product of the catalogue or all of them."""
    found = []
    for code, entry in _taxonomy()["groups"].items():
        if product_kind and entry["products"] and product_kind not in entry["products"]:
            continue
        members = tuple(d for d in defects().values() if d.group == code and d.code not in NOT_A_DEFECT)
        found.append(Group(code, _words(entry), members))
    return tuple(found)


def defect(code: str) -> Defect | None:
    """The defect of a code; None when there is none of that name."""
    return defects().get(code)


def evidence_asked(code: str) -> tuple[Evidence, ...]:
    """What a customer is asked to show for a defect, the most telling first; nothing for a code we do not know."""
    found = defect(code)
    shown = tuple(evidence()[name] for name in found.evidence) if found else ()
    return tuple(item for item in shown if item.medium is not Medium.OURS)


@cache
def defects() -> Mapping[str, Defect]:
    """Every defect by its code, in the order of the file."""
    return {entry["id"]: _defect(entry) for entry in _taxonomy()["defects"]}


@cache
def evidence() -> Mapping[str, Evidence]:
    """Everything that can be asked for, by its code."""
    entries = _taxonomy()["evidence_codes"].items()
    return {code: Evidence(code, _words(entry), Medium(entry["medium"])) for code, entry in entries}


def _defect(entry: Mapping[str, Any]) -> Defect:
    return Defect(
        code=entry["id"],
        group=entry["kind"],
        label=_words(entry["label"]),
        recognise=_words(entry["recognise"]),
        technologies=tuple(entry["technology"]),
        evidence=tuple(entry["evidence"]),
        liability=entry["usual_liability"],
        severity=entry["severity"],
        remedies=tuple(entry["suggested_remedies"]),
        causes={family: tuple(causes) for family, causes in entry["likely_causes"].items()},
        self_help=tuple(entry["self_help"]),
        prevention=entry["prevention"],
        sources=tuple(entry["sources"]),
        danger=entry.get("safety_check", False),
        hazardous_return=entry.get("hazmat_return", False),
    )


def _words(entry: Mapping[str, Any]) -> Words:
    return Words(entry["fr"], entry["en"])


@cache
def _taxonomy() -> Mapping[str, Any]:
    text = resources.files("reprise.printing").joinpath("defects.yaml").read_text("utf-8")
    loaded: Mapping[str, Any] = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    return loaded
