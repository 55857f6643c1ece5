"""The state people see on a case, derived from its four axes."""

from datetime import datetime, timedelta
from typing import Final

from reprise.apps.accounts.actors import system
from reprise.apps.cases.kinds import (
    MONEY_REMEDIES,
    DeadlineBasis,
    Duty,
    ItemState,
    LineState,
    RemedyState,
    Stage,
    Turn,
)
from reprise.apps.cases.models import Deadline
from reprise.apps.cases.services.project import ENDED, Projection
from reprise.readmodels.available_actions import next_step
from reprise.readmodels.case_picture import CasePicture
from reprise.readmodels.deadlines import PROMISED, ended_deadlines

A_DAY_AHEAD: Final = timedelta(days=1, seconds=1)
UNDECIDED = frozenset({LineState.PENDING, LineState.APPEALED})
ON_THE_WAY = frozenset({ItemState.EXPECTED, ItemState.DISPATCHED, ItemState.DELIVERED, ItemState.FOUND})
ON_THE_BENCH = frozenset({ItemState.RECEIVED, ItemState.MATCHED, ItemState.UNANNOUNCED})
LIVE = frozenset({RemedyState.PROPOSED, RemedyState.ACCEPTED, RemedyState.ARMED, RemedyState.EXECUTING})
OWED = LIVE | {RemedyState.FAILED}
_BEING_DONE = frozenset({RemedyState.ARMED, RemedyState.EXECUTING, RemedyState.FAILED})
_CANCELLED = frozenset({LineState.CANCELLED})


def project(picture: CasePicture) -> Projection:
    """Stage, turn, axes, next action and next date of a case."""
    step = next_step(picture, system(picture.case.shop_id))
    stage, next_action = _stage(picture), step.value if step else ""
    ended = ended_deadlines(picture)
    due = [row for row in picture.deadlines if row.pk not in ended and row.name != PROMISED]  # see the inbox
    return Projection(
        stage=stage,
        turn=_turn(picture, stage) if stage not in ENDED else Turn.US if next_action else Turn.NOBODY,
        axes={
            "decision": decision_axis(picture),
            "goods": goods_axis(picture),
            "remedy": remedy_axis(picture),
            "money": money_axis(picture),
        },
        next_action=next_action,
        next_due=min((deadline.due_at for deadline in due), default=None),
        urgent_at=min((_urgent_at(deadline) for deadline in due), default=None),
        ended=ended,
    )


def _urgent_at(deadline: Deadline) -> datetime:
    """What the law asks of us comes a day ahead of what we promised: its last day is no day to begin."""
    ours_by_law = deadline.basis == DeadlineBasis.LAW and deadline.duty == Duty.SELLER
    return deadline.due_at - A_DAY_AHEAD if ours_by_law else deadline.due_at


def _stage(picture: CasePicture) -> Stage:
    lines = {line.state for line in picture.lines}
    if lines <= _CANCELLED:
        return Stage.CANCELLED
    if LineState.NEEDS_INFO in lines:
        return Stage.AWAITING_CUSTOMER
    if lines & UNDECIDED:
        return Stage.SUBMITTED
    if not is_granted(picture):
        return Stage.DECLINED
    goods = {item.state for item in picture.items}
    owed = {remedy.state for remedy in picture.remedies} & OWED
    if goods & ON_THE_BENCH and RemedyState.ACCEPTED in owed:
        return Stage.INSPECTING
    if owed & _BEING_DONE:
        return Stage.RESOLVING
    if goods & ON_THE_WAY or (ItemState.EXPIRED in goods and RemedyState.ACCEPTED in owed):
        return Stage.AWAITING_GOODS  # what was not sent by its day may still come: until then nothing is paid
    return Stage.RESOLVING if owed else Stage.RESOLVED


def is_granted(picture: CasePicture) -> bool:
    """Whether anything was granted; pieces stay so when the refusal of the others is upheld."""
    return any(line.approved_quantity for line in picture.lines)


def _turn(picture: CasePicture, stage: Stage) -> Turn:
    if stage is Stage.AWAITING_CUSTOMER:
        return Turn.CUSTOMER
    if stage is Stage.AWAITING_GOODS:
        if picture.authorisation is None:
            return Turn.US
        sent = any(item.state in {ItemState.DISPATCHED, ItemState.DELIVERED} for item in picture.items)
        return Turn.CARRIER if sent else Turn.CUSTOMER
    waiting = {refund.state for refund in picture.refunds if not refund.awaits_approval}
    automatic = any(refund.provider != "by_hand" and refund.state in {"intended", "sent", "pending"}
                    for refund in picture.refunds if not refund.awaits_approval)  # fmt: skip
    return Turn.PROVIDER if automatic and not waiting & {"failed", "unknown"} else Turn.US


def decision_axis(picture: CasePicture) -> str:
    """State word of the decision: wait, active, done, fail or na."""
    lines = {line.state for line in picture.lines}
    if lines & UNDECIDED:
        return "wait"
    if LineState.NEEDS_INFO in lines:
        return "active"
    if is_granted(picture):
        return "done"
    return "na" if lines <= _CANCELLED else "fail"


def goods_axis(picture: CasePicture) -> str:
    """State word of the goods: idle, active, wait, done, fail or na."""
    states = {item.state for item in picture.items} - {ItemState.NOT_REQUIRED}
    if not states:
        undecided = any(line.state in UNDECIDED for line in picture.lines)
        return "idle" if undecided and not picture.items else "na"
    if ItemState.LOST in states:
        return "fail"
    if states & ON_THE_BENCH:
        return "wait"
    if states & ON_THE_WAY:
        return "active" if states - {ItemState.EXPECTED} else "wait"
    return "fail" if states <= {ItemState.EXPIRED} else "done"


def remedy_axis(picture: CasePicture) -> str:
    """State word of the remedy."""
    states = {remedy.state for remedy in picture.remedies} - {RemedyState.REFUSED}
    if not states:
        return "idle" if decision_axis(picture) in {"wait", "active"} else "na"
    if RemedyState.FAILED in states:
        return "fail"
    if states <= {RemedyState.DONE}:
        return "done"
    return "active" if states & {RemedyState.EXECUTING, RemedyState.ARMED} else "wait"


def money_axis(picture: CasePicture) -> str:
    """State word of the money; a refund that was given up is none."""
    states = {refund.state for refund in picture.refunds} - {"void"}
    for state, word in (("unknown", "unknown"), ("failed", "fail")):
        if state in states:
            return word
    if states - {"settled"}:
        return "active"
    if any(remedy.type in MONEY_REMEDIES and remedy.state in LIVE for remedy in picture.remedies):
        return "wait"
    undecided = decision_axis(picture) in {"wait", "active"}
    return "done" if states else "idle" if undecided else "na"
