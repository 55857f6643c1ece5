"""Approval, confirmation, another try and giving up, with all that follows in the case."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import RemedyState
from reprise.apps.cases.models import Case, CaseEvent, Remedy
from reprise.apps.notifications.models import Mail
from reprise.apps.payments import ports
from reprise.apps.payments.models import CreditNote, Refund, RefundAttempt
from reprise.apps.payments.ports import Outcome
from reprise.apps.payments.services.approve_refund import SamePerson
from reprise.apps.payments.tests.builders import PretendCard, a_shop, ines, marc, wire
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.worker import work_off
from reprise.readmodels.available_actions import Deed, available_actions
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.timeline import timeline
from reprise.workflows.refund_customer import approve, confirm_by_hand, preview_refund, refund, resolve, retry, void
from reprise.workflows.refund_customer.deeds import NothingToAsk
from reprise.workflows.refund_customer.tests.acting import Due, a_due_refund, work_until_quiet
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


MONEY = {
    Deed.REFUND, Deed.APPROVE_REFUND, Deed.CONFIRM_REFUND, Deed.RETRY_REFUND, Deed.REPAY_BY_HAND, Deed.RESOLVE_REFUND,
    Deed.VOID_REFUND,
}  # fmt: skip


def deeds(due: Due, person: str = "ines") -> set[Deed]:
    actor = ines(due.shop) if person == "ines" else marc(due.shop)
    return {action.deed for action in available_actions(picture_of(due.case), actor)} & MONEY


def test_above_the_limit_it_leaves_only_after_a_second_person_agreed(card: PretendCard) -> None:
    due = a_due_refund(second_person_above=500)
    made = due.decide()
    work_off(at=AT)
    assert card.asked == []
    assert (deeds(due), deeds(due, "marc")) == ({Deed.VOID_REFUND}, {Deed.APPROVE_REFUND, Deed.VOID_REFUND})
    with refused(SamePerson):
        approve(actor=ines(due.shop, Role.MANAGER), refund_id=made.pk, at=AT)
    approve(actor=marc(due.shop), refund_id=made.pk, at=AT)
    work_off(at=AT)
    assert Refund.objects.get().state == "settled"
    assert CaseEvent.objects.filter(type="refund_approved").count() == 1


def test_by_hand_it_waits_for_its_reference_and_then_all_is_done(card: PretendCard) -> None:
    due = a_due_refund()
    made = refund(
        actor=due.staff, case=due.case, remedy_id=due.remedy.pk, expected_minor=1000, provider="by_hand", at=AT
    )  # fmt: skip
    assert (Job.objects.exists(), deeds(due)) == (False, {Deed.CONFIRM_REFUND, Deed.VOID_REFUND})
    confirm_by_hand(actor=due.staff, refund_id=str(made.pk), reference="VIR 42", at=AT)
    assert Remedy.objects.get().state == RemedyState.DONE
    assert Case.objects.get().stage == "resolved"
    assert Mail.objects.get().letter == "refund_sent"
    assert (card.asked, deeds(due)) == ([], set())


def test_given_up_before_it_left_the_remedy_waits_for_another(card: PretendCard) -> None:
    due = a_due_refund()
    made = due.decide()
    assert deeds(due) == {Deed.RESOLVE_REFUND, Deed.VOID_REFUND}
    void(actor=due.staff, refund_id=made.pk, reason="Mauvaise somme.", at=AT)
    work_until_quiet()
    assert (card.asked, Remedy.objects.get().state) == ([], RemedyState.ARMED)
    assert deeds(due) == {Deed.REFUND}
    assert Case.objects.get().axes["money"] == "wait"
    again = due.decide()
    work_until_quiet()
    again.refresh_from_db()
    assert (again.state, CreditNote.objects.count()) == ("settled", 3)


def test_after_a_no_staff_are_offered_another_try(card: PretendCard) -> None:
    due = a_due_refund()
    made = due.decide()
    card.said = [Outcome.FAILED]
    work_off(at=AT)
    assert deeds(due) == {Deed.RETRY_REFUND, Deed.REPAY_BY_HAND, Deed.VOID_REFUND}
    assert Case.objects.get().next_action == Deed.RETRY_REFUND
    retry(actor=due.staff, refund_id=made.pk, at=AT)
    work_off(at=AT)
    assert (Refund.objects.get().state, len(card.paid)) == ("settled", 1)


def test_a_try_while_nobody_knows_only_asks(card: PretendCard) -> None:
    due = a_due_refund()
    made = due.decide()
    card.said = [Outcome.UNKNOWN, Outcome.PENDING]
    work_off(at=AT)
    assert deeds(due) == {Deed.RESOLVE_REFUND, Deed.CONFIRM_REFUND}
    retry(actor=due.staff, refund_id=made.pk, at=AT)
    work_off(at=AT)
    assert (Refund.objects.get().state, card.asked, card.paid) == ("pending", ["refund", "find"], {})


def test_what_the_card_refused_is_paid_by_hand_and_confirmed(card: PretendCard) -> None:
    due = a_due_refund()
    made = due.decide()
    card.said = [Outcome.FAILED]
    work_off(at=AT)
    retry(actor=due.staff, refund_id=made.pk, provider="by_hand", at=AT)
    assert deeds(due) == {Deed.CONFIRM_REFUND, Deed.VOID_REFUND}
    work_until_quiet()
    confirm_by_hand(actor=due.staff, refund_id=made.pk, reference="VIR 43", at=AT)
    assert (Refund.objects.get().state, Remedy.objects.get().state) == ("settled", RemedyState.DONE)
    assert (card.paid, card.asked) == ({}, ["refund"])


def test_what_the_card_refused_can_be_given_up_and_decided_anew(card: PretendCard) -> None:
    due = a_due_refund()
    made = due.decide()
    card.said = [Outcome.FAILED]
    work_off(at=AT)
    void(actor=due.staff, refund_id=made.pk, reason="Carte fermée, virement demandé.", at=AT)
    assert (deeds(due), Remedy.objects.get().state) == ({Deed.REFUND}, RemedyState.ARMED)
    told = timeline(customer_of_case(due.shop.pk, due.case.pk, "Alice"), due.case)
    assert "Carte fermée, virement demandé." in [moment.quote for moment in told]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 241])
def test_giving_up_needs_a_reason_the_customer_can_read(card: PretendCard, reason: str) -> None:
    due = a_due_refund()
    made = due.decide()
    with refused(Invalid):
        void(actor=due.staff, refund_id=made.pk, reason=reason, at=AT)
    assert Refund.objects.get().state == "intended"


@pytest.mark.parametrize("state", ["intended", "sent", "pending"])
def test_what_comes_by_itself_may_be_asked_for_and_is_no_next_step(card: PretendCard, state: str) -> None:
    due = a_due_refund()
    due.decide()
    Refund.objects.update(state=state)
    assert Deed.RESOLVE_REFUND in deeds(due)
    projection = project(picture_of(due.case))
    assert (projection.turn, projection.next_action) == ("provider", "")


def test_there_is_nothing_to_ask_about_a_refund_that_waits_for_people_or_is_paid(card: PretendCard) -> None:
    due = a_due_refund(second_person_above=500)
    made = due.decide()
    with refused(NothingToAsk):
        resolve(actor=due.staff, refund_id=made.pk, at=AT)
    approve(actor=marc(due.shop), refund_id=made.pk, at=AT)
    work_off(at=AT)
    with refused(NothingToAsk):
        resolve(actor=due.staff, refund_id=made.pk, at=AT)


def test_a_refund_whose_job_was_given_up_is_sent_when_staff_ask_for_it(card: PretendCard) -> None:
    due = a_due_refund()
    made = due.decide()
    Job.objects.update(state=Job.State.DEAD)
    resolve(actor=due.staff, refund_id=made.pk, at=AT)
    resolve(actor=due.staff, refund_id=made.pk, at=AT)
    work_off(at=AT)
    assert (Refund.objects.get().state, list(card.paid.values())) == ("settled", [1000])


def test_nothing_is_begun_with_a_provider_that_is_gone(card: PretendCard) -> None:
    due = a_due_refund()
    due.decide()
    ports.provide_gateways({})
    work_off(at=AT)
    assert (Refund.objects.get().state, RefundAttempt.objects.exists()) == ("intended", False)
    wire(card)
    work_until_quiet(since=LATER)
    assert Refund.objects.get().state == "settled"


@pytest.mark.parametrize("state", ["intended", "sent"])
def test_a_refund_whose_job_was_given_up_is_taken_up_by_the_watch(card: PretendCard, state: str) -> None:
    due = a_due_refund()
    due.decide()
    Refund.objects.update(state=state)
    Job.objects.update(state=Job.State.DEAD)
    for minutes, states in ((5, {state}), (16, {"settled"})):
        at = AT + timedelta(minutes=minutes)
        enqueue(kind="refund.watch", payload={}, at=at)
        work_off(at=at)
        assert {Refund.objects.get().state} == states
    assert list(card.paid.values()) == [1000]


def test_the_watch_leaves_alone_what_waits_for_people_or_for_its_time(card: PretendCard) -> None:
    due = a_due_refund()
    due.decide()
    a_due_refund("trame", second_person_above=500).decide()
    card.said = [Outcome.PENDING]
    work_off(at=AT)
    Job.objects.filter(kind="refund.ask").update(run_at=AT + timedelta(hours=6))
    enqueue(kind="refund.watch", payload={}, at=AT + timedelta(hours=1))
    work_off(at=AT + timedelta(hours=1))
    assert card.asked == ["refund"]
    assert Job.objects.filter(state=Job.State.WAITING).count() == 1


def test_preview_and_decision_cost_few_queries(card: PretendCard) -> None:
    due = a_due_refund()
    with CaptureQueriesContext(connection) as shown:
        preview_refund(actor=due.staff, case=due.case, remedy_id=due.remedy.pk, at=AT)
    with CaptureQueriesContext(connection) as decided:
        due.decide()
    assert (len(shown) <= 12, len(decided) <= 60) == (True, True), (len(shown), len(decided))


def test_customers_and_other_shops_do_nothing_to_a_refund(card: PretendCard) -> None:
    due = a_due_refund()
    made = due.decide()
    alice, stranger = customer_of_case(due.shop.pk, due.case.pk, "Alice"), ines(a_shop("trame"))
    for actor, refusal in ((alice, Forbidden), (stranger, NotFound)):
        for deed in (approve, retry, resolve):
            with refused(refusal):
                deed(actor=actor, refund_id=made.pk, at=AT)
        with refused(refusal):
            void(actor=actor, refund_id=made.pk, reason="Non.", at=AT)
        with refused(refusal):
            confirm_by_hand(actor=actor, refund_id=made.pk, reference="VIR 42", at=AT)
