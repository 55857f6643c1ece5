from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet, sql

from reprise.platform.statements.asking import cursor
from reprise.platform.statements.slots import filled, slots_for

Change = tuple[QuerySet[Any], Mapping[str, Any]]


class Writing:
    """A guarded update whose arguments come later: which rows, and what becomes of them."""

    def __init__(self, builder: Callable[..., Change], *, more: int = 0) -> None:
        self._builder, self._more = builder, more
        self._built: dict[str, tuple[str, Sequence[Any]]] = {}

    def rows(self, *values: Any) -> int:
        """Do it; how many rows it found as the guard wants them."""
        text, places = self._built.get(connection.vendor) or self._build()
        with cursor() as asked:
            asked.execute(text, filled(places, values))
            return int(asked.rowcount)

    def _build(self) -> tuple[str, Sequence[Any]]:
        rows, news = self._builder(*slots_for(self._builder, self._more))
        query: Any = rows.query.chain(sql.UpdateQuery)
        query.add_update_values(news)
        text, places = query.get_compiler(connection.alias).as_sql()
        self._built[connection.vendor] = (text, places)
        return text, places
