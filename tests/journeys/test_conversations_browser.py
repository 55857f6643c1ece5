"""A visitor on a telephone and Inès at her desk talk live in two browsers; two matters become one, and two again."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from reprise.apps.accounts.actors import customer_of_conversation
from reprise.apps.accounts.models import Shop
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.workflows import converse
from tests.journeys.customers import a_shop
from tests.journeys.staff import at, sign_in
from tests.support.browser import DESK, LANGUAGES, PHONE, axe_findings, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SOON = 15_000  # milliseconds: without sockets, a page asks every few seconds


@pytest.fixture
def shop() -> Shop:
    """A shop open to customers."""
    return a_shop("atelier-lamelle")


@pytest.fixture
def agent(shop: Shop, new_context: Callable[..., BrowserContext], live_server: Any) -> Iterator[Page]:
    """Inès’ browser, signed in."""
    for tab in opened(new_context, live_server.url, LANGUAGES["fr"], **DESK):
        tab.route_web_socket("**/live/", lambda socket: socket.close())
        sign_in(tab, live_server.url, shop)
        yield tab


@pytest.fixture
def visitor(new_context: Callable[..., BrowserContext], live_server: Any) -> Iterator[Page]:
    """Somebody’s telephone."""
    for tab in opened(new_context, live_server.url, LANGUAGES["fr"], **PHONE):
        tab.route_web_socket("**/live/", lambda socket: socket.close())
        yield tab


def asked(shop: Shop, *said: str) -> Conversation:
    """What Manon wrote, at one address, in a conversation of its own."""
    now = timezone.now()
    begun, manon = begin_conversation(
        shop=shop, language="fr", channel=Channel.CHAT, name="Manon", email="manon@example.com", is_verified=True,
        role=PartRole.VISITOR, at=now,
    )  # fmt: skip
    actor = customer_of_conversation(shop.pk, begun.pk, "Manon", participant_id=manon.pk)
    for body in said:
        converse.say(actor=actor, conversation=begun, body=body, at=timezone.now())
    return begun


def test_a_visitor_on_a_telephone_and_an_agent_at_the_desk_talk_live(shop: Shop, visitor: Page, agent: Page) -> None:
    agent.goto(at("fr", "conversations/"))
    side = agent.locator('.rp-nav-link[aria-current="page"] .rp-nav-count')
    assert side.count() == 0, "nobody waits"
    visitor.goto(f"/fr/s/{shop.slug}/")
    visitor.get_by_role("link", name="Nous écrire").click()
    chat = visitor.get_by_role("dialog")
    chat.get_by_label("Votre message").fill("Ma buse est bouchée, que faire ?")
    chat.get_by_role("button", name="Envoyer").dblclick()
    line = agent.locator("[data-row]").filter(has_text="Ma buse est bouchée")
    expect(line).to_have_count(1, timeout=SOON)
    expect(side).to_have_text("1")
    line.locator("[data-open]").click()
    agent.locator("textarea[data-compose]").fill("Chauffez à 250 °C, puis poussez une aiguille.")
    agent.keyboard.press("Control+Enter")
    answer = chat.locator(".rp-msg.is-them").filter(has_text="une aiguille")
    expect(answer).to_be_visible(timeout=SOON)
    expect(chat.locator("[data-chat-hours]:visible")).to_have_count(0)
    expect(side).to_have_count(0)
    expect(chat.locator(".rp-msg.is-me")).to_have_count(1)  # pressed twice, said once
    chat.get_by_label("Plus", exact=True).or_(chat.locator("[data-chat-menu] summary")).first.click()
    chat.get_by_role("button", name="M’envoyer cette conversation").click()
    expect(chat.get_by_label("Adresse e-mail")).to_be_focused()  # it is missing: the line that asks for it opens
    assert axe_findings(visitor) == []
    assert axe_findings(agent) == []


def test_two_conversations_become_one_and_a_message_leaves_it_again(shop: Shop, agent: Page) -> None:
    kept, other = asked(shop, "Bonjour, le séchoir tient-il deux bobines ?"), asked(shop, "Autre chose : et la TVA ?")
    agent.goto(at("fr", f"conversations/{kept.key}/merge/"))
    agent.get_by_role("radio").first.check()
    agent.locator("main .btn-primary").click()
    expect(agent.locator("[data-said]")).to_contain_text("et la TVA")
    expect(agent.locator("[data-said]")).to_contain_text("deux bobines")
    agent.goto(at("fr", f"conversations/{other.key}/"))
    expect(agent.locator("[data-said]")).to_contain_text("deux bobines")  # the old address leads to the one thread
    agent.goto(at("fr", f"conversations/{kept.key}/split/"))
    expect(agent.get_by_label("deux bobines")).to_be_checked()  # what came by the merge is chosen: it can be undone
    agent.get_by_label("deux bobines").uncheck()
    agent.get_by_label("et la TVA").check()
    agent.locator("main .btn-primary").click()
    expect(agent.locator("[data-said]")).to_contain_text("et la TVA")
    expect(agent.locator("[data-said]")).not_to_contain_text("deux bobines")
    assert axe_findings(agent) == []
