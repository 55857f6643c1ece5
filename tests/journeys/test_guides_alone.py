"""A guide outside its claim: opened by itself, by a stranger, or with answers nobody offered."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, RequestDraft
from reprise.apps.knowledge.models import GuideRun
from tests.journeys.customers import a_shop
from tests.journeys.guiding import begun, offered, text, walk, walk_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_guide")]


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def test_whoever_was_sent_the_address_of_a_guide_does_not_answer_the_claim(client: Client, shop: Shop) -> None:
    first = begun(client, shop)
    stranger = Client()
    walk(stranger, first, {"answer": "1"}, {"answer": "0"})
    assert not RequestDraft.objects.get().data.get("solved")
    walk(stranger, first, {"answer": "2"})
    assert RequestDraft.objects.get().data["danger"] is None  # a danger is asked about, whoever saw it


@pytest.mark.parametrize("answer", ["7", "-1", "", "x" * 5000, "<script>"])
def test_an_answer_nobody_offered_is_asked_again(client: Client, shop: Shop, answer: str) -> None:
    step = begun(client, shop)
    response = client.post(step, {"answer": answer})
    assert response.status_code == 422
    assert "<script>" not in response.content.decode().split("<main")[1].split("</main>")[0]


def test_a_step_far_ahead_leads_to_where_the_run_stands(client: Client, shop: Shop) -> None:
    step = begun(client, shop)
    ahead = step.replace("/looks/", "/works/")
    assert walk_to(client, walk_to(client, ahead)) == step
    assert GuideRun.objects.get().outcome == ""


def test_a_guide_stands_alone_and_a_claim_after_it_knows_what_was_tried(client: Client, shop: Shop) -> None:
    assert "Axe bloqué" in text(client, "/fr/s/lamelle/guides/")
    run = walk(client, "/fr/s/lamelle/guides/axis/", {"machine": "prusa"})
    step = walk_to(client, run)
    assert "Continuer ma demande" not in text(client, step)
    clears = walk(client, step, {"answer": "1"})
    assert "On a Prusa, the left rail." in text(client, clears)
    walk(client, clears, {"answer": "1"})
    page = offered(client, shop)
    assert "Vous avez déjà essayé" in text(client, page)
    walk(client, walk(client, page, {"do": "on"}), {"wish": "repair"}, {}, {})
    assert GuideRun.objects.get().case == Case.objects.get()


def test_a_search_among_guides_finds_or_says_that_it_does_not(client: Client, shop: Shop) -> None:
    assert "Voilà qui en parle" in text(client, "/fr/s/lamelle/guides/?q=l%27axe+est+bloqué")
    assert "Aucun guide" in text(client, "/fr/s/lamelle/guides/?q=remboursement")
    hostile = text(client, "/fr/s/lamelle/guides/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in hostile


def test_the_guide_of_another_shop_is_nobody_s(client: Client, shop: Shop) -> None:
    step = begun(client, shop)
    a_shop("voisin")
    assert client.get(step.replace("/s/lamelle/", "/s/voisin/")).status_code == 404
    assert client.get("/fr/s/lamelle/guides/axis/unknown/looks/").status_code == 404
    assert client.get("/fr/s/lamelle/guides/none/").status_code == 404


def test_pages_of_a_guide_cost_few_queries(
    client: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    step = begun(client, shop)
    client.get(step)
    with django_assert_max_num_queries(8):
        client.get(step)
    with django_assert_max_num_queries(20):
        client.post(step, {"answer": "1"})
    with django_assert_max_num_queries(10):
        client.get("/fr/s/lamelle/guides/")
