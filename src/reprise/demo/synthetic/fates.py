"""What became of an imagined request: decided how and when, sent back or kept, repaid or put right. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from reprise.apps.cases.kinds import ItemState, LineState, RemedyState, RemedyType, Trigger

GRANTED: Final = {"yes": 0.97, "part": 0.93, "no": 0.08, "person": 0.62}  # how often each answer ends in a yes
RENOUNCED: Final = 0.02  # taken back by the customer before any answer
NEVER_SENT: Final = 0.015
EXPIRES: Final = timedelta(days=21)
_BY_KIND: Final = {
    "printer": RemedyType.REPAIR, "catalogue_print": RemedyType.REPRINT, "custom_print": RemedyType.REPRINT,
    "personalised_print": RemedyType.REPRINT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What law and policy said of a line, as far as its fate depends on it."""

    verdict: str
    basis: str
    money_back: bool
    kind: str
    asked_remedy: str
    stays: bool  # the customer keeps it, or never had it
    refund: int  # what would be repaid, in minor units
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """The line as it stands at the end of the history, and the moments that led there."""

    state: LineState
    granted: int = 0
    decided_at: datetime | None = None
    goods: ItemState | None = None
    back_at: datetime | None = None
    remedy: RemedyType | None = None
    remedy_state: RemedyState = RemedyState.DONE
    trigger: Trigger = Trigger.NOW
    repaid: int = 0
    repaid_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.state is LineState.PENDING

    @property
    def is_called_back(self) -> bool:
        """Whether the goods were to be sent back."""
        return self.goods not in {None, ItemState.NOT_REQUIRED}


def fate_of(luck: Random, line: Answered, *, opened_at: datetime, now: datetime) -> Fate:
    """Live a line through until now."""
    if luck.random() < RENOUNCED:
        ended = opened_at + _days(luck.uniform(0.1, 1.5))
        return Fate(state=LineState.CANCELLED, ended_at=ended) if ended < now else Fate(state=LineState.PENDING)
    decided = opened_at + _days(luck.gammavariate(2.0, 0.6))
    if decided > now:
        return Fate(state=LineState.PENDING)
    if luck.random() >= GRANTED[line.verdict]:
        return Fate(state=LineState.DECLINED, decided_at=decided, ended_at=decided)
    return _granted(luck, line, decided, now)


def _granted(luck: Random, line: Answered, decided: datetime, now: datetime) -> Fate:
    remedy = _remedy(luck, line)
    ready = decided
    goods = ItemState.NOT_REQUIRED
    trigger = Trigger.NOW
    if not line.stays:
        trigger = Trigger.ON_INSPECTION if line.basis == "commercial" else Trigger.ON_RECEIPT
        if luck.random() < NEVER_SENT:
            return _unsent(line, decided, remedy, trigger, now)
        ready = decided + _days(2 + luck.gammavariate(2.2, 2.4))
        if ready > now:
            return Fate(
                state=LineState.APPROVED, granted=line.quantity, decided_at=decided, goods=ItemState.EXPECTED,
                remedy=remedy, remedy_state=RemedyState.ACCEPTED, trigger=trigger,
            )  # fmt: skip
        goods = ItemState.DISPOSED
    done = ready + _days(luck.gammavariate(1.8, 1.1) + (0.0 if remedy is RemedyType.REFUND else 2.0))
    is_done = done <= now
    money = remedy is RemedyType.REFUND
    return Fate(
        state=LineState.APPROVED, granted=line.quantity, decided_at=decided, goods=goods,
        back_at=ready if goods is ItemState.DISPOSED else None, remedy=remedy, trigger=trigger,
        remedy_state=RemedyState.DONE if is_done else RemedyState.ARMED,
        repaid=line.refund if is_done and money else 0, repaid_at=done if is_done and money else None,
        ended_at=done if is_done else None,
    )  # fmt: skip


def _unsent(line: Answered, decided: datetime, remedy: RemedyType, trigger: Trigger, now: datetime) -> Fate:
    over = decided + EXPIRES
    return Fate(
        state=LineState.APPROVED, granted=line.quantity, decided_at=decided, remedy=remedy, trigger=trigger,
        goods=ItemState.EXPIRED if over <= now else ItemState.EXPECTED,
        remedy_state=RemedyState.REFUSED if over <= now else RemedyState.ACCEPTED,
        ended_at=over if over <= now else None,
    )  # fmt: skip


def _remedy(luck: Random, line: Answered) -> RemedyType:
    must = line.money_back or line.basis in {"withdrawal", "commercial", "late_delivery"}
    if line.refund and (must or (line.asked_remedy == "refund" and luck.random() < 0.7)):
        return RemedyType.REFUND
    wanted = line.asked_remedy if line.asked_remedy in {"replacement", "reprint", "repair"} else ""
    return RemedyType(wanted) if wanted else _BY_KIND.get(line.kind, RemedyType.REPLACEMENT)


def _days(days: float) -> timedelta:
    return timedelta(seconds=round(days * 86_400))
