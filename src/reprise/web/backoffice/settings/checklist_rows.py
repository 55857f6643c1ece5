"""The rows of a checklist as a browser sends them: typed, moved, taken off, and not saved before somebody says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext

from reprise.apps.catalogue.rules.checklists import Checklist, Item, Section

MOST_ROWS: Final = 200
LONGEST_SEEN: Final = 40_000


@dataclass(frozen=True, slots=True)
class Editing:
    """A list on its way: what is typed, what was seen at first, and what to say above it."""

    typed: Checklist
    seen: str
    status: int = 200
    fault: str = ""
    note: str = ""


def read_rows(sent: QueryDict, before: Editing) -> Editing:
    """The rows as they were typed, after the small deed a button asked for."""
    rows = {part: _rows(sent, part) for part in Section}
    deed, _, rest = sent.get("do", "").partition(":")
    name, _, at = rest.partition(":")
    if deed in {"up", "down", "drop"} and name in set(Section) and at.isdigit():
        rows[Section(name)] = _moved(rows[Section(name)], deed, int(at))
    parts = {part.value: tuple(items) for part, items in rows.items()}
    note = gettext("Not saved yet.") if deed in {"up", "down", "drop", "add"} else ""
    return Editing(replace(Checklist(), **parts), sent.get("seen", before.seen)[:LONGEST_SEEN], note=note)


def _rows(sent: QueryDict, part: Section) -> list[Item]:
    columns: Sequence[Sequence[str]] = [sent.getlist(f"{part}-{column}") for column in ("code", "fr", "en")]
    rows = [Item(*row) for row in list(zip(*columns, strict=False))[:MOST_ROWS]]
    return [row for row in rows if row.fr.strip() or row.en.strip()]


def _moved(rows: list[Item], deed: str, at: int) -> list[Item]:
    if at >= len(rows):
        return rows
    rows = list(rows)
    row = rows.pop(at)
    if deed != "drop":
        rows.insert(max(0, at - 1) if deed == "up" else at + 1, row)
    return rows
