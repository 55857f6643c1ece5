from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models import Deadline
from reprise.platform.statements import Writing
from reprise.platform.transactions import atomic

#: The name of a promise to answer a conversation, among deadlines.
PROMISED: Final = "promised"
_MISSED: Final = Writing(
    lambda number, at, why: (
        Deadline.objects.filter(conversation_id=number, state=DeadlineState.OPEN.value, due_at__lt=at),
        {"state": DeadlineState.MISSED.value, "ended_at": at, "why": why},
    )
)
_ENDED: Final = Writing(
    lambda number, state, at, why: (
        Deadline.objects.filter(conversation_id=number, state=DeadlineState.OPEN.value),
        {"state": state, "ended_at": at, "why": why},
    )
)


class ReplyPromise(Protocol):
    """What is kept of a promise (readmodels.reply_promise counts it)."""

    @property
    def reply_by(self) -> datetime:
        """The instant by which somebody answers."""

    @property
    def zone(self) -> str:
        """The shop's time zone."""

    @property
    def version(self) -> int:
        """Of the opening hours."""

    def kept(self) -> Sequence[dict[str, Any]]:
        """How it was counted, day by day."""


@atomic
def promise_reply(
    *, shop_id: int, case_id: int | None, conversation_id: int, promise: ReplyPromise, at: datetime
) -> Deadline:
    """Keep by when a conversation is answered; a promise that is open already stands, however often somebody writes."""
    day = promise.reply_by.astimezone(ZoneInfo(promise.zone)).date()
    start = at.astimezone(ZoneInfo(promise.zone)).date()
    found, _made = Deadline.objects.get_or_create(
        conversation_id=conversation_id, state=DeadlineState.OPEN.value,
        defaults={
            "shop_id": shop_id, "case_id": case_id, "name": PROMISED, "due_on": day, "due_at": promise.reply_by,
            "basis": DeadlineBasis.PROMISE.value, "source": f"hours:{promise.version}", "duty": Duty.SELLER.value,
            "rule": "hours.reply_minutes", "starts_with": "written", "start_on": start, "zone": promise.zone,
            "effect": "promise", "set_at": at, "hours_version": promise.version, "steps": list(promise.kept()),
        },
    )  # fmt: skip
    return found


@atomic
def keep_promise(*, conversation_id: int, at: datetime) -> bool:
    """A person answered: the promise to answer is kept, or was missed when its instant had gone by; False: none."""
    return _MISSED.rows(conversation_id, at, "answered") > 0 or _end(conversation_id, at, DeadlineState.MET, "answered")


@atomic
def drop_promise(*, conversation_id: int, at: datetime, why: str = "closed") -> bool:
    """Nobody waits for an answer any more: the conversation was closed, or became part of another one."""
    return _end(conversation_id, at, DeadlineState.DROPPED, why)


@atomic
def drop_promises(*, conversation_ids: Collection[int], at: datetime, why: str) -> None:
    """Nobody waits for an answer in several conversations any more, such as those of somebody who was erased."""
    still = Deadline.objects.filter(conversation_id__in=conversation_ids, state=DeadlineState.OPEN.value)
    still.update(state=DeadlineState.DROPPED.value, ended_at=at, why=why)


@atomic
def move_promise(*, conversation_id: int, to: int, case_id: int | None, at: datetime) -> None:
    """A conversation became part of another, or the thread of a case: its promise goes along; the earlier stands."""
    mine = Deadline.objects.filter(conversation_id=conversation_id, state=DeadlineState.OPEN.value).first()
    if mine is None:
        return
    if conversation_id != to:
        theirs = Deadline.objects.filter(conversation_id=to, state=DeadlineState.OPEN.value).first()
        if theirs is not None:
            later = mine if mine.due_at >= theirs.due_at else theirs
            _end(later.conversation_id or 0, at, DeadlineState.DROPPED, "merged")
            mine = theirs if later is mine else mine
    Deadline.objects.filter(pk=mine.pk).update(conversation_id=to, case_id=case_id)


def _end(conversation_id: int, at: datetime, state: DeadlineState, why: str) -> bool:
    return _ENDED.rows(conversation_id, state.value, at, why) > 0
