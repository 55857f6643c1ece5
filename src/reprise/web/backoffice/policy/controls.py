"""The control of each cell: what it offers, what stands in it, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import get_language, gettext

from reprise.apps.policies.rules import Between, Cell, Column, ColumnType, Days, Is, OneOf, Said
from reprise.apps.policies.telling.labels import column_label, word_label
from reprise.printing.defects import groups
from reprise.web.backoffice.fields import typed_amount
from reprise.web.backoffice.policy.words import HINTS, UNIT_NAMES

LONGEST_TEXT: Final = 400
LONGEST_NOTE: Final = 600
LONGEST_LIST: Final = 16_000


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `under` the heading it stands below."""

    value: str
    label: str
    chosen: bool
    under: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """One cell as a form shows it. `kind` names the part of the page that draws it."""

    name: str  # when-kind, then-verdict: the beginning of the names of its inputs
    column: str
    kind: str
    label: str
    hint: str = ""
    unit: str = ""
    options: tuple[Option, ...] = ()
    but: bool = False
    text: str = ""
    least: str = ""
    most: str = ""
    most_signs: int = LONGEST_TEXT
    error: str = ""

    @property
    def said(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text or self.least or self.most or any(one.chosen and one.value for one in self.options))

    @property
    def is_condition(self) -> bool:
        """Whether it narrows what the row is about."""
        return self.name.startswith("when-")

    @property
    def first_id(self) -> str:
        """The id of the input a link to this cell leads to."""
        if self.kind in {"choices", "one", "ask"}:
            return f"{self.name}-0"
        return f"{self.name}-least" if self.kind in {"numbers", "days"} else self.name

    def wrong(self, error: str) -> "Control":
        """The control with what is wrong with it."""
        return replace(self, error=error)


def condition_control(column: Column, cell: Cell | None, currency: str) -> Control:
    """The control of a condition with what stands in the row."""
    chosen, but = (cell.values, cell.but) if isinstance(cell, OneOf) else (frozenset[str](), False)
    empty = _base("when", column, currency)
    match column.type:
        case ColumnType.CHOICE:
            return replace(empty, kind="choices", options=choices(column, chosen), but=but)
        case ColumnType.YES_NO:
            value = ("yes" if cell.value else "no") if isinstance(cell, Is) else ""
            return replace(empty, kind="ask", options=asked(value, gettext("does not matter")))
        case ColumnType.NUMBER | ColumnType.MONEY:
            bounds = cell if isinstance(cell, Between) else Between()
            return replace(empty, kind="numbers", least=typed_number(column, bounds.least, currency),
                           most=typed_number(column, bounds.most, currency))  # fmt: skip
        case ColumnType.DAY:
            days = cell if isinstance(cell, Days) else Days()
            return replace(empty, kind="days", least=str(days.first or ""), most=str(days.last or ""))
        case _:
            return replace(empty, kind="lines", text="\n".join(sorted(chosen)), but=but, most_signs=LONGEST_LIST)


def outcome_control(column: Column, said: Said | None, currency: str) -> Control:
    """The control of a part of the answer with what the row says."""
    empty = _base("then", column, currency)
    match column.type:
        case ColumnType.CHOICE:
            return replace(empty, kind="one", options=choices(column, frozenset({str(said or "")}), nothing=True))
        case ColumnType.YES_NO:
            value = "" if said is None else "yes" if said else "no"
            return replace(empty, kind="ask", options=asked(value, gettext("not said")))
        case ColumnType.NUMBER | ColumnType.MONEY:
            number = said if isinstance(said, int) and not isinstance(said, bool) else None
            return replace(empty, kind="number", text=typed_number(column, number, currency))
        case ColumnType.TEXTS if column.choices:
            words = frozenset(str(said or "").replace(",", " ").split())
            return replace(empty, kind="choices", options=choices(column, words))
        case _:
            return replace(empty, kind="text", text=str(said or ""))


def _base(part: str, column: Column, currency: str) -> Control:
    unit = currency if column.type is ColumnType.MONEY else UNIT_NAMES.get(column.unit, "")
    hint = HINTS.get(column.name, "")
    return Control(
        f"{part}-{column.name}", column.name, "", column_label(column.name), gettext(hint) if hint else "",
        gettext(unit) if unit and unit != "%" and unit != currency else unit,
    )  # fmt: skip


def choices(column: Column, chosen: frozenset[str], *, nothing: bool = False) -> tuple[Option, ...]:
    """The words of a column to choose from; reasons below their groups."""
    if column.name == "reason":
        return tuple(_reasons(chosen))
    known = [Option(word, word_label(column.name, word), word in chosen) for word in column.choices]
    strays = [Option(word, word, chosen=True) for word in sorted(chosen - set(column.choices)) if word]
    none = [Option("", gettext("not said"), not (chosen - {""}))] if nothing else []
    return (*none, *known, *strays)


def _reasons(chosen: frozenset[str]) -> Sequence[Option]:
    lang = get_language() or "fr"
    found = []
    for group in groups():
        name = group.label.in_(lang)
        found.append(Option(group.code, gettext("Everything in this group"), group.code in chosen, name))
        found += [Option(one.code, one.label.in_(lang), one.code in chosen, name) for one in group.defects]
    return found


def asked(value: str, nothing: str) -> tuple[Option, ...]:
    """Yes, no, or nothing said."""
    words = (("", nothing), ("yes", gettext("yes")), ("no", gettext("no")))
    return tuple(Option(key, label, key == value) for key, label in words)


def typed_number(column: Column, number: int | None, currency: str) -> str:
    """A number as somebody would type it."""
    if number is None:
        return ""
    if column.type is ColumnType.MONEY:
        text = typed_amount(number, currency, (get_language() or "fr")[:2])
        return text.removesuffix(",00").removesuffix(".00")
    return str(number)
