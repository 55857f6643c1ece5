"""Whose law: a country's own parameters, completed by those of the Union it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from reprise.law.library import BadLaw, kept, places
from reprise.law.parameters import Parameter, Source, Value, in_both, parameters, read_mapping


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """The law of one place of residence; one object per place, compared by identity.

    `state` is the country whose law it is: a place overseas has its own code, clocks and holidays, and its state's law.
    """

    country: str
    state: str
    names: Mapping[str, str]
    zones: tuple[str, ...]
    has_own_rules: bool
    own: Mapping[str, Parameter]
    shared: Mapping[str, Parameter]

    def at(self, name: str, day: date) -> Value | None:
        """The value in force that day, the country's own first; None when neither sets one."""
        return _in_force(self, name, day)

    def says(self, name: str, day: date) -> bool:
        """Whether a yes-or-no rule was in force that day."""
        value = self.at(name, day)
        return value is not None and value.content is True

    def sources(self, name: str, day: date) -> tuple[Source, ...]:
        """The texts behind a rule; empty when there is none."""
        value = self.at(name, day)
        return value.sources if value else ()

    def day_of(self, at: datetime) -> date:
        """The day it is there at a moment, by its main clock."""
        return at.astimezone(ZoneInfo(self.zones[0])).date()

    def cited(self, rules: tuple[str, ...], day: date) -> tuple[Source, ...]:
        """The texts behind several rules, each once."""
        return _cited(self, rules, day)


@lru_cache(maxsize=100_000)  # some fifty rules on every day of a few years
def _in_force(law: Law, name: str, day: date) -> Value | None:
    for level in (law.own, law.shared):
        value = level[name].at(day) if name in level else None
        if value is not None:
            return value
    return None


@lru_cache(maxsize=100_000)
def _cited(law: Law, rules: tuple[str, ...], day: date) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for rule in rules for source in law.sources(rule, day)))


@kept
def law_of(country: str) -> Law | None:
    """The law of a country; None when we know nothing of it."""
    entry = _countries().get(country)
    if entry is None:
        return None
    state = entry["law_of"]
    if state not in _countries():
        raise BadLaw(f"countries.yaml: {country} lives under the law of {state}, which is not there; add {state}")
    own = parameters(state.lower())
    shared = parameters("eu") if entry["union"] else {}
    return Law(country, state, entry["name"], tuple(entry["zones"]), bool(own), own, shared)


def known_countries() -> tuple[str, ...]:
    """Codes of the countries whose calendar and law we know something of, and of their places overseas."""
    return tuple(_countries())


def law_making_countries() -> tuple[str, ...]:
    """Codes of the countries we know, without the places that live under the law of another: each law once."""
    return tuple(code for code, entry in _countries().items() if entry["law_of"] == code)


def same_state(one: str, other: str) -> bool:
    """Whether two places of residence live under one country's law."""
    return state_of(one) == state_of(other)


def state_of(country: str) -> str:
    """The country whose law holds in a place: the place itself, unless it lies overseas."""
    law = law_of(country)
    return law.state if law else country


def read_everything() -> None:
    """Read every file of the law, so that a mistake is told before anything is answered."""
    for country in known_countries():
        law_of(country)


def _entry(code: str, entry: object) -> Mapping[str, Any]:
    place = f"countries.yaml: {code}"
    if not isinstance(entry, Mapping) or not {"name", "union", "zones"} <= entry.keys():
        raise BadLaw(f"{place} has to say name, union and zones")
    zones = entry["zones"]
    if not isinstance(zones, list) or not zones or not all(_is_a_zone(str(zone)) for zone in zones):
        raise BadLaw(f"{place} has no clock we know; write zones: [Europe/Paris]")
    state = str(entry.get("law_of", code))
    return {"name": in_both(place, entry["name"]), "union": entry["union"] is True, "zones": zones, "law_of": state}


def _is_a_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@kept
def _countries() -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for file in (place / "countries.yaml" for place in places()):
        if file.is_file():
            found |= {code: _entry(code, entry) for code, entry in read_mapping(file).items()}
    return found
