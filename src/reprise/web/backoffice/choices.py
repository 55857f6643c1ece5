"""What a list of the desk is narrowed to, as its fields and chips show it."""

from dataclasses import dataclass
from typing import Final

#: In which languages customers write to us.
LANGUAGES: Final = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a field: what it is called, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that was asked for, and the address without it."""

    label: str
    without: str
