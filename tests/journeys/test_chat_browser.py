"""What only a browser shows of the chat: the panel at the side of a page, and the widget on the seller's own site."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.workflows import converse
from reprise.workflows.tests.builders import ines
from tests.journeys.customers import a_shop
from tests.support.browser import LANGUAGES, PHONE, axe_findings, opened
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Contexts = Callable[..., BrowserContext]
PAGE = (
    '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>'
    '<h1>Shop</h1><script src="{}" async></script></html>'
)


def answer(shop: Shop, body: str) -> None:
    """Inès writes in the only conversation there is."""
    thread = Conversation.objects.select_related("case").get(shop=shop)
    converse.say(actor=ines(shop.pk, Role.AGENT), conversation=thread, body=body, at=timezone.now())


def test_a_visitor_opens_the_chat_on_a_page_writes_and_is_answered_there(
    new_context: Contexts, live_server: Any
) -> None:
    shop = a_shop()
    for tab in opened(new_context, live_server.url, LANGUAGES["en"], **PHONE):
        tab.route_web_socket("**/live/", lambda socket: socket.close())  # without sockets: the page asks
        tab.goto(f"/en/s/{shop.slug}/")
        tab.get_by_role("link", name="Write to us").click()
        chat = tab.get_by_role("dialog")
        field = chat.get_by_label("Your message")
        field.fill("Do you deliver to Switzerland? 🇨🇭")
        chat.get_by_role("button", name="Send").click()
        chat.locator(".rp-msg.is-me[data-number]").wait_for()
        assert field.input_value() == ""
        assert axe_findings(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]  # type: ignore[index]
        answer(shop, "Yes, we do.")
        chat.locator(".rp-msg.is-them").filter(has_text="Yes, we do.").wait_for(timeout=15_000)
        field.press("Escape")
        chat.wait_for(state="hidden")
        answer(shop, "Anything else?")
        tab.locator("[data-chat-count]").filter(has_text="1").wait_for(timeout=15_000)
        tab.goto(f"/en/s/{shop.slug}/chat/")
        assert tab.get_by_text("Anything else?").is_visible()


@contextmanager
def a_site(script: str) -> Iterator[str]:
    """The seller's own site, with the one line of the chat."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # as the library calls it
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.format(script).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def open_widget(tab: Page, site: str) -> FrameLocator:
    """Open the chat on the seller's site."""
    tab.goto(site)
    tab.get_by_role("button", name="Write to us").click()
    return tab.frame_locator("iframe")


def press(button: Locator) -> None:
    """Press a button of a frame of another site, once the frame feels the pointer.

    Such a frame has a process of its own: until the browser has painted it, a click goes to the site around it,
    which no visitor does, because they see no button yet.
    """

    def feels() -> bool:
        button.hover()
        return bool(button.evaluate("button => button.matches(':hover')"))

    until(feels)
    button.click()


def test_the_widget_opens_on_a_site_of_the_list_and_on_no_other(new_context: Contexts, live_server: Any) -> None:
    shop = a_shop()
    script = f"{live_server.url}/embed/{shop.slug}/widget.js"
    context = new_context(locale=LANGUAGES["en"], **PHONE)
    context.route_web_socket("**/live/", lambda socket: socket.close())
    tab, other = context.new_page(), context.new_page()
    with a_site(script) as site:
        set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(allowed_origins=[site]))
        chat = open_widget(tab, site)
        chat.get_by_label("Your message").fill("Hello from the shop")
        press(chat.get_by_role("button", name="Send"))
        chat.locator(".rp-msg.is-me[data-number]").wait_for()
        open_widget(tab, site).get_by_text("Hello from the shop").wait_for()  # the page is another one, the key is kept
        set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(allowed_origins=["https://elsewhere.example"]))
        refused = open_widget(other, site)
        other.get_by_role("button", name="Write to us").wait_for(timeout=15_000)  # given back by the empty frame
        assert refused.get_by_label("Your message").count() == 0
    context.close()
