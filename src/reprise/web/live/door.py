"""How many may be connected: enough for an office behind one address, never so many that pages find no place."""

from collections import Counter
from typing import Final

from django.conf import settings

MOST: Final = 5_000  # connections of one process


class Door:
    """Counts who is in; used in the server's loop only."""

    def __init__(self, *, most: int = MOST) -> None:
        self._inside: Counter[str] = Counter()
        self._count, self._most = 0, most

    def enter(self, address: str) -> bool:
        """Let one more in, or not."""
        per_address = settings.ENV.live_per_address
        if self._count >= self._most or (per_address and self._inside[address] >= per_address):
            return False
        self._count += 1
        self._inside[address] += 1
        return True

    def leave(self, address: str) -> None:
        """One went."""
        self._count -= 1
        self._inside[address] -= 1
        if not self._inside[address]:
            del self._inside[address]


class Allowance:
    """How much one connection may say: some at once, then so many a second."""

    def __init__(self, *, at_once: float = 40, a_second: float = 8) -> None:
        self._left, self._most, self._rate = at_once, at_once, a_second
        self._looked: float | None = None

    def takes(self, at: float) -> bool:
        """Whether one more message is all right, at a moment of a steady clock."""
        if self._looked is not None:
            self._left = min(self._most, self._left + (at - self._looked) * self._rate)
        self._looked = at
        if self._left < 1:
            return False
        self._left -= 1
        return True
