"""Moments and spans as a list tells them: short, and exact enough to act on."""

from datetime import datetime, timedelta

from babel.dates import format_time
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from reprise.web.templatetags.reprise_format import HOUR, LOCALES, date_text


def hour_or_day(moment: datetime, at: datetime) -> str:
    """14 h 32 today, yesterday or tomorrow in words, else the day."""
    local, now = timezone.localtime(moment), timezone.localtime(at)
    days = (local.date() - now.date()).days
    if days == 0:
        return hour(local)
    if days == -1:
        return gettext("yesterday")
    if days == 1:
        return gettext("tomorrow %(hour)s") % {"hour": hour(local)}
    return date_text(local, "short")


def hour(moment: datetime) -> str:
    """The hour of a moment: 14 h 32, or 14:32."""
    code = (get_language() or "fr").split("-")[0]
    code = code if code in LOCALES else "en"
    told = str(format_time(timezone.localtime(moment), HOUR[code], locale=LOCALES[code]))
    return told.replace(" h ", "\u00a0h\u00a0")


def how_long(span: timedelta) -> str:
    """A span in its largest unit: 5 min, 3 h, 2 days."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return gettext("%(n)d min") % {"n": minutes}
    if minutes < 48 * 60:
        return gettext("%(n)d h") % {"n": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
