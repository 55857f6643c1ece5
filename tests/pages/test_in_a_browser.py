"""Every page of the desk and of the customers in a browser: clean under axe, no wider than its window, all by keys."""

from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as Tab

from tests.pages.keyboard import out_of_reach
from tests.pages.stage import Stage
from tests.pages.test_every_page import an_hour_later, shown, stage
from tests.support.browser import DESK, LANGUAGES, PHONE, axe_findings, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["an_hour_later", "stage"]  # the fixtures

NARROW: Final = 320  # 1280 px at four times their size
Contexts = Callable[..., BrowserContext]


def too_wide(tab: Tab) -> list[str]:
    """How far the page reaches beyond its window."""
    wide, window = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    return [f"{wide} px in a window of {window}"] if wide > window else []


def faults_of(tab: Tab, address: str) -> list[str]:
    """What is wrong with one page as it comes, and in the narrowest window."""
    answer = tab.goto(address)
    whole = tab.viewport_size
    assert answer is not None
    assert whole is not None
    found = [] if answer.status == 200 else [f"status {answer.status}"]
    found += [] if tab.url.endswith(address) else [f"it is {tab.url}"]
    found += [] if tab.locator("h1").count() == 1 else ["not one heading"]
    found += too_wide(tab) + axe_findings(tab, also={"landmark-unique"})
    tab.set_viewport_size({"width": NARROW, "height": whole["height"]})
    found += too_wide(tab)
    tab.set_viewport_size(whole)
    return [f"{address}: {fault}" for fault in found]


def faults_for_keys(tab: Tab, address: str) -> list[str]:
    """The same, and what hands that leave the mouse alone would miss."""
    return faults_of(tab, address) + [f"{address}: {fault}" for fault in out_of_reach(tab)]


def enter(tab: Tab, stage: Stage, base_url: str) -> None:
    """Give a browser what the stage's holds: the session of the desk, and the stay of a customer."""
    for name, cookie in stage.browser.cookies.items():
        tab.context.add_cookies([{"name": name, "value": cookie.value, "url": base_url}])


def test_every_page_is_clean_at_a_desk(stage: Stage, new_context: Contexts, live_server: Any) -> None:
    for tab in opened(new_context, live_server.url, LANGUAGES["fr"], reduced_motion="reduce", **DESK):
        enter(tab, stage, live_server.url)
        assert [fault for address in shown(stage).values() for fault in faults_for_keys(tab, address)] == []


def test_every_page_is_clean_on_a_telephone_in_the_dark(stage: Stage, new_context: Contexts, live_server: Any) -> None:
    for tab in opened(new_context, live_server.url, LANGUAGES["en"], color_scheme="dark", **PHONE):
        enter(tab, stage, live_server.url)
        english = [address.replace("/fr/", "/en/", 1) for address in shown(stage).values()]
        assert [fault for address in english for fault in faults_of(tab, address)] == []
