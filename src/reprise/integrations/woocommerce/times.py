"""WooCommerce tells each time twice: in the shop's time, and in Greenwich's, which leaves nothing to guess."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from reprise.apps.catalogue.ports import Home
from reprise.apps.catalogue.reading.dates import moment


def moment_of(value: Mapping[str, Any], name: str, home: Home) -> datetime | None:
    """The instant of a field, from its GMT twin when there is one."""
    return moment(value.get(f"{name}_gmt"), f"{name}_gmt", "UTC") or moment(value.get(name), name, home.timezone)


def day_of(value: Mapping[str, Any], name: str, home: Home, *, otherwise: datetime | None) -> date | None:
    """The day of a field where the shop is."""
    found = moment_of(value, name, home) or otherwise
    return found.astimezone(ZoneInfo(home.timezone)).date() if found else None
