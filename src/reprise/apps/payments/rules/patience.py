"""When to ask a provider again."""

from datetime import timedelta
from typing import Final

FIRST: Final = timedelta(seconds=10)
LONGEST: Final = timedelta(hours=6)


def wait_before(attempt: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time, never longer than six hours."""
    return min(FIRST * (1 << min(max(attempt - 1, 0), 20)), LONGEST)
