"""Every deed of a case through its page: done once, kept when refused, asked again when the case moved on."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import ItemState, LineState, RemedyState
from reprise.apps.cases.models import Case, Decision
from reprise.apps.cases.queries import authorisation_of, items_of, lines_of, remedies_of
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.models import Message
from reprise.apps.logistics.models import Disposition, Inspection, Parcel, Receipt
from reprise.apps.payments.models import Refund
from reprise.web.backoffice.tests.forms import complaint, fields_of, form_at
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import alice_at, an_order, asked, authorised, granted, now
from reprise.workflows.write_message import write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def address(case: Case, deed: str = "") -> str:
    """A page of the case."""
    return f"/fr/desk/atelier-lamelle/cases/{case.reference}/{deed}"


def send(client: Client, url: str, **typed: str) -> str:
    """Open a deed's page, change some fields, send it, and read the page one is led to."""
    answer = client.post(url, {**form_at(client, url), **typed}, follow=True)
    assert answer.status_code == 200, complaint(answer.content.decode())
    assert answer.redirect_chain, "the form came back"
    return answer.content.decode()


def test_the_proposal_is_ready_to_be_granted_in_one_press(desk: Client, order: Order) -> None:
    case = asked(order)
    form = form_at(desk, address(case, "decide/"))
    assert (form["verdict"], form["remedy"]) == ("approve", "refund")
    assert "remboursons" in form["text"]
    page = send(desk, address(case, "decide/"))
    assert "Décision enregistrée" in page
    assert lines_of(case)[0].state == LineState.APPROVED


def test_a_part_is_granted_with_its_pieces(desk: Client, order: Order) -> None:
    case = asked(order)
    send(desk, address(case, "decide/"), verdict="approve_partly", quantity="2", text="Une bobine est entamée.")
    assert (lines_of(case)[0].state, lines_of(case)[0].approved_quantity) == (LineState.PARTLY_APPROVED, 2)


def test_a_refusal_without_reasons_comes_back_with_all_that_was_typed(desk: Client, order: Order) -> None:
    case = asked(order)
    url = address(case, "decide/")
    answer = desk.post(url, {**form_at(desk, url), "verdict": "decline", "text": "  "})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dites pourquoi c’est refusé" in page
    assert 'href="#id_text"' in page
    assert fields_of(page)["verdict"] == "decline"
    assert "<title>" in page
    assert "Erreur" in page.split("</title>")[0]
    assert lines_of(case)[0].state == LineState.PENDING


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"verdict": "approve_partly", "quantity": "9"}, "quantity"),
        ({"verdict": "approve_partly", "quantity": "0"}, "quantity"),
        ({"verdict": "approve_partly", "quantity": "deux"}, "quantity"),
        ({"verdict": "steal"}, "verdict"),
        ({"remedy": "castle"}, "remedy"),
    ],
)
def test_forged_values_are_refused_at_their_field(
    desk: Client, order: Order, typed: dict[str, str], field: str
) -> None:
    case = asked(order)
    url = address(case, "decide/")
    answer = desk.post(url, {**form_at(desk, url), **typed})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("number", ["999999", "-1", "x", "9" * 30, "1e3", "٣"])
def test_a_forged_line_is_not_found(desk: Client, order: Order, number: str) -> None:
    assert desk.get(address(asked(order), "decide/"), {"line": number}).status_code == 404


def test_another_case_s_line_is_not_found(desk: Client, shop: Shop, order: Order) -> None:
    case, other = asked(order), asked(an_order(shop, number="1002"))
    line = lines_of(other)[0].pk
    assert desk.get(address(case, "decide/"), {"line": line}).status_code == 404
    assert desk.post(address(case, f"decide/?line={line}"), {"verdict": "approve"}).status_code == 404


def test_a_form_sent_twice_is_done_once_and_says_so(desk: Client, order: Order) -> None:
    case = asked(order)
    form = form_at(desk, address(case, "decide/"))
    desk.post(address(case, "decide/"), form)
    again = desk.post(address(case, "decide/"), form, follow=True)
    assert again.status_code == 200
    assert "rien n’a été fait deux fois" in again.content.decode()
    assert Decision.objects.count() == 1


def test_a_message_sent_twice_is_written_once(desk: Client, order: Order) -> None:
    case = asked(order)
    form = {**form_at(desk, address(case, "message/")), "body": "Bonjour,\nvotre colis est là."}
    desk.post(address(case, "message/"), form)
    desk.session.flush()
    desk.post(address(case, "message/"), form)
    assert Message.objects.filter(author_kind="staff").count() == 1


def test_a_case_that_moved_on_says_what_happened_and_keeps_what_was_typed(desk: Client, order: Order) -> None:
    case = asked(order)
    url = address(case, "decide/")
    form = {**form_at(desk, url), "text": "Nous acceptons volontiers."}
    write(actor=alice_at(case), case=now(case), body="Je garde finalement une bobine.", at=AT)
    answer = desk.post(url, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "a changé pendant que vous écriviez" in page
    assert "Message envoyé" in page
    assert fields_of(page)["text"] == "Nous acceptons volontiers."
    assert not Decision.objects.exists()
    answer = desk.post(url, fields_of(page))
    assert answer.status_code == 302
    assert Decision.objects.get().text == "Nous acceptons volontiers."


def test_whoever_comes_second_reads_that_it_is_done_and_loses_no_word(desk: Client, shop: Shop, order: Order) -> None:
    case = asked(order)
    url = address(case, "decide/")
    form = {**form_at(desk, url), "text": "Ma longue lettre."}
    send(at_the_desk(somebody(shop, Role.MANAGER)), url)
    answer = desk.post(f"{url}?line={lines_of(case)[0].pk}", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Cette étape n’est plus ouverte" in page
    assert "Ma longue lettre." in page
    assert Decision.objects.count() == 1


def test_a_question_puts_the_case_in_the_customer_s_hands(desk: Client, order: Order) -> None:
    case = asked(order)
    send(desk, address(case, "ask/"), question="De quelle bobine s’agit-il ?")
    assert now(case).turn == "customer"


def test_goods_come_back_through_the_pages_until_the_refund_is_settled(desk: Client, order: Order) -> None:
    case = granted(order)
    send(desk, address(case, "authorise/"))
    assert authorisation_of(case) is not None
    send(desk, address(case, "parcel/"), tracking_number="6A 2044 7190 381", dispatched_on="")
    assert Parcel.objects.get().carrier == "la_poste"
    send(desk, address(case, "receive/"))
    assert [receipt.variance for receipt in Receipt.objects.all()] == ["as_announced"]
    send(desk, address(case, "inspect/"), grade="like_new", present="spool")
    assert Inspection.objects.get().complete is False
    send(desk, address(case, "dispose/"), route="donate", place="Étagère 4")
    assert Disposition.objects.get().place == "Étagère 4"
    page = send(desk, address(case, "refund/"))
    assert "Remboursement décidé" in page
    page = send(desk, address(case, "refund/confirm/"), reference="VIR-2026-11")
    assert "Paiement confirmé" in page
    assert Refund.objects.get().state == "settled"
    assert now(case).stage == "resolved"
    assert remedies_of(case)[0].state == RemedyState.DONE


def test_what_is_missing_or_too_much_is_written_down(desk: Client, order: Order) -> None:
    case = authorised(order)
    item = items_of(case)[0].pk
    send(desk, address(case, "receive/"), **{f"pieces_{item}": "2", f"state_{item}": "damaged", f"note_{item}": "Coin"})
    found = {(receipt.variance, receipt.quantity) for receipt in Receipt.objects.all()}
    assert found == {("damaged", 2), ("missing", 1)}
    states = sorted((item.state, item.quantity) for item in items_of(case))
    assert states == [(ItemState.EXPECTED.value, 1), (ItemState.RECEIVED.value, 2)]


@pytest.mark.django_db(transaction=True)
def test_a_loss_of_value_needs_a_ground_and_a_reason(desk: Client, order: Order) -> None:
    case = authorised(order)
    send(desk, address(case, "receive/"))
    url = address(case, "inspect/")
    everything = ["spool", "bag", "label", "original_box"]
    form = {**form_at(desk, url), "grade": "like_new", "depreciation": "5,00", "depreciation_reason": "Essayée"}
    tried = desk.post(url, {**form, "present": everything})
    assert tried.status_code == 422
    assert 'id="id_depreciation_error"' in tried.content.decode()
    answer = desk.post(url, {**form, "grade": "worn", "depreciation": "cinq", "present": everything})
    assert "Écrivez un montant" in answer.content.decode()
    assert desk.post(url, {**form, "grade": "worn", "present": everything}).status_code == 302
    assert Inspection.objects.get().depreciation_minor == 500


@pytest.mark.django_db(transaction=True)
def test_an_unusual_destination_asks_for_a_reason_and_keeps_the_choice(desk: Client, order: Order) -> None:
    case = authorised(order)
    send(desk, address(case, "receive/"))
    send(desk, address(case, "inspect/"), grade="like_new")
    url = address(case, "dispose/")
    answer = desk.post(url, {**form_at(desk, url), "route": "scrap"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in page
    assert fields_of(page)["route"] == "scrap"
    send(desk, url, route="scrap", reason="Souillée d’huile")
    assert Disposition.objects.get().route == "scrap"


def received(desk: Client, order: Order) -> Case:
    """A case whose goods are here."""
    case = authorised(order)
    send(desk, address(case, "receive/"))
    return case


def test_the_refund_button_says_the_sum_and_only_that_sum_leaves(desk: Client, order: Order) -> None:
    case = received(desk, order)
    url = address(case, "refund/")
    page = desk.get(url).content.decode()
    assert "Rembourser 95,90\u00a0€" in page
    stale = desk.post(url, {**fields_of(page), "expected": "9000"})
    told = stale.content.decode()
    assert stale.status_code == 409
    assert "95,90" in told
    assert not Refund.objects.exists()
    assert desk.post(url, fields_of(told)).status_code == 302
    assert Refund.objects.get().amount_minor == 9590


def test_a_deduction_is_previewed_with_its_reason_before_anything_is_decided(desk: Client, order: Order) -> None:
    case = received(desk, order)
    url = address(case, "refund/")
    form = {**form_at(desk, url), "deduction": "10", "reason": "Une bobine entamée"}
    shown = desk.post(url, {**form, "look": ""}).content.decode()
    assert "Rembourser 85,90\u00a0€" in shown
    assert "−10,00\u00a0€" in shown
    assert not Refund.objects.exists()
    unseen = desk.post(url, form)  # the old sum was on the button
    assert unseen.status_code == 409
    assert not Refund.objects.exists()
    assert desk.post(url, fields_of(shown)).status_code == 302
    assert Refund.objects.get().amount_minor == 8590


def test_a_deduction_without_a_reason_is_sent_back(desk: Client, order: Order) -> None:
    case = received(desk, order)
    url = address(case, "refund/")
    answer = desk.post(url, {**form_at(desk, url), "deduction": "10"})
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()


def test_the_bench_s_loss_of_value_is_proposed_as_a_deduction(desk: Client, order: Order) -> None:
    case = received(desk, order)
    send(desk, address(case, "inspect/"), grade="worn", depreciation="12,50", depreciation_reason="Bobine salie")
    form = form_at(desk, address(case, "refund/"))
    assert (form["deduction"], form["reason"], form["expected"]) == ("12,50", "Bobine salie", "8340")


def test_a_large_refund_waits_for_somebody_else(desk: Client, shop: Shop, order: Order) -> None:
    Shop.objects.filter(pk=shop.pk).update(second_person_above_minor=5000)
    case = received(desk, order)
    page = send(desk, address(case, "refund/"))
    assert "Une seconde personne" in page
    assert desk.get(address(case, "refund/approve/")).status_code == 403
    manager = at_the_desk(somebody(shop, Role.MANAGER))
    assert "Approuver 95,90\u00a0€" in manager.get(address(case, "refund/approve/")).content.decode()
    send(manager, address(case, "refund/approve/"))
    assert Refund.objects.get().approved_by


def test_a_refund_of_another_case_is_not_found(desk: Client, shop: Shop, order: Order) -> None:
    case = received(desk, order)
    send(desk, address(case, "refund/"))
    other = received(desk, an_order(shop, number="1002"))
    refund = Refund.objects.get().pk
    assert desk.get(address(other, "refund/confirm/"), {"refund": str(refund)}).status_code == 404
    assert desk.get(address(case, "refund/confirm/"), {"refund": "not-a-number"}).status_code == 404


def test_a_remedy_without_money_is_marked_as_done(desk: Client, shop: Shop) -> None:
    case = asked(an_order(shop, number="1002", kind="custom_print"), claim="defect")
    send(desk, address(case, "decide/"), remedy="reprint", keep_goods="on")
    send(desk, address(case, "remedy/"), note="Colissimo 6A20447190381")
    assert remedies_of(case)[0].state == RemedyState.DONE


def test_a_case_is_given_to_somebody_of_the_team_and_to_nobody_else(desk: Client, shop: Shop, order: Order) -> None:
    case = asked(order)
    paul = somebody(shop, Role.INSPECTOR, "paul@example.com")
    send(desk, address(case, "assign/"), person=str(paul.pk))
    assert now(case).assignee_id == paul.pk
    url = address(case, "assign/")
    assert desk.post(url, {**form_at(desk, url), "person": "99999"}).status_code == 422


def test_a_request_is_cancelled_for_a_customer_who_telephoned(desk: Client, order: Order) -> None:
    case = asked(order)
    send(desk, address(case, "cancel/"))
    assert now(case).stage == "cancelled"


def test_a_refusal_is_disputed_and_looked_at_again(desk: Client, order: Order) -> None:
    case = asked(order)
    send(desk, address(case, "decide/"), verdict="decline", text="Trop tard.")
    send(desk, address(case, "appeal/"), text="Le colis n’est arrivé que le 16.")
    send(desk, address(case, "appeal/review/"), verdict="overturn", remedy="refund", text="Vous avez raison.")
    assert lines_of(case)[0].state == LineState.OVERTURNED
