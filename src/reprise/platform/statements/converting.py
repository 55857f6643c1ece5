"""What a column's text becomes in Python, prepared once for each statement."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import JSONField
from django.db.models.expressions import Col
from pydantic_core import from_json

Converters = Sequence[tuple[int, Callable[[Any], Any]]]


def converters_of(compiler: Any, columns: Sequence[Any], database: Any) -> Converters:
    """Which columns of a statement are converted, and how; most without Django's detours."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for place, (steps, expression) in compiler.get_converters(columns).items():
        field = expression.output_field
        read = _reader(field, database) if isinstance(expression, Col) else None
        if read:
            found.append((place, read))
            continue
        found += [(place, partial(_step, step, expression, database)) for step in steps]
    return tuple(found)


def _reader(field: Any, database: Any) -> Callable[[Any], Any] | None:
    """The short way for values of a column, if its field has one."""
    if isinstance(field, JSONField) and field.decoder is None:
        return from_text
    found: Callable[[Any], Any] | None = database.readers.get(type(field))
    return found


def converted(rows: Iterable[Sequence[Any]], converters: Converters) -> Iterator[Sequence[Any]]:
    """The rows with their values converted."""
    for row in rows:
        values = list(row)
        for place, convert in converters:
            values[place] = convert(values[place])
        yield values


def from_text(value: str | None) -> Any:
    """The value that a text of JSON stands for."""
    if value is None:
        return None
    try:
        return from_json(value)
    except ValueError:  # stricter than Python about halves of a pair of surrogates
        return json.loads(value)


def _step(step: Callable[..., Any], expression: Any, database: Any, value: Any) -> Any:
    return step(value, expression, database)
