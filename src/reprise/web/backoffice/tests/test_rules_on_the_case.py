"""What the shop's own rules said stands on the case's page: each row, the question, what is missing, the way back."""

from datetime import date

import pytest
from django.test import Client

from reprise.apps.accounts.models import Customer, Shop
from reprise.apps.cases.models import Case, CustomerCard
from reprise.apps.cases.queries import items_of, lines_of
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.apps.payments.models import RefundLine
from reprise.readmodels.requests import Request, Wish
from reprise.web.backoffice.queue.deeds import is_agreed
from reprise.web.backoffice.tests.forms import address, fields_of, form_at, send
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import a_file, alice, an_order, asked, authorised, goods, ines, now
from reprise.workflows.tests.policies import REPRINT_SMALL, TWO_PHOTOS, one_of, publish, row
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def a_warped_print(shop: Shop, *shots: str) -> Case:
    order = an_order(shop, number="77", quantity=1, kind="catalogue_print", paid=2_000)
    files = {shot: a_file(alice(order)).pk for shot in shots}
    wish = Wish(goods(order)[0].pk, 1, "defect", reason="fdm_warping")
    request = Request((wish,), danger=False, language="fr", file_ids=tuple(files.values()), shots=files)
    return ask(actor=alice(order), order=order, request=request, at=AT)


def text_of(desk: Client, case: Case, deed: str = "") -> str:
    return " ".join(desk.get(address(case, deed)).content.decode().split())


def test_the_page_says_which_rule_accepted_it_and_staff_take_it_back(desk: Client, shop: Shop) -> None:
    number = publish(shop, answer=(REPRINT_SMALL,))
    case = a_warped_print(shop, "overview", "closeup")
    page = text_of(desk, case)
    assert f"accepté par la règle a4 de la version {number}" in page
    line = lines_of(case)[0]
    back = f"{address(case, 'decide/take-back/')}?line={line.pk}"
    assert back in page
    assert "lit cette phrase" in desk.post(back, {**form_at(desk, back), "reason": " "}).content.decode()
    send(desk, back, reason="Nous regardons encore.")
    assert lines_of(now(case))[0].state == "pending"
    assert desk.get(back).status_code == 409


def test_the_missing_photo_is_the_next_step_and_its_question_is_written_already(desk: Client, shop: Shop) -> None:
    publish(shop, answer=(REPRINT_SMALL,), evidence=(TWO_PHOTOS,))
    case = a_warped_print(shop, "overview")
    page = text_of(desk, case)
    assert "Demander ce qui manque : Article 1" in page
    assert "gros plan net du défaut" in page
    question = form_at(desk, f"{address(case, 'ask/')}?line={lines_of(case)[0].pk}&shots=1")["question"]
    assert "gros plan net du défaut" in question
    assert "a4" in page
    assert "Photos : 1" in page  # why the row did not fit


def test_a_question_of_a_rule_stands_where_one_decides(desk: Client, shop: Shop) -> None:
    calls = row("a1", verdict="person", question_fr="Le colis était-il ouvert ?", question_en="Was the box open?")
    publish(shop, answer=(calls,))
    case = a_warped_print(shop)
    assert text_of(desk, case).count("Le colis était-il ouvert ?") >= 2  # the next step, and the trace
    assert not is_agreed(lines_of(case)[0])  # so that nobody grants it among many
    assert "Le colis était-il ouvert ?" in text_of(desk, case, f"decide/?line={lines_of(case)[0].pk}")


def test_what_nobody_knows_is_asked_on_the_page_and_the_answer_follows(desk: Client, order: Order) -> None:
    OrderLine.objects.filter(order=order, type="product").update(kind="")
    case = asked(order)
    page = text_of(desk, case)
    assert "Non connu : la sorte d’article" in page
    line = lines_of(case)[0]
    fields = fields_of(desk.get(address(case)).content.decode(), address(case, "facts/"))
    answer = desk.post(address(case, "facts/"), {**fields, f"kind_{line.pk}": "filament"}, follow=True)
    assert answer.redirect_chain
    assert lines_of(now(case))[0].proposal["verdict"] == "yes"
    unchanged = form_at(desk, address(case, "facts/"))
    assert desk.post(address(case, "facts/"), unchanged).status_code == 422
    tomorrow = {**form_at(desk, address(case, "facts/")), "delivered_on": "2026-12-24"}
    assert "ne peut pas être dans le futur" in desk.post(address(case, "facts/"), tomorrow).content.decode()


def test_tags_of_a_customer_are_kept_for_the_rules(desk: Client, shop: Shop) -> None:
    case = a_warped_print(shop)
    customer = Customer.objects.create(shop=shop, email="alice@example.com", name="Alice Martin")
    Case.objects.filter(pk=case.pk).update(customer=customer)
    send(desk, address(case, "customer/"), tags="Fablab, école , fablab")
    assert CustomerCard.objects.get().tags == ["fablab", "école"]


def test_what_a_rule_would_take_off_a_withdrawal_is_proposed_and_not_filled_in(desk: Client, order: Order) -> None:
    worn = row("d1", {"grade": one_of("worn")}, percent=40, fr="L’article est usé.", en="It is worn.")
    publish(order.shop, deduction=(worn,))
    case, staff = authorised(order), ines(order.shop_id)
    [item] = items_of(case)
    receive(actor=staff, case=now(case), found=[Found(item.pk, 3)], at=AT)
    inspect(actor=staff, case=now(case), item_id=item.pk, quantity=3, finding=Finding(Grade.WORN), at=AT)
    page = text_of(desk, case, "refund/")
    assert "L’article est usé : 40 % du prix" in page
    assert "−36,00" in page
    assert "Vous décidez." in page
    assert form_at(desk, address(case, "refund/"))["deduction"] == ""


def test_what_two_rules_take_off_are_two_rows_filled_in_and_two_lines_of_the_refund(desk: Client, shop: Shop) -> None:
    window = row("w1", days=60, restocking_percent=15)
    worn = row("d1", {"grade": one_of("worn")}, percent=40, fr="L’article est usé.", en="It is worn.")
    order = an_order(shop, delivered_on=date(2026, 10, 1), days_ago=60)
    Order.objects.filter(pk=order.pk).update(ordered_at=AT.replace(month=10, day=2))
    publish(shop, window=(window,), deduction=(worn,))
    Order.objects.filter(pk=order.pk).update(delivered_on=date(2026, 10, 6))
    case, staff = authorised(Order.objects.get(pk=order.pk)), ines(shop.pk)
    [item] = items_of(case)
    receive(actor=staff, case=now(case), found=[Found(item.pk, 3)], at=AT)
    inspect(actor=staff, case=now(case), item_id=item.pk, quantity=3, finding=Finding(Grade.WORN), at=AT)
    form = form_at(desk, address(case, "refund/"))
    assert (form["deduction"], form["deduction_2"], form["deduction_3"]) == ("13,50", "36,00", "")
    assert "w1" in form["reason"]
    assert "d1" in form["reason_2"]
    shown = desk.post(
        address(case, "refund/"), {**form, "deduction_3": "1", "reason_3": "Notice manquante", "look": ""}
    ).content.decode()
    assert desk.post(address(case, "refund/"), fields_of(shown)).status_code == 302
    off = RefundLine.objects.filter(kind="deduction").order_by("position")
    assert [line.amount_minor for line in off] == [-1_350, -3_600, -100]
    assert ["w1" in off[0].reason, "d1" in off[1].reason, off[2].reason] == [True, True, "Notice manquante"]


def test_a_row_without_a_reason_is_sent_back_at_its_own_field(desk: Client, order: Order) -> None:
    worn = row("d1", {"grade": one_of("worn")}, percent=40, fr="L’article est usé.", en="It is worn.")
    publish(order.shop, deduction=(worn,))
    case, staff = authorised(order), ines(order.shop_id)
    [item] = items_of(case)
    receive(actor=staff, case=now(case), found=[Found(item.pk, 3)], at=AT)
    inspect(actor=staff, case=now(case), item_id=item.pk, quantity=3, finding=Finding(Grade.WORN), at=AT)
    form = form_at(desk, address(case, "refund/"))
    answer = desk.post(address(case, "refund/"), {**form, "deduction_2": "1"})
    assert answer.status_code == 422
    assert 'id="id_reason_2_error"' in answer.content.decode()
