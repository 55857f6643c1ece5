"""Which open deadlines of a case its axes show to be met, missed, or no longer due."""

from typing import Final

from reprise.apps.cases.kinds import MONEY_REMEDIES, DeadlineState, ItemState, LineState, RemedyState
from reprise.apps.cases.models import Deadline, Remedy
from reprise.apps.cases.services.end_by_hand import BY_HAND
from reprise.apps.cases.services.promise_reply import PROMISED
from reprise.readmodels.case_picture import CasePicture

__all__ = [
    "ACKNOWLEDGED", "COMPLAINT", "DECISION", "DELIVER", "GUARANTEE", "MEDIATION", "POSTAGE", "PRESUMPTION",
    "PROMISED", "QUESTION", "REFUND", "REMEDY", "REPLY", "RETURN_BY", "SAID_BY_HAND", "TERMS", "WITHDRAW",
    "ended_deadlines", "to_say_done",
]  # fmt: skip

DECISION = "decision"  # the shop answers
RETURN_BY = "return_by"  # the customer sends the goods
REFUND = "refund"  # the shop pays
REMEDY = "remedy"  # the shop repairs, replaces or reprints
ACKNOWLEDGED: Final = "acknowledge"  # the shop says that it has the request
REPLY: Final = "reply"  # the shop answers, by a law that gives it a number of days
DELIVER: Final = "deliver"  # the shop delivers within the extra time it was given
POSTAGE: Final = "postage"  # the shop pays the postage back that the customer laid out
COMPLAINT: Final = "complaint"  # the shop answers what was registered as a complaint, whatever it decides of lines
QUESTION: Final = "question"  # the customer answers what they were asked
WITHDRAW: Final = "withdraw"  # until then the customer may change their mind
GUARANTEE: Final = "guarantee"  # until then a defect that shows is covered
PRESUMPTION: Final = "presumption"  # until then a defect counts as there from the start
MEDIATION: Final = "mediation"  # until then the mediator takes the case

#: Rights that run: nobody has to do anything, and nothing is late.
TERMS: Final = frozenset({WITHDRAW, GUARANTEE, PRESUMPTION, MEDIATION})
#: What nothing on the axes of a case shows to be done: a person says so.
SAID_BY_HAND: Final = BY_HAND

UNDECIDED = frozenset({LineState.PENDING, LineState.NEEDS_INFO, LineState.APPEALED})
_CANCELLED = frozenset({LineState.CANCELLED})
_ANSWERS: Final = frozenset({DECISION, REPLY, ACKNOWLEDGED})
_KEPT_BY_WHOEVER_ANSWERS: Final = frozenset({PROMISED, COMPLAINT})
OWED = frozenset(
    {RemedyState.PROPOSED, RemedyState.ACCEPTED, RemedyState.ARMED, RemedyState.EXECUTING, RemedyState.FAILED}
)


def ended_deadlines(picture: CasePicture) -> dict[int, DeadlineState]:
    """The open deadlines that end now: met when what they ask for was done, dropped when it is not asked any more."""
    became = ((deadline.pk, _became(picture, deadline)) for deadline in picture.deadlines)
    return {pk: state for pk, state in became if state is not None}


def to_say_done(picture: CasePicture) -> list[Deadline]:
    """The open dates of which a person says that they were kept: the case is not over before."""
    return [row for row in picture.deadlines if row.name in SAID_BY_HAND and _became(picture, row) is None]


def _became(picture: CasePicture, deadline: Deadline) -> DeadlineState | None:
    if deadline.name in _KEPT_BY_WHOEVER_ANSWERS:  # whatever became of the case
        return None
    lines = [line for line in picture.lines if deadline.line_id is None or deadline.line_id == line.pk]
    states = {line.state for line in lines}
    if states <= _CANCELLED:
        return DeadlineState.DROPPED
    if deadline.name == QUESTION:
        return None if LineState.NEEDS_INFO in states else DeadlineState.MET
    if deadline.name in _ANSWERS:
        return None if states & UNDECIDED else DeadlineState.MET
    if deadline.name in SAID_BY_HAND or states & UNDECIDED:
        return None
    ids = {line.pk for line in lines}
    if deadline.name == DELIVER:  # the answer says what comes instead
        return DeadlineState.DROPPED
    if deadline.name == RETURN_BY:
        return _goods(picture, ids)
    return _remedy(picture, ids, money=deadline.name == REFUND)


def _goods(picture: CasePicture, line_ids: set[int]) -> DeadlineState | None:
    states = {item.state for item in picture.items if item.line_id in line_ids}
    if ItemState.EXPECTED in states:
        return None
    sent = states - {ItemState.NOT_REQUIRED, ItemState.EXPIRED}
    if sent:
        return DeadlineState.MET
    return DeadlineState.MISSED if ItemState.EXPIRED in states else DeadlineState.DROPPED


def _remedy(picture: CasePicture, line_ids: set[int], *, money: bool) -> DeadlineState | None:
    asked: list[Remedy] = [
        remedy for remedy in picture.remedies if remedy.line_id in line_ids and (remedy.type in MONEY_REMEDIES) is money
    ]
    states = {remedy.state for remedy in asked}
    owed = states & OWED
    if money and RemedyState.DONE in states and owed <= {RemedyState.ACCEPTED}:
        return DeadlineState.MET  # the rest waits for its goods, and gets a day of its own when they come
    if owed:
        return None
    return DeadlineState.MET if RemedyState.DONE in states else DeadlineState.DROPPED
