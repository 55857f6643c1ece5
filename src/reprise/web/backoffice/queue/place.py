"""Where a page of the queue begins, as it stands in the address."""

from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime


def written(place: tuple[datetime, int]) -> str:
    """The last row seen, for a link to the next page."""
    return f"{place[0].astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}~{place[1]}"


def read(text: str) -> tuple[datetime, int] | None:
    """The place a link names; one that makes no sense leads to the first page."""
    moment, _, number = text.partition("~")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    if at is None or at.tzinfo is None or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    return at, int(number)
