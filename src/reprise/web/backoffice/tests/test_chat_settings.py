"""The page on which a shop says where its chat is, what it says first, and whom its links let in."""

import re
from unittest.mock import Mock

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import ChatSettings
from reprise.apps.knowledge.ports import provide_language_model
from reprise.web.backoffice.tests.people import at_the_desk, somebody

pytestmark = pytest.mark.django_db
PAGE = "/fr/desk/atelier-lamelle/chat/"
KEPT = {"is_on": "on", "assistant_on": "on", "greeting_fr": "Bonjour !", "greeting_en": "Hello!"}


@pytest.fixture
def owner(shop: Shop) -> Client:
    return at_the_desk(somebody(shop, Role.OWNER))


def kept() -> ChatSettings:
    return ChatSettings.objects.get()


def test_what_is_typed_is_kept_and_shown_again(owner: Client, shop: Shop) -> None:
    form = KEPT | {"allowed_origins": "https://www.lamelle.example\nhttps://lamelle.example/", "asks_code": "on"}
    assert owner.post(PAGE, form).status_code == 302
    assert kept().allowed_origins == ["https://www.lamelle.example", "https://lamelle.example"]
    shop.refresh_from_db()
    assert (kept().is_on, kept().greeting_en, shop.asks_code) == (True, "Hello!", True)
    page = owner.get(PAGE).content.decode()
    assert all(words in page for words in ("Bonjour !", "https://lamelle.example"))
    assert re.search(r'<input[^>]*name="asks_code"[^>]* checked', page)
    owner.post(PAGE, KEPT | {"is_on": ""})
    shop.refresh_from_db()
    assert (kept().is_on, kept().allowed_origins, shop.asks_code) == (False, [], False)


def test_a_site_that_is_none_is_refused_and_nothing_of_it_is_kept(owner: Client, shop: Shop) -> None:
    answer = owner.post(PAGE, KEPT | {"allowed_origins": "pas un site", "asks_code": "on"})
    assert answer.status_code == 422
    assert "pas un site" in answer.content.decode()
    shop.refresh_from_db()
    assert (ChatSettings.objects.exists(), shop.asks_code) == (False, False)


def test_an_identity_is_asked_for_only_once_there_is_a_key_which_is_shown_once(owner: Client, shop: Shop) -> None:
    assert owner.post(PAGE, KEPT | {"identity_required": "on"}).status_code == 422
    made = owner.post(f"{PAGE}key/").content.decode()
    assert "Copiez cette clé" in made
    assert "Copiez cette clé" not in owner.get(PAGE).content.decode()
    assert owner.post(PAGE, KEPT | {"identity_required": "on"}).status_code == 302
    assert kept().identity_required
    owner.post(f"{PAGE}key/", {"do": "drop"})
    assert not kept().identity_secret


def test_only_whoever_may_set_the_shop_up_sees_it(desk: Client, shop: Shop) -> None:
    assert desk.get(PAGE).status_code == 403
    assert desk.post(PAGE, KEPT).status_code == 403


def test_a_language_model_is_offered_where_the_operator_runs_one_and_used_where_the_shop_says_so(owner: Client) -> None:
    assert 'name="model_on"' not in owner.get(PAGE).content.decode()
    provide_language_model(Mock())
    try:
        assert 'name="model_on"' in owner.get(PAGE).content.decode()
        owner.post(PAGE, KEPT | {"model_on": "on"})
        assert kept().model_on
        owner.post(PAGE, KEPT)
        assert not kept().model_on
    finally:
        provide_language_model(None)
