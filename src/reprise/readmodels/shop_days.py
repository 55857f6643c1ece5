"""Which day it is at the shop, and which day's law and policy apply to a case."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case


def day_of(shop: Shop, at: datetime) -> date:
    """The day it is at the shop."""
    return at.astimezone(ZoneInfo(shop.timezone)).date()


def contract_day(shop: Shop, case: Case) -> date:
    """The day whose law and policy apply: that of the order."""
    return day_of(shop, case.order.ordered_at if case.order else case.opened_at)


def country_of(shop: Shop, case: Case) -> str:
    """The country whose law protects the buyer: where they live, else the shop's."""
    return (case.order.country if case.order else "") or shop.country
