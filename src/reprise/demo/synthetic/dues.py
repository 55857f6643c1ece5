"""The dates of an imagined case and what became of them, and where the case stands in the lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty, ItemState, LineState
from reprise.apps.cases.services.deadlines import NewDeadline, end_of
from reprise.apps.cases.services.keep_past import PastDeadline
from reprise.apps.cases.services.project import ENDED, Projection
from reprise.readmodels.clocks import PAID_BACK_BY
from reprise.readmodels.deadline_sources import policy_source
from reprise.readmodels.deadlines import DECISION, REFUND, RETURN_BY
from reprise.readmodels.past_projection import Shape, projected
from reprise.readmodels.projection import A_DAY_AHEAD

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.demo.synthetic.living import Lived


def dues(one: "Lived") -> Iterator[PastDeadline]:
    """Our answer, the goods of a return and the money of a withdrawal."""
    answered = one.answered
    source = policy_source(answered.policy_number)
    decided = [fate.decided_at for fate in one.fates]
    open_still = any(fate.state is LineState.PENDING for fate in one.fates)
    state = DeadlineState.OPEN if open_still else DeadlineState.MET if any(decided) else DeadlineState.DROPPED
    ended = None if open_still else max((at for at in decided if at), default=one.ended_at)
    new = NewDeadline(DECISION, answered.answer_by, DeadlineBasis.PROMISE, source, Duty.SELLER)
    yield PastDeadline(new=new, position=None, state=state, ended_at=ended)
    for place, (line, fate) in enumerate(zip(answered.lines, one.fates, strict=True)):
        answer = line.assessment
        if answer is None or answer.basis not in PAID_BACK_BY or line.verdict != "yes" or fate.remedy is None:
            continue
        rule = PAID_BACK_BY[answer.basis]
        if answer.refund_due is not None:
            paid = fate.repaid_at
            state = DeadlineState.MET if paid else DeadlineState.DROPPED if fate.ended_at else DeadlineState.OPEN
            new = NewDeadline(REFUND, answer.refund_due, DeadlineBasis.LAW, "", Duty.SELLER, rule=rule)
            yield PastDeadline(new=new, position=place, state=state, ended_at=paid or fate.ended_at)
        if fate.goods is ItemState.EXPECTED and (day := answer.day("return_by")):
            new = NewDeadline(RETURN_BY, day, DeadlineBasis.LAW, "", Duty.CUSTOMER, rule="withdrawal.return_days")
            yield PastDeadline(new=new, position=place, state=DeadlineState.OPEN, ended_at=None)


def standing(shop: "Shop", one: "Lived") -> tuple[Projection, datetime | None]:
    """What lists show, and when the case was closed."""
    shapes = tuple(
        Shape(
            state=fate.state, goods=fate.goods, remedy=fate.remedy, remedy_state=fate.remedy_state, ground=line.ground,
            refund="settled" if fate.repaid_at else "", authorised=one.authorised_at is not None,
        )
        for fate, line in zip(one.fates, one.new.lines, strict=True)
    )  # fmt: skip
    shown = projected(one.new.kind.value, shapes)
    due = [each for each in dues(one) if each.state is DeadlineState.OPEN]
    moments = [end_of(each.new.due_on, shop.timezone) for each in due]
    urgent = [
        at - A_DAY_AHEAD if each.new.basis is DeadlineBasis.LAW and each.new.duty is Duty.SELLER else at
        for at, each in zip(moments, due, strict=True)
    ]
    is_over = shown.stage in ENDED and not shown.next_action
    state = replace(shown, next_due=min(moments, default=None), urgent_at=min(urgent, default=None))
    return state, one.ended_at or one.imagined.opened_at if is_over else None
