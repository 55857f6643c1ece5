"""When goods arrived, when nobody says: a late and labelled estimate, and whose word counts more."""

from datetime import date, timedelta
from typing import Final

from reprise.apps.catalogue.kinds import DeliveryOrigin, ProductKind

# Usual parcel times with some days to spare: a period that starts too early would take days from the buyer.
DAYS_AT_HOME: Final = 4
DAYS_ABROAD: Final = 8

_RANK: Final = {
    DeliveryOrigin.UNKNOWN: 0,
    DeliveryOrigin.ESTIMATED: 1,
    DeliveryOrigin.SHOP: 2,
    DeliveryOrigin.CARRIER: 3,
}


def estimated_delivery(*, fulfilled_on: date, shop_country: str, country: str, kinds: frozenset[str]) -> date:
    """The day by which a parcel sent that day has very probably arrived; a file arrives at once."""
    if kinds == {ProductKind.DIGITAL_FILE.value}:
        return fulfilled_on
    return fulfilled_on + timedelta(days=DAYS_AT_HOME if country == shop_country else DAYS_ABROAD)


def counts_more(new: DeliveryOrigin, old: DeliveryOrigin) -> bool:
    """Whether a date of the new origin may replace one of the old: the carrier's word over the shop's over ours."""
    return _RANK[new] >= _RANK[old] and new is not DeliveryOrigin.UNKNOWN


def weaker_or_equal(origin: DeliveryOrigin) -> list[str]:
    """The origins that a date of this origin may replace."""
    return [old.value for old in DeliveryOrigin if counts_more(origin, old)]
