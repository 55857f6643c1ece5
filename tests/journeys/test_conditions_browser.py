"""What only a browser shows of the conditions: structured data under the content policy, and texts that are copied."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from reprise.apps.accounts.rights import Role
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_shop
from tests.support.browser import DESK, LANGUAGES, PHONE, axe_findings, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Contexts = Callable[..., BrowserContext]


def test_structured_data_stands_in_the_page_and_the_content_policy_says_nothing(
    new_context: Contexts, live_server: Any
) -> None:
    shop = a_shop()
    for tab in opened(new_context, live_server.url, LANGUAGES["en"], **PHONE):
        tab.goto(f"/en/s/{shop.slug}/conditions/")
        data = json.loads(tab.locator('script[type="application/ld+json"]').inner_text())
        assert data["hasMerchantReturnPolicy"]["@type"] == "MerchantReturnPolicy"
        tab.get_by_label("You live in").select_option("ES")
        tab.get_by_role("button", name="Show its law").click()
        assert "3 years" in tab.locator("#faulty").inner_text()
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]  # type: ignore[index]


def test_a_notice_is_opened_with_the_keyboard_and_copied(new_context: Contexts, live_server: Any) -> None:
    shop = a_shop()
    browser = at_the_desk(somebody(shop, Role.OWNER))
    for tab in opened(
        new_context, live_server.url, LANGUAGES["en"], permissions=["clipboard-read", "clipboard-write"], **DESK
    ):
        session = browser.cookies["sessionid"].value
        tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        tab.goto(f"/en/desk/{shop.slug}/notices/")
        tab.locator("#online_function summary").focus()
        tab.keyboard.press("Enter")
        tab.locator("#online_function").get_by_role("button", name="Copy").first.click()
        tab.locator("#online_function [role=status]").filter(has_text="Copied").wait_for()
        assert "Renoncer au contrat ici" in tab.evaluate("navigator.clipboard.readText()")
        assert axe_findings(tab) == []
