"""Opening hours for tests: nine to noon and two to six, Monday to Friday, closed on public holidays."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import OpeningHours, Shop
from reprise.apps.accounts.services.set_hours import NewHours, set_hours
from reprise.core.working_days import Span, Week
from reprise.readmodels.public_holidays import holidays_of
from tests.support.builders import AT

WORKDAY: Final = (Span(9 * 60, 12 * 60), Span(14 * 60, 18 * 60))
WEEK: Final = Week((*((WORKDAY,) * 5), (), ()))


def all_closed(country: str = "FR", region: str = "", day: date = date(2026, 1, 1)) -> Mapping[str, bool]:
    """Every public holiday of a place, closed."""
    return {one.name: True for one in holidays_of(country, region, day, "fr")}


def with_hours(shop: Shop, *, at: datetime = AT - timedelta(days=30), **changes: Any) -> OpeningHours:
    """The shop has said its hours; four of them until an answer, if nothing else is asked for."""
    day = changes.get("in_force_from") or at.date()
    usual: dict[str, Any] = {
        "in_force_from": day, "zone": "Europe/Paris", "week": WEEK, "reply_minutes": 240, "country": "FR",
        "holidays": all_closed(changes.get("country", "FR"), changes.get("region", "")),
    }  # fmt: skip
    hours = NewHours(**{**usual, **changes})
    return set_hours(actor=system(shop.pk), hours=hours, today=min(at.date(), day), at=at)
