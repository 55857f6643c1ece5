"""Every page of the desk and of the customers in a real browser: clean under axe, and never wider than its window."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext
from playwright.sync_api import Page as Tab

from tests.pages.stage import Stage
from tests.pages.test_every_page import an_hour_later, shown, stage
from tests.support.browser import DESK, LANGUAGES, PHONE, axe_findings, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

__all__ = ["an_hour_later", "stage"]  # the fixtures


def faults_of(tab: Tab, address: str) -> list[str]:
    """What is wrong with one page."""
    answer = tab.goto(address)
    assert answer is not None
    wide, window = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    found = [] if answer.status == 200 else [f"status {answer.status}"]
    found += [f"{wide} px in a window of {window}"] if wide > window else []
    found += [] if tab.locator("h1").count() == 1 else ["not one heading"]
    return [f"{address}: {fault}" for fault in found + axe_findings(tab)]


def enter(tab: Tab, stage: Stage, base_url: str) -> None:
    """Give a browser the session of the stage."""
    session = stage.browser.cookies["sessionid"].value
    tab.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])


Contexts = Callable[..., BrowserContext]


def test_every_page_is_clean_at_a_desk(stage: Stage, new_context: Contexts, live_server: Any) -> None:
    for tab in opened(new_context, live_server.url, LANGUAGES["fr"], **DESK):
        enter(tab, stage, live_server.url)
        assert [fault for address in shown(stage).values() for fault in faults_of(tab, address)] == []


def test_every_page_is_clean_on_a_telephone_in_the_dark(stage: Stage, new_context: Contexts, live_server: Any) -> None:
    for tab in opened(new_context, live_server.url, LANGUAGES["en"], color_scheme="dark", **PHONE):
        enter(tab, stage, live_server.url)
        english = [address.replace("/fr/", "/en/", 1) for address in shown(stage).values()]
        assert [fault for address in english for fault in faults_of(tab, address)] == []
