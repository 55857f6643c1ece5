"""From the marked values of a file to a policy, gathering everything that is wrong on the way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, Final

from reprise.apps.policies.file_cells import Unfit, cell_of, said_of
from reprise.apps.policies.marked_yaml import Node
from reprise.apps.policies.rules import (
    CONDITIONS,
    LONGEST_ANSWER,
    LONGEST_RETURN,
    MOST_ROWS,
    OUTCOMES,
    SHORTEST_RETURN,
    Column,
    Fault,
    Notices,
    Policy,
    Row,
    TableName,
    Terms,
    faults_of,
)

FORMAT: Final = "reprise-policy/1"
_NOTES: Final = ("note_fr", "note_en")
_NUMBERS: Final = {"decision_days": (1, LONGEST_ANSWER), "return_by_days": (SHORTEST_RETURN, LONGEST_RETURN)}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault and where it stands: its line, and the field as a path."""

    line: int
    field: str
    fault: Fault


@dataclass(slots=True)
class Reading:
    """Reads one file; `troubles` fills up, and the policy counts only when there is none."""

    troubles: list[Trouble] = field(default_factory=list)
    rows: int = 0

    def policy(self, root: Node) -> Policy:
        """The policy as far as it could be read."""
        parts = dict(self._fields(root, "", ("format", "terms", "tables")))
        if "format" in parts and parts["format"].value != FORMAT:
            self._say(parts["format"], "format", "unknown_choice", value=_shown(parts["format"]), allowed=(FORMAT,))
        if "tables" not in parts and "terms" not in parts:
            self._say(root, "tables", "nothing_there", allowed=("terms", "tables"))
        terms = self._terms(parts["terms"]) if "terms" in parts else Terms()
        tables = dict(self._tables(parts["tables"])) if "tables" in parts else {}
        if self.rows > MOST_ROWS:
            self._say(root, "tables", "too_many_rows", most=MOST_ROWS)
        return Policy(terms, tables)

    def _terms(self, node: Node) -> Terms:
        given: dict[str, Any] = {}
        for name, value in self._fields(node, "terms", (*_NUMBERS, "notices")):
            if name == "notices":
                given[name] = self._notices(value)
                continue
            least, most = _NUMBERS[name]
            if not isinstance(value.value, int) or isinstance(value.value, bool):
                self._say(value, f"terms.{name}", "wrong_cell", type="number")
            elif not least <= value.value <= most:
                self._say(value, f"terms.{name}", f"{name}_bounds", value=value.value, least=least, most=most)
            else:
                given[name] = value.value
        return Terms(**given)

    def _notices(self, node: Node) -> Notices:
        given = {}
        for name, value in self._fields(node, "terms.notices", [one.name for one in fields(Notices)]):
            if isinstance(value.value, bool):
                given[name] = value.value
            else:
                self._say(value, f"terms.notices.{name}", "wrong_cell", type="yes_no")
        return Notices(**given)

    def _tables(self, node: Node) -> Iterator[tuple[TableName, tuple[Row, ...]]]:
        for name, listed in self._fields(node, "tables", [table.value for table in TableName]):
            if listed.is_nothing:
                continue  # a table whose rows were all deleted
            if listed.items is None:
                self._say(listed, f"tables.{name}", "no_list")
                continue
            rows = list(self._rows(TableName(name), listed))
            if rows:
                yield TableName(name), tuple(rows)

    def _rows(self, table: TableName, listed: Node) -> Iterator[Row]:
        seen: dict[str, int] = {}
        for number, node in enumerate(listed.items or (), 1):
            self.rows += 1
            row = self._row(table, node, f"tables.{table}.{number}")
            if row.id in seen:
                self._say(node, f"tables.{table}.{number}.id", "doubled_id", id=row.id, line=seen[row.id])
            seen.setdefault(row.id, node.line)
            yield row

    def _row(self, table: TableName, node: Node, place: str) -> Row:
        before = len(self.troubles)
        parts = dict(self._fields(node, place, ("id", "when", "then", *_NOTES)))
        lines: dict[str, int] = {name: part.line for name, part in parts.items()}
        name = parts["id"].value if "id" in parts else None
        if isinstance(name, bool) or not isinstance(name, str | int):
            self._say(parts.get("id", node), f"{place}.id", "no_id")
        when = self._cells(CONDITIONS[table], parts.get("when"), f"{place}.when", lines)
        then = self._words(OUTCOMES[table], parts.get("then"), f"{place}.then", lines)
        notes = [self._text(parts.get(note), f"{place}.{note}") for note in _NOTES]
        partly = len(self.troubles) > before
        row = Row(str(name), when, then, *notes)
        for fault in faults_of(table, row):
            if not (partly and fault.code in {"nothing_said", "id_length"}):  # told by what could not be read
                self.troubles.append(Trouble(lines.get(fault.field, node.line), f"{place}.{fault.field}", fault))
        return row

    def _cells(self, columns: Iterable[Column], node: Node | None, place: str, lines: dict[str, int]) -> dict[str, Any]:
        return self._by_column(columns, node, place, lines, cell_of)

    def _words(self, columns: Iterable[Column], node: Node | None, place: str, lines: dict[str, int]) -> dict[str, Any]:
        return self._by_column(columns, node, place, lines, said_of)

    def _by_column(
        self, columns: Iterable[Column], node: Node | None, place: str, lines: dict[str, int], read: Any
    ) -> dict[str, Any]:
        named = {column.name: column for column in columns}
        found = {}
        for name, value in self._fields(node, place, tuple(named)) if node else ():
            lines[f"{place.rsplit('.', 1)[-1]}.{name}"] = value.line
            try:
                found[name] = read(named[name], value)
            except Unfit as unfit:
                self.troubles.append(Trouble(unfit.line, f"{place}.{name}", Fault(name, unfit.code, unfit.params)))
        return found

    def _text(self, node: Node | None, place: str) -> str:
        if node is None or node.is_nothing:
            return ""
        if isinstance(node.value, str):
            return node.value
        self._say(node, place, "wrong_cell", type="text")
        return ""

    def _fields(self, node: Node, place: str, allowed: Iterable[str]) -> Iterator[tuple[str, Node]]:
        """The fields of a mapping that are known, each once."""
        known, seen = tuple(allowed), set()
        if node.pairs is None:
            self._say(node, place, "no_fields", allowed=known)
            return
        for key, value in node.pairs:
            name, where = _shown(key), f"{place}.{_shown(key)}".lstrip(".")
            if name not in known:
                self._say(key, where, "unknown_field", name=name, allowed=known)
            elif name in seen:
                self._say(key, where, "doubled_field", name=name)
            else:
                seen.add(name)
                yield name, value

    def _say(self, node: Node, place: str, code: str, **params: Any) -> None:
        self.troubles.append(Trouble(node.line, place, Fault(place, code, params)))


def _shown(node: Node) -> str:
    return "…" if node.items is not None or node.pairs is not None else str(node.value)[:60]
