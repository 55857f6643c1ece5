"""When a guide is offered before a claim, and to whom never."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import RequestDraft
from reprise.apps.knowledge.models import GuideRun
from tests.journeys.customers import a_shop, an_order, articles, opened
from tests.journeys.guiding import BOX, FAILED, PRINTER, SAFE, end_to_claim, offered, text, walk, walk_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_guide")]


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def test_the_offer_follows_the_question_of_danger_and_both_ways_are_buttons_alike(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    assert page.endswith("/try_first/")
    body = text(client, page)
    assert "Axe bloqué" in body
    assert "À essayer d’abord : 3 minutes" in body.replace("\xa0", " ")
    both = [part.split("</button>")[0] for part in body.split("<button")[1:] if "btn-secondary btn-xl" in part[:80]]
    assert len(both) == 2
    assert "btn-primary" not in body.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("bought", "said"),
    [
        (PRINTER, ({"reason": "withdraw"},)),
        (PRINTER, (FAILED, {"danger": "burn"})),
        (PRINTER, ({"reason": "wrong_item"},)),
        (PRINTER, ({"reason": "electrical_safety"}, SAFE)),
        (BOX, ({"reason": "fdm_layer_shift"}, SAFE)),
        (("Carte", "", 1, 900), ({"reason": "printer_part_fault"}, SAFE)),
    ],
)
def test_whom_no_guide_can_help_never_sees_one(
    client: Client, shop: Shop, bought: tuple[str, str, int, int], said: tuple[dict[str, str], ...]
) -> None:
    page = offered(client, shop, *said, bought=bought)
    assert "/try_first/" not in page
    key = page.split("/request/")[1].split("/")[0]
    assert "/try_first/" not in walk_to(client, f"/fr/s/lamelle/request/{key}/try_first/")


def test_passing_by_is_said_once(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    wish = walk(client, page, {"do": "on"})
    assert wish.endswith("/wish/")
    evidence = walk(client, wish, {"wish": "repair"})
    assert not GuideRun.objects.exists()
    assert client.get(page).status_code == 200, "one may come back to it"
    assert client.get(evidence).status_code == 200


def test_another_reason_that_calls_for_a_guide_is_offered_anew(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    walk(client, page, {"do": "on"})
    RequestDraft.objects.update(data={**RequestDraft.objects.get().data, "tried": "0:other"})
    assert walk_to(client, page.replace("try_first", "wish")).endswith("/try_first/")


def test_a_guide_that_was_not_offered_cannot_be_begun(client: Client, shop: Shop) -> None:
    page = offered(client, shop)
    assert client.post(page, {"do": "start", "guide": "clog"}).status_code == 422
    assert not GuideRun.objects.exists()


def test_the_rights_do_not_depend_on_having_tried(client: Client, shop: Shop) -> None:
    def rights(page: str) -> str:
        body = text(client, walk(client, page, {"wish": "repair"}, {}))
        return body.split('class="rp-rights')[1].split("<form")[0]

    untouched = rights(walk(client, offered(client, shop), {"do": "on"}))
    RequestDraft.objects.all().delete()
    order = an_order(shop, PRINTER, number="AL-2")
    page = walk(client, opened(client, order), {"line": str(articles(order)[0].pk)}, FAILED, SAFE)
    bench = walk(client, page, {"do": "start", "guide": "axis"})
    walk(client, walk_to(client, walk(client, bench, {})), {"answer": "1"}, {"answer": "1"})
    assert rights(end_to_claim(client)) == untouched
