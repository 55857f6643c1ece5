"""The words for where a parcel is."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.logistics.kinds import ParcelState
from reprise.core.refusals import mark

STATES: Final[Mapping[ParcelState, str]] = {
    ParcelState.ANNOUNCED: mark("Announced"),
    ParcelState.DISPATCHED: mark("Handed to the carrier"),
    ParcelState.IN_TRANSIT: mark("On its way"),
    ParcelState.DELIVERED: mark("Delivered, not opened yet"),
    ParcelState.RECEIVED: mark("Received"),
    ParcelState.LOST: mark("Lost"),
    ParcelState.RETURNED: mark("Sent back"),
}
