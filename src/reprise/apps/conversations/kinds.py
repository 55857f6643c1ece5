"""The words of conversations."""

from enum import StrEnum


class ThreadKind(StrEnum):
    """What a conversation is."""

    CASE = "case"  # the plain thread of a case, of which there is one


class Author(StrEnum):
    """Who wrote."""

    CUSTOMER = "customer"
    STAFF = "staff"
    SYSTEM = "system"


class Side(StrEnum):
    """Who reads."""

    CUSTOMER = "customer"
    STAFF = "staff"
