"""The dates of an answer, all inclusive last days; only withdrawal and return days move off holidays."""

from collections.abc import Iterator
from datetime import date

from reprise.law import commercial, conformity, hidden_defects, withdrawal
from reprise.law.assessment import Verdict
from reprise.law.calendars import after_days, after_months
from reprise.law.facts import Line
from reprise.law.guarantee import answer_by, guarantee_of, notify_by, repair_by, short_term_until
from reprise.law.jurisdictions import law_of
from reprise.law.protection import conformity_cover
from reprise.law.refund_dates import goes_back
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Buyer, Decision

Named = tuple[str, date | int | None]


def dates_of(situation: Situation, answer: Verdict) -> dict[str, date | int]:
    """Gather every date that applies; of several kinds of goods, the latest."""
    found: dict[str, date | int] = {}
    for name, value in _all(situation, answer):
        if value is not None:
            found[name] = max(found[name], value) if name in found else value
    return found


def _all(situation: Situation, answer: Verdict) -> Iterator[Named]:
    for line in situation.facts.claimed:
        yield from _withdrawal(situation, line)
        yield "commercial_last_day", commercial.commercial_last_day(situation, line.item)
        yield from _guarantee(situation, line, answer)
        if hidden_defects.applies(situation, line.item):
            yield "hidden_defect_until", hidden_defects.known_until(situation)
            yield "hidden_defect_longstop", hidden_defects.longstop(situation)
    yield "return_by", return_by(situation, answer)
    yield "mediation_until", mediation_until(situation)


def return_by(situation: Situation, answer: Verdict) -> date | None:
    """Last day to send the goods back after a withdrawal, moved off holidays in the buyer's favour (L221-23).

    Goods that came only after that day leave the same time from there: nobody sends back what has not come.
    """
    days = situation.at("withdrawal.return_days")
    refused = answer.decision is Decision.REFUSE or answer.basis is not Basis.WITHDRAWAL
    if refused or days is None or situation.facts.seller_collects or not goes_back(situation):
        return None
    last, received = situation.rolled(after_days(situation.declared, days.number)), situation.received
    return situation.rolled(after_days(received, days.number)) if received is not None and received > last else last


def mediation_until(situation: Situation) -> date | None:
    """One year from the first written complaint, before the mediator of the seller's country (L612-2)."""
    written = situation.facts.written_complaint
    if written is None or situation.facts.buyer is Buyer.PROFESSIONAL:
        return None
    sellers = law_of(situation.facts.seller_country)
    months = (sellers.at("mediation.months", written) if sellers else None) or situation.law.at(
        "mediation.months", written
    )
    return after_months(written, months.number) if months else None


def _withdrawal(situation: Situation, line: Line) -> Iterator[Named]:
    period = withdrawal.standing(situation, line).period
    if period is not None:
        yield "withdrawal_initial_last_day", period.initial_last_day
        yield "withdrawal_last_day", period.last_day


def _guarantee(situation: Situation, line: Line, answer: Verdict) -> Iterator[Named]:
    if not conformity_cover(situation, line.item).covered:
        return
    guarantee = guarantee_of(situation, line.item)
    if guarantee is not None:
        yield "guarantee_until", guarantee.until
        yield "guarantee_until_before", guarantee.before
        yield "presumption_until", guarantee.presumption_until
        yield "immobilised_days", guarantee.immobilised_days
        yield "short_term_termination_until", short_term_until(situation, line.item)
    if situation.is_about_the_goods:
        yield "notify_by", notify_by(situation, guarantee)
        yield "answer_by", answer_by(situation)
        if answer.basis is conformity.basis_for(line.item):
            yield "repair_by", repair_by(situation, line.item)
