from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from reprise.platform.statements.asking import cursor
from reprise.platform.statements.slots import filled, slots_for

_populators: Any = get_related_populators  # its stubs are those of a later Django
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class _Built(Generic[Row]):
    """The SQL of a queryset, and how its rows become objects."""

    sql: str
    places: Sequence[Any]
    compiler: Any
    converters: dict[int, Any]
    model: type[Row]
    names: list[str]
    end: int  # of the model's own columns; those of select_related follow
    related: list[Any]


class Reading(Generic[Row]):
    """A queryset whose arguments come later; its rows are the model's objects, select_related included."""

    def __init__(self, builder: Callable[..., QuerySet[Row]]) -> None:
        self._builder = builder
        self._built: dict[str, _Built[Row]] = {}

    def all(self, *values: Any) -> list[Row]:
        """Every row."""
        return list(self._objects(values))

    def first(self, *values: Any) -> Row | None:
        """The first row, if there is one; whoever asks for no more says so in the queryset ([:1])."""
        return next(self._objects(values), None)

    def _objects(self, values: Sequence[Any]) -> Iterator[Row]:
        built = self._built.get(connection.vendor) or self._build()
        with cursor() as asked:
            asked.execute(built.sql, filled(built.places, values))
            rows = asked.fetchall()
        if built.converters:
            rows = built.compiler.apply_converters(rows, built.converters)
        for row in rows:
            found = built.model.from_db(connection.alias, built.names, row[: built.end])
            for populator in built.related:
                populator.populate(row, found)
            yield found

    def _build(self) -> _Built[Row]:
        compiler: Any = self._builder(*slots_for(self._builder)).query.get_compiler(connection.alias)
        sql, places = compiler.as_sql()
        columns = [column[0] for column in compiler.select]
        own = compiler.klass_info["select_fields"]
        built = self._built[connection.vendor] = _Built(
            sql, places, compiler, compiler.get_converters(columns), compiler.klass_info["model"],
            [columns[place].target.attname for place in own], own[-1] + 1,
            _populators(compiler.klass_info, compiler.select, connection.alias),
        )  # fmt: skip
        return built
