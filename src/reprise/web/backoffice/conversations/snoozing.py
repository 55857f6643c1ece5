"""Until when a conversation is put off: a few moments ready to take, or one of the reader's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from reprise.apps.conversations.rules.macro_steps import MORNING, Until, moment_of
from reprise.core.refusals import Invalid, mark
from reprise.web.backoffice.conversations.clock import hour
from reprise.web.templatetags.reprise_format import date_text

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

HOURS: Final = 3


@dataclass(frozen=True, slots=True)
class Preset:
    """A moment ready to take: what it is called, and when that is."""

    name: str
    label: str
    when: str
    until: datetime


def presets(shop: "Shop", at: datetime) -> list[Preset]:
    """Later today, tomorrow, on Monday, in a week; in the shop's hours."""
    zone = ZoneInfo(shop.timezone)
    local = at.astimezone(zone)
    monday = datetime.combine(local.date() + timedelta(days=7 - local.weekday()), MORNING, zone)
    tomorrow = moment_of(Until.TOMORROW, shop.timezone, at)
    found = [
        ("hours", gettext("In three hours"), at + timedelta(hours=HOURS)),
        (Until.TOMORROW.value, gettext("Tomorrow morning"), tomorrow),
        ("monday", gettext("Monday morning"), monday),
        (Until.A_WEEK.value, gettext("In a week"), moment_of(Until.A_WEEK, shop.timezone, at)),
    ]
    kept = [(name, label, until) for name, label, until in found if name != "monday" or until != tomorrow]
    return [Preset(name, label, _when(until, at), until) for name, label, until in kept]


def chosen(shop: "Shop", name: str, own: str, at: datetime) -> datetime:
    """The moment somebody chose: a ready one, or their own in the shop's time."""
    for preset in presets(shop, at):
        if preset.name == name:
            return preset.until
    try:
        typed = parse_datetime(own[:40])
    except ValueError:
        typed = None
    if typed is None:
        raise Invalid(field="own", why=mark("choose a day and an hour."))
    return typed if typed.tzinfo is not None else typed.replace(tzinfo=ZoneInfo(shop.timezone))


def _when(until: datetime, at: datetime) -> str:
    local = timezone.localtime(until)
    return (
        hour(local) if local.date() == timezone.localtime(at).date() else f"{date_text(local, 'short')}, {hour(local)}"
    )
