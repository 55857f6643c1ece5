from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

from reprise.platform.database.told import Asked, Later, Told
from reprise.platform.statements.asking import this_database
from reprise.platform.statements.converting import Converters, converted, converters_of
from reprise.platform.statements.objects import object_of, set_related
from reprise.platform.statements.slots import filled, slots_for

_populators: Any = get_related_populators  # its stubs are those of a later Django
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class _Built(Generic[Row]):
    """The SQL of a queryset, and how its rows become objects."""

    sql: str
    places: Sequence[Any]
    converters: Converters
    model: type[Row]
    names: list[str]
    related: list[Any]  # Django's populators of select_related
    annotated: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Question(Generic[Row]):
    """A reading with its arguments, to be asked with others."""

    reading: "Reading[Row]"
    values: Sequence[Any]


def together(*questions: Question[Any]) -> list[list[Any]]:
    """Ask in one round trip, where the database knows how; the rows of each."""
    database = this_database()
    before: list[Told | None] = [None] * len(questions)
    if database.ahead:
        before = [each.reading.told_ahead(database, each.values) for each in questions]
    missing = [each for each, known in zip(questions, before, strict=True) if known is None]
    answers = iter(database.told(*(each.reading.asked(database, each.values) for each in missing)) if missing else ())
    return [
        list(each.reading.rows(database, next(answers) if known is None else known))
        for each, known in zip(questions, before, strict=True)
    ]


class Reading(Generic[Row]):
    """A queryset whose arguments come later, `more` of them under its *star.

    Its rows are the model's objects with what they are annotated with, select_related included.
    """

    def __init__(self, builder: Callable[..., QuerySet[Row]], *, more: int = 0) -> None:
        self._builder, self._more = builder, more
        self._built: dict[str, _Built[Row]] = {}

    def all(self, *values: Any) -> list[Row]:
        """Every row."""
        return list(self._objects(values))

    def first(self, *values: Any) -> Row | None:
        """The first row, if there is one; whoever asks for no more says so in the queryset ([:1])."""
        return next(self._objects(values), None)

    def of(self, *values: Any) -> Question[Row]:
        """The same to be asked `together` with others."""
        return Question(self, values)

    def ahead(self, *values: Any) -> None:
        """Have it asked with the next question, for whoever asks the same later in this block (`gathered`), once.

        To be called where nothing changes the rows meanwhile. Where writes do not wait, they are read when asked.
        """
        database = this_database()
        if database.asks_ahead and database.gathering and database.in_atomic_block:
            answers = database.ahead.setdefault(self, {})
            answers[values] = None
            database.later(Later(self.asked(database, values), partial(answers.__setitem__, values)))

    def asked(self, database: Any, values: Sequence[Any]) -> Asked:
        """The statement with its values."""
        built = self._built.get(database.vendor) or self._build(database)
        return built.sql, filled(database, built.places, values)

    def rows(self, database: Any, told: Told) -> Iterator[Row]:
        """The objects that the rows of an answer are."""
        built = self._built[database.vendor]
        rows: Any = told[0]
        for row in converted(rows, built.converters) if built.converters else rows:
            found = object_of(built.model, built.names, row, database.alias)
            for populator in built.related:
                set_related(populator, row, found, database.alias)
            for name, place in built.annotated:
                setattr(found, name, row[place])
            yield found

    def _objects(self, values: Sequence[Any]) -> Iterator[Row]:
        database = this_database()
        told = self.told_ahead(database, values) if database.ahead else None
        if told is None:
            (told,) = database.told(self.asked(database, values))
        return self.rows(database, told)

    def told_ahead(self, database: Any, values: Sequence[Any]) -> Told | None:
        """The answer, if it was asked ahead and nobody took it yet."""
        answers: dict[Sequence[Any], Told | None] = database.ahead.get(self, {})
        if answers and values in answers:
            if answers[values] is None:
                database.settle()  # it waits still, with others
            return answers.pop(values)
        return None

    def _build(self, database: Any) -> _Built[Row]:
        compiler: Any = self._builder(*slots_for(self._builder, self._more)).query.get_compiler(database.alias)
        sql, places = compiler.as_sql()
        columns = [column[0] for column in compiler.select]
        own, model = compiler.klass_info["select_fields"], compiler.klass_info["model"]
        built = self._built[database.vendor] = _Built(
            sql, places, converters_of(compiler, columns, database), model,
            [columns[place].target.attname for place in own],
            _populators(compiler.klass_info, compiler.select, database.alias),
            list(compiler.annotation_col_map.items()),
        )  # fmt: skip
        return built
