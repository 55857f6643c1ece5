"""What a calendar tells of a deadline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Final

from reprise.readmodels.deadline_words import TITLES

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline

TOLD_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Told:
    """A deadline as its calendar tells it: of which case, at which address, and under which name."""

    deadline: "Deadline"
    reference: str
    url: str = ""
    titles: Mapping[str, str] = field(default_factory=lambda: TITLES)


def written(name: str, told: Iterable[Told]) -> bytes:
    """The calendar in the active language; what writes calendars is loaded with the first one."""
    return bytes(import_module("reprise.readmodels.calendars.writing").written(name, told))


def since(at: datetime) -> datetime:
    """From when on what has ended is still told: programs that look rarely must learn of it."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0) - TOLD_FOR
