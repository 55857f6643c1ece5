"""A world in which every page has something to show: cases and drafts at every stage, in one browser's session."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.test import Client

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Customer, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.services.keep_signed_in import keep_signed_in
from reprise.apps.cases.links import case_token
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import items_of, lines_of, remedies_of
from reprise.apps.cases.services.drafts import begin_draft
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.models import Conversation, Mention, Message, Rating
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.receive import Found
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.web.portal.staying import cookie_of
from reprise.workflows.announce_parcel import announce
from reprise.workflows.appeal import appeal
from reprise.workflows.decide import decide
from reprise.workflows.inspect_goods import inspect
from reprise.workflows.receive_parcel import receive
from reprise.workflows.refund_customer import preview_refund, refund
from reprise.workflows.tests.builders import alice_at, an_order, asked, authorised, goods, granted, ines, now
from tests.pages.world import Page, World, a_question, a_world
from tests.support.builders import AT, LATER

DEFECT: Final = {"claim": "defect", "reason": "printer_doa", "description": "Elle fume.", "opened": None}
MIND: Final = {"claim": "withdraw", "reason": "", "description": "", "opened": None}
LATE: Final = {"claim": "late_delivery", "reason": "delivery_late", "description": "", "opened": None}


@dataclass(frozen=True)
class Stage:
    """The world, the browser that has its session, and everything a placeholder of an address may stand for."""

    world: World
    browser: Client
    drafts: tuple[dict[str, str], ...]
    cases: tuple[dict[str, str], ...]

    def address(self, page: Page) -> str | None:
        """The address at which the page shows itself, tried with each draft and each case; None where nothing does."""
        return next((one for one in self.addresses(page) if self._shows(one)), None)

    def addresses(self, page: Page) -> Iterator[str]:
        """Every address the page has on this stage."""
        about = (
            self.drafts if "<str:key>" in page.pattern else self.cases if "<str:reference>" in page.pattern else ({},)
        )
        for names in about:
            yield World(self.world.shop, self.world.case, self.world.names | names).address(page)

    def _shows(self, address: str) -> bool:
        answer = self.browser.get(address)
        return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def a_stage() -> Stage:
    """An owner signed in, who also holds the links of a customer."""
    world = a_world("atelier-lamelle")
    person = somebody(world.shop, Role.OWNER, "marc@example.com")
    asked_again, _bob = a_question(world.shop)  # what the first may be merged with
    Mention.objects.create(message=Message.objects.filter(conversation=asked_again)[0], person=person)
    browser = at_the_desk(person)
    Shop.objects.filter(pk=world.shop.pk).update(brand_colour="#0b5a6e")  # dark pages must stay readable with it
    customer = Customer.objects.create(shop=world.shop, email="alice@example.com", name="Alice Martin")
    Order.objects.filter(shop=world.shop).update(customer=customer)
    Case.objects.filter(shop=world.shop).update(customer=customer)
    printer = an_order(world.shop, number="3001", kind="printer", quantity=1, paid=47900)
    spool, late = (
        an_order(world.shop, number="3002"),
        an_order(world.shop, number="3003", delivered_on=None, days_ago=40),
    )
    browser.cookies[cookie_of(world.shop.pk)] = keep_signed_in(
        shop_id=world.shop.pk, email="alice@example.com", device="Firefox, Android", at=AT
    )
    session = browser.session
    until = (LATER + timedelta(days=1)).timestamp()
    session["cases_for"] = {"shop": world.shop.pk, "email": "alice@example.com", "holder": "h" * 24}
    session["orders"] = {str(pk): until for pk in (world.names["order_id"], printer.pk, spool.pk, late.pk)}
    session.save()
    drafts = (
        {"key": world.names["key"]}, {"key": _question(world).key},
        _draft(printer, DEFECT, danger=True, hazard="burn", stopped=True, wish="replacement", evidence_done=True),
        _draft(printer, DEFECT, danger=False), _draft(printer, DEFECT, danger=False, solved="x" * 32),
        _draft(spool, MIND),
        _draft(late, LATE),
    )  # fmt: skip
    cases = [world.case, *_at_every_step(world.shop)]
    return Stage(world, browser, drafts, tuple(_names(case) for case in cases))


def _question(world: World) -> Rating:
    """What did you think of it? Asked after a conversation was closed."""
    closed = Conversation.objects.get(key=world.names["thread"])
    return Rating.objects.create(shop=world.shop, conversation=closed, key="o" * 32, asked_at=AT)


def _draft(order: Order, about: dict[str, Any], **more: object) -> dict[str, str]:
    line = str(goods(order)[0].pk)
    data = {"items": {line: 1}, "lines": {line: about}, **more}
    return {"key": begin_draft(shop_id=order.shop_id, order_id=order.pk, at=AT, data=data).key, "line_id": line}


def _names(case: Case) -> dict[str, str]:
    return {"reference": case.reference, "token": case_token(settings.SECRET_KEY, case.pk, case.link_key)}


def _at_every_step(shop: Shop) -> list[Case]:
    staff = ines(shop.pk, Role.OWNER)
    new, refused, doubted = (asked(an_order(shop, number=str(number))) for number in (4001, 4002, 4003))
    for case in (refused, doubted):
        line = lines_of(case)[0].pk
        decide(actor=staff, case=now(case), line_id=line, verdict=LineMove.DECLINE, text="Trop tard.", at=AT)
    appeal(actor=alice_at(doubted), case=now(doubted), line_id=lines_of(doubted)[0].pk, text="Non.", at=LATER)
    granted_only = granted(an_order(shop, number="4007"))
    sent = authorised(an_order(shop, number="4008"))
    box = {item.pk: item.quantity for item in items_of(sent)}
    announced = Announcement(box, tracking_number="6A20447190381", dispatched_on=AT.date())
    announce(actor=alice_at(sent), case=now(sent), said=announced, at=AT)
    here, seen, paid = (_received(shop, staff, number) for number in ("4004", "4005", "4006"))
    for case in (seen, paid):
        finding = Finding(Grade.WORN, (), 2500, "Plateau rayé")
        inspect(actor=staff, case=now(case), item_id=items_of(case)[0].pk, quantity=1, finding=finding, at=LATER)
    remedy = remedies_of(paid)[0].pk
    total = preview_refund(actor=staff, case=now(paid), remedy_id=remedy, at=LATER).total.minor
    refund(actor=staff, case=now(paid), remedy_id=remedy, expected_minor=total, at=LATER)
    return [now(case) for case in (new, refused, doubted, granted_only, sent, here, seen, paid)]


def _received(shop: Shop, staff: Actor, number: str) -> Case:
    case = authorised(an_order(shop, number=number, kind="printer", quantity=1, paid=47900), quantity=1)
    receive(actor=staff, case=case, found=[Found(items_of(case)[0].pk, 1)], at=LATER)
    return now(case)
