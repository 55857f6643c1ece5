"""The columns of every table: what a row may look at, and what it may say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from reprise.apps.catalogue.kinds import BuyerKind, ProductKind
from reprise.apps.policies.rules.vocabulary import (
    Brings,
    ColumnType,
    Condition,
    Goods,
    LawSays,
    Level,
    TableName,
    ToleranceClass,
    Verdict,
    Way,
)
from reprise.law.jurisdictions import known_countries
from reprise.law.vocabulary import Basis, Claim, Payer
from reprise.printing.defects import defects, evidence, groups


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a fact by its name, or a word of the answer. Money is in minor units of the shop's currency."""

    name: str
    type: ColumnType
    choices: tuple[str, ...] = ()
    unit: str = ""  # days, months, percent, photos, pieces, requests, orders
    least: int = 0
    most: int = 1_000_000_000


def _choice(name: str, words: Iterable[StrEnum | str]) -> Column:
    return Column(name, ColumnType.CHOICE, tuple(str(word) for word in words))


def _number(name: str, unit: str, most: int) -> Column:
    return Column(name, ColumnType.NUMBER, (), unit, 0, most)


def _yes_no(name: str) -> Column:
    return Column(name, ColumnType.YES_NO)


@cache
def reasons_in(word: str) -> frozenset[str]:
    """The codes a reason stands for: itself, or those of the group it names."""
    found = next((group for group in groups() if group.code == word), None)
    return frozenset(one.code for one in found.defects) if found else frozenset({word})


_CLAIM: Final = _choice("claim", Claim)
_REASON: Final = _choice("reason", [*(group.code for group in groups()), *defects()])
_KIND: Final = _choice("kind", ProductKind)
_BUYER: Final = _choice("buyer", BuyerKind)
_COUNTRY: Final = _choice("country", known_countries())
_OPENED: Final = _yes_no("opened")
_SECOND_HAND: Final = _yes_no("second_hand")
_SINCE_DELIVERY: Final = _number("days_since_delivery", "days", 10_000)
_SINCE_ORDER: Final = _number("days_since_order", "days", 10_000)
_ORDERED: Final = Column("ordered", ColumnType.DAY)
_VALUE: Final = Column("value_minor", ColumnType.MONEY)
_ORDER_VALUE: Final = Column("order_value_minor", ColumnType.MONEY)
_QUANTITY: Final = _number("quantity", "pieces", 1_000_000)
_PHOTOS: Final = _number("photos", "photos", 100)
_MEASURED: Final = _yes_no("measured")
_DANGER: Final = _yes_no("danger")
_ASKED: Final = _choice("asked_remedy", Brings)
_CHANNEL: Final = _choice("channel", Way)
_LAW: Final = _choice("law", LawSays)
_BASIS: Final = _choice("basis", Basis)
_COMPANY: Final = Column("company", ColumnType.TEXT)
_PRIORITY: Final = _choice("priority", Level)
_TAGS: Final = Column("tags", ColumnType.TEXTS)
_GRADE: Final = _choice("grade", Condition)
_COMPLETE: Final = _yes_no("complete")
_USED: Final = _yes_no("used_beyond_test")
_AMOUNT: Final = Column("amount_minor", ColumnType.MONEY)
_REMEDY: Final = _choice("remedy", Brings)
_RETURNS: Final = _number("returns_12m", "requests", 100_000)
_ORDERS: Final = _number("orders_12m", "orders", 100_000)
_RATE: Final = _number("return_rate_percent", "percent", 1_000)
_SWAPPED: Final = _yes_no("swapped_before")
_REFUSED: Final = _number("refused_12m", "requests", 100_000)
_SPENT: Final = Column("spent_12m_minor", ColumnType.MONEY)

_GOODS: Final = (_KIND, _BUYER, _COUNTRY, _OPENED, _SECOND_HAND)
_WHO: Final = (_COMPANY, _PRIORITY, _TAGS)
_PAST: Final = (_RETURNS, _ORDERS, _RATE, _SWAPPED, _REFUSED, _SPENT)

CONDITIONS: Final[Mapping[TableName, tuple[Column, ...]]] = {
    TableName.ANSWER: (
        _CLAIM, _REASON, *_GOODS, _SINCE_DELIVERY, _SINCE_ORDER, _ORDERED, _VALUE, _ORDER_VALUE, _QUANTITY, _PHOTOS,
        _MEASURED, _DANGER, _ASKED, _CHANNEL, _LAW, _BASIS, *_WHO,
    ),
    TableName.WINDOW: (*_GOODS, _ORDERED, _VALUE, _ORDER_VALUE, _CHANNEL, *_WHO),
    TableName.EVIDENCE: (_CLAIM, _REASON, *_GOODS, _SINCE_DELIVERY, _VALUE, _ASKED, _CHANNEL, *_WHO),
    TableName.DEDUCTION: (
        _GRADE, _COMPLETE, _USED, _BASIS, _CLAIM, *_GOODS, _SINCE_DELIVERY, _VALUE, *_WHO,
    ),
    TableName.APPROVAL: (_AMOUNT, _REMEDY, _CLAIM, _LAW, _BASIS, _KIND, _BUYER, _COUNTRY, *_WHO),
    TableName.CONTRACT: (_COMPANY, _BUYER, _COUNTRY, _KIND, _SECOND_HAND, _ORDERED, _TAGS),
    TableName.SIGNAL: (*_PAST, _CLAIM, _REASON, _KIND, _BUYER, _COUNTRY, _VALUE, _ORDER_VALUE, *_WHO),
    TableName.PRIORITY: (
        _TAGS, _COMPANY, _SPENT, _ORDERS, _CLAIM, _REASON, _KIND, _BUYER, _COUNTRY, _DANGER, _VALUE, _ORDER_VALUE,
    ),
}  # fmt: skip

_QUESTIONS: Final = (Column("question_fr", ColumnType.TEXT), Column("question_en", ColumnType.TEXT))

OUTCOMES: Final[Mapping[TableName, tuple[Column, ...]]] = {
    TableName.ANSWER: (
        _choice("verdict", Verdict), _yes_no("automatic"), _choice("remedy", Brings), _choice("goods", Goods),
        *_QUESTIONS,
    ),
    TableName.WINDOW: (
        _number("days", "days", 365), _choice("return_cost_by", (Payer.BUYER, Payer.SELLER)),
        _yes_no("refunds_delivery"), _number("restocking_percent", "percent", 100),
    ),
    TableName.EVIDENCE: (
        _number("photos", "photos", 10), Column("shots", ColumnType.TEXTS, tuple(evidence())), _yes_no("measure"),
        _yes_no("files"),
    ),
    TableName.DEDUCTION: (_number("percent", "percent", 100),),
    TableName.APPROVAL: (_yes_no("second_person"),),
    TableName.CONTRACT: (
        _number("warranty_months", "months", 240), _number("report_within_days", "days", 3_650),
        _choice("tolerance_class", ToleranceClass), _number("return_days", "days", 365),
    ),
    TableName.SIGNAL: _QUESTIONS,
    TableName.PRIORITY: (_choice("level", Level),),
}  # fmt: skip


#: Facts that every request has when its table is asked; any other may be unknown.
ALWAYS_KNOWN: Final = frozenset(
    {
        "claim", "buyer", "country", "opened", "second_hand", "days_since_order", "ordered", "value_minor",
        "order_value_minor", "quantity", "photos", "measured", "danger", "channel", "law", "basis", "priority", "tags",
        "amount_minor",
    }
)  # fmt: skip


def condition(table: TableName, name: str) -> Column | None:
    """A condition of a table by its name."""
    return next((column for column in CONDITIONS[table] if column.name == name), None)


def outcome(table: TableName, name: str) -> Column | None:
    """A word of a table's answer by its name."""
    return next((column for column in OUTCOMES[table] if column.name == name), None)
