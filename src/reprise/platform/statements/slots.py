"""The places of a statement's arguments, and how a value goes into one."""

import inspect
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Expression

_AS_THEY_ARE: Final = frozenset({int, str, bool, type(None)})


class Slot(Expression):
    """Stands in a queryset for an argument that is not known yet."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:  # noqa: ARG002  # as Django calls it
        return "%s", [self]


def slots_for(builder: Callable[..., Any], more: int = 0) -> list[Slot]:
    """One slot for each argument a builder takes, `more` of them under its *star."""
    named = [each for each in inspect.signature(builder).parameters.values() if each.kind is not each.VAR_POSITIONAL]
    return [Slot(place) for place in range(len(named) + more)]


def filled(database: Any, places: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    """The parameters of one call: slots filled, what the statement says itself left as it is."""
    return [adapted(database, values[place.place]) if type(place) is Slot else place for place in places]


def adapted(database: Any, value: Any) -> Any:
    """A value as this database's driver takes it."""
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case datetime():
            return database.ops.adapt_datetimefield_value(value)
        case date():
            return database.ops.adapt_datefield_value(value)
        case UUID() if database.vendor == "sqlite":
            return value.hex
        case dict() | list():
            return json.dumps(value)
        case _:
            return value
