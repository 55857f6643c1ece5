"""The only ways to obtain a shop's opening hours: as days to count with, and as versions to look at."""

from datetime import date, datetime

from django.db.models import Q

from reprise.apps.accounts.models import OpeningHours
from reprise.apps.accounts.rules.opening import Holidays, otherwise, read_own, read_week
from reprise.core.working_days import Hours, Timetable
from reprise.platform.statements import Reading

_KNOWN = Reading(
    lambda shop_id, at: OpeningHours.objects.filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at), shop_id=shop_id, made_at__lte=at
    ).order_by("number")
)


def hours_in_force(shop_id: int, at: datetime) -> Timetable | None:
    """The hours as they were known at an instant, those planned for later included; None when the shop said none."""
    versions = known_versions(shop_id, at)
    return Timetable(tuple(as_hours(row) for row in versions)) if versions else None


def known_versions(shop_id: int, at: datetime) -> list[OpeningHours]:
    """The versions written by an instant and not taken back by then, oldest first."""
    return _KNOWN.all(shop_id, at)


def version_on(versions: list[OpeningHours], day: date) -> OpeningHours | None:
    """The one in force on a day."""
    held = [row for row in versions if row.in_force_from <= day]
    return max(held, key=lambda row: (row.in_force_from, row.number), default=None)


def as_hours(row: OpeningHours) -> Hours:
    """A version as days to count with."""
    holidays = Holidays(row.country, row.region, row.holidays)
    own = read_own(row.closures)
    return Hours(row.zone, read_week(row.week), otherwise(holidays, own), row.number, row.in_force_from)
