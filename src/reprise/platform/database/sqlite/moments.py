"""Moments in SQLite: text in UTC, written and read by one call into C where Django asks settings and zones first."""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.sqlite3 import operations

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
        if type(value) is str:
            try:
                found = datetime.fromisoformat(value)
            except ValueError:
                return super().convert_datetimefield_value(value, expression, connection)
            if found.tzinfo is None and self.connection.timezone is UTC:
                return found.replace(tzinfo=UTC)
        return super().convert_datetimefield_value(value, expression, connection)
