"""What the laboratory's templates ask for: differences with their sign, and the widths of the panel's bar."""

from collections.abc import Mapping
from typing import Any, Final

from django import template

from reprise.core.money import Money
from reprise.web.templatetags.reprise_format import money_text

register = template.Library()

MINUS: Final = "\u2212"
WIDE: Final = 280
GAP: Final = 3
LEAST: Final = 8  # what changes can be seen, however little it is


def signed(minor: int, currency: str) -> str:
    """A difference with its sign: +214,00 €, −12,50 €, 0,00 €."""
    text = money_text(Money(abs(minor), currency))
    return f"+{text}" if minor > 0 else f"{MINUS}{text}" if minor < 0 else text


@register.filter
def signed_sum(minor: int, currency: str) -> str:
    """A difference of money with its sign."""
    return signed(minor, currency)


@register.filter
def sum_of(minor: int, currency: str) -> str:
    """A sum of money."""
    return money_text(Money(minor, currency))


@register.filter
def signed_count(number: int) -> str:
    """A number; below zero with a real minus."""
    return f"{MINUS}{-number}" if number < 0 else str(number)


@register.filter
def postage_saved(report: Mapping[str, Any]) -> str:
    """What the shop pays less for returns."""
    return money_text(Money(max(0, -report["cost"]["difference"]["postage_minor"]), report["currency"]))


@register.filter
def sim_bar(share: float) -> dict[str, int]:
    """The two parts of the bar: what stays, and from where on what changes, in units of the drawing."""
    if not share:
        return {"same": WIDE, "from": WIDE, "changed": 0}
    changed = min(WIDE, max(LEAST, round(WIDE * share / 100)))
    same = max(0, WIDE - changed - GAP)
    return {"same": same, "from": WIDE - changed, "changed": changed}
