"""By when somebody must act on a case, and the article or the promise that says so. Days are those of the shop."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.kinds import MONEY_REMEDIES, DeadlineBasis, Duty, RemedyType
from reprise.apps.cases.memory import known
from reprise.apps.cases.models import Case, CaseLine, Remedy
from reprise.apps.cases.services.deadlines import NewDeadline
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on
from reprise.apps.policies.rules import Terms
from reprise.law.counting import Period
from reprise.law.vocabulary import Basis, Claim
from reprise.readmodels import deadline_effects as effects
from reprise.readmodels.deadline_making import Book, book_of, fitting
from reprise.readmodels.deadline_sources import OUR_QUESTION
from reprise.readmodels.deadlines import DECISION, POSTAGE, QUESTION, REFUND, REMEDY, RETURN_BY
from reprise.readmodels.opening_dates import PAID_BACK_BY, mediation, sum_of, when_opened
from reprise.readmodels.shop_days import contract_day, day_of

__all__ = [
    "PAID_BACK_BY", "answer_again", "contract_day", "day_of", "goods_back_by", "postage_due", "question_open",
    "remedy_due", "terms_of", "when_opened",
]  # fmt: skip

CONFORMITY: Final = frozenset({Basis.CONFORMITY.value, Basis.DIGITAL_CONFORMITY.value})
#: How long a question to the customer is left open before a person looks at it again.
QUESTION_DAYS: Final = 14


def terms_of(shop: Shop, case: Case) -> tuple[Terms, int]:
    """The shop's policy that applies to a case, and its number."""
    (policy,) = known(case, "policy", lambda: [policy_on(shop.pk, contract_day(shop, case))])
    return policy_of(policy).terms, policy.number


def answer_again(shop: Shop, case: Case, line: CaseLine, at: datetime) -> list[NewDeadline]:
    """Our second answer, in the time the shop takes for the first; and the mediator's year, from this complaint on."""
    terms, number = terms_of(shop, case)
    book, today = book_of(shop, case), day_of(shop, at)
    again = book.by_shop(
        DECISION, "policy.decision_days", Period(today, terms.decision_days, country=shop.country), number,
        starts_with="appealed", effect=effects.PROMISE, line=line,
    )  # fmt: skip
    first = line.claim == Claim.WITHDRAW  # any other claim was a complaint from the start
    return [again, *(mediation(book, case.buyer_kind, today, "appealed") if first else ())]


def goods_back_by(shop: Shop, case: Case, expires_on: date, at: datetime) -> NewDeadline:
    """The day until which an authorisation is good."""
    terms, number = terms_of(shop, case)
    book, today = book_of(shop, case), day_of(shop, at)
    return book.by_shop(
        RETURN_BY, "policy.return_by_days", fitting(expires_on, Period(today, terms.return_by_days)), number,
        starts_with="authorised", effect=effects.LAPSES, duty=Duty.CUSTOMER, basis=DeadlineBasis.POLICY,
    )  # fmt: skip


def postage_due(shop: Shop, case: Case, lines: Sequence[CaseLine], remedies: Sequence[Remedy]) -> list[NewDeadline]:
    """By when postage laid out under the guarantee is repaid: counted from the day the guarantee was accepted."""
    ours = {line.pk: line for line in lines if line.ground == Basis.CONFORMITY}
    accepted = min((remedy.created_at for remedy in remedies if remedy.line_id in ours), default=None)
    rule = "guarantee.postage_refund_days"
    book = book_of(shop, case)
    due = book.days(rule, day_of(shop, accepted)) if accepted else None
    if due is None:
        return []
    return [book.by_law(POSTAGE, rule, due, Duty.SELLER, starts_with="guarantee_accepted", effect=book.late(rule))]


def question_open(shop: Shop, line: CaseLine, at: datetime) -> NewDeadline:
    """Until when we wait for the answer to a question before a person looks again."""
    waits = Period(day_of(shop, at), QUESTION_DAYS)
    return NewDeadline(
        QUESTION, waits.end, DeadlineBasis.POLICY, OUR_QUESTION, Duty.CUSTOMER, line.pk, "policy.question_days",
        "question", waits, shop.country, effects.WAITS,
    )  # fmt: skip


def remedy_due(
    shop: Shop, case: Case, line: CaseLine, remedy: RemedyType, *, ready_on: date | None,
    amount_minor: int | None = None,
) -> NewDeadline | None:  # fmt: skip
    """By when the law wants a remedy carried out; `ready_on`: the goods, or proof that they left, are here since.

    None while the seller may wait for the goods, and where the law sets no day (the shop's own promise).
    """
    book, declared = book_of(shop, case), day_of(shop, case.opened_at)
    if remedy not in MONEY_REMEDIES:
        rule = "guarantee.repair_days"
        due = book.days(rule, declared) if line.ground in CONFORMITY else None
        if due is None:
            return None
        return book.by_law(
            REMEDY, rule, due, Duty.SELLER, starts_with="asked", effect=effects.OTHER_REMEDIES, line=line
        )
    found = _pay_by(book, line, declared, ready_on)
    if found is None:
        return None
    rule, due, start = found
    amount = amount_minor if amount_minor is not None else sum_of(line)
    return book.by_law(
        REFUND, rule, due, Duty.SELLER, starts_with=start, effect=book.late(rule), line=line, amount=amount
    )


def _pay_by(book: Book, line: CaseLine, declared: date, ready_on: date | None) -> tuple[str, Period, str] | None:
    """The rule of a refund, its count, and the fact it is counted from."""
    if ready_on is None:
        return None
    if line.ground == Basis.WITHDRAWAL:
        rule, start = "withdrawal.refund_days", declared
    elif line.ground == Basis.LATE_DELIVERY:
        rule, start = "late_delivery.refund_days", declared
    elif line.ground in CONFORMITY:
        rule, start = "guarantee.rescission_refund_days", ready_on
    else:
        return None
    due = book.days(rule, start)
    if due is None:
        return None
    if line.ground == Basis.WITHDRAWAL and ready_on > due.end:  # deferred until the goods, or the proof, were here
        return rule, Period(ready_on, 0), "goods_back"
    return rule, due, "goods_back" if start is ready_on and line.ground in CONFORMITY else "declared"
