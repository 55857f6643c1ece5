"""Dated, cited parameters: what was in force that day, and which text says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Final, Literal, cast

import yaml

Status = Literal["P", "S", "U"]  # primary text read, secondary source read, unverified
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A text the rules rest on; labels per language, the short one for when the code was named already."""

    id: str
    labels: Mapping[str, str] = field(hash=False)
    short_labels: Mapping[str, str] = field(hash=False)
    url: str
    status: Status


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter is from a day on; `content` is None where the law sets no number."""

    since: date
    content: Any
    sources: tuple[Source, ...]
    status: Status

    @property
    def number(self) -> int:
        """The content as a whole number."""
        return int(self.content)

    @property
    def is_verified(self) -> bool:
        """Whether somebody read the text or a serious account of it."""
        return self.status != "U"


@dataclass(frozen=True, slots=True)
class Parameter:
    """The history of one legal value, oldest first."""

    name: str
    values: tuple[Value, ...]

    def at(self, day: date) -> Value | None:
        """What was in force that day; None before the first value we know."""
        return next((value for value in reversed(self.values) if value.since <= day), None)


@cache
def sources() -> Mapping[str, Source]:
    """Every source named by a parameter, by its id."""
    found: dict[str, Source] = {}
    for file in _files("sources.yaml"):
        for key, entry in _load(file).items():
            labels = _both(entry["label"])
            found[key] = Source(key, labels, _both(entry.get("short", entry["label"])), entry["url"], entry["status"])
    return found


@cache
def parameters(folder: str) -> Mapping[str, Parameter]:
    """The parameters kept in one folder (`eu`, `fr`) or country file, by name."""
    found: dict[str, Parameter] = {}
    for file in _parameter_files(folder):
        for name, history in _load(file).items():
            if name in found:
                raise ValueError(f"{folder}: {name} is given twice")
            found[name] = Parameter(name, tuple(sorted((_value(entry) for entry in history), key=lambda v: v.since)))
    return found


def _value(entry: Mapping[str, Any]) -> Value:
    cited = tuple(sources()[key] for key in entry["sources"])
    worst = cast("Status", max((source.status for source in cited), default="U"))  # P < S < U
    return Value(entry["from"], entry["value"], cited, entry.get("status", worst))


def _parameter_files(folder: str) -> list[Traversable]:
    root = resources.files("reprise.law")
    single = root / "countries" / f"{folder}.yaml"
    if single.is_file():
        return [single]
    home = root / folder
    if not home.is_dir():
        return []
    return [file for file in home.iterdir() if file.name.endswith(".yaml") and file.name != "sources.yaml"]


def _files(name: str) -> list[Traversable]:
    root = resources.files("reprise.law")
    return [file for file in (root / folder / name for folder in ("eu", "fr", "countries")) if file.is_file()]


def _both(label: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"fr": label, "en": label} if isinstance(label, str) else label


def _load(file: Traversable) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", yaml.load(file.read_text("utf-8"), LOADER))  # noqa: S506  # a safe loader
