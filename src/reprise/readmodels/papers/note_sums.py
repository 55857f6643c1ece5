"""What the lines of a credit note come to, net, tax and gross, and rate by rate."""

from dataclasses import dataclass
from typing import Any

from reprise.apps.payments.kinds import NoteKind
from reprise.apps.payments.models import CreditNote


@dataclass(frozen=True, slots=True)
class Sum:
    """One line, or all lines of one rate; minor units, negative where something is taken back."""

    gross: int
    tax: int
    rate_bp: int | None  # hundredths of a per cent
    kind: str = ""
    name: str = ""
    quantity: int = 0
    reason: str = ""

    @property
    def net(self) -> int:
        """Without the tax."""
        return self.gross - self.tax

    def rate_text(self, lang: str) -> str:
        """The rate as people write it: 20 %, 5,5 %."""
        if self.rate_bp is None:
            return "–"
        number = f"{self.rate_bp / 100:.2f}".rstrip("0").rstrip(".")
        return f"{number.replace('.', ',')}\u00a0%" if lang == "fr" else f"{number}%"


def sums_of(note: CreditNote, rates: tuple[int | None, ...]) -> list[Sum]:
    """The lines of a note with their rates; all signs are turned on a correction."""
    sign = 1 if note.kind == NoteKind.CREDIT else -1
    return [_sum(line, rates[place] if place < len(rates) else None, sign) for place, line in enumerate(note.lines)]


def _sum(line: dict[str, Any], rate_bp: int | None, sign: int) -> Sum:
    gross, tax = sign * int(line["amount_minor"]), sign * int(line["tax_minor"])
    told = rate_bp if rate_bp is not None else _implied(gross, tax)
    return Sum(gross, tax, told, str(line["kind"]), str(line["name"]), int(line["quantity"]), str(line["reason"]))


def _implied(gross: int, tax: int) -> int | None:
    """The rate that the sums themselves tell, to a tenth of a per cent, where the order names none."""
    net = gross - tax
    return round(1000 * tax / net) * 10 if tax and net else None


def per_rate(sums: list[Sum]) -> list[Sum]:
    """The same sums put together by rate, the highest first; what has no rate comes last."""
    rates = sorted({each.rate_bp for each in sums}, key=lambda rate: -1 if rate is None else rate, reverse=True)
    groups = [(rate, [each for each in sums if each.rate_bp == rate]) for rate in rates]
    return [Sum(sum(each.gross for each in group), sum(each.tax for each in group), rate) for rate, group in groups]
