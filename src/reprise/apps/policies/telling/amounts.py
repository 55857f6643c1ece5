"""Numbers with what they count, amounts and days, in the reader's language."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from reprise.apps.policies.telling.labels import language
from reprise.core.money import Money
from reprise.law.formats import amount, long_date


def counted(number: int, unit: str) -> str:
    """A number with its unit: “30 days”, “1 photo”, “15%”."""
    if unit == "days":
        said = ngettext("%(n)d day", "%(n)d days", number)
    elif unit == "months":
        said = ngettext("%(n)d month", "%(n)d months", number)
    elif unit == "percent":
        said = gettext("%(n)d%%")
    elif unit == "photos":
        said = ngettext("%(n)d photo", "%(n)d photos", number)
    elif unit == "pieces":
        said = ngettext("%(n)d piece", "%(n)d pieces", number)
    elif unit == "requests":
        said = ngettext("%(n)d request", "%(n)d requests", number)
    elif unit == "orders":
        said = ngettext("%(n)d order", "%(n)d orders", number)
    else:
        return str(number)
    return said % {"n": number}


def money(minor: int, currency: str) -> str:
    """An amount in minor units as people write it."""
    return amount(Money(minor, currency), language())


def day(when: date) -> str:
    """A day in full, without its name in the week."""
    return long_date(when, language()).split(" ", 1)[1]


def listed(words: Sequence[str], *, quoted: bool = False) -> str:
    """Words joined as one says them: “a, b or c”."""
    if quoted:
        words = [gettext("“%(word)s”") % {"word": word} for word in words]
    if len(words) < 2:
        return "".join(words)
    return gettext("%(first)s or %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
