"""What only a browser shows of the wide journey: a network that goes away, and pages that need no script."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reprise.apps.cases.kinds import CaseKind
from reprise.apps.cases.models import Case, RequestDraft
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.platform.jobs.worker import work_off
from tests.journeys.customers import ALICE, a_photo, a_shop, an_order, link_in_letter, now, order_link
from tests.journeys.test_customer_browser import choose, go_on
from tests.support.browser import LANGUAGES, PHONE, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SPOOL = ("Filament PLA noir", "filament", 2, 3980)
PRINTER = ("Imprimante Kaleo S1", "printer", 1, 32900)
Check = Callable[[Page], None]


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "un.jpg", tmp_path / "deux.png"]
    for path in paths:
        path.write_bytes(a_photo())
    paths[1].write_bytes(a_photo()[:-2] + b"\xff\xd9")
    return paths


@pytest.fixture
def plain_phone(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """A phone that runs no script."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], java_script_enabled=False, **PHONE)


def test_what_has_not_left_is_cancelled_without_scripts(plain_phone: Page, language: str, accessible: Check) -> None:
    order = an_order(a_shop(), SPOOL)
    Order.objects.filter(pk=order.pk).update(delivered_on=None, delivery_origin="")
    OrderLine.objects.filter(order=order, type="product").update(dispatch="waiting")
    page = plain_phone
    page.goto(order_link(order, language))
    go_on(page)
    go_on(page)
    choose(page, "withdraw")
    go_on(page)
    expect(page.locator(".rp-casehead")).to_be_visible()
    assert Case.objects.get().kind == CaseKind.CANCELLATION


def test_a_phone_that_loses_the_network_loses_nothing(
    phone: Page, language: str, accessible: Check, photos: list[Path]
) -> None:
    phone.goto(order_link(an_order(a_shop(), PRINTER), language))
    go_on(phone)
    go_on(phone)
    phone.fill(".rp-filter", "zzz")
    expect(phone.locator(".rp-tile:visible")).to_have_count(0)
    phone.fill(".rp-filter", "")
    phone.locator("input[value=printer_doa]").check()
    phone.fill("#description", "Elle fume 🔥")
    phone.context.set_offline(True)
    go_on(phone)
    expect(phone.locator("[data-offline]")).to_be_visible()
    accessible(phone)
    assert "lines" not in RequestDraft.objects.get().data
    phone.context.set_offline(False)
    phone.wait_for_url("**/safety/")
    choose(phone, "burn")
    accessible(phone)
    go_on(phone)
    choose(phone, "refund")

    phone.context.set_offline(True)
    phone.set_input_files("#more", photos)
    expect(phone.locator(".rp-sending-row.is-lost").first).to_be_visible()
    accessible(phone)
    phone.context.set_offline(False)
    expect(phone.locator(".rp-sending-row")).to_have_count(0, timeout=20_000)
    expect(phone.locator(".rp-shot.is-done")).not_to_have_count(0)
    go_on(phone)
    go_on(phone)
    case = Case.objects.get()
    assert (case.danger, case.lines.get().description) == (True, "Elle fume 🔥")


def test_all_requests_by_a_mailed_link(phone: Page, language: str, accessible: Check) -> None:
    an_order(a_shop(), SPOOL)
    phone.goto(f"/{language}/s/lamelle/cases/")
    accessible(phone)
    phone.fill("#email", ALICE)
    go_on(phone)
    accessible(phone)
    work_off(at=now())
    phone.goto(link_in_letter())
    accessible(phone)
    go_on(phone)
    accessible(phone)
    phone.locator("button[name=order]").click()
    phone.locator("a[href$='/later/']").click()
    accessible(phone)
    go_on(phone)
    phone.goto(link_in_letter())
    accessible(phone)
    go_on(phone)
    phone.wait_for_url("**/items/")
