"""The dates that a new request sets: what we owe, what the customer owes, and the rights that run."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.services.deadlines import NewDeadline
from reprise.law.assessment import Assessment
from reprise.law.counting import Period, Unit
from reprise.law.jurisdictions import law_of
from reprise.law.vocabulary import Basis, Buyer, Claim
from reprise.readmodels import deadline_effects as effects
from reprise.readmodels.assessment import AssessedLine, AssessedRequest
from reprise.readmodels.deadline_making import Book, book_of, fitting
from reprise.readmodels.deadlines import ACKNOWLEDGED, DECISION, DELIVER, MEDIATION, REFUND, REPLY, RETURN_BY
from reprise.readmodels.running_terms import terms_that_run

#: The days within which an answer that stands as it is has to be paid.
PAID_BACK_BY: Final = {Basis.WITHDRAWAL: "withdrawal.refund_days", Basis.LATE_DELIVERY: "late_delivery.refund_days"}
COMPLAINTS: Final = frozenset({Claim.DEFECT, Claim.WRONG_ITEM})


def when_opened(request: AssessedRequest, case: Case, lines: Sequence[CaseLine]) -> list[NewDeadline]:
    """Everything law and policy say of a new request, in one list."""
    book, today = book_of(request.sale.shop, case), request.today
    claims = {Claim(line.wish.claim) for line in request.lines}
    paired = [
        (line, answered.assessment) for line, answered in zip(lines, request.lines, strict=True) if answered.assessment
    ]
    return [
        *_answer(book, request, case, claims),
        *_money_and_goods(book, request, lines),
        *(new for line, answer in paired for new in _extra_time(book, line, answer)),
        *terms_that_run(book, [(line, answer) for line, answer in paired if answer.facts.claim is not Claim.WITHDRAW]),
        *(mediation(book, case.buyer_kind, today, "asked") if claims - {Claim.WITHDRAW} else ()),
    ]


def mediation(book: Book, buyer: str, complained: date, starts_with: str) -> list[NewDeadline]:
    """Until when the mediator of the seller's country takes the case of a consumer (L612-2)."""
    law = law_of(book.shop.country)
    months = law.at("mediation.months", complained) if law else None
    if law is None or months is None or months.content is None or buyer != Buyer.CONSUMER:
        return []
    year = Period(complained, months.number, Unit.MONTHS)
    source = law.sources("mediation.months", complained)
    return [
        NewDeadline(
            MEDIATION, year.end, DeadlineBasis.LAW, source[0].id if source else "", Duty.CUSTOMER, None,
            "mediation.months", starts_with, year, book.shop.country, effects.NO_MEDIATOR, None, DeadlineState.RUNS,
        )
    ]  # fmt: skip


def sum_of(line: CaseLine) -> int | None:
    """What the answer of the day gives back for a line; delivery is counted once, with the first."""
    kept: dict[str, Any] = line.proposal or {}
    refund = kept.get("refund_minor")
    if refund is None:
        return None
    return int(refund) + (int(kept.get("delivery_minor") or 0) if line.position == 1 else 0)


def _answer(book: Book, request: AssessedRequest, case: Case, claims: set[Claim]) -> Iterator[NewDeadline]:
    """Our word that we have it, our own answer, and the answer a law wants within a number of days."""
    today, number, days = request.today, request.policy_number, request.sale.terms.decision_days
    told = DeadlineState.MET if case.contact_email else DeadlineState.OPEN
    if Claim.WITHDRAW in claims:
        rule = "withdrawal.online_function" if book.value("withdrawal.online_function") else "withdrawal.declaration"
        yield book.by_law(
            ACKNOWLEDGED, rule, Period(today, 0), Duty.SELLER, starts_with="declared", effect=effects.FINE, state=told
        )
    elif case.contact_email:
        yield book.by_shop(
            ACKNOWLEDGED, "policy.acknowledge", Period(today, 0), number, starts_with="asked", effect=effects.PROMISE,
            state=told,
        )  # fmt: skip
    counts = [Period(today, n, country=book.shop.country) for n in (days, min(days, 1))]
    yield book.by_shop(
        DECISION, "policy.decision_days", fitting(request.answer_by, *counts), number, starts_with="asked",
        effect=effects.PROMISE,
    )  # fmt: skip
    reply = book.days("guarantee.reply_days", today) if claims & COMPLAINTS else None
    if reply is not None:
        yield book.by_law(
            REPLY, "guarantee.reply_days", reply, Duty.SELLER, starts_with="asked", effect=effects.DEEMED_ACCEPTED
        )


def _money_and_goods(book: Book, request: AssessedRequest, lines: Sequence[CaseLine]) -> Iterator[NewDeadline]:
    """The goods and the money of an answer that law gives as it stands."""
    back: list[date] = []
    for line, answered in zip(lines, request.lines, strict=True):
        answer = answered.assessment
        if answer is None or answer.basis not in PAID_BACK_BY or answered.verdict != "yes":
            continue
        back += [day for day in (answer.day("return_by"),) if day is not None]
        if answer.refund_due is not None:
            rule = PAID_BACK_BY[answer.basis]
            yield book.by_law(
                REFUND, rule, fitting(answer.refund_due, book.days(rule, request.today)), Duty.SELLER,
                starts_with="declared", effect=book.late(rule), line=line, amount=_sum(answered, request, line),
            )  # fmt: skip
    if back:
        rule = "withdrawal.return_days"
        count = fitting(min(back), book.days(rule, request.today, rolled=True))
        yield book.by_law(RETURN_BY, rule, count, Duty.CUSTOMER, starts_with="declared", effect=effects.RETURN_LATE)


def _sum(answered: AssessedLine, request: AssessedRequest, line: CaseLine) -> int | None:
    if answered.refund is None:
        return None
    return answered.refund.minor + (request.delivery.minor if line.position == 1 else 0)


def _extra_time(book: Book, line: CaseLine, answer: Assessment) -> Iterator[NewDeadline]:
    """Goods that did not come, and the time in which they still may."""
    until = answer.facts.extra_time_until
    if until is not None:
        yield book.by_law(
            DELIVER, "late_delivery.extra_time", until, Duty.SELLER, starts_with="extra_time", effect=effects.MAY_END,
            line=line,
        )  # fmt: skip
