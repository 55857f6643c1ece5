"""Every deed of a case through its page: done once, kept when refused, asked again when the case moved on."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.kinds import LineState, RemedyState
from reprise.apps.cases.models import Decision
from reprise.apps.cases.queries import lines_of, remedies_of
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.models import Message
from reprise.web.backoffice.tests.forms import address, fields_of, form_at, send
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import alice_at, an_order, asked, now
from reprise.workflows.write_message import write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


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
