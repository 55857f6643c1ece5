"""What a late refund adds to the sum due (L242-4, L241-4, L241-6, L241-7)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from reprise.core.money import Money
from reprise.law.assessment import Penalty, Reason, Verdict
from reprise.law.calendars import DAY, after_days, after_months
from reprise.law.other_readings import other_percent
from reprise.law.refunds import Refund
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Outcome

DAYS_OF_A_YEAR: Final = 365
LEGAL: Final = "late_payment.legal_interest"


def late_penalty(situation: Situation, answer: Verdict, refund: Refund, due: date | None) -> Penalty | None:
    """Compute the increase when the sum was paid after its last day; None in time, unpaid, or without such a rule."""
    paid, sum_due = situation.facts.refunded, refund.amount
    rule = situation.at(_rule(answer))
    if rule is None or sum_due is None or due is None or paid is None or paid <= due:
        return None
    scale: Mapping[str, Any] = rule.content
    days = (paid - due).days
    last, percent = _band(scale, due, paid, days)
    if percent is None:
        return _legal_interest(situation, scale["basis"], sum_due, due, paid, last)
    capped, amount = _capped(scale, refund, _share(sum_due, Decimal(percent)))
    other = other_percent(scale, due, paid)
    otherwise = _capped(scale, refund, _share(sum_due, Decimal(other)))[1] if other is not None else None
    doubt = otherwise if otherwise != amount else None
    return Penalty(scale["basis"], days, amount, f"{percent}%", _band_name(last), None, capped, doubt)


def _capped(scale: Mapping[str, Any], refund: Refund, raised: Money) -> tuple[bool, Money]:
    """The price of the goods is the limit, where the text sets one."""
    capped = "month_step" in scale and raised.minor > refund.goods.minor
    return capped, refund.goods if capped else raised


def told(situation: Situation, answer: Verdict, penalty: Penalty | None) -> tuple[Reason, ...]:
    """Say what the delay costs, with the text that says so."""
    if penalty is None:
        return ()
    if penalty.amount is None:
        return (situation.because("late_increase_unknown", _rule(answer), days=penalty.days_late),)
    added = situation.because("late_increase", _rule(answer), days=penalty.days_late, amount=penalty.amount)
    if penalty.other_reading is None:
        return (added,)
    return added, situation.because("late_increase_unsettled", _rule(answer), amount=penalty.other_reading)


def percent_of(scale: Mapping[str, Any], due: date, paid: date) -> int | None:
    """By how many percent a sum due grows when it is paid that day; None where it bears the legal interest alone."""
    return _band(scale, due, paid, (paid - due).days)[1]


def _rule(answer: Verdict) -> str:
    if answer.basis is Basis.WITHDRAWAL:
        return "late_payment.withdrawal"
    if answer.basis is Basis.LATE_DELIVERY:
        return "late_payment.late_delivery"
    if answer.basis is Basis.CONFORMITY:
        return "late_payment.conformity" if answer.outcome is Outcome.MONEY_BACK else "late_payment.postage"
    return "late_payment.none"


def _band(scale: Mapping[str, Any], due: date, paid: date, days: int) -> tuple[int | None, int | None]:
    """The band's last day and its percentage (None: the legal rate); past the last band, a step per month begun."""
    for last, percent in scale["bands"]:
        if last is None or days <= last:
            return last, None if percent == "legal" else int(percent)
    last, percent = scale["bands"][-1]
    end, months = after_days(due, last), 1
    while paid > after_months(end, months):
        months += 1
    return None, int(percent) + int(scale["month_step"]) * months


def _legal_interest(situation: Situation, basis: str, base: Money, due: date, paid: date, last: int | None) -> Penalty:
    """Interest day by day at the rate of each half-year; no amount when a rate is not known yet."""
    days = (paid - due).days
    rates = [_rate(situation, due + DAY * number) for number in range(1, days + 1)]
    known = [rate for rate in rates if rate is not None]
    if len(known) < len(rates):
        return Penalty(basis, days, None, "legal interest", _band_name(last))
    amount = _share(base, sum(known, Decimal(0)) / DAYS_OF_A_YEAR)
    flat = _share(base, known[0])
    return Penalty(
        basis,
        days,
        amount,
        f"legal interest {known[0]}% per year, pro rata",
        _band_name(last),
        flat,
        other_reading=flat,
    )


def _rate(situation: Situation, day: date) -> Decimal | None:
    value = situation.law.at(LEGAL, day)
    return Decimal(value.content) if value is not None and value.content is not None else None


def _share(base: Money, percent: Decimal) -> Money:
    return Money.of(base.decimal * percent / 100, base.currency)


def _band_name(last: int | None) -> str:
    return f"up to {last} days" if last else "beyond"
