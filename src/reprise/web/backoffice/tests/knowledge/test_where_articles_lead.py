"""Links between articles are looked at by themselves; addresses outside only when somebody presses."""

from collections.abc import Iterable

import pytest
from django.core.cache import cache
from django.test import Client

from reprise.integrations.web_links.check import Answered, LinkAnswer
from reprise.web.backoffice.knowledge import links
from reprise.web.backoffice.tests.knowledge.builders import ARTICLE, DESK

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A web on which everything is gone; what was asked of it."""
    asked: list[str] = []

    def check(addresses: Iterable[str]) -> list[LinkAnswer]:
        asked.extend(addresses)
        return [LinkAnswer(one, Answered.GONE) for one in asked]

    monkeypatch.setattr(links, "check_links", check)
    cache.clear()
    return asked


def test_looking_asks_nobody_and_pressing_asks_a_few(ines: Client, web: list[str]) -> None:
    page = ines.get(f"{DESK}links/").content.decode()
    ines.post(f"{DESK}links/")
    assert web == []
    assert "pas encore interrogée" in page
    told = ines.post(f"{DESK}links/", {"do": "ask"}, follow=True).content.decode()
    assert 0 < len(web) <= links.AT_ONCE
    assert all(address.startswith("https://") for address in web)
    assert "a disparu" in told


def test_an_article_that_leads_to_a_hidden_one_is_told(claire: Client) -> None:
    assert "chaque lien entre articles mène" in claire.get(f"{DESK}links/").content.decode()
    claire.post(f"{ARTICLE}deed/", {"do": "hide"})
    assert "help:return-packaging" in claire.get(f"{DESK}links/").content.decode()
