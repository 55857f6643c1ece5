"""One byte form for one value (RFC 8785), so that hashes agree on every machine."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

import rfc8785

_UNWRITABLE = "cannot be written as canonical JSON"


def plain(value: object) -> object:
    """Turn dates, decimals, enums and tuples into what JSON knows; refuse floats, which do not round-trip."""
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=str)
        case _:
            raise TypeError(f"{type(value).__name__} {_UNWRITABLE}")


def canonical(value: object) -> bytes:
    """The canonical JSON bytes of a value."""
    return rfc8785.dumps(plain(value))  # type: ignore[arg-type]  # plain() returns only JSON types
