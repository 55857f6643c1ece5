"""How long something took, as people say it: hours below two days, then days with one decimal."""

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

from reprise.web.templatetags.reprise_format import LOCALES

HOURS_UNTIL = 2  # days


def span(days: float) -> str:
    """40 min, 19 h, 3,2 days."""
    hours = days * 24
    if hours < 1:
        return gettext("%(minutes)s min") % {"minutes": max(1, round(hours * 60))}
    if days < HOURS_UNTIL:
        return gettext("%(hours)s h") % {"hours": round(hours)}
    return gettext("%(days)s d") % {"days": figure(days)}


def figure(days: float) -> str:
    """A number with one decimal at most, as the language writes it."""
    code = (get_language() or "fr").split("-")[0]
    return str(format_decimal(round(days, 1), format="#,##0.#", locale=LOCALES.get(code, "en_GB")))
