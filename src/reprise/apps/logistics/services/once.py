"""A deed asked for twice under the caller's own id is done once."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, transaction

Row = TypeVar("Row")


def once(
    find: Callable[[], list[Row]], write: Callable[[], list[Row]], *, named: bool = True
) -> tuple[list[Row], bool]:
    """Write, unless it was written before; say which. Of two at the same moment, the unique key lets one win.

    What the caller gave no id (`named`) is like nothing before it.
    """
    if not named:
        return write(), True
    if before := find():
        return before, False
    try:
        with transaction.atomic():
            return write(), True
    except IntegrityError:
        if before := find():
            return before, False
        raise
