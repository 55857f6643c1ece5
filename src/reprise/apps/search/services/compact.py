from datetime import datetime
from typing import Any

from django.db import connection

from reprise.platform.jobs.registry import Finish, handles


@handles("search.compact")
def compact(_: dict[str, Any], *, at: datetime) -> Finish | None:  # noqa: ARG001  # a handler's arguments
    """Merge the parts of the index, so that removed words are gone from the file too; PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return None

    def merge() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")

    return merge
