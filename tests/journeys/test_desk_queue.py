"""The queue by keyboard alone: letters move and act, and are left alone while somebody types."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.workflows.tests.builders import a_shop, an_order, asked
from tests.journeys.staff import at, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def cases(shop: Shop) -> list[Case]:
    return [asked(an_order(shop, number=str(1001 + n))) for n in range(3)]


def test_j_and_k_choose_enter_opens_and_a_takes_the_step(
    desk: Page, live_server: Any, language: str, shop: Shop, cases: list[Case]
) -> None:
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language))
    for key in "jjk":
        desk.keyboard.press(key)
    current = desk.locator("[data-row].is-current")
    expect(current).to_contain_text(cases[1].reference)
    expect(current.locator("[data-open]")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(f"{live_server.url}{at(language)[:-6]}cases/{cases[1].reference}/")
    desk.go_back()
    desk.keyboard.press("a")
    desk.wait_for_url("**/decide/**")


def test_letters_are_text_while_somebody_types(
    desk: Page, live_server: Any, language: str, shop: Shop, cases: list[Case]
) -> None:
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language))
    desk.keyboard.press("/")
    expect(desk.locator("[data-search-key]")).to_be_focused()
    desk.keyboard.type("jaka")
    expect(desk.locator("[data-search-key]")).to_have_value("jaka")
    expect(desk.locator("[data-row].is-current")).to_contain_text(cases[0].reference)


def test_the_letter_keys_are_switched_off_for_good(
    desk: Page, live_server: Any, language: str, shop: Shop, cases: list[Case]
) -> None:
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language))
    desk.locator("[data-keys-help]").click()
    desk.locator("[data-keys-switch]").click()
    desk.goto(at(language))
    desk.keyboard.press("j")
    expect(desk.locator("[data-row].is-current")).to_contain_text(cases[0].reference)


def test_cases_are_chosen_given_away_and_the_place_is_kept_by_keyboard_alone(
    desk: Page, live_server: Any, language: str, shop: Shop, cases: list[Case]
) -> None:
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language))
    desk.keyboard.press("?")
    expect(desk.locator("[data-keys-dialog]")).to_be_visible()
    desk.keyboard.press("j")  # nothing moves behind the dialog
    desk.keyboard.press("Escape")
    expect(desk.locator("[data-bulkbar]")).to_be_hidden()
    for key in "jxjx":
        desk.keyboard.press(key)
    expect(desk.locator("[data-bulkbar]")).to_be_visible()
    desk.keyboard.press("e")
    desk.wait_for_url("**/queue/bulk/")
    for reference in (cases[1].reference, cases[2].reference):
        expect(desk.locator(f'input[value="{reference}"]')).to_have_count(1)
    desk.locator("#id_person").focus()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(r"/queue/bulk/\d+/$"))
    assert set(Case.objects.exclude(assignee=None).values_list("reference", flat=True)) == {
        cases[1].reference, cases[2].reference,
    }  # fmt: skip
    desk.goto(at(language))
    expect(desk.locator("[data-row].is-current")).to_contain_text(cases[2].reference)
    desk.keyboard.press("k")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/cases/**")
    desk.goto(at(language))
    expect(desk.locator("[data-row].is-current")).to_contain_text(cases[1].reference)
    expect(desk.locator("[data-row].is-current [data-open]")).to_be_focused()


def test_every_row_is_reached_with_the_tab_key(
    desk: Page, live_server: Any, language: str, shop: Shop, cases: list[Case]
) -> None:
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language))
    reached = []
    for _ in range(60):
        desk.keyboard.press("Tab")
        reached.append(desk.evaluate("document.activeElement.getAttribute('href') || ''"))
    assert all(any(case.reference in href for href in reached) for case in cases)
