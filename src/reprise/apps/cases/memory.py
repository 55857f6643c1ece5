"""What a deed has read of a case, so that nobody asks the database again while it holds the case.

Only while a deed is open (services.deed): the case's row is held then, so that what was read stays true but for what
the deed itself writes. Whoever writes keeps the memory true: by changing the rows it gave out, or by `learn` and
`replace`.
"""

from collections.abc import Callable
from typing import Any, Final, Literal, TypeVar

from django.db.models import Model, QuerySet, Subquery

from reprise.apps.cases.models import Case
from reprise.platform.statements import Reading, together

Row = TypeVar("Row")
Part = TypeVar("Part", bound=Model)
What = Literal["lines", "items", "remedies", "deadlines", "authorisations", "refunds", "parcels", "policy"]
#: What belongs to a case and nearly every deed looks at, read in one go: by the case's number, or with the case itself.
_PARTS: Final[dict[What, Reading[Any]]] = {}
_BY_REFERENCE: Final[dict[What, Reading[Any]]] = {}
NUMBERED: Final[dict[type[Model], int]] = {}


def part(what: What, rows: Callable[[Any], QuerySet[Part]]) -> Reading[Part]:
    """Have rows of a case read together with its others; any app on top of cases may have such rows."""
    reading = _PARTS[what] = Reading(rows)
    _BY_REFERENCE[what] = Reading(lambda shop_id, reference: rows(_number(shop_id, reference)))
    return reading


def numbered(model: type[Model], most: int) -> None:
    """Have so many new rows of a table numbered with the reading of a case that is to be changed; more cost a question.

    For what a deed names before it is written: in its event, in a letter, in the answer.
    """
    NUMBERED[model] = most


def _number(shop_id: Any, reference: Any) -> Subquery:
    return Subquery(Case.objects.filter(shop_id=shop_id, reference=reference).values("pk"))


def with_parts(reading: Reading[Case], shop_id: int, reference: str) -> Case | None:
    """A case and all its parts in one round trip: the first deed on it, or the first look at all of it, has them.

    Where `reading` holds the case, whoever changes it is waited for before the parts are read.
    """
    asked = (each.of(shop_id, reference) for each in _BY_REFERENCE.values())
    found, *parts = together(reading.of(shop_id, reference), *asked)
    case: Case | None = next(iter(found), None)
    if case is not None:
        case.ahead = dict(zip(_BY_REFERENCE, parts, strict=True))
    return case


def known(case: Case, what: What, read: Callable[[], list[Row]]) -> list[Row]:
    """The rows of a case: as remembered within a deed, read otherwise."""
    memory = _memory(case)
    if memory is None:
        return read()
    if what not in memory:
        if what in _PARTS:
            memory |= _read(case, memory)
        else:
            memory[what] = read()
    return memory[what]


def all_parts(case: Case) -> dict[What, list[Any]]:
    """Every part of a case: as remembered within a deed, the others read together."""
    memory = _memory(case)
    if memory is None:
        ahead, case.ahead = case.ahead, None
        return ahead or _read(case, {})
    memory |= _read(case, memory)
    return memory


def _read(case: Case, known_already: dict[What, list[Any]]) -> dict[What, list[Any]]:
    missing = [what for what in _PARTS if what not in known_already]
    return dict(zip(missing, together(*(_PARTS[what].of(case.pk) for what in missing)), strict=True)) if missing else {}


def in_deed(case: Case) -> bool:
    """Whether a deed on the case is open, so that rows are better taken from its memory."""
    return _memory(case) is not None


def learn(case: Case, what: What, *rows: Any) -> None:
    """Add rows that were written just now to those remembered."""
    if what in (memory := _memory(case) or {}):
        memory[what] = [*memory[what], *rows]


def replace(case: Case, what: What, rows: list[Any]) -> None:
    """Remember these rows and no others."""
    memory = _memory(case)
    if memory is not None:
        memory[what] = rows


def know_anew(case: Case, what: What, row: Any) -> None:
    """Remember a row as the caller holds it now, in place of what was read of it before."""
    if what in (memory := _memory(case) or {}):
        memory[what] = [row if each.pk == row.pk else each for each in memory[what]]


def forget(case: Case, what: What) -> None:
    """Ask again the next time: rows were changed by other hands than the memory's."""
    (_memory(case) or {}).pop(what, None)


def _memory(case: Case) -> dict[What, list[Any]] | None:
    return case.chapter.memory if case.chapter is not None else None
