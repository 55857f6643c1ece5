from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet, sql

from reprise.platform.database.told import Asked, Later, Otherwise, Told
from reprise.platform.statements.asking import this_database
from reprise.platform.statements.slots import filled, slots_for

Change = tuple[QuerySet[Any], Mapping[str, Any]]


class Writing:
    """A guarded update whose arguments come later: which rows, and what becomes of them."""

    def __init__(self, builder: Callable[..., Change], *, more: int = 0, tells: str = "") -> None:
        self._builder, self._more, self._tells = builder, more, tells
        self._built: dict[str, tuple[str, Sequence[Any]]] = {}

    def rows(self, *values: Any) -> int:
        """Do it; how many rows it found as the guard wants them."""
        database = this_database()
        count: int = database.told(self._asked(database, values))[0][1]
        return count

    def told(self, *values: Any) -> list[Any]:
        """Do it; what the column it `tells` of holds now, for each row it found."""
        database = this_database()
        return [value for (value,) in database.told(self._asked(database, values))[0][0]]

    def surely(self, *values: Any, otherwise: Otherwise) -> None:
        """Do it, where writes are gathered with the next question; refuse then unless it found a row."""
        database = this_database()
        database.later(Later(self._asked(database, values), _seen, otherwise))

    def at_last(self, *values: Any) -> None:
        """Do it likewise, whatever it finds."""
        database = this_database()
        database.later(Later(self._asked(database, values), _seen))

    def _asked(self, database: Any, values: Sequence[Any]) -> Asked:
        text, places = self._built.get(database.vendor) or self._build(database)
        return text, filled(database, places, values)

    def _build(self, database: Any) -> tuple[str, Sequence[Any]]:
        rows, news = self._builder(*slots_for(self._builder, self._more))
        query: Any = rows.query.chain(sql.UpdateQuery)
        query.add_update_values(news)
        text, places = query.get_compiler(database.alias).as_sql()
        if self._tells:
            text += f" RETURNING {database.ops.quote_name(self._tells)}"
        self._built[database.vendor] = (text, places)
        return text, places


def _seen(_told: Told) -> None:
    """Nothing more is to be done with it."""
