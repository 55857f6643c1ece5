"""Every page of the desk: clean under axe in light and dark, and never wider than its window, at 1280 and 390 px."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from playwright.sync_api import BrowserContext, Page

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.queries import staff_actor
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import items_of, lines_of, remedies_of
from reprise.apps.catalogue.models import OrderLine
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import preview_refund, refund
from reprise.workflows.tests.builders import a_shop, an_order, asked, authorised, now
from reprise.workflows.write_message import note
from tests.journeys.staff import at, at_case, sign_in
from tests.support.browser import DESK, LANGUAGES, PHONE, axe_findings, opened
from tests.support.builders import LATER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "queue/", "queue/?view=closed", "queue/?view=open&tag=zzz", "search/", "search/?q=alice", "search/?q=zoe+zzz",
    "cases/new/", "orders/new/", "reception/", "reception/?scan=zzz", "reception/unannounced/",
    "orders/", "orders/import/", "kinds/", "policy/", "shop/", "settings/", "brand/",
    "checklists/", "checklists/list/?kind=printer", "people/", "tokens/", "set-up/",
    "letters/", "letters/words/", "letters/rules/",
    "letters/words/request_accepted/fr/",
)  # fmt: skip


@pytest.fixture(autouse=True)
def an_hour_later() -> Iterator[None]:
    """It is an hour after the requests were made."""
    with time_machine.travel(LATER):
        yield


@pytest.fixture
def narrow(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """The desk on a telephone."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], **PHONE)


@pytest.fixture
def dark(new_context: Callable[..., BrowserContext], live_server: Any, language: str) -> Iterator[Page]:
    """The desk at night."""
    yield from opened(new_context, live_server.url, LANGUAGES[language], color_scheme="dark", **DESK)


def refunded(shop: Shop, actor: Actor) -> Case:
    """A case whose goods were inspected and whose refund is decided."""
    case = authorised(an_order(shop, number="2002", kind="printer", quantity=1, paid=47900), quantity=1)
    item = items_of(case)[0]
    receive(actor=actor, case=case, found=[Found(item.pk, 1)], at=LATER)
    finding = Finding(Grade.WORN, (), 2500, "Plateau rayé")
    inspect(actor=actor, case=now(case), item_id=item.pk, quantity=1, finding=finding, at=LATER)
    remedy = remedies_of(case)[0].pk
    total = preview_refund(actor=actor, case=now(case), remedy_id=remedy, at=LATER).total.minor
    refund(actor=actor, case=now(case), remedy_id=remedy, expected_minor=total, at=LATER)
    return now(case)


def stage(page: Page, base_url: str) -> list[str]:
    """A shop with something on every page; answers the addresses, in no language."""
    shop = a_shop()
    person = sign_in(page, base_url, shop)
    actor, _shop = staff_actor(person.pk, shop.slug)
    order = an_order(shop)
    OrderLine.objects.create(order=order, position=7, name="Mystère", sku="M-1", paid_minor=0)
    new, back = asked(order), authorised(an_order(shop, number="1002"))
    note(actor=actor, case=now(new), body="À rappeler.", at=LATER)
    paid = refunded(shop, actor)
    box = receive_unannounced(actor=actor, box=OnTheBox(sender="M. Martin"), at=LATER)
    deeds = {new: ("", "decide/", "ask/", "message/", "note/", "assign/", "evidence/", "cancel/"),
             back: ("", "receive/", "parcel/"), paid: ("", "dispose/", "refund/confirm/")}  # fmt: skip
    cases = [at_case("{}", case, deed) for case, pages in deeds.items() for deed in pages]
    more = [at("{}", f"orders/{order.pk}/"), at("{}", f"orders/{order.pk}/case/"),
            at("{}", f"reception/{box.pk}/match/"),
            at("{}", f"orders/lines/{lines_of(new)[0].order_line_id}/kind/")]  # fmt: skip
    return [*(at("{}", path) for path in PAGES), *cases, *more]


def faults_of(page: Page, address: str) -> list[str]:
    """What is wrong with one page."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, f"{answer.status} {address}"
    wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    sideways = [f"{address}: {wide} px in a window of {window}"] if wide > window else []
    return sideways + [f"{address}: {finding}" for finding in axe_findings(page)]


@pytest.mark.parametrize("language", ["fr"])  # the longer words
def test_every_page_is_clean_at_a_desk(desk: Page, live_server: Any, language: str) -> None:
    addresses = stage(desk, live_server.url)
    assert [fault for address in addresses for fault in faults_of(desk, address.format(language))] == []


@pytest.mark.parametrize("language", ["fr"])
def test_every_page_is_clean_on_a_telephone(narrow: Page, live_server: Any, language: str) -> None:
    addresses = stage(narrow, live_server.url)
    assert [fault for address in addresses for fault in faults_of(narrow, address.format(language))] == []


@pytest.mark.parametrize("language", ["en"])
def test_every_page_is_clean_in_the_dark(dark: Page, live_server: Any, language: str) -> None:
    addresses = stage(dark, live_server.url)
    assert [fault for address in addresses for fault in faults_of(dark, address.format(language))] == []
