"""Shares that were counted, and how sure one may be of them."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

SURE_OF: Final = 1.959964  # standard deviations: 95 times of 100 the true share lies within


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and between which shares the truth lies, 95 times of 100 (Wilson, 1927)."""

    count: int
    total: int

    @property
    def rate(self) -> float | None:
        """The share that was counted; none when nothing was."""
        return self.count / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """From where to where; everything is possible when nothing was counted."""
        if not self.total:
            return 0.0, 1.0
        n, p, z2 = self.total, self.count / self.total, SURE_OF**2
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = SURE_OF * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)
