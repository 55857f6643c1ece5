"""Decide with ready sentences, and see the letter as the customer will read it."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.cases.models import Case, Decision
from reprise.apps.cases.queries import items_of
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.notifications.models import Mail
from reprise.web.backoffice.tests.forms import address, fields_of, form_at
from reprise.workflows.tests.builders import asked

pytestmark = pytest.mark.django_db


def letter(page: str) -> str:
    """The letter the page shows."""
    return page.partition("data-decision aria-live")[2].partition("</section>")[0]


def decide(case: Case) -> str:
    return address(case, "decide/")


def test_the_letter_that_leaves_is_the_one_that_was_shown(desk: Client, order: Order) -> None:
    case = asked(order)
    form = {**form_at(desk, decide(case)), "text": "Nous vous remercions de vos photos."}
    shown = letter(desk.post(decide(case), {**form, "look": "1"}).content.decode())
    assert "Nous vous remercions de vos photos." in shown
    assert not Decision.objects.exists()
    desk.post(decide(case), form)
    sent = Mail.objects.latest("pk")
    assert sent.subject in shown
    for line in sent.text.splitlines():
        if line and "http" not in line and "<" not in line and "’" not in line and "'" not in line and "&" not in line:
            assert line in shown, line


def test_a_sentence_is_added_without_a_script_and_nothing_is_decided(desk: Client, order: Order) -> None:
    case = asked(order)
    form = {**form_at(desk, decide(case)), "verdict": "decline", "text": "Bonjour."}
    page = desk.post(decide(case), {**form, "add": "0"}).content.decode()
    text = fields_of(page)["text"]
    assert text.startswith("Bonjour.\n")
    assert "art.\u00a0L221-18" in text
    assert not Decision.objects.exists()


@pytest.mark.parametrize("number", ["-1", "999", "x", ""])
def test_a_sentence_that_does_not_exist_adds_nothing(desk: Client, order: Order, number: str) -> None:
    case = asked(order)
    page = desk.post(decide(case), {**form_at(desk, decide(case)), "text": "Seul.", "add": number}).content.decode()
    assert fields_of(page)["text"] == "Seul."


@pytest.mark.django_db(transaction=True)
def test_a_refusal_names_what_it_rests_on(desk: Client, order: Order) -> None:
    case = asked(order)
    form = {**form_at(desk, decide(case)), "verdict": "decline", "text": "Trop tard."}
    unsaid = desk.post(decide(case), {**form, "source": ""})
    assert unsaid.status_code == 422
    assert 'id="id_source_error"' in unsaid.content.decode()
    unnamed = desk.post(decide(case), {**form, "source": "text"})
    assert 'id="id_text_error"' in unnamed.content.decode()
    assert desk.post(decide(case), form).status_code == 302
    assert "Trop tard. (Code de la consommation, art.\u00a0L221-18)" in Decision.objects.get().text


def test_a_foreign_customer_s_letter_is_shown_in_both_languages(desk: Client, order: Order) -> None:
    case = asked(order)
    case.language = "en"
    case.save(update_fields=["language"])
    page = desk.get(decide(case)).content.decode()
    shown = letter(page)
    assert 'lang="en"' in shown
    assert "La même lettre dans votre langue" in shown
    assert "French Consumer Code" in page


def test_questions_are_proposed_for_what_nobody_showed(desk: Client, order: Order) -> None:
    case = asked(order, claim="defect")
    case_line = case.lines.get()
    case_line.reason = "fdm_warping"
    case_line.save(update_fields=["reason"])
    url = address(case, "ask/")
    page = desk.get(url).content.decode()
    assert "vue d’ensemble nette" in page
    added = desk.post(url, {**form_at(desk, url), "add": "0"}).content.decode()
    assert fields_of(added)["question"].startswith("Pourriez-vous ajouter")


def test_the_page_of_a_decision_asks_the_database_few_questions(
    desk: Client, order: Order, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = asked(order)
    with django_assert_max_num_queries(26):
        desk.get(decide(case))


def test_a_parcel_to_be_stopped_is_asked_about_before_the_decision(desk: Client, order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(delivered_on=None, delivery_origin="")
    OrderLine.objects.filter(order=order, type="product").update(dispatch="waiting")
    order.refresh_from_db()
    case = asked(order)
    url = address(case, "decide/")
    given = {name: value for name, value in form_at(desk, url).items() if name != "parcel"}
    refused = desk.post(url, given)
    assert refused.status_code == 422
    assert 'id="id_parcel_error"' in refused.content.decode()
    assert desk.post(url, {**given, "parcel": "left"}).status_code == 302
    assert {item.state for item in items_of(case)} == {"expected"}
