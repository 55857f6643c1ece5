"""What only a browser shows of a return in the chat: the widget on another site, and the panel beside a page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, FrameLocator, Locator

from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.apps.evidence.models import Evidence
from reprise.apps.notifications.models import Mail
from reprise.platform.jobs.worker import work_off
from reprise.workflows.tests.builders import ines
from tests.journeys.customers import ALICE, a_photo, a_shop, an_order
from tests.journeys.test_chat_browser import a_site, open_widget, press
from tests.support.browser import LANGUAGES, PHONE, axe_findings, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Contexts = Callable[..., BrowserContext]


def mailed_code() -> str:
    """The code of the newest letter, once the job has written it."""
    work_off(at=timezone.now())
    found = re.search(r"^\d{4} \d{4}$", Mail.objects.order_by("-id")[0].text, re.MULTILINE)
    assert found
    return found[0]


def prove(chat: FrameLocator | Locator, number: str) -> None:
    """Say which order it is, and type the code."""
    chat.get_by_label("Order number").fill(number)
    chat.get_by_label("E-mail used for the purchase").fill(ALICE)
    chat.get_by_label("E-mail used for the purchase").press("Enter")
    chat.get_by_label("Code").wait_for()
    chat.get_by_label("Code").fill(mailed_code())
    chat.get_by_label("Code").press("Enter")


def go_on(chat: FrameLocator, heading: str) -> None:
    """Press the one button; the next question has the focus."""
    chat.locator("[data-return-sheet]").get_by_role("button", name="Continue", exact=True).press("Enter")
    chat.get_by_role("heading", name=heading).wait_for()
    assert chat.get_by_role("heading", name=heading).evaluate("it => it === document.activeElement")


def test_a_return_is_opened_in_the_widget_of_another_site(new_context: Contexts, live_server: Any) -> None:
    shop = a_shop()
    order = an_order(shop)
    context = new_context(locale=LANGUAGES["en"], **PHONE)
    context.route_web_socket("**/live/", lambda socket: socket.close())
    tab = context.new_page()
    with a_site(f"{live_server.url}/embed/{shop.slug}/widget.js") as site:
        set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(allowed_origins=[site]))
        chat = open_widget(tab, site)
        press(chat.get_by_role("link", name="Open a return"))
        prove(chat, order.number)
        chat.get_by_role("heading", name="What is the matter?").wait_for()  # one piece: no article to choose
        chat.locator("input[value=other]").check()
        chat.get_by_role("textbox", name="In your own words").fill("The lid is cracked.")
        go_on(chat, "Was anybody in danger?")
        chat.get_by_label("No, nothing of the kind").check()
        go_on(chat, "What would you like?")
        chat.get_by_label("Tell me what I am entitled to").check()
        go_on(chat, "Show us what is wrong")
        photo = FilePayload(name="crack.jpg", mimeType="image/jpeg", buffer=a_photo())
        chat.locator("input[type=file]").first.set_input_files([photo])
        chat.locator(".rp-shot-img").wait_for()
        assert chat.locator(".rp-shot-img").evaluate("it => it.decode().then(() => it.naturalWidth > 0)")
        chat.get_by_role("button", name="See my rights").last.press("Enter")
        chat.get_by_role("button", name="Send my request").press("Enter")
        chat.locator("[data-return-done]").wait_for()
        case = Case.objects.get()
        assert chat.locator("[data-return-done]").get_by_text(case.reference).is_visible()
        chat.locator("[data-return-done]").get_by_role("link", name="Back to the messages").press("Enter")
        line = chat.locator(".rp-msg").filter(has_text=case.reference)
        line.wait_for()
        assert line.get_by_role("link", name="Follow your request").get_attribute("target") == "_blank"
    assert Conversation.objects.get().case_id == case.pk
    assert Evidence.objects.count() == 1
    context.close()


def test_the_panel_beside_a_page_is_usable_and_keeps_its_place(new_context: Contexts, live_server: Any) -> None:
    shop = a_shop()
    order = an_order(shop, ("Boîtier", "accessory", 3, 7400), ("Filament PLA", "filament", 2, 3980))
    for tab in opened(new_context, live_server.url, LANGUAGES["en"], **PHONE):
        tab.route_web_socket("**/live/", lambda socket: socket.close())
        tab.goto(f"/en/s/{shop.slug}/find/")  # a page with fields of the same names
        tab.get_by_role("link", name="Write to us").click()
        panel = tab.get_by_role("dialog")
        panel.get_by_role("link", name="Open a return").press("Enter")
        panel.get_by_role("heading", name="Open a return").wait_for()
        assert axe_findings(tab, {"duplicate-id-aria", "label"}) == []
        panel.locator("[data-return-sheet]").get_by_role("button", name="Continue").press("Enter")
        panel.locator("[data-errors]").wait_for()
        panel.locator("[data-errors] a").first.press("Enter")
        assert panel.locator("[name=number]").evaluate("it => it === document.activeElement")
        prove(panel, order.number)
        panel.get_by_role("heading", name="Which articles is it about?").wait_for()
        assert axe_findings(tab) == []
        panel.get_by_role("checkbox").first.check()
        panel.get_by_role("button", name="One more").first.click()
        panel.locator("[data-return-sheet]").get_by_role("button", name="Continue").click()
        panel.get_by_role("heading", name="What is the matter?").wait_for()
        assert axe_findings(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]  # type: ignore[index]
        panel.get_by_role("textbox", name="In your own words").fill("The lid")
        panel.locator("[data-return-close]").first.click()
        panel.get_by_label("Your message").wait_for()
        panel.get_by_role("link", name="Open a return").click()
        assert panel.get_by_role("textbox", name="In your own words").input_value() == "The lid"
        tab.reload()
        tab.get_by_role("link", name="Write to us").click()
        tab.get_by_role("dialog").get_by_role("link", name="Open a return").click()
        tab.get_by_role("heading", name="What is the matter?").wait_for()  # kept by the house, it goes on there
