"""What was put right before: the day an article came back from its repair, or another one left for it.

Whoever asks for a lower price or for the end of the contract is asked by the law whether that was tried (directive
2019/771, art. 13(4)): nobody else's request looks here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from reprise.apps.cases.events import EventType
from reprise.apps.cases.kinds import RemedyState, RemedyType
from reprise.apps.cases.models import CaseEvent, Remedy

REPAIRS: Final = frozenset({RemedyType.REPAIR, RemedyType.SPARE_PART})
REPLACES: Final = frozenset({RemedyType.REPLACEMENT, RemedyType.REPRINT, RemedyType.EXCHANGE})


@dataclass(frozen=True, slots=True)
class PutRight:
    """The first time each was done for a line of an order."""

    repaired: date | None = None
    replaced: date | None = None


def put_right(order_line_ids: Collection[int], timezone: str) -> Mapping[int, PutRight]:
    """What was done for some lines of an order, in days of the shop; lines of which nothing was are left out."""
    done = Remedy.objects.filter(
        line__order_line_id__in=order_line_ids, state=RemedyState.DONE.value, type__in=REPAIRS | REPLACES
    )
    rows = list(done.values_list("pk", "type", "case_id", "line__order_line_id"))
    if not rows:
        return {}
    days = _days({case_id for _, _, case_id, _ in rows}, timezone)
    found: dict[int, PutRight] = {}
    for pk, kind, _case_id, line_id in sorted(rows, key=lambda row: days[row[0]], reverse=True):  # the first says last
        before = found.get(line_id, PutRight())
        is_repair = kind in REPAIRS
        found[line_id] = PutRight(
            repaired=days[pk] if is_repair else before.repaired, replaced=before.replaced if is_repair else days[pk]
        )
    return found


def _days(case_ids: Collection[int], timezone: str) -> Mapping[int, date]:
    """The day each remedy of some cases was done."""
    events = CaseEvent.objects.filter(case_id__in=case_ids, type=EventType.REMEDY_CHANGED.value)
    return {
        event.data["remedy"]: event.at.astimezone(ZoneInfo(timezone)).date()
        for event in events
        if event.data["state"] == RemedyState.DONE.value
    }
