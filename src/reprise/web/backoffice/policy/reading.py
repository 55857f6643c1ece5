"""A row as a browser sends it: each cell read by the sort of its column, and what is wrong said at the cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext

from reprise.apps.policies.rules import (
    CONDITIONS,
    OUTCOMES,
    Between,
    Cell,
    Column,
    ColumnType,
    Days,
    Is,
    OneOf,
    Row,
    Said,
    TableName,
)
from reprise.web.backoffice.fields import MoneyField
from reprise.web.backoffice.policy.controls import (
    LONGEST_LIST,
    LONGEST_NOTE,
    LONGEST_TEXT,
    Control,
    asked,
    choices,
    condition_control,
    outcome_control,
)

MOST_WORDS: Final = 200
LONGEST_WORD: Final = 80
_DIGITS: Final = re.compile(r"\d{1,12}")
_YES_NO: Final = {"yes": True, "no": False}


class CellFault(Exception):
    """What is wrong with one cell, in a sentence."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A row as it was typed: the row where every cell could be read, and the controls with their faults."""

    row: Row
    when: tuple[Control, ...]
    then: tuple[Control, ...]

    @property
    def controls(self) -> tuple[Control, ...]:
        """Every control of the row."""
        return (*self.when, *self.then)

    @property
    def faults(self) -> list[Control]:
        """The controls somebody has to look at."""
        return [control for control in self.controls if control.error]


def controls_of(table: TableName, row: Row, currency: str) -> Typed:
    """The controls of a row as it stands."""
    when = tuple(condition_control(column, row.when.get(column.name), currency) for column in CONDITIONS[table])
    then = tuple(outcome_control(column, row.then.get(column.name), currency) for column in OUTCOMES[table])
    return Typed(row, when, then)


#: What is asked together with a cell, being told together with it.
TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {"then-verdict": ("then-verdict", "then-automatic")}


def read_row(table: TableName, before: Row, sent: QueryDict, currency: str, only: str = "") -> Typed:
    """A row with what was typed; with `only`, nothing but that cell was on the page, and the rest stays."""
    typed = controls_of(table, before, currency)
    when, then = dict(before.when), dict(before.then)
    conditions = tuple(
        _read(column, control, when, lambda c: read_condition(c, sent, currency), sent)
        if not only or control.name in TOGETHER.get(only, (only,)) else control
        for column, control in zip(CONDITIONS[table], typed.when, strict=True)
    )  # fmt: skip
    outcomes = tuple(
        _read(column, control, then, lambda c: read_outcome(c, sent, currency), sent)
        if not only or control.name in TOGETHER.get(only, (only,)) else control
        for column, control in zip(OUTCOMES[table], typed.then, strict=True)
    )  # fmt: skip
    row = replace(before, when=when, then=then)
    if not only or only.startswith("note"):
        row = replace(
            row, note_fr=text_in(sent, "note_fr", LONGEST_NOTE), note_en=text_in(sent, "note_en", LONGEST_NOTE)
        )
    return Typed(row, conditions, outcomes)


def _read(
    column: Column, control: Control, cells: dict[str, Any], reading: Callable[[Column], Cell | Said | None],
    sent: QueryDict,
) -> Control:  # fmt: skip
    shown = _as_typed(column, control, sent)
    try:
        value = reading(column)
    except CellFault as fault:
        return shown.wrong(str(fault))
    cells.pop(column.name, None)
    if value is not None:
        cells[column.name] = value
    return shown


def _as_typed(column: Column, control: Control, sent: QueryDict) -> Control:
    """The control with what was typed, right or wrong."""
    name = control.name
    match control.kind:
        case "choices" | "one":
            given = frozenset(word for word in sent.getlist(name) if word in column.choices)
            return replace(
                control, options=choices(column, given, nothing=control.kind == "one"), but=name + "-but" in sent
            )
        case "ask":
            return replace(control, options=asked(sent.get(name, ""), control.options[0].label))
        case "numbers" | "days":
            return replace(control, least=sent.get(f"{name}-least", "")[:40], most=sent.get(f"{name}-most", "")[:40])
        case _:
            return replace(control, text=sent.get(name, "")[:LONGEST_LIST], but=name + "-but" in sent)


def read_condition(column: Column, sent: QueryDict, currency: str) -> Cell | None:
    """A condition as it was typed; None where anything goes."""
    name = f"when-{column.name}"
    match column.type:
        case ColumnType.CHOICE:
            return _one_of(_chosen(column, sent.getlist(name)), name + "-but" in sent)
        case ColumnType.YES_NO:
            value = _YES_NO.get(sent.get(name, ""))
            return None if value is None else Is(value)
        case ColumnType.NUMBER | ColumnType.MONEY:
            return _between(column, sent, name, currency)
        case ColumnType.DAY:
            first, last = (read_day(sent.get(f"{name}-{end}", "")) for end in ("least", "most"))
            if first and last and first > last:
                raise CellFault(gettext("The first day is after the last."))
            return Days(first, last) if first or last else None
        case _:
            return _one_of(_words(sent.get(name, "")), name + "-but" in sent)


def read_outcome(column: Column, sent: QueryDict, currency: str) -> Said | None:
    """A part of the answer as it was typed; None where the row says nothing."""
    name = f"then-{column.name}"
    match column.type:
        case ColumnType.CHOICE:
            chosen = _chosen(column, [word for word in sent.getlist(name) if word])
            return next(iter(chosen), None)
        case ColumnType.YES_NO:
            return _YES_NO.get(sent.get(name, ""))
        case ColumnType.NUMBER | ColumnType.MONEY:
            return read_number(column, sent.get(name, ""), currency)
        case ColumnType.TEXTS if column.choices:
            chosen = _chosen(column, sent.getlist(name))
            return " ".join(word for word in column.choices if word in chosen) or None
        case _:
            return text_in(sent, name, LONGEST_TEXT) or None


def _one_of(words: frozenset[str], but: bool) -> OneOf | None:  # as the tick box sends it
    return OneOf(words, but=but) if words else None


def _chosen(column: Column, given: list[str]) -> frozenset[str]:
    if not set(given) <= set(column.choices):
        raise CellFault(gettext("Choose among what is offered."))
    return frozenset(given)


def _words(text: str) -> frozenset[str]:
    words = [" ".join(word.replace("\0", "").split()) for word in re.split(r"[\n;,]", text)]
    words = [word for word in words if word]
    if len(words) > MOST_WORDS:
        raise CellFault(gettext("Write at most %(most)d names.") % {"most": MOST_WORDS})
    if any(len(word) > LONGEST_WORD for word in words):
        raise CellFault(gettext("Write each name in at most %(most)d characters, one a line.") % {"most": LONGEST_WORD})
    return frozenset(words)


def _between(column: Column, sent: QueryDict, name: str, currency: str) -> Between | None:
    least, most = (read_number(column, sent.get(f"{name}-{end}", ""), currency) for end in ("least", "most"))
    if least is not None and most is not None and least > most:
        raise CellFault(gettext("The smaller number comes first: “from” is above “to”."))
    return Between(least, most) if least is not None or most is not None else None


def read_number(column: Column, typed: str, currency: str) -> int | None:
    """A whole number or an amount within what the column takes; None for nothing."""
    if column.type is ColumnType.MONEY:
        try:
            number: int | None = MoneyField(currency=currency, required=False).clean(typed)
        except ValidationError as wrong:
            raise CellFault(" ".join(wrong.messages)) from wrong
    else:
        plain = re.sub(r"\s", "", typed)
        if plain and not (plain.isascii() and _DIGITS.fullmatch(plain)):
            raise CellFault(gettext("Write a whole number, for example 30."))
        number = int(plain) if plain else None
    if number is not None and not column.least <= number <= column.most:
        bounds = {"least": column.least, "most": column.most}
        raise CellFault(gettext("Write a number from %(least)d to %(most)d.") % bounds)
    return number


def read_day(typed: str) -> date | None:
    """A day as a browser sends it."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as wrong:
        raise CellFault(gettext("Write a day, for example 2026-12-01.")) from wrong


def text_in(sent: Mapping[str, Any], name: str, longest: int) -> str:
    """A text without what no database keeps, cut to its length."""
    return str(sent.get(name, "")).replace("\0", "").replace("\r\n", "\n").strip()[:longest]
