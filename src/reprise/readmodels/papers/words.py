"""Days, moments, sums and addresses as documents write them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils.translation import gettext

from reprise.apps.accounts.models import Shop
from reprise.core.money import Money
from reprise.law.formats import NO_BREAK, amount, long_date

LANGUAGES = ("fr", "en")


def language(code: str) -> str:
    """The language of a document: one of ours."""
    return code[:2] if code[:2] in LANGUAGES else "en"


def money(minor: int, currency: str, lang: str) -> str:
    """A sum with its decimals."""
    return amount(Money(minor, currency), lang)


def local_day(shop: Shop, at: datetime) -> date:
    """The day of a moment on the shop's clock."""
    return at.astimezone(ZoneInfo(shop.timezone)).date()


def day(shop: Shop, at: datetime, lang: str) -> str:
    """That day in full."""
    return long_date(local_day(shop, at), lang)


def moment(shop: Shop, at: datetime, lang: str) -> str:
    """A moment to the minute on the shop's clock: lundi 23 novembre 2026 à 14 h 32."""
    local = at.astimezone(ZoneInfo(shop.timezone))
    hour = f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02}" if lang == "fr" else f"{local:%H:%M}"
    return gettext("%(day)s at %(hour)s") % {"day": long_date(local.date(), lang), "hour": hour}


def postal(kept: Mapping[str, Any], lang: str, *, home: str = "") -> tuple[str, ...]:
    """An address as it was kept, line by line; the country by its name when it is not the reader's own."""
    town = f"{kept.get('postcode', '')} {kept.get('city', '')}".strip()
    code = str(kept.get("country", ""))
    country = str(Locale.parse(lang).territories.get(code, code)) if code and code != home else ""
    lines = (kept.get("company", ""), *kept.get("lines", ()), town, country)
    return tuple(str(line) for line in lines if line)
