"""The conditions as programs get them; `schema_version` is raised when a field changes its meaning or goes."""

from datetime import date
from typing import Literal

from ninja import Schema

Said = Literal["yes", "no", "person"]
Pays = Literal["buyer", "seller", "none"]


class SourceOut(Schema):
    """A text the law is found in."""

    label: str
    url: str


class ReasonOut(Schema):
    """One reason in words, with the text behind it."""

    text: str
    source: str
    url: str


class LinksOut(Schema):
    """Where people read and use the same."""

    page: str
    pdf: str
    withdrawal_form: str
    withdraw_online: str


class WithdrawalOut(Schema):
    """The right to withdraw in the buyer's country."""

    days: int
    send_back_within_days: int
    refund_within_days: int
    return_cost_by: Pays
    sources: list[SourceOut]


class GuaranteeOut(Schema):
    """The legal guarantee in the buyer's country; a length that the law does not set is null."""

    months: int | None
    presumption_months: int | None
    repair_within_days: int | None
    return_cost_by: Pays
    person_decides: bool
    sources: list[SourceOut]


class HowOut(Schema):
    """How a return goes at this shop."""

    answer_within_days: int
    send_within_days: int
    authorisation_first: bool


class StatutoryOut(Schema):
    """What the law gives to whoever changes their mind; `person`: the law is unsettled and somebody decides."""

    answer: Said
    days: int
    return_cost_by: Pays
    reasons: list[ReasonOut]


class CommercialOut(Schema):
    """What the shop gives of its own; `rule` is the row of its policy."""

    days: int
    return_cost_by: Pays
    refunds_delivery: bool
    restocking_percent: int
    rule: str


class ConditionOut(Schema):
    """An article in one state; `days` is what a buyer has for certain, from delivery, the longer of both sides."""

    statutory: StatutoryOut
    commercial: CommercialOut | None
    days: int


class KindOut(Schema):
    """One kind of article, sealed and opened; a file counts as opened once it was downloaded."""

    kind: str
    name: str
    sealed: ConditionOut
    opened: ConditionOut
    opened_means: Literal["opened", "downloaded"]
    note: str


class SideOut(Schema):
    """One side of an answer; `last_day` is included, null before delivery."""

    answer: Said
    days: int
    last_day: date | None
    return_cost_by: Pays


class AnswerOut(Schema):
    """May this be returned for a change of mind? Null: a person decides. A fault is another right, see `guarantee`."""

    kind: str
    opened: bool
    buyer: str
    asked_on: date
    ordered_on: date
    delivered_on: date | None
    may_be_returned: bool | None
    answer: Said
    basis: Literal["law", "shop", "none"]
    last_day: date | None
    return_cost_by: Pays
    statutory: SideOut
    commercial: SideOut
    reasons: list[ReasonOut]


class ConditionsOut(Schema):
    """One version of a shop's return conditions, for buyers who live in one country."""

    schema_version: str
    shop: str
    seller: str
    language: Literal["fr", "en"]
    currency: str
    country: str
    seller_country: str
    version: int
    state: Literal["in_force", "announced", "past", "never"]
    in_force_from: date
    in_force_until: date | None
    law_version: str
    law_day: date
    links: LinksOut
    withdrawal: WithdrawalOut | None
    guarantee: GuaranteeOut
    how: HowOut
    kinds: list[KindOut]
    mediator: str | None
    answer: AnswerOut | None = None
