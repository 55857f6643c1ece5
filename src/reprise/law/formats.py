"""Dates and amounts as people read them, in French and English."""

from datetime import date
from typing import Final

from reprise.core.money import Money, exponent

NO_BREAK: Final = "\u00a0"
NARROW_NO_BREAK: Final = "\u202f"
DAYS: Final = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Final = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip
SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$"}


def long_date(day: date, lang: str) -> str:
    """A date that binds, in full, day and month never apart: “lundi 7 décembre 2026”, “Monday 7 December 2026”."""
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{DAYS[lang][day.weekday()]} {number}{NO_BREAK}{MONTHS[lang][day.month - 1]} {day.year}"


def amount(money: Money, lang: str) -> str:
    """An amount with its decimals and no space where a line may break: “1 234,50 €”, “€1,234.50”."""
    grouped = f"{abs(money.decimal):,.{exponent(money.currency)}f}"
    minus = "−" if money.minor < 0 else ""
    sign = SIGNS.get(money.currency, money.currency)
    if lang == "fr":
        written = grouped.replace(",", NARROW_NO_BREAK).replace(".", ",")
        return f"{minus}{written}{NO_BREAK}{sign}"
    return f"{minus}{sign}{NO_BREAK if sign == money.currency else ''}{grouped}"
