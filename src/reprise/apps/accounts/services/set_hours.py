from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Max

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.hours_queries import as_hours
from reprise.apps.accounts.models import OpeningHours, Shop
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.rules.opening import OwnDays, kept_spans
from reprise.core.refusals import Invalid, Kind, NotFound, Refusal, mark
from reprise.core.wall_clock import on_the_wall, zones
from reprise.core.working_days import DAY, Week
from reprise.core.working_time import add_working
from reprise.law.calendars import regions
from reprise.law.jurisdictions import law_of
from reprise.platform.transactions import atomic

LONGEST: Final = 10 * 24 * 60  # minutes of working time within which somebody may promise an answer
MOST_OWN: Final = 120
LONGEST_NAME: Final = 80
FAR: Final = timedelta(days=2 * 366)


class NeverOpen(Refusal):
    """Nobody could ever be promised an answer."""

    code = "never_open"
    sentence = mark("With these hours no answer would ever be due. Write hours on at least one day of the week.")


class HoursChanged(Refusal):
    """Somebody saved hours since these were looked at."""

    code = "hours_changed"
    kind = Kind.CONFLICT
    sentence = mark(
        "Somebody saved other opening hours while you were writing (version %(number)s). What you typed is still "
        "here: look at theirs in another window, then save again."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHours:
    """A version of the hours as somebody writes it."""

    in_force_from: date
    zone: str
    week: Week
    reply_minutes: int
    country: str = ""
    region: str = ""
    holidays: Mapping[str, bool] = field(default_factory=dict)
    own: tuple[OwnDays, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest version somebody knew of when they began to write; 0 for none."""

    number: int


@atomic
def set_hours(*, actor: Actor, hours: NewHours, today: date, at: datetime, seen: Seen | None = None) -> OpeningHours:
    """Write a version of the hours, in force from its day on; what was promised before stays as it was counted."""
    actor.require(Right.SETTINGS_EDIT)
    shop = Shop.objects.select_for_update().filter(pk=actor.shop_id).first()
    if shop is None:
        raise NotFound
    newest = OpeningHours.objects.filter(shop=shop).aggregate(number=Max("number"))["number"] or 0
    if seen is not None and seen.number != newest:
        raise HoursChanged(number=newest)
    check_hours(hours, today)
    row = OpeningHours(
        shop=shop, number=newest + 1, in_force_from=hours.in_force_from, zone=hours.zone, country=hours.country,
        region=hours.region, week=[kept_spans(day) for day in hours.week.days], holidays=dict(hours.holidays),
        closures=[own.kept() for own in hours.own], reply_minutes=hours.reply_minutes, made_at=at,
        made_by_id=actor.person_id,
    )  # fmt: skip
    begins = next(iter(on_the_wall(hours.zone, hours.in_force_from, 0, 24 * 60)), (at, at))[0]
    if add_working(as_hours(row), begins, hours.reply_minutes) is None:
        raise NeverOpen(field="day_0")
    row.save()
    return row


@atomic
def withdraw_hours(*, actor: Actor, number: int, today: date, at: datetime) -> None:
    """Take a version back before its day; one that is in force is followed by another instead."""
    actor.require(Right.SETTINGS_EDIT)
    row = OpeningHours.objects.filter(shop_id=actor.shop_id, number=number, withdrawn_at__isnull=True).first()
    if row is None:
        raise NotFound
    planned = OpeningHours.objects.filter(pk=row.pk, in_force_from__gt=today, withdrawn_at__isnull=True)
    if planned.update(withdrawn_at=at) != 1:
        raise Invalid(why=mark("these hours are in force already. Write new ones that follow them."))


def check_hours(hours: NewHours, today: date) -> None:
    """Refuse what can never be written, at the field it is about."""
    if hours.in_force_from < today:
        raise Invalid(field="in_force_from", why=mark("hours of the past stay as they were. Choose today or later."))
    if hours.in_force_from - today > FAR:
        raise Invalid(field="in_force_from", why=mark("choose a day within the next two years."))
    if hours.zone not in zones():
        raise Invalid(field="zone", why=mark("choose a time zone of the list."))
    if not 1 <= hours.reply_minutes <= LONGEST:
        raise Invalid(field="reply", why=mark("promise an answer within 1 minute to 240 hours of working time."))
    _check_days(hours)


def _check_days(hours: NewHours) -> None:
    if hours.country and law_of(hours.country) is None:
        raise Invalid(field="country", why=mark("choose a country of the list."))
    if hours.region and (not hours.country or hours.region not in regions(hours.country)):
        raise Invalid(field="region", why=mark("choose a region of that country."))
    if len(hours.own) > MOST_OWN:
        raise Invalid(field="own", why=mark("keep to 120 closures; those that are over can go."))
    for own in hours.own:
        if own.last < own.first or own.last - own.first > 366 * DAY:
            raise Invalid(field="own", why=mark("a closure ends on the day it begins or later, within a year."))
        if not own.name.strip() or len(own.name) > LONGEST_NAME:
            raise Invalid(field="own", why=mark("give each closure a name of at most 80 letters."))
