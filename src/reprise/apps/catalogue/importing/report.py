"""What an import did, order by order."""

from dataclasses import dataclass, field
from typing import Final

from reprise.apps.catalogue.ports import ImportedOrder, RefusedRow, Remark

MOST_REMARKS: Final = 1_000  # the others stand on their orders


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """Something staff should know about an order that landed."""

    line: int
    order: str
    remark: Remark


@dataclass(slots=True)
class ImportReport:
    """Counted in orders; each order read was created, updated, left unchanged, or refused (in whole or in part)."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    remarks: list[RemarkRow] = field(default_factory=list)

    def refuse(self, row: RefusedRow) -> None:
        """Count an order that did not land, or not as the export says."""
        self.read += 1
        self.refused.append(row)

    def remark(self, order: ImportedOrder, remarks: tuple[Remark, ...]) -> None:
        """Keep what staff should know, up to a bound."""
        room = max(0, MOST_REMARKS - len(self.remarks))
        self.remarks += [RemarkRow(order.line, order.number, remark) for remark in remarks[:room]]

    def add(self, other: "ImportReport") -> None:
        """Add what one batch did."""
        self.read += other.read
        self.created += other.created
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.refused += other.refused
        self.remarks += other.remarks[: max(0, MOST_REMARKS - len(self.remarks))]
