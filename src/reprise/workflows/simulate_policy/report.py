"""A tally as the report people and programs read: docs/policies/simulate.md describes every key."""

from collections import Counter
from datetime import date
from typing import Any, Final

from reprise.apps.policies.rules import TableName
from reprise.readmodels.replay.outcome import LABELS
from reprise.readmodels.replay.pace import Pace
from reprise.workflows.simulate_policy.tally import SIDES, SUMS, Tally

VERSION: Final = 1
DEAREST: Final = 10
BUCKETS: Final = (1, 2, 3, 5, 7, 10, 14, 21, 30)  # days: up to each; the last bucket is beyond
ORDER: Final = {table.value: n for n, table in enumerate(TableName)}


def report_of(tally: Tally, pace: Pace, *, since: date, until: date, currency: str) -> dict[str, Any]:
    """Everything the replay found, as plain values; money in minor units."""
    changes = [change for _, _, change in sorted(tally.changes, key=lambda each: (-each[0], -each[1]))]
    dearest = sorted((each for each in changes if each["cost_minor"] > 0), key=lambda each: -each["cost_minor"])
    saved = tally.automatic["after"] - tally.automatic["before"]
    return {
        "version": VERSION, "since": since.isoformat(), "until": until.isoformat(), "currency": currency,
        "lines": tally.lines, "cases": tally.cases, "replayed": tally.replayed,
        "not_replayed": _counts(tally.skipped), "unknown_facts": _counts(tally.unknown),
        "answered_otherwise_that_day": tally.differs,
        "changed": tally.changed, "changed_cases": tally.changed_cases, "matrix": _matrix(tally),
        "cost": _cost(tally), "refund_delay": {side: _delay(tally.delays[side]) for side in SIDES},
        "returns": {side: tally.returns[side] for side in SIDES},
        "returns_avoided": tally.returns["before"] - tally.returns["after"],
        "automatic": {side: tally.automatic[side] for side in SIDES}, "staff_decisions_saved": saved,
        "worse_off": _worse(tally), "better_off": {"lines": tally.better, "by_minor": tally.better_by},
        "less_than_law": tally.less_than_law, "rows": _rows(tally), "months": _months(tally),
        "dearest": dearest[:DEAREST],
        "changes": changes, "changes_left_out": tally.changed - len(changes),
        "assumed": {
            "postage_minor": pace.postage, "postage_from_orders": pace.postage_is_ours,
            "decision_days": round(pace.decision, 1), "refund_days_with_goods": round(pace.with_goods, 1),
            "refund_days_without_goods": round(pace.without_goods, 1),
        },
    }  # fmt: skip


def _counts(found: Counter[str]) -> dict[str, int]:
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _matrix(tally: Tally) -> list[dict[str, Any]]:
    return [
        {"from": before, "to": after, "lines": tally.matrix[before, after]}
        for before in LABELS
        for after in LABELS
        if tally.matrix[before, after]
    ]


def _cost(tally: Tally) -> dict[str, Any]:
    sides = {side: {f"{what}_minor": tally.sums[side, what] for what in SUMS} for side in SIDES}
    more = {name: sides["after"][name] - sides["before"][name] for name in sides["after"]}
    return {**sides, "difference": more}


def _delay(found: Counter[int]) -> dict[str, Any]:
    """Median and ninth decile in days, and how many refunds fall into each bucket."""
    counted = [0] * (len(BUCKETS) + 1)
    for tenths, lines in found.items():
        place = next((n for n, most in enumerate(BUCKETS) if tenths <= most * 10), len(BUCKETS))
        counted[place] += lines
    return {
        "refunds": found.total(), "median_days": _quantile(found, 0.5), "p90_days": _quantile(found, 0.9),
        "up_to_days": [*BUCKETS, None], "counts": counted,
    }  # fmt: skip


def _quantile(found: Counter[int], share: float) -> float | None:
    reached, wanted = 0, share * found.total()
    for tenths in sorted(found):
        reached += found[tenths]
        if reached >= wanted:
            return tenths / 10
    return None


def _worse(tally: Tally) -> dict[str, Any]:
    groups = sorted({(by, whom) for by, whom, _ in tally.worse_who})
    return {
        "lines": tally.worse, "by_minor": tally.worse_by,
        "groups": [
            {"by": by, "whom": whom, "lines": tally.worse_who[by, whom, "lines"],
             "by_minor": tally.worse_who[by, whom, "by"]}
            for by, whom in groups
        ],
    }  # fmt: skip


def _rows(tally: Tally) -> list[dict[str, Any]]:
    known = sorted({(table, row) for _, table, row in tally.rows}, key=lambda each: (ORDER.get(each[0], 99), each[1]))
    return [
        {"table": table, "row": row, **{side: tally.rows[side, table, row] for side in SIDES}} for table, row in known
    ]


def _months(tally: Tally) -> list[dict[str, Any]]:
    return [
        {
            "month": month, "lines": tally.months[month, "lines"], "changed": tally.months[month, "changed"],
            **{f"cost_{side}_minor": tally.months[month, f"cost_{side}"] for side in SIDES},
        }
        for month in sorted({month for month, _ in tally.months})
    ]  # fmt: skip
