from collections.abc import Callable, Sequence
from typing import Any

from reprise.platform.statements.asking import this_database
from reprise.platform.statements.slots import filled, slots_for


class Values:
    """A queryset of plain values whose arguments come later: its rows as the database tells them, unconverted."""

    def __init__(self, builder: Callable[..., Any], *, more: int = 0) -> None:
        self._builder, self._more = builder, more
        self._built: dict[str, tuple[str, Sequence[Any]]] = {}

    def all(self, *values: Any) -> list[tuple[Any, ...]]:
        """Every row."""
        database = this_database()
        text, places = self._built.get(database.vendor) or self._build(database)
        rows: list[tuple[Any, ...]] = database.told((text, filled(database, places, values)))[0][0]
        return rows

    def _build(self, database: Any) -> tuple[str, Sequence[Any]]:
        text, places = self._builder(*slots_for(self._builder, self._more)).query.get_compiler(database.alias).as_sql()
        self._built[database.vendor] = (text, places)
        return text, places
