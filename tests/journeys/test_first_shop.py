"""From an empty instance to the first refund, with nothing but a browser and the letters that arrive."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from reprise.apps.accounts.setup_code import setup_code
from reprise.apps.cases.models import Case
from reprise.apps.payments.models import Refund
from reprise.platform.jobs.worker import work_off
from reprise.web.accounts.tests.builders import app_code
from tests.journeys.customers import a_photo, link_in_letter, now
from tests.journeys.staff import next_step, send
from tests.support.browser import LANGUAGES, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]
DESK: Final = "desk/couche-a-couche"
PASSWORD: Final = "une-buse-de-0,4-suffit"
HEAD: Final = (
    "order_number,ordered_at,email,name,currency,country,delivered_on,delivery_said_by,tracking_number,total,paid"
)
SHOP: Final = {
    "legal_name": "Couche à Couche SARL", "registration_number": "123 456 789", "address_lines": "3 rue du Plateau",
    "address_postcode": "44000", "address_city": "Nantes", "email": "bonjour@couche.example",
}  # fmt: skip


@pytest.fixture
def language() -> str:
    """French on one database, English on the other: the pages in both have their own tests."""
    return "fr" if connection.vendor == "sqlite" else "en"


@pytest.fixture(autouse=True)
def instance(settings: Settings, tmp_path: Path, live_server: Any) -> None:
    """A data folder with nothing in it."""
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path, "base_url": live_server.url})
    cache.clear()


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """What a spreadsheet makes: one order that came three days ago."""
    ordered, came = (f"{now() - timedelta(days=days):%Y-%m-%d}" for days in (6, 3))
    order = f"B-2001,{ordered},lucia@example.com,Lucía Núñez,EUR,FR,{came},carrier,6A222,39.90"
    path = tmp_path / "orders.csv"
    path.write_text(
        f"{HEAD},line_type,sku,product,quantity,price,kind\n"
        f"{order},39.90,product,FIL-PLA,PLA noir 1 kg,2,17.50,filament\n{order},39.90,shipping,,Colissimo,1,4.90,\n"
    )
    return path


def press(page: Page, within: str = "main form") -> None:
    """Press the main button of a form."""
    page.locator(f"{within} .btn-primary").first.click()
    page.wait_for_load_state()


def claim(page: Page, check: Check) -> None:
    """The first page of all, and the second factor."""
    page.goto("/")
    check(page)
    for name, value in {
        "code": setup_code().lower(), "shop": "Couche à Couche", "name": "Camille Réault",
        "email": "camille@couche.example", "password": PASSWORD,
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", value)
    press(page)
    check(page)
    page.locator("main details summary").click()
    page.fill("[name=code]", app_code(page.locator("main details code").inner_text().strip()))
    press(page)
    expect(page.locator("main code")).to_have_count(10)


def set_up(page: Page, at: str, orders: Path, check: Check) -> None:
    """Every first step, by the buttons of its list."""
    page.goto(f"{at}/set-up/")
    check(page)
    page.locator("main a.btn-primary").click()
    for name, value in SHOP.items():
        page.fill(f"[name={name}]", value)
    press(page)
    for kept in ("brand", "return_address", "policy", "checklists", "mail"):
        page.goto(f"{at}/set-up/")
        page.locator(f"[value={kept}]").click()
        page.wait_for_load_state()
    page.goto(f"{at}/orders/import/")
    page.check("[name=format][value=csv]")
    page.set_input_files("[name=file]", orders)
    press(page)
    check(page)
    page.goto(f"{at}/hours/edit/")
    page.fill("[name=day_0]", "9h-12h30, 13h30-18h")
    press(page)
    check(page)
    page.goto(f"{at}/people/")
    page.fill("[name=email]", "theo@couche.example")
    page.select_option("main form:has([name=email]) [name=role]", "inspector")
    press(page, "main form:has([name=email])")
    page.goto(f"{at}/set-up/")
    expect(page.locator("main a.btn-primary")).to_have_count(0)  # nothing is left to do first


def join(page: Page, link: str) -> None:
    """A colleague follows the link in the letter."""
    page.goto(link)
    page.fill("[name=name]", "Théo Vidal")
    page.fill("[name=password]", PASSWORD)
    press(page)


def ask(page: Page, language: str, photo: Path, check: Check) -> None:
    """Lucía finds her order by its number, follows the link and withdraws from one spool, as she said at the door."""
    page.goto(f"/{language}/s/couche-a-couche/find/?for=withdraw")
    page.fill("[name=number]", "b-2001")
    page.fill("[name=email]", "Lucia@example.com")
    press(page)
    work_off(at=now())  # the letter is written by a job, so that an answer tells nobody whether there is such an order
    page.goto(link_in_letter())
    press(page)
    page.locator("[name=line]").first.check(force=True)
    press(page)
    page.locator("label:has([name=opened][value=no])").click()
    press(page)
    check(page)  # the rights
    press(page)
    with page.expect_response(re.compile("/evidence/")):
        page.locator("form[action*=evidence] input[type=file]").last.set_input_files(photo)


def at_the_bench(page: Page, at: str, reference: str) -> None:
    """Théo receives, inspects and routes it by number keys."""
    page.goto(f"{at}/reception/{reference}/")
    for key in "112111":
        expect(page.locator("#question")).to_be_focused()
        if page.locator("[name=finish]").count():
            break
        with page.expect_navigation():
            page.keyboard.press(key)
    with page.expect_navigation():
        page.locator("[name=finish]").click()


def test_an_empty_instance_makes_its_first_refund(
    new_context: Callable[..., Any], desk: Page, live_server: Any, language: str, orders: Path, accessible: Check
) -> None:
    at = f"/{language}/{DESK}"
    claim(desk, accessible)
    set_up(desk, at, orders, accessible)
    invitation = link_in_letter()
    photo = orders.with_name("coin.jpg")
    photo.write_bytes(a_photo())
    for phone in opened(new_context, live_server.url, LANGUAGES[language], **PHONE):
        ask(phone, language, photo, accessible)
        customer = phone.url
    reference = Case.objects.get().reference
    desk.goto(f"{at}/cases/{reference}/")
    next_step(desk)
    send(desk)  # decided
    next_step(desk)
    send(desk)  # authorised
    for bench in opened(new_context, live_server.url, LANGUAGES[language], **PHONE):
        join(bench, invitation)
        at_the_bench(bench, at, reference)
    desk.goto(f"{at}/cases/{reference}/")
    next_step(desk)
    send(desk)  # refunded
    next_step(desk)
    desk.fill("#id_reference", "VIR-2026-77")
    send(desk)
    assert (Refund.objects.get().state, Refund.objects.get().amount_minor) == ("settled", 1750)
    desk.goto(customer)
    papers = [link.get_attribute("href") or "" for link in desk.locator("main a[href*='.pdf']").all()]
    assert len(papers) == 7
    assert all(desk.request.get(paper).body().startswith(b"%PDF") for paper in papers)
