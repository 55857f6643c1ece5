"""One byte form for one value (RFC 8785), so that hashes agree on every machine."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

import rfc8785

_UNWRITABLE = "cannot be written as canonical JSON"
_MOST = 2**53 - 1
_MANY_DIGITS = re.compile(r"[0-9]{16}")  # as 2**53 has: only where they are is each number looked at
_PLAIN = frozenset({str, int, bool, type(None)})
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def plain(value: object) -> object:
    """Turn dates, decimals, enums and tuples into what JSON knows; refuse floats, which do not round-trip."""
    if type(value) in _PLAIN:  # most values, and looked at most quickly
        return value
    if type(value) is dict:  # as most mappings, whose keys are text and whose values are plain
        return {
            key if type(key) is str else str(key): item if type(item) in _PLAIN else plain(item)
            for key, item in value.items()
        }
    match value:
        case Enum():
            return plain(value._value_)
        case None | bool() | int() | str():
            return value
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case Mapping():
            return plain(dict(value))
        case list() | tuple():
            return [item if type(item) in _PLAIN else plain(item) for item in value]
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=str)
        case _:
            raise TypeError(f"{type(value).__name__} {_UNWRITABLE}")


def plain_record(record: object) -> dict[str, object]:
    """The fields of a dataclass, and of those within it, as what JSON knows: plain(asdict(record)), in one walk."""
    names, read = _fields_of(type(record))  # type: ignore[arg-type]  # mypy takes a class for its objects here
    return {
        name: item if type(item) in _PLAIN else _within(item) for name, item in zip(names, read(record), strict=True)
    }


def _within(value: object) -> object:
    if isinstance(value, tuple | list):
        return [item if type(item) in _PLAIN else _within(item) for item in value]
    return plain_record(value) if hasattr(value, "__dataclass_fields__") else plain(value)


@cache
def _fields_of(kind: Any) -> tuple[tuple[str, ...], Callable[[object], Iterable[object]]]:
    """The names of a dataclass's fields, and how all of them are read at once."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names) if len(names) > 1 else lambda record: tuple(getattr(record, one) for one in names)


def canonical(value: object) -> bytes:
    """The canonical JSON bytes of a value.

    Python's own encoder, in C, writes the same bytes for all but two sorts of value: keys beyond ASCII, which the
    standard orders in its own way, and numbers beyond 2**53, which it refuses. Those take the long way.
    """
    simple = plain(value)
    written = _encode(simple)
    if (not written.isascii() or _MANY_DIGITS.search(written)) and _takes_long_way(simple):
        return rfc8785.dumps(simple)  # type: ignore[arg-type]  # plain() returns only JSON types
    return written.encode()


def _takes_long_way(value: object) -> bool:
    if isinstance(value, dict):
        return any(not key.isascii() or _takes_long_way(item) for key, item in value.items())
    if isinstance(value, list):
        return any(_takes_long_way(item) for item in value)
    return type(value) is int and not -_MOST <= value <= _MOST
