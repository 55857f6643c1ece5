"""What a replay adds up to, line by line; two tallies of different lines make one. Bounded whatever their number."""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from reprise.readmodels.replay.outcome import RANK, Counted
from reprise.readmodels.replay.pace import Pace
from reprise.readmodels.replay.past_row import PastRow
from reprise.readmodels.replay.replaying import Replayed

KEPT_CHANGES: Final = 2_000
SIDES: Final = ("before", "after")
SUMS: Final = ("refunds", "replacements", "postage", "kept", "total")

Change = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts and sums by name; `changes` are the largest ones, by effect."""

    lines: int = 0
    cases: int = 0
    replayed: int = 0
    changed: int = 0
    changed_cases: int = 0
    differs: int = 0
    less_than_law: int = 0
    worse: int = 0
    worse_by: int = 0
    better: int = 0
    better_by: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    sums: Counter[tuple[str, str]] = field(default_factory=Counter)  # (side, what)
    returns: Counter[str] = field(default_factory=Counter)
    automatic: Counter[str] = field(default_factory=Counter)
    delays: dict[str, Counter[int]] = field(
        default_factory=lambda: {side: Counter() for side in SIDES}
    )  # tenths of days
    rows: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (side, table, row)
    months: Counter[tuple[str, str]] = field(default_factory=Counter)  # (month, what)
    worse_who: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (by, whom, what)
    changes: list[tuple[int, int, Change]] = field(default_factory=list)

    def add(self, done: Replayed, pace: Pace) -> None:
        """Count one line."""
        self.lines += 1
        if done.before is None or done.after is None:
            self.skipped[done.why_not] += 1
            return
        self.replayed += 1
        self.differs += done.differs
        self.less_than_law += done.after.less_than_law
        self.matrix[done.before.label, done.after.label] += 1
        month = f"{done.row.opened_on:%Y-%m}"
        self.months[month, "lines"] += 1
        self.unknown.update(done.unknown)
        for side, answer, hits in (
            ("before", done.before, done.hits_before), ("after", done.after, done.hits_after),
        ):  # fmt: skip
            self._side(side, answer, hits, done.row, pace)
        if done.before.shape != done.after.shape:
            self._change(done.row, done.before, done.after, done, pace.postage)

    def _side(self, side: str, answer: Counted, hits: tuple[tuple[str, str], ...], row: PastRow, pace: Pace) -> None:
        paid = pace.postage if answer.sends_back and answer.payer == "seller" else 0
        values = (answer.refund, answer.in_kind, paid, answer.kept, answer.cost(pace.postage))
        for what, value in zip(SUMS, values, strict=True):
            self.sums[side, what] += value
        self.returns[side] += answer.sends_back
        self.automatic[side] += answer.label == "automatic"
        self.months[f"{row.opened_on:%Y-%m}", f"cost_{side}"] += values[-1]
        for table, row_id in hits:
            self.rows[side, table, row_id] += 1
        if answer.refund:
            self.delays[side][round(pace.delay(answer, row) * 10)] += 1

    def _change(self, row: PastRow, before: Counted, after: Counted, done: Replayed, postage: int) -> None:
        self.changed += 1
        self.months[f"{row.opened_on:%Y-%m}", "changed"] += 1
        cost = after.cost(postage) - before.cost(postage)
        gain = after.gain(postage) - before.gain(postage)
        is_worse = RANK[after.label] < RANK[before.label] or gain < 0
        if is_worse:
            self.worse += 1
            self.worse_by += max(0, -gain)
            for by, whom in (("buyer", row.buyer), ("kind", row.kind)):
                self.worse_who[by, whom, "lines"] += 1
                self.worse_who[by, whom, "by"] += max(0, -gain)
        elif gain > 0:
            self.better += 1
            self.better_by += gain
        change = _told(row, before, after, done, cost, gain, worse=is_worse)
        self._keep(max(abs(cost), abs(gain)), row.line_id, change)

    def _keep(self, weight: int, line_id: int, change: Change) -> None:
        entry = (weight, -line_id, change)  # of two alike the older one stays
        if len(self.changes) < KEPT_CHANGES:
            heapq.heappush(self.changes, entry)
        elif entry[:2] > self.changes[0][:2]:
            heapq.heapreplace(self.changes, entry)

    def merge(self, other: "Tally") -> None:
        """Count another tally's lines too."""
        for name in (
            "lines", "cases", "replayed", "changed", "changed_cases", "differs", "less_than_law", "worse", "worse_by",
            "better", "better_by",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in (
            "skipped", "unknown", "matrix", "sums", "returns", "automatic", "rows", "months", "worse_who",
        ):  # fmt: skip
            getattr(self, name).update(getattr(other, name))
        for side in SIDES:
            self.delays[side].update(other.delays[side])
        for weight, line, change in other.changes:
            self._keep(weight, -line, change)


def _told(
    row: PastRow, before: Counted, after: Counted, done: Replayed, cost: int, gain: int, *, worse: bool
) -> Change:
    rows = [dict(hits).get("answer", "") for hits in (done.hits_before, done.hits_after)]
    return {
        "case": row.reference, "article": row.name, "quantity": row.quantity, "kind": row.kind, "buyer": row.buyer,
        "claim": row.claim, "reason": row.reason, "opened_on": row.opened_on.isoformat(),
        "before": _answer(before, rows[0]), "after": _answer(after, rows[1]), "cost_minor": cost,
        "customer_minor": gain, "worse": worse,
    }  # fmt: skip


def _answer(answer: Counted, row: str) -> dict[str, Any]:
    return {
        "answer": answer.label, "gets": answer.gets, "goods": answer.goods, "return_paid_by": answer.payer,
        "refund_minor": answer.refund, "row": row,
    }  # fmt: skip
