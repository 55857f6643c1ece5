"""The opening hours of the demo shop: since it opened, with Saturday mornings since the summer, and its closures."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.rules.opening import OwnDays
from reprise.apps.accounts.services.set_hours import NewHours, set_hours
from reprise.core.working_days import Span, Week
from reprise.readmodels.public_holidays import holidays_of

if TYPE_CHECKING:
    from reprise.apps.accounts.actors import Actor
    from reprise.apps.accounts.models import Shop

WORKDAY: Final = (Span(9 * 60, 12 * 60 + 30), Span(13 * 60 + 30, 18 * 60))
SATURDAY: Final = (Span(10 * 60, 13 * 60),)
CHANGED: Final = timedelta(days=150)


def open_the_door(shop: "Shop", house: "Actor", opened: datetime, at: datetime) -> None:
    """Write the hours as the shop had them, and as it has them now."""
    _write(shop, house, opened, Week((*((WORKDAY,) * 5), (), ())), ())
    _write(shop, house, at - CHANGED, Week((*((WORKDAY,) * 5), SATURDAY, ())), _closures(at.date()))


def _write(shop: "Shop", house: "Actor", at: datetime, week: Week, own: tuple[OwnDays, ...]) -> None:
    day = at.date()
    closed = {one.name: one.name != "Lundi de Pentecôte" for one in holidays_of("FR", "", day, "fr")}
    hours = NewHours(
        in_force_from=day + timedelta(days=1), zone=shop.timezone, week=week, reply_minutes=4 * 60, country="FR",
        holidays=closed, own=own,
    )  # fmt: skip
    set_hours(actor=house, hours=hours, today=day, at=at)


def _closures(today: date) -> tuple[OwnDays, ...]:
    """The days between the years, and an afternoon of stocktaking soon."""
    soon = today + timedelta(days=8 - today.weekday() if today.weekday() else 8)
    return (
        OwnDays(soon, soon, "inventaire", (WORKDAY[0],)),
        OwnDays(date(today.year, 12, 26), date(today.year, 12, 31), "fermeture de fin d’année"),
    )
