"""The withdrawal function in a real browser: with the keyboard alone, and on a phone that runs no script."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Statement
from tests.journeys.customers import a_shop, an_order
from tests.support.browser import LANGUAGES, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]
CONFIRM = {"fr": "Confirmer la rétractation", "en": "Confirm withdrawal"}


@pytest.fixture
def shop(tmp_path: Path, settings: Settings) -> Shop:
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path})
    return a_shop()


@pytest.fixture
def plain_phone(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """A phone that runs no script."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], java_script_enabled=False, **PHONE)


def test_with_the_keyboard_alone_and_without_a_finding(
    desk: Page, shop: Shop, language: str, accessible: Check
) -> None:
    an_order(shop)
    desk.goto(f"/{language}/s/{shop.slug}/withdraw/")
    accessible(desk)
    desk.locator("#name").focus()
    desk.keyboard.type("Alice Martin")
    desk.keyboard.press("Tab")
    desk.keyboard.type("AL-20418")
    desk.locator("#email").focus()
    desk.keyboard.type("alice@example.com")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/withdraw/check/"))
    accessible(desk)
    button = desk.get_by_role("button", name=CONFIRM[language], exact=True)
    button.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".rp-done .rp-ref")).to_be_visible()
    accessible(desk)
    desk.go_back()
    expect(button).to_be_visible()
    button.dblclick()
    expect(desk.locator(".rp-done .rp-ref")).to_be_visible()
    assert Statement.objects.count() == 1


def test_without_scripts_what_is_wrong_is_said_and_what_was_typed_stays(
    plain_phone: Page, shop: Shop, language: str
) -> None:
    page = plain_phone
    page.goto(f"/{language}/s/{shop.slug}/withdraw/")
    page.locator("input[name=what][value=part]").check()
    page.fill("#name", "Ελένη Παπαδοπούλου-Χατζηκωνσταντίνου")
    page.locator("main .btn-primary").click()
    expect(page.locator(".rp-errors")).to_be_visible()
    expect(page.locator("#name")).to_have_value("Ελένη Παπαδοπούλου-Χατζηκωνσταντίνου")
    page.fill("#number", "X-1")
    page.fill("#goods", "une bobine")
    page.fill("#email", "eleni@example.com")
    page.locator("main .btn-primary").click()
    page.locator(".rp-recap-act button").first.click()
    expect(page.locator("#goods")).to_have_value("une bobine")
    page.locator("main .btn-primary").click()
    page.get_by_role("button", name=CONFIRM[language], exact=True).click()
    expect(page.locator(".rp-done .rp-ref")).to_be_visible()
    assert Statement.objects.count() == 1
