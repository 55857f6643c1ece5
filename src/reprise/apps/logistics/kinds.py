"""The words of logistics: parcels, what was found in them, grades and destinations."""

from enum import StrEnum


class Direction(StrEnum):
    """Which way a parcel travels, seen from the shop."""

    IN = "in"
    OUT = "out"


class ParcelState(StrEnum):
    """Where a parcel is, as far as anybody said."""

    ANNOUNCED = "announced"
    DISPATCHED = "dispatched"
    IN_TRANSIT = "in_transit"
    DELIVERED = "delivered"
    RECEIVED = "received"
    LOST = "lost"
    RETURNED = "returned"


class Carrier(StrEnum):
    """Who carries it."""

    LA_POSTE = "la_poste"
    CHRONOPOST = "chronopost"
    MONDIAL_RELAY = "mondial_relay"
    DPD = "dpd"
    UPS = "ups"
    DHL = "dhl"
    GLS = "gls"
    FEDEX = "fedex"
    OTHER = "other"


class Variance(StrEnum):
    """How what arrived differs from what was announced."""

    AS_ANNOUNCED = "as_announced"
    MISSING = "missing"
    WRONG = "wrong"  # something else is in the box
    SURPLUS = "surplus"
    DAMAGED = "damaged"
    INCOMPLETE = "incomplete"
    SWAPPED = "swapped"  # the same article, but not the piece that was sold


class Grade(StrEnum):
    """The state of an article on the bench, from A to D."""

    LIKE_NEW = "like_new"
    TRIED = "tried"
    WORN = "worn"
    BROKEN = "broken"


class Route(StrEnum):
    """Where an inspected article goes."""

    RESTOCK = "restock"
    REFURBISH = "refurbish"
    REPAIR = "repair"
    RECYCLE = "recycle"
    HAZARDOUS_WASTE = "hazardous_waste"
    SEND_BACK = "send_back"
    SCRAP = "scrap"
    DONATE = "donate"


class Box(StrEnum):
    """How the box itself looked before it was opened."""

    INTACT = "intact"
    DAMAGED = "damaged"
    OPENED = "opened"
    NONE = "none"  # brought in by hand
