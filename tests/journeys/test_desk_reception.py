"""A parcel goes from the scanner to the shelf without a hand on the mouse, every step clean under axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.queries import items_of
from reprise.apps.catalogue.models import Order
from reprise.apps.logistics.models import Disposition, Inspection, Parcel
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.workflows.announce_parcel import announce
from reprise.workflows.tests.builders import an_order, authorised, ines
from tests.journeys.staff import at, sign_in
from tests.support.builders import AT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("an_hour_later"),
]
NUMBER = "6A20447190381"

#: The keys of a hand scanner, as fast as it sends them however slow the machine of the tests is.
BURST = """keys => keys.forEach(
    key => document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))
)"""


def press(page: Page, key: str) -> None:
    """One key, and the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_six_taps_by_keyboard_only(
    desk: Page, live_server: Any, language: str, order: Order, shop: Shop, accessible: Callable[[Page], None]
) -> None:
    case = authorised(order)
    contents = {item.pk: item.quantity for item in items_of(case)}
    announce(actor=ines(shop.pk), case=case, said=Announcement(contents, tracking_number=NUMBER), at=AT)
    sign_in(desk, live_server.url, shop)
    desk.goto(at(language, "reception/"))
    expect(desk.locator("#scan")).to_be_focused()
    desk.keyboard.type(NUMBER)
    press(desk, "Enter")
    for key in "112":  # intact, all there, tried
        expect(desk.locator("#question")).to_be_focused()
        accessible(desk)
        press(desk, key)
    press(desk, "z")  # a slip of the finger
    press(desk, "1")  # like new
    press(desk, "1")  # everything is there
    accessible(desk)
    press(desk, "1")  # as proposed
    accessible(desk)
    press(desk, "Enter")
    assert Parcel.objects.get().state == "received"
    assert Inspection.objects.get().grade == "like_new"
    assert Disposition.objects.get().route == "restock"


def test_a_scanner_in_the_middle_of_a_parcel_taps_nothing_and_opens_the_other(
    desk: Page, live_server: Any, order: Order, shop: Shop
) -> None:
    first, second = authorised(order), authorised(an_order(shop, number="1002"))
    sign_in(desk, live_server.url, shop)
    desk.goto(at("fr", f"reception/{first.reference}/"))
    with desk.expect_navigation():
        desk.evaluate(BURST, [*second.reference, "Enter"])
    expect(desk.locator("main .rp-casebar-meta .rp-ref").first).to_have_text(second.reference)
    assert not Parcel.objects.filter(case=first).exists()
