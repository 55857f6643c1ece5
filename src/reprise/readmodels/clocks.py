"""By when somebody must act on a case, and the article or the promise that says so. Days are those of the shop."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import MONEY_REMEDIES, DeadlineBasis, Duty, RemedyType
from reprise.apps.cases.memory import known
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.services.deadlines import NewDeadline
from reprise.apps.policies.kept_terms import from_json
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.rules import Terms
from reprise.law.calendars import after_days, rolled
from reprise.law.jurisdictions import law_of
from reprise.law.vocabulary import Basis
from reprise.readmodels.assessment import AssessedRequest
from reprise.readmodels.deadline_sources import policy_source
from reprise.readmodels.deadlines import DECISION, REFUND, REMEDY, RETURN_BY

#: The days within which an answer that stands as it is has to be paid.
PAID_BACK_BY: Final = {Basis.WITHDRAWAL: "withdrawal.refund_days", Basis.LATE_DELIVERY: "late_delivery.refund_days"}

CONFORMITY = frozenset({Basis.CONFORMITY.value, Basis.DIGITAL_CONFORMITY.value})


def day_of(shop: Shop, at: datetime) -> date:
    """The day it is at the shop."""
    return at.astimezone(ZoneInfo(shop.timezone)).date()


def contract_day(shop: Shop, case: Case) -> date:
    """The day whose law and policy apply: that of the order."""
    return day_of(shop, case.order.ordered_at if case.order else case.opened_at)


def terms_of(shop: Shop, case: Case) -> tuple[Terms, int]:
    """The shop's policy that applies to a case, and its number."""
    (policy,) = known(case, "policy", lambda: [policy_on(shop.pk, contract_day(shop, case))])
    return from_json(policy.terms), policy.number


def when_opened(request: AssessedRequest, case: Case, lines: Sequence[CaseLine]) -> list[NewDeadline]:
    """Our answer to a new request, and the goods and money of a withdrawal that law accepts as it stands."""
    shop = request.sale.shop
    due = [_promise(DECISION, request.answer_by, request.policy_number)]
    back = []
    for line, answered in zip(lines, request.lines, strict=True):
        answer = answered.assessment
        if answer is None or answer.basis not in PAID_BACK_BY or answered.verdict != "yes":
            continue
        back += [day for day in (answer.day("return_by"),) if day is not None]
        if answer.refund_due is not None:
            due.append(_lawful(shop, case, line, REFUND, answer.refund_due, PAID_BACK_BY[answer.basis], Duty.SELLER))
    if back:
        due.append(_lawful(shop, case, None, RETURN_BY, min(back), "withdrawal.return_days", Duty.CUSTOMER))
    return due


def answer_again(shop: Shop, case: Case, line: CaseLine, at: datetime) -> NewDeadline:
    """Our second answer, in the time the shop takes for the first."""
    terms, number = terms_of(shop, case)
    day = rolled(day_of(shop, at) + timedelta(days=terms.decision_days), shop.country)
    return _promise(DECISION, day, number, line)


def goods_back_by(shop: Shop, case: Case, expires_on: date) -> NewDeadline:
    """The day until which an authorisation is good."""
    _terms, number = terms_of(shop, case)
    source = policy_source(number)
    return NewDeadline(RETURN_BY, expires_on, DeadlineBasis.POLICY, source, Duty.CUSTOMER)


def remedy_due(
    shop: Shop, case: Case, line: CaseLine, remedy: RemedyType, *, ready_on: date | None
) -> NewDeadline | None:
    """By when the law wants a remedy carried out; `ready_on`: the goods, or proof that they left, are here since.

    None while the seller may wait for the goods, and where the law sets no day (the shop's own promise).
    """
    declared = day_of(shop, case.opened_at)
    if remedy not in MONEY_REMEDIES:
        rule, start = "guarantee.repair_days", declared
        due = _after(shop, case, rule, start) if line.ground in CONFORMITY else None
        return _lawful(shop, case, line, REMEDY, due, rule, Duty.SELLER) if due else None
    if ready_on is None:
        return None
    if line.ground == Basis.WITHDRAWAL:
        rule = "withdrawal.refund_days"
        day = _after(shop, case, rule, declared)
        due = max(day, ready_on) if day else None
    elif line.ground == Basis.LATE_DELIVERY:
        rule = "late_delivery.refund_days"
        due = _after(shop, case, rule, declared)
    elif line.ground in CONFORMITY:
        rule = "guarantee.rescission_refund_days"
        due = _after(shop, case, rule, ready_on)
    else:
        return None
    return _lawful(shop, case, line, REFUND, due, rule, Duty.SELLER) if due else None


def _after(shop: Shop, case: Case, rule: str, start: date) -> date | None:
    law = law_of(_country(shop, case))
    value = law.at(rule, contract_day(shop, case)) if law else None
    return after_days(start, value.number) if value and value.content is not None else None


def _lawful(
    shop: Shop, case: Case, line: CaseLine | None, name: str, due_on: date, rule: str, duty: Duty
) -> NewDeadline:
    law = law_of(_country(shop, case))
    cited = law.sources(rule, contract_day(shop, case)) if law else ()
    source = cited[0].id if cited else ""
    return NewDeadline(name, due_on, DeadlineBasis.LAW, source, duty, line.pk if line else None)


def _promise(name: str, due_on: date, number: int, line: CaseLine | None = None) -> NewDeadline:
    source = policy_source(number)
    return NewDeadline(name, due_on, DeadlineBasis.PROMISE, source, Duty.SELLER, line.pk if line else None)


def _country(shop: Shop, case: Case) -> str:
    return (case.order.country if case.order else "") or shop.country
