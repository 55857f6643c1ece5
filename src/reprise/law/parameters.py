"""Dated, cited parameters: what was in force that day, and which text says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any, Final, Literal

import yaml

from reprise.law.library import BadLaw, kept, places

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
        try:
            return int(self.content)
        except (TypeError, ValueError) as fault:
            cited = ", ".join(source.id for source in self.sources)
            raise BadLaw(f"{str(self.content)[:40]!r} ({cited}) is no whole number") from fault

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


@kept
def sources() -> Mapping[str, Source]:
    """Every source named by a parameter, by its id."""
    found: dict[str, Source] = {}
    for file in _files("sources.yaml"):
        for key, entry in read_mapping(file).items():
            found[key] = _source(f"{file.name}: {key}", key, entry)
    return found


def _source(place: str, key: str, entry: object) -> Source:
    if not isinstance(entry, Mapping) or not {"label", "url", "status"} <= entry.keys():
        raise BadLaw(f"{place} has to say label, url and status")
    if entry["status"] not in ("P", "S", "U"):
        raise BadLaw(f"{place} has an unknown status; write P, S or U")
    short = entry.get("short", entry["label"])
    return Source(key, in_both(place, entry["label"]), in_both(place, short), str(entry["url"]), entry["status"])


@kept
def parameters(folder: str) -> Mapping[str, Parameter]:
    """The parameters kept in one folder (`eu`, `fr`) or country file, by name."""
    found: dict[str, tuple[Value, ...]] = {}
    for place in places():
        here: set[str] = set()
        for name, history in _written(place, folder):
            if name in here:
                raise BadLaw(f"{folder}: {name} is given twice; keep one")
            here.add(name)
            found[name] = (*found.get(name, ()), *_history(folder, name, history))
    return {
        name: Parameter(name, tuple(sorted(values, key=lambda value: value.since))) for name, values in found.items()
    }


def _written(place: Traversable, folder: str) -> Iterator[tuple[str, object]]:
    for file in _parameter_files(place, folder):
        yield from read_mapping(file).items()


def _history(folder: str, name: str, entries: object) -> Iterator[Value]:
    if not isinstance(entries, list):
        raise BadLaw(f"{folder}: {name} is no list; write [{{from: 2026-01-01, value: 24, sources: [ID]}}]")
    for entry in entries:
        if not isinstance(entry, Mapping) or type(entry.get("from")) is not date or "value" not in entry:
            raise BadLaw(f"{folder}: {name} has an entry without a day or a value; write from: 2026-01-01, value: 24")
        yield _value(folder, name, entry)


def _value(folder: str, name: str, entry: Mapping[str, Any]) -> Value:
    listed = entry.get("sources")
    ids = [str(key) for key in listed] if isinstance(listed, list) else []
    unknown = [key for key in ids if key not in sources()]
    if unknown or not ids:
        lacking = ", ".join(map(str, unknown)) or "no text"
        raise BadLaw(f"{folder}: {name} cites {lacking}; add it to a sources.yaml")
    cited = tuple(sources()[key] for key in ids)
    worst = max(source.status for source in cited)  # P < S < U
    return Value(entry["from"], entry["value"], cited, entry.get("status", worst))


def _parameter_files(root: Traversable, folder: str) -> list[Traversable]:
    single = root / "countries" / f"{folder}.yaml"
    if single.is_file():
        return [single]
    home = root / folder
    if not home.is_dir():
        return []
    return [file for file in home.iterdir() if file.name.endswith(".yaml") and file.name != "sources.yaml"]


def _files(name: str) -> list[Traversable]:
    folders = [place / folder for place in places() for folder in ("eu", "fr", "countries")]
    return [folder / name for folder in folders if (folder / name).is_file()]


def in_both(place: str, label: object) -> Mapping[str, str]:
    """A text in French and English, or one that is the same in both."""
    if isinstance(label, str):
        return {"fr": label, "en": label}
    if not isinstance(label, Mapping) or not {"fr", "en"} <= label.keys():
        raise BadLaw(f"{place} lacks a language; write {{fr: …, en: …}}")
    return {lang: str(label[lang]) for lang in ("fr", "en")}


def read_mapping(file: Traversable) -> Mapping[str, Any]:
    """A file of names and what they hold; BadLaw with the line when it is none."""
    try:
        loaded = yaml.load(file.read_text("utf-8"), LOADER)  # noqa: S506  # a safe loader
    except (yaml.YAMLError, ValueError, KeyError, AttributeError, TypeError) as fault:
        place = getattr(fault, "problem_mark", None)
        where = f", line {place.line + 1}" if place else ""
        raise BadLaw(f"{file.name}{where}: {getattr(fault, 'problem', None) or fault}") from fault
    if not isinstance(loaded, Mapping):
        raise BadLaw(f"{file.name} holds no names; write “name: value” lines")
    return loaded
