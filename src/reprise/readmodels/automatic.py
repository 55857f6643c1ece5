"""Why a row that accepts by itself leaves a request to a person all the same."""

from dataclasses import replace
from typing import Final

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import CaseLine
from reprise.apps.policies.rules import TableName, second_person
from reprise.core.money import Money
from reprise.core.refusals import mark
from reprise.law.vocabulary import Outcome
from reprise.readmodels.composition import Ruling, remedy_of_promise
from reprise.readmodels.evidence_given import Lacking
from reprise.readmodels.legal_facts import Sale

#: Each code, told to staff.
HELD: Final = {
    "danger": mark("Somebody may be in danger: a person answers."),
    "signal": mark("A rule asks somebody to look first."),
    "evidence": mark("Something that was asked to be shown is missing."),
    "facts": mark("A fact is missing that an earlier rule looks at."),
    "parcel": mark("The parcel has to be stopped first."),
    "amount": mark("Somebody has to agree on an amount."),
    "limit": mark("Its value is above the shop’s limit for one person."),
    "approval": mark("A rule asks for a second person."),
    "disputed": mark("A decision on this order is disputed."),
}
NO_SUM_YET: Final = frozenset({"price_reduction", "partial_refund_keep", "store_credit"})
_DISPUTED: Final = ("appealed", "upheld", "overturned")


def held_by(sale: Sale, ruling: Ruling, lacks: Lacking, *, paid: Money, stops_a_parcel: bool) -> str:
    """The first reason, as a code; empty where nothing stands against it, or where no row accepts by itself."""
    if not ruling.is_accepted_by_rule or not _is_wished_automatic(ruling):
        return ""
    limit, remedy = sale.shop.second_person_above_minor, remedy_of(ruling)
    facts = replace(ruling.facts, amount_minor=paid.minor, remedy=remedy)
    if sale.around.danger:
        return "danger"
    if ruling.policy.signals:
        return "signal"
    if lacks:
        return "evidence"
    if not ruling.policy.automatic:
        return "facts"
    if stops_a_parcel:
        return "parcel"
    if remedy in NO_SUM_YET or ruling.told.outcome is Outcome.PRICE_REDUCTION:
        return "amount"
    if limit is not None and paid.minor > limit:
        return "limit"
    if second_person(sale.policy, facts)[0]:
        return "approval"
    return "disputed" if _is_disputed(sale.order.pk) else ""


def _is_wished_automatic(ruling: Ruling) -> bool:
    said = ruling.row(TableName.ANSWER)
    return bool(said and said.then.get("automatic"))


def remedy_of(ruling: Ruling) -> str:
    """What an acceptance would bring."""
    told = ruling.told
    if ruling.policy.remedy:
        return ruling.policy.remedy
    if told.outcome is Outcome.MONEY_BACK:
        return RemedyType.REFUND.value
    return remedy_of_promise(told, ruling.facts)


def _is_disputed(order_id: int) -> bool:
    """Whether somebody disputes, or has disputed, a decision on this order."""
    return CaseLine.objects.filter(case__order_id=order_id, state__in=_DISPUTED).exists()
