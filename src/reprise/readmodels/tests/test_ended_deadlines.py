"""Which deadlines end because of what the axes show."""

import pytest

from reprise.apps.cases.kinds import DeadlineState, ItemState, LineState, RemedyState, RemedyType
from reprise.apps.cases.models import Case, CaseLine, Deadline, Remedy, ReturnItem
from reprise.readmodels.case_picture import CasePicture
from reprise.readmodels.deadlines import (
    ACKNOWLEDGED,
    DECISION,
    DELIVER,
    POSTAGE,
    QUESTION,
    REFUND,
    REMEDY,
    REPLY,
    RETURN_BY,
    ended_deadlines,
)

MET, DROPPED = DeadlineState.MET, DeadlineState.DROPPED


def picture(
    name: str, line: LineState, item: ItemState | None = None, remedy: RemedyState | None = None,
    kind: RemedyType = RemedyType.REFUND,
) -> CasePicture:  # fmt: skip
    """A case of one line, in memory, with one open deadline."""
    return CasePicture(
        case=Case(pk=1),
        lines=[CaseLine(pk=1, state=line.value)],
        items=[ReturnItem(pk=1, line_id=1, quantity=1, state=item.value)] if item else [],
        remedies=[Remedy(pk=1, line_id=1, type=kind.value, state=remedy.value)] if remedy else [],
        refunds=[],
        deadlines=[Deadline(pk=1, name=name, line_id=1)],
        authorisation=None,
    )


@pytest.mark.parametrize(
    ("shown", "became"),
    [
        (picture(DECISION, LineState.PENDING), None),
        (picture(DECISION, LineState.NEEDS_INFO), None),
        (picture(DECISION, LineState.APPEALED), None),
        (picture(DECISION, LineState.APPROVED), MET),
        (picture(DECISION, LineState.DECLINED), MET),
        (picture(DECISION, LineState.CANCELLED), DROPPED),
        (picture(RETURN_BY, LineState.PENDING), None),
        (picture(RETURN_BY, LineState.APPROVED, ItemState.EXPECTED), None),
        (picture(RETURN_BY, LineState.APPROVED, ItemState.DISPATCHED), MET),
        (picture(RETURN_BY, LineState.APPROVED, ItemState.RECEIVED), MET),
        (picture(RETURN_BY, LineState.APPROVED, ItemState.NOT_REQUIRED), DROPPED),
        (picture(RETURN_BY, LineState.APPROVED, ItemState.EXPIRED), DeadlineState.MISSED),
        (picture(RETURN_BY, LineState.DECLINED), DROPPED),
        (picture(QUESTION, LineState.NEEDS_INFO), None),
        (picture(QUESTION, LineState.PENDING), MET),
        (picture(ACKNOWLEDGED, LineState.PENDING), None),
        (picture(REPLY, LineState.DECLINED), MET),
        (picture(DELIVER, LineState.PENDING), None),
        (picture(DELIVER, LineState.APPROVED), DROPPED),
        (picture(POSTAGE, LineState.APPROVED), None),
        (picture(POSTAGE, LineState.CANCELLED), DROPPED),
        (picture(RETURN_BY, LineState.CANCELLED), DROPPED),
        (picture(REFUND, LineState.PENDING), None),
        (picture(REFUND, LineState.APPROVED, remedy=RemedyState.ACCEPTED), None),
        (picture(REFUND, LineState.APPROVED, remedy=RemedyState.FAILED), None),
        (picture(REFUND, LineState.APPROVED, remedy=RemedyState.DONE), MET),
        (picture(REFUND, LineState.APPROVED, remedy=RemedyState.REFUSED), DROPPED),
        (picture(REFUND, LineState.DECLINED), DROPPED),
        (picture(REMEDY, LineState.APPROVED, remedy=RemedyState.ARMED, kind=RemedyType.REPAIR), None),
        (picture(REMEDY, LineState.APPROVED, remedy=RemedyState.DONE, kind=RemedyType.REPAIR), MET),
        (picture(REMEDY, LineState.APPROVED, remedy=RemedyState.DONE), DROPPED),
    ],
)
def test_a_deadline_ends_when_its_deed_is_done_or_no_longer_asked(
    shown: CasePicture, became: DeadlineState | None
) -> None:
    assert ended_deadlines(shown) == ({1: became} if became else {})


def test_a_deadline_of_another_line_is_another_matter() -> None:
    shown = picture(REFUND, LineState.APPROVED, remedy=RemedyState.DONE)
    beside = CaseLine(pk=2, state=LineState.PENDING.value)
    both = CasePicture(shown.case, [*shown.lines, beside], [], shown.remedies, [], shown.deadlines, None)
    assert ended_deadlines(both) == {1: MET}
    for_all = CasePicture(shown.case, both.lines, [], shown.remedies, [], [Deadline(pk=1, name=REFUND)], None)
    assert ended_deadlines(for_all) == {}
