"""The page of a case: the next step first, four axes, and only the buttons that are open to this person."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.catalogue.models import Order
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.tests.forms import address
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import alice_at, an_order, asked, authorised
from reprise.workflows.tests.builders import ines as ines_acting
from reprise.workflows.write_message import note, write
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def deeds_on(page: str, case: Case) -> set[str]:
    """The deeds a page leads to; the documents it offers are none."""
    return set(re.findall(rf'(?:href|action|formaction)="{address(case)}(?!papers/)([a-z/.]+)', page))


def test_the_next_step_stands_first_with_its_button(desk: Client, order: Order) -> None:
    case = asked(order)
    page = desk.get(address(case)).content.decode()
    assert page.index('id="next-step"') < page.index("rp-fouraxes") < page.index('id="story"')
    assert f'class="btn btn-primary"\n         href="{address(case, "decide/")}?line=' in page


def test_the_four_axes_are_always_there_in_their_order(desk: Client, order: Order) -> None:
    page = desk.get(address(asked(order))).content.decode()
    assert re.findall(r'id="axis-(\w+)"', page) == ["decision", "goods", "remedy", "money"]


def test_only_open_deeds_have_a_button(desk: Client, order: Order) -> None:
    case = asked(order)
    found = deeds_on(desk.get(address(case)).content.decode(), case)
    assert found == {"decide/", "ask/", "assign/", "evidence/", "say/", "cancel/", "tag/", "facts/"}


def test_a_viewer_finds_no_button_at_all(shop: Shop, order: Order) -> None:
    case = asked(order)
    page = at_the_desk(somebody(shop, Role.VIEWER)).get(address(case)).content.decode()
    assert deeds_on(page, case) == set()
    assert "Rien à faire pour vous ici" in page


def test_an_inspector_may_receive_but_neither_decide_nor_refund(shop: Shop, order: Order) -> None:
    case = authorised(order)
    page = at_the_desk(somebody(shop, Role.INSPECTOR)).get(address(case)).content.decode()
    assert deeds_on(page, case) == {"receive/", "parcel/", "evidence/", "say/", "slip.pdf"}


def test_the_proposal_and_its_articles_are_beside(desk: Client, order: Order) -> None:
    page = desk.get(address(asked(order))).content.decode()
    assert "Vous pouvez renoncer à cet achat" in page
    assert "art.\u00a0L221-18" in page


def test_messages_and_notes_stand_in_the_timeline_and_notes_are_marked(desk: Client, order: Order) -> None:
    case = asked(order)
    write(actor=alice_at(case), case=case, body="<b>Bonjour</b>", at=AT)
    note(actor=ines_acting(case.shop_id), case=case, body="Déjà vu en mars.", at=AT)
    page = desk.get(address(case)).content.decode()
    assert "&lt;b&gt;Bonjour&lt;/b&gt;" in page
    assert "Déjà vu en mars." in page
    assert "seule l’équipe le lit" in page
    story = desk.get(address(case), {"show": "money"}).content.decode().partition('id="story"')[2]
    assert "Déjà vu" not in story


def test_the_slip_of_an_authorised_return_is_a_pdf(desk: Client, order: Order) -> None:
    answer = desk.get(address(authorised(order), "slip.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_there_is_no_slip_before_the_authorisation(desk: Client, order: Order) -> None:
    assert desk.get(address(asked(order), "slip.pdf")).status_code == 404


def test_a_page_whose_deed_is_not_open_says_so_instead_of_failing(shop: Shop, order: Order) -> None:
    owner = at_the_desk(somebody(shop, Role.OWNER))
    case = asked(order)
    answers = {}
    for deed in Deed:
        if deed not in {Deed.ANSWER, Deed.CHANGE}:  # only customers answer, and say it anew
            url = reverse(f"desk:{deed}", args=["atelier-lamelle", case.reference])
            answers[deed] = owner.get(url).status_code
    assert {deed for deed, status in answers.items() if status == 200} == {
        Deed.DECIDE, Deed.ASK, Deed.CANCEL, Deed.MESSAGE, Deed.NOTE, Deed.ASSIGN, Deed.ADD_EVIDENCE,
    }  # fmt: skip
    assert set(answers.values()) == {200, 409}


def test_the_case_page_asks_the_database_few_questions(
    desk: Client, order: Order, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = authorised(order)
    desk.get(address(case))
    with django_assert_max_num_queries(33):
        desk.get(address(case))


def test_a_date_that_nothing_shows_is_said_to_be_kept_on_its_own_page(desk: Client, shop: Shop) -> None:
    case = authorised(an_order(shop, number="9", kind="printer"), claim="defect")
    postage = Deadline.objects.get(case=case, name="postage")
    page = f"{address(case, 'date/')}?date={postage.pk}"
    assert page in desk.get(address(case)).content.decode()
    assert "Le dossier reste ouvert jusque-là" in desk.get(page).content.decode()
    assert desk.post(page).status_code == 302
    postage.refresh_from_db()
    assert postage.state == "met"
    assert desk.get(page).status_code == 409
