"""Customers in a real browser, on a phone, in both languages: with scripts, without, and with the keyboard alone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.transitions import LineMove
from reprise.platform.jobs.worker import work_off
from reprise.workflows import ask_for_details
from reprise.workflows.tests.builders import ines
from tests.journeys.customers import (
    ALICE,
    a_case,
    a_photo,
    a_shop,
    an_order,
    authorised,
    decided,
    link_in_letter,
    now,
    order_link,
    path_of,
)  # fmt: skip
from tests.support.browser import LANGUAGES, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOX = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)
SPOOL = ("Filament PLA noir", "filament", 2, 3980)
Check = Callable[[Page], None]


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "coin.jpg"
    path.write_bytes(a_photo())
    return path


@pytest.fixture
def plain_phone(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """A phone that runs no script."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], java_script_enabled=False, **PHONE)


def go_on(page: Page) -> None:
    """Press the one filled button of the page."""
    page.locator("main .btn-primary").last.click()


def choose(page: Page, value: str) -> None:
    """Choose an answer and go on."""
    page.locator(f'main input[value="{value}"]').check()
    go_on(page)


def test_from_the_door_to_the_case(phone: Page, shop: Shop, language: str, accessible: Check, photo: Path) -> None:
    an_order(shop, BOX, SPOOL)
    phone.goto(f"/{language}/s/lamelle/")
    accessible(phone)
    phone.locator(".rp-door").first.click()
    accessible(phone)
    phone.fill("#number", "al-20418")
    phone.fill("#email", ALICE)
    go_on(phone)
    accessible(phone)
    work_off(at=now())
    phone.goto(link_in_letter())
    accessible(phone)
    go_on(phone)

    box = phone.locator(".rp-line").first
    box.locator("input[type=checkbox]").check()
    box.locator("[data-stepper] button").last.click()
    accessible(phone)
    go_on(phone)
    accessible(phone)
    phone.fill("#description", "2 mm")
    choose(phone, "fdm_warping")
    accessible(phone)
    choose(phone, "no")
    accessible(phone)
    choose(phone, "replacement")
    accessible(phone)
    phone.set_input_files("#shot-overview", photo)
    expect(phone.locator(".rp-shot.is-done")).to_have_count(1)
    accessible(phone)
    go_on(phone)
    expect(phone.locator(".rp-rights")).to_be_visible()
    accessible(phone)
    go_on(phone)

    expect(phone.locator(".rp-casehead")).to_contain_text(Case.objects.get().reference)
    expect(phone.locator(".rp-strip img")).to_have_count(1)
    accessible(phone)
    phone.fill("#body", "Merci")
    phone.locator(".rp-reply .btn").click()
    expect(phone.locator(".rp-msg.is-me")).to_contain_text("Merci")
    line = lines_of(Case.objects.get())[0]
    assert (line.quantity, line.reason, line.asked_remedy) == (2, "fdm_warping", "reprint")


def test_the_same_without_scripts(plain_phone: Page, shop: Shop, language: str, photo: Path) -> None:
    page = plain_phone
    page.goto(order_link(an_order(shop, BOX, SPOOL), language))
    go_on(page)
    page.locator("input[type=checkbox]").first.check()
    page.locator("input[type=number]").first.fill("3")
    go_on(page)
    choose(page, "fdm_stringing")
    choose(page, "no")
    choose(page, "refund")
    page.set_input_files("#more", [photo])
    page.locator('button[value="add"]').click()
    expect(page.locator(".rp-shot.is-done img")).to_be_visible()
    go_on(page)
    page.locator(".rp-why summary").filter(has_text=re.compile("^(Pourquoi|Why)")).click()
    go_on(page)
    page.fill("#body", "Bonjour")
    page.locator(".rp-reply .btn").click()
    expect(page.locator(".rp-msg.is-me")).to_contain_text("Bonjour")
    case = Case.objects.get()
    assert lines_of(case)[0].quantity == 3
    page.locator(".rp-details summary").filter(has_text="nul" if language == "fr" else "Cancel").click()
    page.locator(".btn-danger").click()
    case.refresh_from_db()
    assert case.stage == "cancelled"


def test_a_withdrawal_with_the_keyboard_alone(phone: Page, shop: Shop, language: str) -> None:
    phone.goto(order_link(an_order(shop), language))
    keys = phone.keyboard

    def tab_to(selector: str) -> None:
        for _ in range(60):
            if phone.evaluate("s => document.activeElement?.matches(s)", selector):
                return
            keys.press("Tab")
        pytest.fail(f"the keyboard does not reach {selector}")

    keys.press("Tab")
    assert phone.evaluate("document.activeElement.className") == "rp-skip"
    tab_to("main .btn-primary")
    keys.press("Enter")
    phone.wait_for_url("**/reason/**")  # which article needs no question: there is one
    tab_to("input[name=reason]")
    while not phone.evaluate("document.activeElement.value === 'withdraw'"):
        keys.press("ArrowDown")
    keys.press("Enter")
    phone.wait_for_url("**/rights/")
    tab_to("main .btn-primary")
    keys.press("Enter")
    phone.wait_for_url("**/c/RP-**")
    assert Case.objects.get().kind == "withdrawal"


def test_an_error_takes_the_focus_and_leads_to_its_field(
    phone: Page, shop: Shop, language: str, accessible: Check
) -> None:
    phone.goto(f"/{language}/s/lamelle/find/")
    phone.fill("#email", "alice@")
    go_on(phone)
    expect(phone.locator(".rp-errors")).to_be_focused()
    assert phone.title().strip().startswith(("Erreur", "Error"))
    accessible(phone)
    phone.locator(".rp-errors a").last.click()
    expect(phone.locator("#email")).to_be_focused()
    expect(phone.locator("#email")).to_have_value("alice@")


def test_reload_back_and_a_lost_network_lose_nothing(phone: Page, shop: Shop, language: str, photo: Path) -> None:
    phone.goto(order_link(an_order(shop, BOX), language))
    go_on(phone)
    go_on(phone)
    choose(phone, "fdm_warping")
    choose(phone, "no")
    choose(phone, "")
    phone.set_input_files("#shot-overview", photo)
    expect(phone.locator(".rp-shot.is-done")).to_have_count(1)
    phone.reload()
    expect(phone.locator(".rp-shot.is-done")).to_have_count(1)
    phone.context.set_offline(True)
    phone.set_input_files("#more", photo)
    expect(phone.locator("[data-upload-state]")).not_to_be_empty()
    phone.context.set_offline(False)
    expect(phone.locator(".rp-shot.is-done")).to_have_count(1)
    for _ in range(3):
        phone.locator(".rp-back").click()
    expect(phone.locator('input[value="fdm_warping"]')).to_be_checked()


@pytest.mark.parametrize("state", ["asked", "refused", "to_send", "wrong"])
@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("en", "dark")])
def test_every_state_of_a_case_is_accessible_in_both_colours(
    phone: Page, shop: Shop, language: str, accessible: Check, state: str, scheme: Any
) -> None:
    case = a_case(an_order(shop, BOX), "defect", language=language)
    if state == "asked":
        line = lines_of(case)[0]
        ask_for_details.ask(actor=ines(shop.pk), case=case, line_id=line.pk, question="Le dessous ?", at=now())
    if state == "refused":
        decided(case, LineMove.DECLINE, "Elle est conforme.")
    if state == "to_send":
        authorised(case)
    phone.emulate_media(color_scheme=scheme)
    phone.goto(path_of(case, language))
    if state == "wrong":
        phone.locator(".rp-reply .btn").click()
        expect(phone.locator("#body")).to_be_focused()  # nothing was written: the box says where
    assert phone.locator("html").get_attribute("data-bs-theme") == scheme
    phone.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    accessible(phone)


def test_pages_hold_at_320_pixels_and_with_the_chosen_colours(phone: Page, shop: Shop, language: str) -> None:
    case = authorised(a_case(an_order(shop, ("Boîtier" * 30, "accessory", 4, 740_000)), language=language))
    phone.set_viewport_size({"width": 320, "height": 640})
    for path in (f"/{language}/s/lamelle/", f"/{language}/s/lamelle/legal/", path_of(case, language)):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.locator(".rp-theme button:visible").click()
    assert phone.url.endswith(path_of(case, language))
    assert phone.locator("html").get_attribute("data-bs-theme") == "dark"


def test_the_language_link_leads_to_the_same_page(phone: Page, shop: Shop, language: str) -> None:
    case = a_case(an_order(shop), language=language)
    phone.goto(path_of(case, language))
    phone.locator(".rp-lang[hreflang]").click()
    other = "en" if language == "fr" else "fr"
    assert phone.url.endswith(path_of(case, other))
    assert phone.locator("html").get_attribute("lang") == other
