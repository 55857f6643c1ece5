"""Money, dates and moments as people of the active language write them (UI.md §5)."""

import re
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_currency
from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from reprise.core.money import Money
from reprise.law.formats import DAYS, MONTHS

register = template.Library()

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
LONG = {"fr": "EEEE d MMMM y", "en": "EEEE d MMMM y"}
SHORT = {"fr": "EEE d MMM", "en": "EEE d MMM"}
DAY = {"fr": "d MMMM y", "en": "d MMMM y"}
HOUR = {"fr": "H 'h' mm", "en": "HH:mm"}
#: A day in full as law and pages write it.
BINDING_DAY = {
    code: re.compile(rf"(?:{'|'.join(DAYS[code])})\s(?:1er|\d{{1,2}})\s(?:{'|'.join(MONTHS[code])})\s\d{{4}}")
    for code in LOCALES
}


def _language(language: str | None = None) -> str:
    chosen = (language or get_language() or "fr").split("-")[0]
    return chosen if chosen in LOCALES else "en"


def money_text(amount: Money, language: str | None = None) -> str:
    """An amount with its decimals and sign: 1 234,50 € or €1,234.50, the minus a real one."""
    text = format_currency(amount.decimal, amount.currency, locale=LOCALES[_language(language)])
    return str(text).replace("-", "−").replace("\u202f", "\u00a0")


def date_text(day: date, style: str, language: str | None = None) -> str:
    """A day: long when it binds (lundi 7 décembre 2026), short in lists (lun. 7 déc.), or plain (7 décembre 2026)."""
    code = _language(language)
    pattern = {"long": LONG, "short": SHORT, "day": DAY}[style][code]
    local = _local_day(day)
    text = str(format_date(local, pattern, locale=LOCALES[code]))
    if code == "fr" and local.day == 1:
        text = re.sub(r"\b1\b", "1er", text, count=1)
    return _kept_together(text)


def moment_text(at: datetime, language: str | None = None) -> str:
    """A moment in a list: lun. 23 nov., 14 h 32."""
    code = _language(language)
    local = timezone.localtime(at)
    day = date_text(local, "short", code)
    return f"{day}, {format_time(local, HOUR[code], locale=LOCALES[code])}".replace(" h ", "\u00a0h\u00a0")


def _local_day(day: date) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day


def _kept_together(text: str) -> str:
    """No line break between a day and its month."""
    words = text.split(" ")
    place = next((i for i, word in enumerate(words) if word[0].isdigit() and len(word) < 4), None)
    if place is None or place + 1 >= len(words):
        return text
    return " ".join([*words[:place], f"{words[place]}\u00a0{words[place + 1]}", *words[place + 2 :]])


@register.filter
def money(amount: Money | None) -> str:
    """Money in the active language; nothing for None."""
    return "" if amount is None else money_text(amount)


@register.simple_tag
def money_of(minor: int | None, currency: str) -> str:
    """Minor units and a currency as money: {% money_of refund.amount_minor refund.currency %}."""
    return "" if minor is None else money_text(Money(minor, currency))


@register.filter
def longdate(day: date | None) -> str:
    """A day that binds: lundi 7 décembre 2026."""
    return "" if day is None else date_text(day, "long")


@register.filter
def strong_days(text: str) -> SafeString:
    """A sentence in which every day that binds stands out: what one looks for first."""
    marked = BINDING_DAY[_language()].sub(r"<b>\g<0></b>", conditional_escape(text))
    return SafeString(marked)


@register.filter
def neardate(day: date | None) -> str:
    """A day in a list that may be years ahead: short in this year, with its year in any other."""
    if day is None:
        return ""
    return date_text(day, "short" if _local_day(day).year == timezone.localdate().year else "day")


@register.filter
def shortdate(day: date | None) -> str:
    """A day in a list: lun. 7 déc."""
    return "" if day is None else date_text(day, "short")


@register.filter
def plaindate(day: date | None) -> str:
    """A day in a sentence: 7 décembre 2026."""
    return "" if day is None else date_text(day, "day")


@register.filter
def moment(at: datetime | None) -> str:
    """A moment in a list: lun. 23 nov., 14 h 32."""
    return "" if at is None else moment_text(at)


@register.filter
def filesize(size: int) -> str:
    """The size of a file: 96 Ko, 1,2 Mo."""
    french = _language() == "fr"
    unit = ("Ko", "Mo") if french else ("KB", "MB")
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))}\u00a0{unit[0]}"
    number = str((Decimal(size) / 1_000_000).quantize(Decimal("0.1")))
    return f"{number.replace('.', ',') if french else number}\u00a0{unit[1]}"
