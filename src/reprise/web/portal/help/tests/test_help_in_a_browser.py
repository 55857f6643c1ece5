"""The help in a browser: titles while one types, all by keys, clean under axe at every turn; and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reprise.apps.accounts.actors import system
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.shop_content import content_of
from reprise.apps.knowledge.services.save_article import save_article
from reprise.workflows.tests.builders import a_shop
from tests.support.browser import LANGUAGES, PHONE, opened
from tests.support.builders import AT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_pictures() -> None:
    """A shop whose article has drawings, a warning and steps."""
    shop = a_shop()
    kept = content_of(next(one for one in shipped() if one.id == "help-warping"))
    kept["pictures"] = ["warped-corner", "brim"]
    for lang in ("fr", "en"):
        kept[lang]["body"] += "\n\n> **Stop.**\n\n1. Un.\n2. Deux.\n\n## A\n\nb\n\n## C\n\nd"
    save_article(actor=system(shop.pk), slug="help-warping", content=kept, reviewed=AT.date(), why="", at=AT)


def test_a_question_typed_at_night_is_answered_by_keys_alone(
    phone: Page, language: str, accessible: Callable[[Page], None]
) -> None:
    with_pictures()
    base = f"/{language}/s/atelier-lamelle/help/"
    phone.goto(base)
    field = phone.locator("#help-q")
    field.press_sequentially("warping")
    titles = phone.locator("[data-suggest-list] a")
    expect(titles.first).to_be_visible()
    accessible(phone)
    field.press("ArrowDown")
    expect(titles.first).to_be_focused()
    phone.keyboard.press("Escape")
    expect(titles.first).to_be_hidden()
    expect(field).to_have_value("warping")
    field.press("Enter")
    expect(phone.locator("#told")).to_be_visible()
    accessible(phone)
    phone.emulate_media(color_scheme="dark")
    for path in ("?q=refund+remboursement", "?q=smoke+fire+fume+feu", "?q=zzzz", "help-warping/", "zzz/"):
        phone.goto(base + path)
        accessible(phone)
        assert phone.evaluate("document.documentElement.scrollWidth <= 390"), path


def test_without_scripts_one_asks_reads_and_says_what_is_missing(
    new_context: Callable[..., BrowserContext], live_server: Any
) -> None:
    with_pictures()
    for page in opened(new_context, live_server.url, LANGUAGES["en"], java_script_enabled=False, **PHONE):
        page.goto("/en/s/atelier-lamelle/help/")
        page.fill("#help-q", "how long does a refund take")
        page.locator("main form[role=search] button").click()
        page.get_by_role("link", name="Read the whole article").click()
        page.locator(".rp-helprate button[value=no]").click()
        page.fill("#words", "And by cheque?")
        page.locator(".rp-helprate button").click()
        expect(page.locator("#rate")).to_contain_text("Thank you")
        page.goto("/en/s/atelier-lamelle/help/help-warping/")
        expect(page.locator("figure")).to_have_count(2)
