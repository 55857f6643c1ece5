"""The connection that statements are asked on: one of `platform.database`, which takes several at once."""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def this_database() -> Any:
    """The connection of this thread itself: `django.db.connection` looks it up at every attribute."""
    return connections[DEFAULT_DB_ALIAS]


def settle() -> None:
    """Have written now what was to be written later: from here on new rows have their numbers."""
    this_database().settle()


Otherwise = Callable[[], Exception]
