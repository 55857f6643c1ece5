"""Finding an order without an account: one answer for everybody, a link that only a person's press spends."""

import re

import pytest
from django.test import Client

from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.queries import outbox_newest
from reprise.platform.jobs.worker import work_off
from tests.journeys.customers import ALICE, a_case, a_shop, an_order, link_in_letter, now, order_link, path_of

pytestmark = pytest.mark.django_db
FIND = "/fr/s/lamelle/find/"


def ask(client: Client, number: str = "AL-20418", email: str = ALICE) -> str:
    """Ask for a link; the words of the page that answers, without what was typed and what differs by chance."""
    page = client.post(FIND, {"number": number, "email": email}, follow=True).content.decode()
    return re.sub(r'value="[^"]*"|name="csrf[^>]*', "", page).replace(number, "N").replace(email, "E")


def test_the_answer_is_the_same_whether_the_order_exists_or_not(client: Client) -> None:
    an_order(a_shop())
    assert ask(client) == ask(client, "AL-99999") == ask(client, email="mallory@example.com")


def test_the_link_goes_to_the_address_of_the_order_and_opens_it(client: Client) -> None:
    an_order(a_shop())
    ask(client, " #al-20418 ", "Alice@Example.com")
    work_off(at=now())
    assert outbox_newest(1)[0].to == ALICE
    response = client.post(link_in_letter(), follow=True)
    assert "Sécheur de filament. Choisissez le dessin le plus proche." in response.content.decode()


def test_a_stranger_to_the_order_gets_no_letter(client: Client) -> None:
    an_order(a_shop())
    ask(client, email="mallory@example.com")
    work_off(at=now())
    assert not Mail.objects.exists()


def test_looking_at_the_link_spends_nothing(client: Client) -> None:
    link = order_link(an_order(a_shop()))
    assert client.get(link).status_code == client.get(link).status_code == 200
    assert client.post(link).status_code == 302


@pytest.mark.django_db(transaction=True)  # the page is drawn after the refusal has undone its transaction
def test_a_spent_link_says_how_to_get_another(client: Client) -> None:
    link = order_link(an_order(a_shop()))
    client.post(link)
    response = Client().post(link)
    assert response.status_code == 410
    assert "Recevoir un nouveau lien" in response.content.decode()


@pytest.mark.django_db(transaction=True)  # the page is drawn after the refusal has undone its transaction
def test_a_link_made_up_looks_like_a_spent_one(client: Client) -> None:
    a_shop()
    assert client.post("/fr/s/lamelle/order/nothing-of-ours/").status_code == 410


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "", "email": ALICE}, "Écrivez le numéro de commande"),
        ({"number": "AL-20418", "email": ""}, "Écrivez l’adresse e-mail"),
        ({"number": "AL-20418", "email": "alice@"}, "par exemple camille@example.com"),
        ({"number": "9" * 200, "email": ALICE}, "trop long"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(
    client: Client, typed: dict[str, str], said: str
) -> None:
    a_shop()
    response = client.post(FIND, typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(said) == 2  # in the summary, and at the field
    assert f'value="{typed["email"]}"' in page


@pytest.mark.django_db(transaction=True)
def test_asking_too_often_is_refused_with_what_to_do(client: Client) -> None:
    a_shop()
    answers = [client.post(FIND, {"number": "AL-1", "email": ALICE}).status_code for _ in range(12)]
    assert answers[0] == 302
    assert answers[-1] == 422


@pytest.mark.parametrize("pieces", [1, 2])
def test_an_order_with_a_case_leads_to_the_case_first_and_to_another_while_a_piece_is_free(
    client: Client, pieces: int
) -> None:
    order = an_order(a_shop(), ("Sécheur de filament", "accessory", pieces, 8900))
    case = a_case(order)
    page = client.post(order_link(order), follow=True).content.decode()
    assert path_of(case) in page
    assert ("Commencer une autre demande" in page) == (pieces > 1)
    assert ("Tous les articles de cette commande sont déjà dans une demande" in page) == (pieces == 1)


def test_what_is_not_there_leads_back_to_its_shop_where_one_is_named(client: Client) -> None:
    a_shop()
    assert 'href="/fr/s/lamelle/"' in client.get("/fr/s/lamelle/nope/").content.decode()
    assert "rp-error-way" not in client.get("/fr/s/nowhere/").content.decode()


def test_another_browser_does_not_see_the_order(client: Client) -> None:
    order = an_order(a_shop())
    a_case(order)
    client.post(order_link(order))
    path = f"/fr/s/lamelle/orders/{order.pk}/"
    assert client.get(path).status_code == 200
    assert Client().get(path).status_code == 404


def test_an_unknown_shop_is_a_page_that_says_so(client: Client) -> None:
    response = client.get("/fr/s/nobody/")
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


def test_a_shop_without_orders_or_words_still_has_its_pages(client: Client) -> None:
    a_shop()
    for page in ("", "find/", "find/sent/", "conditions/", "legal/"):
        assert client.get(f"/fr/s/lamelle/{page}").status_code == 200
