"""Today, on the clock on a shop's wall."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


def local_day(shop: "Shop", at: datetime) -> date:
    """The day an instant is in the shop's time zone."""
    return at.astimezone(ZoneInfo(shop.timezone)).date()
