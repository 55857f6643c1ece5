"""The shops of the instance, when each reminds, and what time it is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from reprise.apps.accounts.models import Shop
from reprise.apps.notifications.models import LetterSettings

MORNING: Final = 7
NIGHT: Final = 22


def is_night(hour: int) -> bool:
    """Whether people sleep at this hour."""
    return not MORNING <= hour < NIGHT


@dataclass(frozen=True, slots=True)
class Calendar:
    """A shop, its rules, and its day and hour now."""

    shop: Shop
    rules: LetterSettings
    today: date
    hour: int

    @property
    def is_awake(self) -> bool:
        """Whether reminders may leave: within the shop's own hours, and never at night, so that nobody is woken."""
        return not is_night(self.hour) and self.rules.from_hour <= self.hour < self.rules.until_hour


def calendars(at: datetime) -> Iterator[Calendar]:
    """Every shop with its rules, in two statements."""
    rules = {row.shop_id: row for row in LetterSettings.objects.all()}
    for shop in Shop.objects.order_by("pk"):
        here = at.astimezone(ZoneInfo(shop.timezone))
        yield Calendar(shop, rules.get(shop.pk) or LetterSettings(shop_id=shop.pk), here.date(), here.hour)
