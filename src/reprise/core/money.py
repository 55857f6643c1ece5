"""Money in whole minor units, and its fair division."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Self

#: Currencies whose decimals are not two (ISO 4217).
_NONE: Final = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
)  # fmt: skip
_THREE: Final = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
EXPONENTS: Final[Mapping[str, int]] = {**dict.fromkeys(_NONE, 0), **dict.fromkeys(_THREE, 3)}


def exponent(currency: str) -> int:
    """Number of decimals of a currency (ISO 4217)."""
    return EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount in minor units (cents) of one currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str, currency: str) -> Self:
        """Read a decimal amount, rounding half up to the currency's smallest unit."""
        scaled = Decimal(amount).scaleb(exponent(currency))
        return cls(int(scaled.quantize(Decimal(1), rounding=ROUND_HALF_UP)), currency)

    @property
    def decimal(self) -> Decimal:
        """The amount with its decimals, e.g. Decimal("93.90")."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __str__(self) -> str:
        return f"{self.decimal} {self.currency}"

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other


def share(total: int, weights: Sequence[int]) -> list[int]:
    """Split minor units in proportion to weights, to the cent, by the largest remainder.

    Equal weights are used when all are zero. Earlier parts win ties, so the result does not depend on chance.
    """
    if not weights:
        raise ValueError("nothing to share between")
    if any(weight < 0 for weight in weights):
        raise ValueError("weights cannot be negative")
    parts = list(weights) if sum(weights) else [1] * len(weights)
    whole = sum(parts)
    sign, size = (-1, -total) if total < 0 else (1, total)
    floors = [size * part // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (-(size * parts[i] % whole), i))
    for i in by_remainder[: size - sum(floors)]:
        floors[i] += 1
    return [sign * floor for floor in floors]


def portion(total: int, quantity: int, of: int, *, before: int = 0) -> int:
    """Minor units that `quantity` pieces out of `of` are worth, when `before` pieces were already taken.

    Telescoping, so that the portions of all pieces add up to the total exactly, in whatever slices they are taken.
    """
    if of <= 0 or quantity < 0 or before < 0 or before + quantity > of:
        raise ValueError("quantities do not fit")
    return total * (before + quantity) // of - total * before // of
