"""What one deed records of a case is written together: its events by one statement, its head and state by another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Final

from reprise.apps.cases.models import Case, CaseEvent
from reprise.apps.cases.models.case import Chapter
from reprise.core.chain import link_hash
from reprise.platform.statements import Writing, insert, insert_later
from reprise.platform.statements.asking import this_database

TRIES = 50  # each failure means somebody else appended; an append waits, it never refuses a deed

_HEAD = Writing(
    lambda case_id, before, sequence, digest: (
        Case.objects.filter(pk=case_id, timeline_sequence=before),
        {"timeline_sequence": sequence, "timeline_hash": digest},
    )
)
#: What is kept of a case's state for lists, as `store_projection` gives it.
_STATE: Final = ("stage", "turn", "axes", "next_action", "next_due", "closed_at", "queue_at")
_HEAD_AND_STATE = Writing(
    lambda case_id, before, sequence, digest, *state: (
        Case.objects.filter(pk=case_id, timeline_sequence=before),
        {"timeline_sequence": sequence, "timeline_hash": digest, **dict(zip(_STATE, state, strict=True))},
    ),
    more=len(_STATE),
)


_THREAD: Final = threading.local()


class TimelineContended(RuntimeError):
    """The head of one timeline moved fifty times in a row: something is wrong, and the deed is undone."""


def heads_moved() -> dict[int, int]:
    """The heads this thread has moved in its transaction: another object of the same case may not know of it."""
    now = next(iter(this_database().atomic_blocks), None)  # the outermost block is the transaction
    kept = _THREAD.__dict__
    if "heads" not in kept or kept["transaction"] is not now:
        kept["heads"], kept["transaction"] = {}, now
    heads: dict[int, int] = kept["heads"]
    return heads


@contextmanager
def chapter(case: Case) -> Iterator[Chapter]:
    """Gather what happens to a case until the end of the block; a chapter within a chapter is part of it."""
    if case.chapter is not None:
        yield case.chapter
        return
    case.chapter = Chapter()
    try:
        yield case.chapter
        _write(case, case.chapter)
    finally:
        case.chapter = None


def event_body(row: CaseEvent) -> dict[str, object]:
    """What the hash of an event covers; its moment as it is read back, wherever it was said."""
    return {
        "at": row.at.astimezone(UTC).isoformat(), "type": row.type, "actor": row.actor, "data": row.data,
        "commitment": row.commitment,
    }  # fmt: skip


def _write(case: Case, gathered: Chapter) -> None:
    rows = [row for row, _ in gathered.events]
    contents = [(row, content) for row, content in gathered.events if content is not None]
    _move_head(case, rows, gathered)
    if not contents:
        insert_later(*rows)
        return
    insert(*rows)  # at once, unless their numbers were taken ahead
    for row, content in contents:
        content.event_id = row.pk
    insert_later(*(content for _, content in contents))


def _move_head(case: Case, rows: list[CaseEvent], gathered: Chapter) -> None:
    """Chain the rows to the head as it is, which then is the last of them."""
    for _ in range(TRIES):
        before, digest = case.timeline_sequence, case.timeline_hash
        for sequence, row in enumerate(rows, start=before + 1):
            row.sequence, row.previous = sequence, digest
            digest = row.hash = link_hash(row.previous, row.sequence, event_body(row))
        if _is_moved(case, (case.pk, before, before + len(rows), digest), gathered):
            case.timeline_sequence, case.timeline_hash = before + len(rows), digest
            heads_moved()[case.pk] = before + len(rows)
            return
        case.refresh_from_db(fields=["timeline_sequence", "timeline_hash"])
    raise TimelineContended(case.reference)


def _is_moved(case: Case, head: tuple[object, ...], gathered: Chapter) -> bool:
    """Write the head where it was, with the state if there is a new one; whether it was there still."""
    state = gathered.state or ()
    if case._state.adding:  # a new case is written after this, as it is then
        for name, value in zip(_STATE, state, strict=False):
            setattr(case, name, value)
        return True
    move = _HEAD_AND_STATE if state else _HEAD
    if gathered.is_sure and heads_moved().get(case.pk, case.timeline_sequence) == case.timeline_sequence:
        move.surely(*head, *state, otherwise=lambda: TimelineContended(case.reference))
        return True
    return move.rows(*head, *state) == 1
