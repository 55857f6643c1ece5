"""The letters we know how to write, and what each must be told."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from reprise.core.money import Money

#: What a letter may be told; text is shown as text, dates and money in the letter's language.
type_names = (str, int, date, datetime, Money)
Value = str | int | date | datetime | Money


class Letter(StrEnum):
    """One letter, with a subject, a text and an HTML form of the same name."""

    ORDER_LINK = "order_link"
    STAFF_INVITATION = "staff_invitation"
    REQUEST_RECEIVED = "request_received"
    WITHDRAWAL_RECEIVED = "withdrawal_received"
    INFO_NEEDED = "info_needed"
    REQUEST_ACCEPTED = "request_accepted"
    REQUEST_DECLINED = "request_declined"
    PARCEL_RECEIVED = "parcel_received"
    REFUND_SENT = "refund_sent"
    REFUND_FAILED = "refund_failed"
    MESSAGE_FROM_SHOP = "message_from_shop"
    REMEDY_DONE = "remedy_done"
