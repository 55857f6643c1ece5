"""The chat in a real browser on a real server: what the other side does is there without being asked for."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, WebSocket

from reprise.apps.conversations.models import Conversation
from reprise.workflows import converse
from reprise.workflows.tests.builders import ines
from tests.live.serving import Served, open_page, served
from tests.support.browser import LANGUAGES, PHONE, opened
from tests.support.builders import a_shop
from tests.support.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 2_500  # milliseconds: sooner than a page that asks would find out


@pytest.fixture(scope="module")
def server(django_db_setup: None) -> Iterator[Served]:
    with served() as running:
        yield running


def test_a_visitor_sees_who_writes_and_what_they_wrote_without_asking(
    new_context: Callable[..., BrowserContext], server: Served
) -> None:
    shop = a_shop()
    sockets: list[WebSocket] = []
    for page in opened(new_context, f"http://127.0.0.1:{server.port}", LANGUAGES["en"], **PHONE):
        page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108  # Playwright marks what it calls
        page.goto(f"/en/s/{shop.slug}/chat/")
        page.locator("textarea").fill("My part is broken.")
        page.get_by_role("button", name="Send").click()
        until(lambda: Conversation.objects.filter(shop=shop, sequence__gte=1).exists())
        conversation = Conversation.objects.select_related("case").get(shop=shop)
        with open_page(server, f"conversation:{conversation.key}", side="staff", name="Inès Marchetti") as desk:
            desk.hears(lambda told: told.get("here") == [{"side": "customer", "name": ""}])
            desk.say(typing=True, topic=0)
            page.get_by_text("Inès is writing").wait_for(timeout=SOON)
            converse.say(actor=ines(shop.pk), conversation=conversation, body="Show me.", at=timezone.now())
            page.get_by_text("Show me.").wait_for(timeout=SOON)
            page.get_by_text("Inès is writing").wait_for(state="hidden", timeout=SOON)
            page.locator("textarea").press_sequentially("Here")
            assert desk.hears(lambda told: "typing" in told)["typing"]["side"] == "customer"
        assert len(sockets) == 1
