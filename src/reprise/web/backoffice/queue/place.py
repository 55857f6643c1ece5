"""Where a page of the queue begins, as it stands in the address."""

from datetime import UTC, datetime

from django.utils.dateparse import parse_datetime

from reprise.apps.cases.queue import Place, Sort


def written(place: Place) -> str:
    """The last row seen, for a link to the next page."""
    value, number = place
    told = f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}" if isinstance(value, datetime) else str(value)
    return f"{told}~{number}"


def read(text: str, sort: Sort) -> Place | None:
    """The place a link names; one that makes no sense leads to the first page."""
    told, _, number = text[:80].partition("~")
    if not _is_number(number):
        return None
    if sort is not Sort.URGENT:
        return (int(told), int(number)) if _is_number(told) else None
    try:
        at = parse_datetime(told)
    except ValueError:
        return None
    return (at, int(number)) if at is not None and at.tzinfo is not None else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
