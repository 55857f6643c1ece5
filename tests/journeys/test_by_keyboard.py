"""A whole request and a whole return with the keyboard alone: from the shop's page to the case, and to the refund."""

from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of
from reprise.apps.payments.models import Refund
from reprise.platform.jobs.worker import work_off
from reprise.workflows.tests.builders import a_shop as a_desk
from reprise.workflows.tests.builders import an_order as an_old_order
from reprise.workflows.tests.builders import asked
from tests.journeys.customers import ALICE, a_shop, an_order, link_in_letter, now
from tests.journeys.staff import at, sign_in
from tests.support.keys import choose, press_on, reach, write_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("language", ["fr"]),
]

BOX: Final = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)
SPOOL: Final = ("Filament PLA noir", "filament", 2, 3980)
GO_ON: Final = "main .btn-primary"


def test_a_request_from_the_door_to_the_case(phone: Page, language: str) -> None:
    an_order(a_shop(), BOX, SPOOL)
    phone.goto(f"/{language}/s/lamelle/")
    press_on(phone, "main .btn-on-deep")
    write_in(phone, "#number", "AL-20418")
    write_in(phone, "#email", ALICE)
    press_on(phone, GO_ON)
    work_off(at=now())
    phone.goto(link_in_letter())
    press_on(phone, GO_ON)
    reach(phone, "main input[name=line]")
    phone.keyboard.press("Space")
    press_on(phone, GO_ON)
    choose(phone, "fdm_warping", "main input[name=reason]")
    write_in(phone, "#description", "Deux millimètres.")
    press_on(phone, GO_ON)
    choose(phone, "no")
    press_on(phone, GO_ON)
    choose(phone, "replacement")
    press_on(phone, GO_ON)
    reach(phone, "#shot-overview")
    press_on(phone, GO_ON)
    press_on(phone, GO_ON)
    expect(phone.locator(".rp-casehead")).to_contain_text(Case.objects.get().reference)
    line = lines_of(Case.objects.get())[0]
    assert (line.reason, line.asked_remedy, line.description) == ("fdm_warping", "reprint", "Deux millimètres.")


def send(page: Page) -> None:
    """Send the page's form, and once more where money leaves."""
    reach(page, ".rp-deed-btns > .btn-primary")
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open] [data-confirmed], .rp-action").first).to_be_visible()
    if page.locator("dialog[open]").count():
        press_on(page, "dialog[open] [data-confirmed]")


@pytest.mark.usefixtures("an_hour_later")
def test_a_return_from_the_decision_to_the_refund(desk: Page, live_server: Any, language: str) -> None:
    shop = a_desk()
    asked(an_old_order(shop))
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language))
    with desk.expect_navigation():
        desk.keyboard.press("a")  # decide, as proposed
    send(desk)
    press_on(desk, ".rp-action [data-act]")  # authorise
    send(desk)
    press_on(desk, ".rp-action [data-act]")  # receive
    send(desk)
    press_on(desk, '.rp-rowacts a[href*="/inspect/"]')
    choose(desk, "like_new", "main input[name=grade]")
    for place in range(desk.locator("input[name=present]").count()):
        reach(desk, f"#id_present_{place}")
        desk.keyboard.press("Space")
    send(desk)
    press_on(desk, '.rp-rowacts a[href*="/dispose/"]')
    send(desk)
    press_on(desk, ".rp-action [data-act]")  # refund
    send(desk)
    assert Refund.objects.get().amount_minor > 0
