"""Moments and days in SQLite: text, moments in UTC; written and read by one call into C where Django asks settings."""

from datetime import UTC, date, datetime
from typing import Any, Final

from django.db.backends.sqlite3 import operations
from django.db.models import BooleanField, DateField, DateTimeField

from reprise.platform.database.gathering import Readers

_Django: Any = operations.DatabaseOperations  # its stubs know little of it


class DatabaseOperations(_Django):  # type: ignore[misc]
    """The same text and the same moments as Django's."""

    def adapt_datetimefield_value(self, value: Any) -> Any:
        """A moment as text."""
        if type(value) is datetime and value.tzinfo is UTC:
            return value.replace(tzinfo=None).isoformat(" ")
        return super().adapt_datetimefield_value(value)

    def convert_datetimefield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """A text as a moment."""
        if type(value) is str and self.connection.timezone is UTC:
            try:
                return _moment(value)
            except ValueError:
                pass
        return super().convert_datetimefield_value(value, expression, connection)


def _moment(value: str | None) -> datetime | None:
    if value is None:
        return None
    found = datetime.fromisoformat(value)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _flag(value: int | None) -> bool | None:
    return None if value is None else value != 0


#: How values of a column are read where nothing but Django and the house has written them.
READERS: Final[Readers] = {
    DateTimeField: _moment, DateField: _day, BooleanField: _flag,
}  # fmt: skip
