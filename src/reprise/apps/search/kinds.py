"""What can be found."""

from enum import StrEnum


class Found(StrEnum):
    """Sorts of things the search answers with."""

    CASE = "case"
    ORDER = "order"
    CUSTOMER = "customer"
    PARCEL = "parcel"
