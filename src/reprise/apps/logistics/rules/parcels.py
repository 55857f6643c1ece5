"""The words for where a parcel is."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.logistics.kinds import ParcelState
from reprise.core.refusals import mark

STATES: Final[Mapping[ParcelState, str]] = {
    ParcelState.ANNOUNCED: mark("Parcel announced"),
    ParcelState.DISPATCHED: mark("Parcel handed to the carrier"),
    ParcelState.IN_TRANSIT: mark("Parcel on its way"),
    ParcelState.DELIVERED: mark("Parcel delivered, not opened yet"),
    ParcelState.RECEIVED: mark("Parcel received"),
    ParcelState.LOST: mark("Parcel lost"),
    ParcelState.RETURNED: mark("Parcel sent back"),
}
