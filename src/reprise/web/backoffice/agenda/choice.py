"""What the address of the agenda asks for, and how another choice is written."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.law.values import FIRST_YEAR, LAST_YEAR
from reprise.readmodels.agenda.listing import Place
from reprise.readmodels.agenda.wanted import Wanted, Whose
from reprise.readmodels.deadline_words import TITLES

TABS: Final[Mapping[Whose, str]] = {
    Whose.OURS: mark("Ours"), Whose.CUSTOMERS: mark("The customers’"), Whose.ALL: mark("Both"),
    Whose.RIGHTS: mark("Rights that run out"),
}  # fmt: skip
_PLACE: Final = re.compile(r"(\d{1,12})-(\d{1,18})")
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})")


def read(given: Mapping[str, str]) -> Wanted:
    """The choice; anything that is none asks for nothing."""
    whose, kind = given.get("whose", ""), given.get("kind", "")
    return Wanted(
        Whose(whose) if whose in set(Whose) else Whose.OURS, kind if kind in TITLES else "", given.get("mine") == "1"
    )


def link(wanted: Wanted, path: str = "", **more: object) -> str:
    """The address of a choice."""
    asked: dict[str, object] = {}
    if wanted.whose is not Whose.OURS:
        asked["whose"] = wanted.whose.value
    if wanted.kind:
        asked["kind"] = wanted.kind
    if wanted.mine:
        asked["mine"] = 1
    asked |= {name: value for name, value in more.items() if value}
    return f"{path}?{urlencode(asked)}"


def tabs(wanted: Wanted, path: str) -> list[tuple[str, str, bool]]:
    """Each choice of whose: its label, its address, and whether it is the present one; a kind stays behind."""
    return [
        (gettext(label), link(replace(wanted, whose=whose, kind=""), path), whose is wanted.whose)
        for whose, label in TABS.items()
    ]


def a_day(text: str) -> date | None:
    """A day in the address."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def a_month(text: str, today: date) -> date:
    """The first of a month in the address; of this month for anything else."""
    found = _MONTH.fullmatch(text)
    first = a_day(f"{text}-01") if found else None
    return first or today.replace(day=1)


def a_place(text: str) -> Place | None:
    """Where a page goes on."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    try:
        return datetime.fromtimestamp(int(found[1]), UTC), int(found[2])
    except (OverflowError, OSError, ValueError):
        return None


def written(place: Place | None) -> str:
    """A place as it goes into an address."""
    return f"{int(place[0].timestamp())}-{place[1]}" if place else ""
