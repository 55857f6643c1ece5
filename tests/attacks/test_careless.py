"""Somebody in a hurry: a session that ended in mid-form, a draft thrown away, the same page in many tabs."""

from datetime import timedelta

import pytest
from django.test import Client

from reprise.apps.cases.models import Case, RequestDraft
from tests.journeys.customers import a_shop, an_order, articles, now, opened

pytestmark = pytest.mark.django_db
TOLD = "Il ne chauffe plus, alors que la lampe s’allume. " * 4


def begun(client: Client) -> tuple[str, int]:
    """Where the pages of a request are, and the article it is about."""
    order = an_order(a_shop())
    base, line = opened(client, order).removesuffix("rights/"), articles(order)[0].pk
    assert client.post(f"{base}items/", {"line": line, f"pieces-{line}": 1}).status_code == 302
    return base, line


def test_what_was_typed_when_the_session_was_over_is_given_back(client: Client) -> None:
    base, line = begun(client)
    client.cookies.clear()
    page = client.post(f"{base}reason/{line}/", {"reason": "other", "description": TOLD})
    assert page.status_code == 403
    assert TOLD.strip() in page.content.decode()


def test_what_was_typed_into_a_request_thrown_away_is_given_back(client: Client) -> None:
    base, line = begun(client)
    RequestDraft.objects.update(expires_at=now() - timedelta(minutes=1))
    page = client.post(f"{base}reason/{line}/", {"reason": "other", "description": TOLD})
    assert page.status_code == 410
    assert TOLD.strip() in page.content.decode()


def test_ten_tabs_of_one_request_are_one_case_and_each_says_where_it_is(client: Client) -> None:
    base, line = begun(client)
    client.post(f"{base}reason/{line}/", {"reason": "withdraw"})
    places = {client.post(f"{base}rights/").headers["Location"] for _tab in range(10)}
    assert len(places) == 1
    assert Case.objects.count() == 1
    late = client.post(f"{base}reason/{line}/", {"reason": "other", "description": TOLD})
    assert late.headers["Location"] in places


def test_ten_thousand_characters_are_refused_in_words_and_still_there(client: Client) -> None:
    base, line = begun(client)
    page = client.post(f"{base}reason/{line}/", {"reason": "other", "description": "Ωé😀" * 3_400})
    assert page.status_code == 422
    assert "Ωé😀" * 3_400 in page.content.decode()
