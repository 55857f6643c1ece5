"""Faults of a database that are over in a moment: somebody else was writing the same, or had the only lock to write."""

from typing import Final

SECONDS: Final = 5  # after which the same is worth another try
_STATES: Final = frozenset({"40001", "40P01", "55P03"})  # PostgreSQL: not serializable, deadlock, a lock not given


def passes(fault: BaseException) -> bool:
    """Whether it was others who stood in the way, and the database itself is well."""
    state = getattr(fault.__cause__, "sqlstate", None)
    return state in _STATES if state else "is locked" in str(fault)  # as SQLite tells it
