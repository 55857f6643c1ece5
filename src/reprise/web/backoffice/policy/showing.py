"""Cells as they are read in the table: short, and the same in every table."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import get_language, gettext, ngettext

from reprise.apps.policies.rules import Between, Cell, Column, ColumnType, Days, Is, OneOf, Said
from reprise.apps.policies.telling.labels import word_label
from reprise.core.money import Money
from reprise.web.backoffice.policy.words import UNITS
from reprise.web.templatetags.reprise_format import date_text, money_text

SHOWN_VALUES = 2
_NO_CENTS: Final = re.compile(r"[.,]00(?!\d)")  # at the end of the number: a comma may also stand between thousands


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell in words; empty where anything goes. `state` is the glyph of a decision."""

    text: str = ""
    state: str = ""


STATES = {"accept": "done", "refuse": "fail", "person": "wait"}


def condition_text(column: Column, cell: Cell | None, currency: str) -> str:
    """What a condition asks; empty: anything."""
    match cell:
        case OneOf(values, but):
            return _words(column.name, values, but=but)
        case Between(least, most):
            return _bounds(column, least, most, currency)
        case Is(value):
            return gettext("yes") if value else gettext("no")
        case Days(first, last):
            return _days(first, last)
    return ""


def outcome_text(column: Column, said: Said | None, currency: str) -> str:
    """What a row says in one column of its answer; empty: nothing."""
    if said is None or said == "":
        return ""
    if column.type is ColumnType.YES_NO:
        return gettext("yes") if said else gettext("no")
    if column.type in {ColumnType.NUMBER, ColumnType.MONEY} and isinstance(said, int):
        return quantity(column, said, currency)
    if column.name == "shots":
        return ", ".join(word_label("shots", word) for word in str(said).replace(",", " ").split())
    return word_label(column.name, str(said))


def quantity(column: Column, number: int, currency: str) -> str:
    """A number with its unit, an amount with its currency; cents only where there are any."""
    if column.type is ColumnType.MONEY:
        return _NO_CENTS.sub("", money_text(Money(number, currency)))
    unit = UNITS.get(column.unit, "%(n)s")
    return gettext(unit) % {"n": number} if unit != "%(n)s" else str(number)


def _words(column: str, values: frozenset[str], *, but: bool) -> str:
    names = sorted(word_label(column, value) for value in values)
    text = ", ".join(names[:SHOWN_VALUES])
    if len(names) > SHOWN_VALUES:
        more = len(names) - SHOWN_VALUES
        said = ngettext("%(some)s and %(more)d more", "%(some)s and %(more)d others", more)
        text = said % {"some": text, "more": more}
    return gettext("all but %(words)s") % {"words": text} if but else text


def _bounds(column: Column, least: int | None, most: int | None, currency: str) -> str:
    if least is not None and most is not None:
        if least == most:
            return f"=\u00a0{quantity(column, least, currency)}"
        low = quantity(column, least, currency) if column.type is ColumnType.MONEY else least
        return gettext("%(least)s to %(most)s") % {"least": low, "most": quantity(column, most, currency)}
    if most is not None:
        return f"≤\u00a0{quantity(column, most, currency)}"
    return f"≥\u00a0{quantity(column, least, currency)}" if least is not None else ""


def _days(first: date | None, last: date | None) -> str:
    language = get_language()
    if first and last:
        given = {"first": date_text(first, "day", language), "last": date_text(last, "day", language)}
        return gettext("%(first)s to %(last)s") % given
    if first:
        return gettext("from %(day)s") % {"day": date_text(first, "day", language)}
    return gettext("until %(day)s") % {"day": date_text(last, "day", language)} if last else ""
