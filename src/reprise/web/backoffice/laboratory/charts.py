"""The charts of a replay: the title is what was found, the note what was counted, the table every number."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext

from reprise.core.money import Money
from reprise.web.backoffice.laboratory.drawing import pairs, signed_columns
from reprise.web.backoffice.overview.charts import Chart, Legend, Table
from reprise.web.templatetags.reprise_format import LOCALES, money_text
from reprise.web.templatetags.reprise_lab import signed

Report = Mapping[str, Any]


def charts(report: Report) -> tuple[Chart, ...]:
    """Cost by month, and how long refunds take."""
    return (cost_chart(report), delay_chart(report))


def cost_chart(report: Report) -> Chart:
    """What the draft costs more, or saves, in each month."""
    months, currency = report["months"], report["currency"]
    values = [month["cost_after_minor"] - month["cost_before_minor"] for month in months]
    total = sum(values)
    amount = money_text(Money(abs(total), currency))
    title = gettext("The draft costs the same")
    if total > 0:
        title = gettext("The draft costs %(amount)s more") % {"amount": amount}
    elif total < 0:
        title = gettext("The draft saves %(amount)s") % {"amount": amount}
    note = gettext(
        "Refunds, replacements, return postage and goods kept: the draft less the policy in force, by month of request."
    )
    labels = [_month(month["month"]) for month in months]
    rows = [
        (label, _money(month["cost_before_minor"], currency), _money(month["cost_after_minor"], currency),
         signed(value, currency))
        for label, month, value in zip(labels, months, values, strict=True)
    ]  # fmt: skip
    head = (gettext("Month"), gettext("in force"), gettext("draft"), gettext("difference"))
    drawing = signed_columns(values, labels, lambda minor: _short(minor, currency)) if any(values) else None
    return Chart("cost", title, note, title, drawing, Table(head, tuple(rows)))


def delay_chart(report: Report) -> Chart:
    """Days from the request to the money, in buckets, before and after."""
    before, after = report["refund_delay"]["before"], report["refund_delay"]["after"]
    labels = [_up_to(days, before["up_to_days"], n) for n, days in enumerate(before["up_to_days"])]
    rows = [
        (label, str(one), str(other))
        for label, one, other in zip(labels, before["counts"], after["counts"], strict=True)
    ]
    quantiles = [
        (gettext("median, days"), _days(before["median_days"]), _days(after["median_days"])),
        (gettext("nine of ten within, days"), _days(before["p90_days"]), _days(after["p90_days"])),
    ]
    note = ngettext(
        "Days from the request to the money; %(count)s refund with the draft.",
        "Days from the request to the money; %(count)s refunds with the draft.", after["refunds"],
    ) % {"count": after["refunds"]}  # fmt: skip
    head = (gettext("Days"), gettext("in force"), gettext("draft"))
    legend = (Legend("promise", gettext("in force")), Legend("law", gettext("draft")))
    drawing = pairs(before["counts"], after["counts"], labels) if before["refunds"] or after["refunds"] else None
    return Chart(
        "delay", _delay_title(before, after), note, _delay_title(before, after), drawing,
        Table(head, (*rows, *quantiles)), legend,
    )  # fmt: skip


def _delay_title(before: Report, after: Report) -> str:
    old, new = before["median_days"], after["median_days"]
    if new is None:
        return gettext("Nothing would be refunded")
    told = {"before": _days(old), "after": _days(new)}
    if old is None or old == new:
        return gettext("Half of the refunds are there within %(after)s days, as now") % told
    if new < old:
        return gettext("Refunds come sooner: half of them within %(after)s days instead of %(before)s") % told
    return gettext("Refunds come later: half of them within %(after)s days instead of %(before)s") % told


def _up_to(days: int | None, bounds: Sequence[int | None], place: int) -> str:
    if days is None:
        return gettext("over %(days)s") % {"days": bounds[place - 1]}
    return f"≤ {days}"


def _days(days: float | None) -> str:
    return "–" if days is None else _number(days)


def _number(value: float) -> str:
    code = (get_language() or "fr").split("-")[0]
    return str(format_decimal(round(value, 1), format="#,##0.#", locale=LOCALES.get(code, "en_GB")))


def _month(text: str) -> str:
    """A month as a label: janv. 26."""
    code = (get_language() or "fr").split("-")[0]
    return str(format_date(date.fromisoformat(f"{text}-01"), "MMM yy", locale=LOCALES.get(code, "en_GB")))


def _money(minor: int, currency: str) -> str:
    return money_text(Money(minor, currency))


def _short(minor: float, currency: str) -> str:
    """A sum without its cents, for an axis."""
    code = (get_language() or "fr").split("-")[0]
    whole = float(Money(round(minor), currency).decimal)
    return str(format_decimal(whole, format="#,##0", locale=LOCALES.get(code, "en_GB")))
