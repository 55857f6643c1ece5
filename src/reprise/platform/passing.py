"""Faults that are nobody's who asks: over in a moment where somebody else was writing the same, or with more room."""

import errno
from typing import Final

SECONDS: Final = 5  # after which the same is worth another try
_CHOSEN: Final = frozenset({"40001", "40P01"})  # PostgreSQL: not serializable, deadlock
_STATES: Final = _CHOSEN | {"55P03"}  # and a lock not given
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def has_no_room(fault: BaseException) -> bool:
    """Whether a disk is full, or may only be read."""
    return isinstance(fault, OSError) and fault.errno in _NO_ROOM


def passes(fault: BaseException) -> bool:
    """Whether it was others who stood in the way, and the database itself is well."""
    state = getattr(fault.__cause__, "sqlstate", None)
    return state in _STATES if state else "is locked" in str(fault)  # as SQLite tells it


def was_chosen(fault: BaseException) -> bool:
    """Whether the database undid this of several that stood in each other's way: the others are done by now."""
    return getattr(fault.__cause__, "sqlstate", None) in _CHOSEN
