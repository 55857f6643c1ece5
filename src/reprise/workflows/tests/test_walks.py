"""Whatever is done in whatever order: what is listed succeeds, what is not is refused, and no piece or cent is lost."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import MONEY_REMEDIES, ItemState, LineState, RemedyState
from reprise.apps.cases.models import Case, Remedy
from reprise.apps.cases.services.free_pieces import STAYS
from reprise.apps.cases.services.project import ENDED
from reprise.apps.cases.services.remedies import LIVE
from reprise.apps.cases.services.verify_timeline import verify_timeline
from reprise.apps.catalogue.models import OrderLine, Payment
from reprise.apps.notifications.models import Mail
from reprise.apps.payments import ports
from reprise.apps.payments.ports import Outcome
from reprise.apps.payments.tests.builders import PretendCard, wire
from reprise.core.refusals import Refusal
from reprise.platform.jobs.worker import work_off
from reprise.readmodels.available_actions import Deed, available_actions
from reprise.readmodels.case_picture import CasePicture, picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import NEXT_WEEK, a_shop, alice, alice_at, an_order, goods, ines, now
from reprise.workflows.tests.walk import WALKABLE, is_listed, perform, targets
from tests.support.budget import dear
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

#: A message is always open, and one that answers is the same message.
ALWAYS = frozenset({Deed.MESSAGE, Deed.ANSWER})
#: Deeds that leave a case where it is, or end it early: taken now and then only.
RARE = frozenset({Deed.MESSAGE, Deed.NOTE, Deed.ADD_EVIDENCE, Deed.ASSIGN, Deed.CANCEL})
#: What the card provider may say when it is asked.
ANSWERS = (Outcome.SETTLED, Outcome.FAILED, Outcome.UNKNOWN, Outcome.PENDING)
ONE_IN_FOUR = st.sampled_from([False, False, False, True])
STEPS = st.lists(st.tuples(ONE_IN_FOUR, st.integers(0, 40), st.integers(0, 11)), min_size=6, max_size=18)


@pytest.fixture(scope="module", autouse=True)
def card() -> Iterator[PretendCard]:
    """A pretend card provider, which took Alice's money; afterwards the instance's own gateways are back."""
    before = dict(ports._gateways)
    yield wire(PretendCard())
    ports.provide_gateways(before)


@dear(8)
@given(claims=st.tuples(st.booleans(), st.booleans()), quantity=st.integers(1, 3), steps=STEPS)
def test_no_walk_over_the_open_deeds_breaks_a_case(
    card: PretendCard, claims: tuple[bool, bool], quantity: int, steps: list[tuple[bool, int, int]]
) -> None:
    case = a_case_of_two_lines(claims, quantity)
    staff, customer = ines(case.shop_id, Role.OWNER), alice_at(case)
    for by_customer, which, choice in steps:
        actor = customer if by_customer else staff
        picture = picture_of(now(case))
        refuse_what_is_not_listed(picture, actor, which, choice)
        listed = [action for action in available_actions(picture, actor) if action.deed in WALKABLE]
        if moving := [action for action in listed if action.deed not in RARE or which % 10 == 9]:
            perform(picture.case, actor, moving[which % len(moving)], choice)
        if choice % 2:
            card.said = [ANSWERS[which % len(ANSWERS)]]
            work_off(at=NEXT_WEEK)
        check(picture_of(now(case)))


def a_case_of_two_lines(claims: tuple[bool, bool], quantity: int) -> Case:
    order = an_order(a_shop(f"shop-{uuid4().hex[:12]}"), quantity=quantity, more=(("spare_part", 1, 1500),))
    Payment.objects.filter(order=order).update(provider="sandbox_card")
    wishes = tuple(
        Wish(line.pk, line.quantity, "withdraw" if withdraws else "defect")
        for line, withdraws in zip(goods(order), claims, strict=True)
    )
    return ask(actor=alice(order), order=order, request=Request(wishes, danger=False, language="fr"), at=AT)


def refuse_what_is_not_listed(picture: CasePicture, actor: Actor, which: int, choice: int) -> None:
    deeds = sorted(WALKABLE - ALWAYS)
    listed = available_actions(picture, actor)
    for action in targets(deeds[which % len(deeds)], picture):
        if not is_listed(action, listed):
            with pytest.raises(Refusal), transaction.atomic():
                perform(now(picture.case), actor, action, choice)


def check(picture: CasePicture) -> None:
    case = picture.case
    for line in picture.lines:
        pieces = sum(item.quantity for item in picture.items if item.line_id == line.pk)
        live = sum(each.quantity for each in picture.remedies if each.line_id == line.pk and each.state in LIVE)
        assert pieces == line.approved_quantity
        assert live == line.covered_quantity <= line.approved_quantity <= line.quantity
        held = line.quantity if line.state in {LineState.PENDING, LineState.NEEDS_INFO} else line.approved_quantity
        held -= sum(each.quantity for each in picture.remedies if each.line_id == line.pk and is_free_again(each))
        assert OrderLine.objects.get(pk=line.order_line_id or 0).claimed_quantity == held
    derived = project(picture)
    assert (case.stage, case.turn, case.axes, case.next_action) == (
        derived.stage, derived.turn, derived.axes, derived.next_action,
    )  # fmt: skip
    assert (case.closed_at is not None) == (derived.stage in ENDED and not derived.next_action)
    assert derived.ended == {}
    assert verify_timeline(case) is None
    check_the_ends(picture)


def is_free_again(remedy: Remedy) -> bool:
    """Whether the pieces of a remedy may be asked about anew: it is done, and the customer has them still."""
    return remedy.state == RemedyState.DONE and remedy.type in STAYS


def check_the_ends(picture: CasePicture) -> None:
    """A closed case owes nothing, waits for nothing, and its customer was told."""
    order = picture.case.order
    assert order is not None
    reserved = sum(payment.reserved_minor for payment in Payment.objects.filter(order=order))
    assert reserved == sum(each.amount_minor for each in picture.refunds if each.state != "void") <= order.total_minor
    owing = {each.state for each in picture.remedies if each.type in MONEY_REMEDIES}
    assert picture.case.axes["money"] != "done" or not owing & (LIVE - {RemedyState.DONE})
    if picture.case.closed_at is None:
        return
    assert not picture.deadlines
    assert not {each.state for each in picture.remedies} & {RemedyState.ACCEPTED, RemedyState.ARMED}
    assert not {item.state for item in picture.items} & {ItemState.EXPECTED, ItemState.DISPATCHED}
    assert Mail.objects.filter(case_id=picture.case.pk).exists()
