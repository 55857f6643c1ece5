"""A share of a few, with how sure one can be of it."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.96  # nineteen times out of twenty


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, and between which shares the truth lies nineteen times out of twenty."""

    part: int
    of: int
    low: float
    high: float

    @property
    def percent(self) -> int:
        """The share in whole per cent."""
        return round(100 * self.part / self.of)

    @property
    def between(self) -> tuple[int, int]:
        """The interval in whole per cent, rounded outwards."""
        return int(100 * self.low), -int(-100 * self.high // 1)


def share(part: int, of: int) -> Share | None:
    """Wilson's interval, which holds for few answers too; None of none."""
    if of < 1:
        return None
    p = part / of
    middle = (p + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z * sqrt(p * (1 - p) / of + Z * Z / (4 * of * of)) / (1 + Z * Z / of)
    return Share(part, of, max(0.0, round(middle - half, 12)), min(1.0, round(middle + half, 12)))
