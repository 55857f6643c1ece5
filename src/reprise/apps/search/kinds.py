"""What can be found."""

from enum import StrEnum


class Found(StrEnum):
    """Sorts of things the search answers with."""

    CASE = "case"
    ORDER = "order"
    CUSTOMER = "customer"
    PARCEL = "parcel"
    QUESTION = "question"  # a conversation without a case; what was said in a case is found with it
