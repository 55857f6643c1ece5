"""A second person is another person, whatever they act with, and parts of a sum are no way around them."""

import pytest

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import ApiToken
from reprise.apps.accounts.queries import actor_of
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.tokens import create_token
from reprise.apps.accounts.tests.builders import an_actor
from reprise.apps.cases.queries import case_by_id
from reprise.apps.notifications.models import Mail
from reprise.apps.payments.models import Refund
from reprise.apps.payments.queries import to_approve
from reprise.apps.payments.services.approve_refund import SamePerson
from reprise.apps.payments.tests.builders import PretendCard, a_case, a_payment, a_shop, an_order, ines
from reprise.platform.jobs.worker import work_off
from reprise.workflows.refund_customer import approve, preview_refund, refund, void
from reprise.workflows.refund_customer.tests.acting import Due, a_due_refund
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def a_token_of(owner: Actor) -> Actor:
    """A program that acts with a token of somebody."""
    create_token(actor=owner, name="till", scopes=["cases:read", "payments:refund", "payments:approve"])
    return actor_of(ApiToken.objects.select_related("shop").latest("pk"))


def decided_by(actor: Actor, due: Due) -> Refund:
    """A refund above the limit."""
    case = case_by_id(actor, due.case.pk)
    return refund(actor=actor, case=case, remedy_id=due.remedy.pk, expected_minor=1000, at=AT)


@pytest.mark.parametrize("acting", ["by a token", "for a token", "with two tokens"])
def test_with_a_token_of_their_own_nobody_is_a_second_person(acting: str, card: PretendCard) -> None:
    due = a_due_refund(second_person_above=500)
    owner, manager = an_actor(due.shop, "lea", Role.OWNER), an_actor(due.shop, "paul", Role.MANAGER)
    first = owner if acting == "by a token" else a_token_of(owner)
    second = owner if acting == "for a token" else a_token_of(owner)
    made = decided_by(first, due)
    with refused(SamePerson):
        approve(actor=second, refund_id=made.pk, at=AT)
    work_off(at=AT)
    assert card.asked == []
    assert not to_approve(owner).exists()
    assert set(Mail.objects.values_list("to", flat=True)) >= {"paul@example.com"}
    assert "lea@example.com" not in set(Mail.objects.values_list("to", flat=True))
    approve(actor=manager, refund_id=made.pk, at=AT)
    work_off(at=AT)
    assert Refund.objects.get().state == "settled"


def test_a_program_of_somebody_else_is_a_second_person(card: PretendCard) -> None:
    due = a_due_refund(second_person_above=500)
    made = decided_by(an_actor(due.shop, "ines", Role.AGENT), due)
    approve(actor=a_token_of(an_actor(due.shop, "lea", Role.OWNER)), refund_id=made.pk, at=AT)
    work_off(at=AT)
    assert Refund.objects.get().state == "settled"


def test_an_order_refunded_in_parts_needs_a_second_person_once_they_are_above_the_limit(card: PretendCard) -> None:
    shop = a_shop(second_person_above=1500)
    order = an_order(shop)
    a_payment(order, 3000)
    lea, waits = an_actor(shop, "lea", Role.MANAGER), []
    for _ in range(3):  # each in a case of its own, over the same order
        case, (remedy,) = a_case(order)
        shown = preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT)
        made = refund(actor=ines(shop), case=case, remedy_id=remedy.pk, expected_minor=shown.total.minor, at=AT)
        assert made.awaits_approval == shown.needs_second_person
        waits.append((made.amount_minor, made.awaits_approval, shown.earlier.minor if shown.earlier else 0))
        if made.awaits_approval:
            approve(actor=lea, refund_id=made.pk, at=AT)
    assert [wait for _, wait, _ in waits] == [False, True, True]
    assert waits[1][2] == waits[2][2] == 1000


def test_what_was_given_up_counts_no_more(card: PretendCard) -> None:
    due = a_due_refund(second_person_above=1500)
    void(actor=due.staff, refund_id=due.decide().pk, reason="Erreur.", at=AT)
    assert not preview_refund(
        actor=due.staff, case=case_by_id(due.staff, due.case.pk), remedy_id=due.remedy.pk, at=AT
    ).needs_second_person
