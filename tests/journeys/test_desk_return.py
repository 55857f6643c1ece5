"""Staff carry a return from the queue to the settled refund, every page clean under axe, with and without scripts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.apps.payments.models import Refund
from reprise.workflows.tests.builders import alice_at, asked, now
from reprise.workflows.write_message import write
from tests.journeys.staff import at, at_case, next_step, send, sign_in
from tests.support.browser import DESK, LANGUAGES, opened
from tests.support.builders import AT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("an_hour_later"),
]
Check = Callable[[Page], None]


@pytest.fixture
def plain_desk(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """A desk that runs no script."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], java_script_enabled=False, **DESK)


def carry_through(page: Page, check: Check) -> None:
    """From the queue to the settled refund, by the button of each next step."""
    page.locator("[data-row] [data-act]").first.click()  # decide, as proposed
    check(page)
    send(page)
    check(page)
    next_step(page)  # authorise
    check(page)
    send(page)
    check(page)
    next_step(page)  # receive
    check(page)
    send(page)
    page.locator('.rp-rowacts a[href*="/inspect/"]').click()
    check(page)
    page.locator('input[value="like_new"]').check()
    for box in page.locator('input[name="present"]').all():
        box.check()
    send(page)
    page.locator('.rp-rowacts a[href*="/dispose/"]').click()
    check(page)
    send(page)
    next_step(page)  # refund
    check(page)
    send(page)
    check(page)
    next_step(page)  # confirm by hand
    check(page)
    page.locator("#id_reference").fill("VIR-2026-1124")
    send(page)
    check(page)


def settled(case: Case) -> bool:
    """Whether the money is with the customer and nothing is left to do."""
    return Refund.objects.get().state == "settled" and now(case).stage == "resolved"


def test_a_return_goes_from_the_queue_to_a_settled_refund(
    desk: Page, live_server: Any, language: str, order: Order, shop: Shop, accessible: Check
) -> None:
    case = asked(order)
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language))
    accessible(desk)
    carry_through(desk, accessible)
    expect(desk.locator(".rp-action h2")).to_have_text(
        {"fr": "Il n’y a plus rien à faire", "en": "Nothing is left to do"}[language]
    )
    assert settled(case)


def test_the_same_return_without_any_script(
    plain_desk: Page, live_server: Any, language: str, order: Order, shop: Shop
) -> None:
    case = asked(order)
    sign_in(plain_desk, live_server.url, shop)
    plain_desk.goto(at(language))
    carry_through(plain_desk, lambda _page: None)
    assert settled(case)


def test_a_case_that_changed_meanwhile_says_so_and_keeps_the_letter(
    desk: Page, live_server: Any, language: str, order: Order, shop: Shop, accessible: Check
) -> None:
    case = asked(order)
    sign_in(desk, live_server.url, shop)
    desk.goto(at_case(language, case, "decide/"))
    desk.locator("#id_text").fill("Nous acceptons volontiers.")
    write(actor=alice_at(case), case=now(case), body="Une question encore.", at=AT)
    send(desk)
    expect(desk.locator(".rp-alert.is-wait")).to_be_visible()
    expect(desk.locator("#id_text")).to_have_value("Nous acceptons volontiers.")
    accessible(desk)
    send(desk)
    expect(desk.locator(".rp-flash")).to_be_visible()


def test_a_form_with_errors_puts_the_focus_on_their_summary(
    desk: Page, live_server: Any, language: str, order: Order, shop: Shop, accessible: Check
) -> None:
    case = asked(order)
    sign_in(desk, live_server.url, shop)
    desk.goto(at_case(language, case, "decide/"))
    desk.locator('input[value="decline"]').check()
    desk.locator("#id_text").fill("")
    expect(desk.locator("#id_remedy")).to_be_hidden()  # a refusal brings no remedy
    send(desk)
    expect(desk.locator("[data-errors]")).to_be_focused()
    desk.locator("[data-errors] a").click()
    expect(desk.locator("#id_text")).to_be_focused()
    accessible(desk)
