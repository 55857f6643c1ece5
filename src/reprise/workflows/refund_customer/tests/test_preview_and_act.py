"""The preview and the act run the same code: what was shown is what is paid, or nothing is."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import DeadlineBasis, Duty, RemedyState, RemedyType
from reprise.apps.cases.models import Case, Remedy
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.deadlines import NewDeadline, set_deadlines
from reprise.apps.cases.transitions import ForbiddenMove
from reprise.apps.catalogue.models import OrderLine, Payment
from reprise.apps.payments.models import Refund
from reprise.apps.payments.queries import lines_of_refund
from reprise.apps.payments.rules.allocate import TooMuch
from reprise.apps.payments.rules.choose_payment import NothingLeftToPayFrom
from reprise.apps.payments.services.intend_refund import NothingToRefund
from reprise.apps.payments.tests.builders import PretendCard, a_case, a_payment, a_shop, an_order, ines
from reprise.core.money import Money
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.platform.jobs.models import Job
from reprise.workflows.refund_customer import TakenOff, preview_refund, refund
from reprise.workflows.refund_customer.compute import NoMoneyRemedy, OtherWayIn
from reprise.workflows.refund_customer.decide import AmountChanged, ClientIdUsed
from reprise.workflows.refund_customer.tests.acting import a_due_refund
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("card")]


def test_the_preview_shows_lines_sum_means_and_day() -> None:
    due = a_due_refund(second_person_above=999)
    day = NewDeadline("refund", date(2026, 12, 8), DeadlineBasis.LAW, "L221-24", Duty.SELLER)
    set_deadlines(case=due.case, deadlines=[day], zone="Europe/Paris", at=AT)
    seen = preview_refund(actor=due.staff, case=due.case, remedy_id=due.remedy.pk, at=AT)
    assert [(line.name, line.quantity, line.kind, line.amount) for line in seen.lines] == [
        ("PLA noir 1", 1, "goods", Money(1000, "EUR"))
    ]
    assert (seen.total, seen.means, seen.provider) == (Money(1000, "EUR"), "Carte bancaire", "sandbox_card")
    assert (seen.due_on, seen.needs_second_person, seen.credit_note_next) == (date(2026, 12, 8), True, True)
    assert not Refund.objects.exists()


def test_deciding_arms_nothing_but_the_job_that_sends_it() -> None:
    due = a_due_refund()
    made = due.decide()
    assert (made.state, Remedy.objects.get().state) == ("intended", RemedyState.EXECUTING)
    assert list(Job.objects.values_list("kind", flat=True)) == ["refund.send"]
    assert Case.objects.get().axes["money"] == "active"


def test_a_sum_that_changed_since_it_was_shown_is_not_paid() -> None:
    due = a_due_refund()
    OrderLine.objects.update(refunded_elsewhere_minor=2500)
    with refused(AmountChanged) as caught:
        due.decide()
    assert caught.value.params["now"] == Money(500, "EUR")
    assert not Refund.objects.exists()


def test_a_deduction_needs_a_reason_and_is_shown_as_one() -> None:
    due = a_due_refund()
    line = lines_of(due.case)[0]
    cut = [TakenOff(line.pk, 250)]
    assert preview_refund(
        actor=due.staff, case=due.case, remedy_id=due.remedy.pk, deductions=cut, at=AT
    ).total == Money(750, "EUR")
    deed = partial(
        refund, actor=due.staff, case=due.case, remedy_id=due.remedy.pk, expected_minor=750, at=AT
    )  # fmt: skip
    with refused(Invalid):
        deed(deductions=cut)
    made = deed(deductions=[TakenOff(line.pk, 250, " Bobine  entamée ")])
    assert [(row.kind, row.amount_minor, row.reason) for row in lines_of_refund(made)] == [
        ("goods", 1000, ""), ("deduction", -250, "Bobine entamée"),
    ]  # fmt: skip
    assert (OrderLine.objects.get().reserved_minor, Payment.objects.get().reserved_minor) == (750, 750)


def test_deductions_of_several_rules_are_lines_of_their_own_and_the_statements_stay_the_same() -> None:
    counts = []
    for slug, off in (("one", {"Règle w1": 350}), ("two", {"Règle w1": 150, "Règle d1": 200})):
        due = a_due_refund(slug)
        [line] = lines_of(due.case)
        cut = [TakenOff(line.pk, minor, reason) for reason, minor in off.items()]
        with CaptureQueriesContext(connection) as asked:
            made = refund(
                actor=due.staff, case=due.case, remedy_id=due.remedy.pk, expected_minor=650, deductions=cut, at=AT
            )  # fmt: skip
        counts.append(len(asked))
        rows = lines_of_refund(made)
        assert [(row.kind, row.amount_minor, row.reason) for row in rows] == [
            ("goods", 1000, ""), *(("deduction", -minor, reason) for reason, minor in off.items()),
        ]  # fmt: skip
        assert sum(row.amount_minor for row in rows) == made.amount_minor
    assert counts[0] == counts[1]


def test_several_deductions_together_are_never_more_than_the_article() -> None:
    due = a_due_refund()
    [line] = lines_of(due.case)
    cut = [TakenOff(line.pk, 600, "Règle w1"), TakenOff(line.pk, 401, "Règle d1")]
    with refused(Invalid):
        preview_refund(actor=due.staff, case=due.case, remedy_id=due.remedy.pk, deductions=cut, at=AT)


def test_a_deduction_of_everything_leaves_nothing_to_refund() -> None:
    due = a_due_refund()
    line = lines_of(due.case)[0]
    with refused(NothingToRefund):
        refund(
            actor=due.staff, case=due.case, remedy_id=due.remedy.pk, expected_minor=0,
            deductions=[TakenOff(line.pk, 1000, "Cassé")], at=AT,
        )  # fmt: skip


def test_a_deduction_on_a_line_of_another_case_looks_missing() -> None:
    due = a_due_refund()
    with refused(NotFound):
        preview_refund(actor=due.staff, case=due.case, remedy_id=due.remedy.pk, deductions=[TakenOff(999, 1)], at=AT)


def test_the_same_client_id_twice_is_one_refund_and_never_another_s() -> None:
    due = a_due_refund()
    assert due.decide(client_id="form-1") == due.decide(client_id="form-1")
    other_order = an_order(due.shop, "1002")
    a_payment(other_order, 3000)
    other, remedies = a_case(other_order)
    with refused(ClientIdUsed):
        refund(
            actor=due.staff, case=other, remedy_id=remedies[0].pk, expected_minor=1000, at=AT, client_id="form-1"
        )  # fmt: skip


def test_the_same_remedy_is_not_refunded_again() -> None:
    due = a_due_refund()
    due.decide()
    with refused(ForbiddenMove):
        due.decide()


def test_a_price_reduction_pays_the_sum_agreed_on_as_far_as_anything_is_left() -> None:
    shop = a_shop()
    order = an_order(shop)
    a_payment(order, 3000)
    case, (remedy,) = a_case(order, remedy=RemedyType.PRICE_REDUCTION, amount_minor=1234, ground="conformity")
    seen = preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT)
    assert [(line.kind, line.amount.minor) for line in seen.lines] == [("reduction", 1234)]
    OrderLine.objects.update(refunded_elsewhere_minor=2000)
    with refused(TooMuch) as caught:
        preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT)
    assert caught.value.params["left"] == Money(1000, "EUR")


def test_what_the_payments_gave_back_elsewhere_bounds_the_refund() -> None:
    due = a_due_refund()
    Payment.objects.update(refunded_elsewhere_minor=2500)
    with refused(NothingLeftToPayFrom):
        due.decide()


def test_a_sum_no_single_payment_holds_is_repaid_by_hand() -> None:
    shop = a_shop()
    order = an_order(shop)
    a_payment(order, 600)
    a_payment(order, 500)
    case, (remedy,) = a_case(order)
    seen = preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT)
    assert (seen.provider, seen.automatic) == ("by_hand", False)
    made = refund(actor=ines(shop), case=case, remedy_id=remedy.pk, expected_minor=1000, at=AT)
    assert (made.payment_id, Job.objects.exists()) == (None, False)


def test_a_provider_that_did_not_take_the_money_cannot_give_it_back() -> None:
    due = a_due_refund()
    Payment.objects.update(provider="paypal")
    with refused(OtherWayIn):
        preview_refund(actor=due.staff, case=due.case, remedy_id=due.remedy.pk, provider="sandbox_card", at=AT)
    seen = preview_refund(actor=due.staff, case=due.case, remedy_id=due.remedy.pk, at=AT)
    assert seen.provider == "by_hand"


def test_a_repair_is_no_refund() -> None:
    shop = a_shop()
    order = an_order(shop)
    case, (remedy,) = a_case(order, remedy=RemedyType.REPAIR)
    with refused(NoMoneyRemedy):
        preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT)


def test_another_shop_and_people_without_the_right_get_nowhere() -> None:
    due = a_due_refund()
    with refused(NotFound):
        preview_refund(actor=ines(a_shop("trame")), case=due.case, remedy_id=due.remedy.pk, at=AT)
    with refused(Forbidden):
        refund(
            actor=ines(due.shop, Role.INSPECTOR), case=due.case, remedy_id=due.remedy.pk, expected_minor=1000, at=AT
        )  # fmt: skip
    with refused(Forbidden):
        preview_refund(
            actor=customer_of_case(due.shop.pk, due.case.pk, "Alice"), case=due.case, remedy_id=due.remedy.pk, at=AT
        )  # fmt: skip


def test_goodwill_without_an_article_is_paid_by_hand(card: PretendCard) -> None:
    shop = a_shop()
    order = an_order(shop)
    case, (remedy,) = a_case(order, remedy=RemedyType.PARTIAL_REFUND_KEEP, amount_minor=500)
    lines_of(case)[0].__class__.objects.update(order_line=None, source="goodwill")
    seen = preview_refund(actor=ines(shop), case=case, remedy_id=remedy.pk, at=AT)
    assert (seen.total, seen.provider) == (Money(500, "EUR"), "by_hand")
    refund(actor=ines(shop), case=case, remedy_id=remedy.pk, expected_minor=500, at=AT)
    assert OrderLine.objects.get().reserved_minor == 0
