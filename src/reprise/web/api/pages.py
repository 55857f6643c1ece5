"""Pages of a list by keyset: an opaque cursor, no counts, nothing skipped or shown twice."""

import base64
import binascii
import json

from reprise.core.refusals import Invalid, mark


def cursor_of(*place: str | int) -> str:
    """The cursor after a row."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def place_of(cursor: str) -> list[str | int]:
    """Where a cursor points; a made-up one is refused."""
    try:
        place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as fault:
        raise _unknown() from fault
    if not isinstance(place, list) or not all(isinstance(part, str | int) for part in place):
        raise _unknown()
    return place


def id_in(cursor: str | None) -> int | None:
    """The row number a one-part cursor holds."""
    if cursor is None:
        return None
    place = place_of(cursor)
    if len(place) != 1 or not isinstance(place[0], int) or not 0 < place[0] < 2**63:
        raise _unknown()
    return place[0]


def text_in(cursor: str) -> str:
    """The text a one-part cursor holds."""
    place = place_of(cursor)
    if len(place) != 1 or not isinstance(place[0], str):
        raise _unknown()
    return place[0]


def _unknown() -> Invalid:
    return Invalid(field="cursor", why=mark("use the “next” value of the page before, unchanged."))
