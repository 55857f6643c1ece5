"""Rows that never count, and rows that say different things of the same request."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from reprise.apps.policies.rules.checking.cover import common, within
from reprise.apps.policies.rules.checking.finding import Finding, Severity
from reprise.apps.policies.rules.checking.layout import Layout
from reprise.apps.policies.rules.table import Row
from reprise.apps.policies.rules.vocabulary import TableName, Verdict

MOST_NAMED: Final = 6
_MOST_TRIED: Final = 24  # rows looked at one by one for the sake of one finding
#: Columns whose rows are meant to come first: they name whom they are for, or what the law says.
_FIRST: Final = ("company", "tags", "priority", "law", "basis")


def unreachable(layout: Layout) -> Iterator[Finding]:
    """The rows that nothing reaches, with the rows before them that take everything."""
    for number, row in enumerate(layout.rows):
        taken = _taken(layout, number, layout.before(number))
        if taken:  # a cell that nothing can meet is told where it stands
            yield _covered(layout, number, row, layout.rows_of(taken))


def _taken(layout: Layout, number: int, others: int) -> int:
    """Boxes that leave nothing of a row; none when something is left."""
    taken = 0
    for box in layout.boxes[number]:
        found, used = layout.free(box, others)
        if found is not None:
            return 0
        taken |= used
    return taken


def _covered(layout: Layout, number: int, row: Row, taken: list[int]) -> Finding:
    needed = _needed(layout, number, taken)
    params: dict[str, Any] = {"rows": tuple(layout.rows[one].id for one in needed[:MOST_NAMED])}
    code = "unreachable"
    if len(needed) == 1 and layout.boxes[needed[0]] == layout.boxes[number]:
        code = "doubled_row" if layout.rows[needed[0]].then == row.then else "same_conditions"
    return Finding(layout.table, row.id, Severity.WARNING, code, params)


def _needed(layout: Layout, number: int, taken: list[int]) -> list[int]:
    """As few rows as will do: one alone where one takes everything."""
    for one in range(number):
        mine, theirs = layout.boxes[number], layout.boxes[one]
        if all(any(within(box, other, layout.space) for other in theirs) for box in mine):
            return [one]
    kept = list(taken)
    for one in taken if len(taken) <= _MOST_TRIED else ():
        fewer = [place for place in kept if place != one]
        if _taken(layout, number, layout.of(fewer)):
            kept = fewer
    return kept


def contradictory(layout: Layout) -> Iterator[Finding]:
    """Rows that cross an earlier one and answer otherwise, where neither is the exception of the other."""
    for number, row in enumerate(layout.rows):
        rows: list[str] = []
        facts: Mapping[str, Any] = {}
        for place in _crossing(layout, number)[:_MOST_TRIED]:
            where = _where(layout, place, number)
            if where is not None:
                facts = facts or where
                rows.append(layout.rows[place].id)
            if len(rows) == MOST_NAMED:
                break
        if rows:
            yield Finding(
                layout.table, row.id, Severity.WARNING, "contradictory", {"rows": tuple(rows), "facts": facts}
            )


def _crossing(layout: Layout, number: int) -> list[int]:
    """The earlier rows at odds with one, that are no exception of it and do not take it whole."""
    meeting = 0
    for box in layout.boxes[number]:
        meeting |= layout.grid.meeting(box)
    return [place for place in layout.rows_of(meeting & layout.before(number)) if _at_odds(layout, place, number)]


def _at_odds(layout: Layout, first: int, second: int) -> bool:
    row, general = layout.rows[first], layout.rows[second]
    if not differ(layout.table, row.then, general.then) or _is_exception(row, general):
        return False
    theirs, mine, space = layout.boxes[first], layout.boxes[second], layout.space
    is_inside = all(any(within(other, box, space) for box in mine) for other in theirs)
    return not is_inside and not all(any(within(box, other, space) for other in theirs) for box in mine)


def _is_exception(row: Row, general: Row) -> bool:
    """Whether a row is meant to come before another: it looks at more, or names whom it is for."""
    return row.when.keys() > general.when.keys() or any(
        name in row.when and name not in general.when for name in _FIRST
    )


def _where(layout: Layout, first: int, second: int) -> Mapping[str, Any] | None:
    """Facts that both rows take and no row before them; None when there are none."""
    for box in layout.boxes[second]:
        for other in layout.boxes[first]:
            both = common(box, other)
            if all(both.values()):
                found = layout.example(both, layout.before(first))
                if found is not None:
                    return layout.space.facts({**both, **found})
    return None


def differ(table: TableName, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two answers are at odds; a person who looks first is no contradiction."""
    if table is not TableName.ANSWER:
        return dict(one) != dict(other)
    verdicts = one.get("verdict"), other.get("verdict")
    if Verdict.PERSON in verdicts:
        return False
    said = [(one.get(word), other.get(word)) for word in ("remedy", "goods")]
    return verdicts[0] != verdicts[1] or any(mine != theirs for mine, theirs in said if mine and theirs)
