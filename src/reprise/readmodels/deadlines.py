"""Which open deadlines of a case its axes show to be met, or no longer due."""

from reprise.apps.cases.kinds import MONEY_REMEDIES, DeadlineState, ItemState, LineState, RemedyState
from reprise.apps.cases.models import Deadline, Remedy
from reprise.readmodels.case_picture import CasePicture

DECISION = "decision"  # the shop answers
RETURN_BY = "return_by"  # the customer sends the goods
REFUND = "refund"  # the shop pays
REMEDY = "remedy"  # the shop repairs, replaces or reprints

UNDECIDED = frozenset({LineState.PENDING, LineState.NEEDS_INFO, LineState.APPEALED})
OWED = frozenset(
    {RemedyState.PROPOSED, RemedyState.ACCEPTED, RemedyState.ARMED, RemedyState.EXECUTING, RemedyState.FAILED}
)


def ended_deadlines(picture: CasePicture) -> dict[int, DeadlineState]:
    """The open deadlines that end now: met when what they ask for was done, dropped when it is not asked any more."""
    became = ((deadline.pk, _became(picture, deadline)) for deadline in picture.deadlines)
    return {pk: state for pk, state in became if state is not None}


def _became(picture: CasePicture, deadline: Deadline) -> DeadlineState | None:
    lines = [line for line in picture.lines if deadline.line_id in {None, line.pk}]
    states = {LineState(line.state) for line in lines}
    if states <= {LineState.CANCELLED}:
        return DeadlineState.DROPPED
    if deadline.name == DECISION:
        return None if states & UNDECIDED else DeadlineState.MET
    if states & UNDECIDED:
        return None
    ids = {line.pk for line in lines}
    if deadline.name == RETURN_BY:
        return _goods(picture, ids)
    return _remedy(picture, ids, money=deadline.name == REFUND)


def _goods(picture: CasePicture, line_ids: set[int]) -> DeadlineState | None:
    states = {ItemState(item.state) for item in picture.items if item.line_id in line_ids}
    if ItemState.EXPECTED in states:
        return None
    sent = states - {ItemState.NOT_REQUIRED, ItemState.EXPIRED}
    return DeadlineState.MET if sent else DeadlineState.DROPPED


def _remedy(picture: CasePicture, line_ids: set[int], *, money: bool) -> DeadlineState | None:
    asked: list[Remedy] = [
        remedy for remedy in picture.remedies if remedy.line_id in line_ids and (remedy.type in MONEY_REMEDIES) is money
    ]
    states = {RemedyState(remedy.state) for remedy in asked}
    if states & OWED:
        return None
    return DeadlineState.MET if RemedyState.DONE in states else DeadlineState.DROPPED
