"""An answer is computed again when more is known of a case: a photo, a day, a kind; and what a rule said is undone."""

from datetime import date

import pytest

from reprise.apps.accounts.models import Customer
from reprise.apps.cases.models import Case, CustomerCard, Decision, EarlierProposal
from reprise.apps.cases.queries import authorisation_of, items_of, lines_of, remedies_of
from reprise.apps.cases.services.reopen_line import DecidedByAPerson
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.kinds import ProductKind
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.apps.policies.rules import Is
from reprise.core.refusals import Invalid
from reprise.readmodels.proposal import proposal_of
from reprise.readmodels.requests import Request, Wish
from reprise.workflows.add_evidence import add
from reprise.workflows.ask_for_details import ask as put
from reprise.workflows.authorise_return import authorise
from reprise.workflows.decide import decide
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import preview_refund, refund
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import (
    NEXT_WEEK,
    a_file,
    a_shop,
    alice,
    alice_at,
    an_order,
    goods,
    granted,
    ines,
    now,
)
from reprise.workflows.tests.policies import REPRINT_SMALL, TWO_PHOTOS, at_least, one_of, publish, row
from reprise.workflows.verdict.complete_facts import Facts, complete_facts
from reprise.workflows.verdict.take_back import take_back
from reprise.workflows.write_message import write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def a_warped_print(order: Order, shots: tuple[str, ...] = ("overview",)) -> Case:
    customer = alice(order)
    files = {shot: a_file(customer).pk for shot in shots}
    wish = Wish(goods(order)[0].pk, 1, "defect", reason="fdm_warping")
    request = Request((wish,), danger=False, language="fr", file_ids=tuple(files.values()), shots=files)
    return ask(actor=customer, order=order, request=request, at=AT)


def a_print() -> Order:
    order = an_order(quantity=1, kind="catalogue_print", paid=2_000)
    publish(order.shop, answer=(REPRINT_SMALL,), evidence=(TWO_PHOTOS,))
    return order


def test_the_photo_that_was_missing_brings_the_answer_of_the_rule_and_the_old_one_is_kept() -> None:
    case = a_warped_print(a_print())
    [line] = lines_of(case)
    assert line.state == "pending"
    before = proposal_of(line.proposal)
    assert before is not None
    assert before.policy is not None
    assert (before.policy.verdict, before.policy.lacking.shots) == ("", ("closeup",))
    customer = alice_at(case)
    add(actor=customer, case=case, file_id=a_file(customer).pk, shot="closeup", at=NEXT_WEEK)
    [line] = lines_of(now(case))
    assert line.state == "approved"
    assert Decision.objects.get().decided_by == "system"
    earlier = EarlierProposal.objects.get()
    assert (earlier.because, earlier.replaced_by) == ("evidence", customer.key)
    assert earlier.proposal["policy"]["lacking"]["shots"] == ["closeup"]


MEASURED = row(
    "a4", {"kind": one_of("catalogue_print"), "measured": Is(True)}, verdict="accept", automatic=True,
    remedy="reprint", goods="keep", fr="Nous la réimprimons.", en="We print it again.",
)  # fmt: skip
A_MEASURE = row("e1", {"claim": one_of("defect")}, measure=True)


def waiting_for_a_measure() -> Case:
    order = an_order(quantity=1, kind="catalogue_print", paid=2_000)
    publish(order.shop, answer=(MEASURED,), evidence=(A_MEASURE,))
    case = a_warped_print(order)
    question = "Combien mesure le coin soulevé, au-delà de 3 mm ?"
    put(actor=ines(case.shop_id), case=case, line_id=lines_of(case)[0].pk, question=question, at=AT)
    return now(case)


def test_the_measure_a_customer_writes_as_an_answer_brings_the_answer_of_the_rule() -> None:
    case = waiting_for_a_measure()
    [line] = lines_of(case)
    assert line.state == "needs_info"  # our own question says a size, which is none of theirs
    write(actor=alice_at(case), case=case, body="Environ 4,5 mm d’un côté.", at=NEXT_WEEK)
    [line] = lines_of(now(case))
    assert (line.state, Decision.objects.get().decided_by) == ("approved", "system")
    assert EarlierProposal.objects.get().because == "answer"


def test_an_answer_that_tells_nothing_new_only_hands_the_line_back() -> None:
    case = waiting_for_a_measure()
    write(actor=alice_at(case), case=case, body="Je regarde ce soir.", at=NEXT_WEEK)
    assert lines_of(now(case))[0].state == "pending"
    assert not EarlierProposal.objects.exists()
    write(actor=ines(case.shop_id), case=now(case), body="Au-delà de 3 mm ?", at=NEXT_WEEK)
    assert lines_of(now(case))[0].state == "pending"
    write(actor=alice_at(case), case=now(case), body="Oui, 4 mm", at=NEXT_WEEK)
    assert lines_of(now(case))[0].state == "approved"


def test_a_photo_changes_nothing_where_the_policy_has_no_rows() -> None:
    order = an_order(quantity=1, kind="catalogue_print", paid=2_000)
    case = a_warped_print(order)
    customer = alice_at(case)
    add(actor=customer, case=case, file_id=a_file(customer).pk, at=NEXT_WEEK)
    assert lines_of(now(case))[0].state == "pending"
    assert not EarlierProposal.objects.exists()


def test_staff_say_what_was_missing_and_the_answer_of_the_day_it_was_asked_follows() -> None:
    order = an_order(delivered_on=None, kind="")
    OrderLine.objects.filter(order=order, type="product").update(kind="")
    wish = Wish(goods(order)[0].pk, 3, "withdraw")
    case = ask(actor=alice(order), order=order, request=Request((wish,), danger=False, language="fr"), at=AT)
    [line] = lines_of(case)
    assert line.proposal["missing"] == ["product_kind"]
    facts = Facts(delivered_on=date(2026, 11, 12), kinds={line.pk: ProductKind.FILAMENT})
    complete_facts(actor=ines(case.shop_id), case=case, facts=facts, at=NEXT_WEEK)
    [line] = lines_of(now(case))
    told = proposal_of(line.proposal)
    assert told is not None
    assert (told.verdict, told.basis, line.product_kind) == ("yes", "withdrawal", "filament")
    assert told.facts["declared"] == "2026-11-24"  # the day it was asked, not the day it became known
    assert EarlierProposal.objects.get().because == "facts"
    with pytest.raises(Invalid):
        complete_facts(actor=ines(case.shop_id), case=now(case), facts=Facts(), at=NEXT_WEEK)


def test_staff_take_back_what_a_rule_accepted_and_a_person_decides() -> None:
    order = an_order(kind="filament")
    accepts = row("a1", {"claim": one_of("withdraw"), "law": one_of("accept")}, verdict="accept", automatic=True)
    publish(order.shop, answer=(accepts,))
    wish = Wish(goods(order)[0].pk, 3, "withdraw")
    case = ask(actor=alice(order), order=order, request=Request((wish,), danger=False, language="fr"), at=AT)
    [line] = lines_of(case)
    assert authorisation_of(case) is not None
    staff = ines(case.shop_id)
    take_back(actor=staff, case=now(case), line_id=line.pk, reason="Nous regardons votre commande.", at=NEXT_WEEK)
    [line] = lines_of(now(case))
    assert (line.state, line.approved_quantity) == ("pending", 0)
    assert authorisation_of(now(case)) is None
    assert items_of(now(case)) == []
    assert [remedy.state for remedy in remedies_of(now(case))] == ["refused"]
    decide(actor=staff, case=now(case), line_id=line.pk, verdict=LineMove.APPROVE, at=NEXT_WEEK)
    first, second = Decision.objects.order_by("id")
    assert second.corrects_id == first.pk
    with pytest.raises(DecidedByAPerson):
        take_back(actor=staff, case=now(case), line_id=line.pk, reason="Encore.", at=NEXT_WEEK)


def test_a_tag_of_the_customer_puts_their_case_ahead_in_the_queue() -> None:
    shop = a_shop()
    publish(shop, priority=(row("u1", {"tags": one_of("fablab")}, level="high"),))
    lab = Customer.objects.create(shop=shop, email="lab@example.com", name="Lab")
    CustomerCard.objects.create(shop=shop, customer=lab, tags=["fablab"], changed_by="staff:1", changed_at=AT)
    usual, ahead = an_order(shop, number="1"), an_order(shop, number="2")
    Order.objects.filter(pk=ahead.pk).update(customer=lab)
    cases = [
        ask(actor=alice(order), order=order, at=AT,
            request=Request((Wish(goods(order)[0].pk, 1, "defect"),), danger=False, language="fr"))
        for order in (usual, Order.objects.get(pk=ahead.pk))
    ]  # fmt: skip
    first, second = (now(case) for case in cases)
    assert [first.priority, second.priority] == ["normal", "high"]
    assert second.queue_at < first.queue_at


def back_and_worn(case: Case, grade: Grade = Grade.WORN) -> Case:
    staff = ines(case.shop_id)
    authorise(actor=staff, case=case, at=AT)
    [item] = items_of(case)
    receive(actor=staff, case=now(case), found=[Found(item.pk, item.quantity)], at=NEXT_WEEK)
    inspect(actor=staff, case=now(case), item_id=item.pk, quantity=item.quantity, finding=Finding(grade), at=NEXT_WEEK)
    return now(case)


WORN = row("d1", {"grade": one_of("worn")}, percent=40, fr="L’article est usé.", en="The article is worn.")
WINDOW = row("w1", days=60, return_cost_by="buyer", restocking_percent=15)


def test_within_the_shop_s_own_window_its_fee_and_its_scale_are_proposed_one_by_one() -> None:
    order = an_order(delivered_on=date(2026, 10, 1), days_ago=60)
    type(order).objects.filter(pk=order.pk).update(ordered_at=AT.replace(month=10, day=2))
    order = Order.objects.get(pk=order.pk)
    publish(order.shop, window=(WINDOW,), deduction=(WORN,))
    type(order).objects.filter(pk=order.pk).update(delivered_on=date(2026, 10, 6))
    case = back_and_worn(granted(Order.objects.get(pk=order.pk)))
    [remedy] = remedies_of(case)
    shown = preview_refund(actor=ines(case.shop_id), case=case, remedy_id=remedy.pk, at=NEXT_WEEK)
    assert [(one.rule, one.minor, one.decided) for one in shown.proposed] == [("w1", 1_350, True), ("d1", 3_600, True)]
    assert shown.proposed[1].reason == "L’article est usé\u00a0: 40\u00a0% du prix"
    assert shown.proposed[1].source == "Notre politique, règle d1, version 2"
    assert shown.total.minor == 9_000  # nothing is taken off before somebody says so


def test_after_a_withdrawal_only_what_goes_beyond_a_trial_is_proposed_and_a_person_weighs_it() -> None:
    order = an_order()
    publish(order.shop, window=(WINDOW,), deduction=(WORN, row("d2", percent=10)))
    worn = back_and_worn(granted(order))
    shown = preview_refund(actor=ines(worn.shop_id), case=worn, remedy_id=remedies_of(worn)[0].pk, at=NEXT_WEEK)
    [proposed] = shown.proposed
    assert (proposed.rule, proposed.minor, proposed.decided) == ("d1", 3_600, False)
    assert proposed.source == "Code de la consommation, art.\u00a0L221-23"
    tried = back_and_worn(granted(an_order(order.shop, number="2")), Grade.TRIED)
    shown = preview_refund(actor=ines(tried.shop_id), case=tried, remedy_id=remedies_of(tried)[0].pk, at=NEXT_WEEK)
    assert shown.proposed == ()


def test_a_rule_asks_for_a_second_person_below_the_shop_s_limit() -> None:
    order = an_order()
    publish(order.shop, approval=(row("p1", {"amount_minor": at_least(5_000)}, second_person=True),))
    case = back_and_worn(granted(order), Grade.LIKE_NEW)
    [remedy] = remedies_of(case)
    staff = ines(case.shop_id)
    shown = preview_refund(actor=staff, case=case, remedy_id=remedy.pk, at=NEXT_WEEK)
    assert (shown.needs_second_person, shown.second_person_rule) == (True, "p1")
    made = refund(actor=staff, case=case, remedy_id=remedy.pk, expected_minor=shown.total.minor, at=NEXT_WEEK)
    assert made.awaits_approval
