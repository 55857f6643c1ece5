"""What this browser has proved already, so that its owner need not type it: an order it opened, a case it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

import structlog
from django.conf import settings
from django.db import Error, connection

from reprise.apps.accounts.actors import customer_of_order
from reprise.apps.cases.links import token_fits
from reprise.apps.cases.queries import case_at_link
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_for, order_lines
from reprise.core.refusals import Refusal
from reprise.law.vocabulary import Claim
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.requests import Request, Wish
from reprise.readmodels.rights_card import RightsCard, rights_card
from reprise.readmodels.statement_goods import free_pieces
from reprise.web.portal.door import is_proved
from reprise.web.portal.opened import open_own_order, opened_address, own_orders
from reprise.web.portal.staying import signed_in
from reprise.web.portal.withdrawal.door import StatementRequest

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order, OrderLine

MANY: Final = 20  # articles of an order beyond which they are not offered one by one
_CASE: Final = re.compile(r"/[a-z]{2}/s/([-\w]{1,60})/c/([\w-]{1,20})/(\w{10,60})/?")
log = structlog.get_logger("reprise.statements")


@dataclass(frozen=True, slots=True)
class Known:
    """What may be filled in beforehand; `order` only where its owner opened its mailed link in this browser."""

    name: str = ""
    email: str = ""
    number: str = ""
    order: "Order | None" = None
    orders: "Sequence[Order]" = field(default=())  # to choose from, of whoever's list is open in this browser
    lines: "Sequence[OrderLine]" = field(default=())


def known_of(request: StatementRequest) -> Known:
    """From the order or the case the page was opened from; nothing, rather than a fault, when it cannot be read."""
    if request.kept is None:
        return Known()
    given = request.POST if request.method == "POST" else request.GET
    try:
        return (
            _of_order(request, given.get("order", ""))
            or _of_case(request, given.get("from", ""))
            or _of_account(request)
            or Known()
        )
    except (Refusal, Error) as fault:
        log.info("nothing filled in", fault=type(fault).__name__)
        if isinstance(fault, Error):
            connection.close()
        return Known()


def known_again(request: StatementRequest, order_id: int | None) -> Known:
    """The order of the page before, once more; the browser has to have proved it still."""
    if order_id is None or request.kept is None:
        return Known()
    try:
        return _of_order(request, str(order_id)) or Known()
    except (Refusal, Error) as fault:
        log.info("order not read again", fault=type(fault).__name__)
        return Known()


def _of_order(request: StatementRequest, typed: str) -> Known | None:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 19):
        return None
    if not is_proved(request, int(typed)) and open_own_order(request, typed) is None:
        return None
    order = order_for(customer_of_order(request.shop.pk, int(typed), ""), int(typed))
    goods = [line for line in order_lines(order) if line.type == LineType.PRODUCT.value and free_pieces(line) > 0]
    name = str(order.shipping.get("name", ""))
    return Known(name, order.email, order.number, order, lines=goods if len(goods) <= MANY else ())


def _of_account(request: StatementRequest) -> Known | None:
    """The name and address of whoever's list of cases is open here, and their orders to choose from."""
    email = opened_address(request)
    if not email:
        return None
    session = signed_in(request)
    return Known(session.account.name if session else "", email, orders=own_orders(request))


def _of_case(request: StatementRequest, path: str) -> Known | None:
    found = _CASE.fullmatch(path[:300])
    if found is None or found[1] != request.face.slug:
        return None
    case = case_at_link(request.shop.pk, found[2])
    if case is None or not token_fits(settings.SECRET_KEY, case.pk, case.link_key, found[3]):
        return None
    return Known(case.contact_name, case.contact_email, case.order.number if case.order else "")


def card_for(request: StatementRequest, known: Known, quantities: dict[int, int], language: str) -> RightsCard | None:
    """What a statement brings about, computed before it is confirmed, for whoever proved that the order is theirs."""
    if known.order is None or request.kept is None or not known.lines:
        return None
    wishes = tuple(
        Wish(line.pk, quantities.get(line.pk, 0) if quantities else free_pieces(line), Claim.WITHDRAW.value)
        for line in known.lines
        if not quantities or quantities.get(line.pk, 0)
    )
    try:
        sale, number = sale_of(request.kept, known.order)
        asked = Request(wishes, danger=False, language=language)
        answered = assess_request(sale=sale, policy_number=number, request=asked, today=sale.told_on(request.now))
        return rights_card(answered, language)
    except (Refusal, Error) as fault:
        log.info("no card before a statement", fault=type(fault).__name__)
        return None


def until(card: RightsCard | None) -> date | None:
    """The last day to withdraw from everything on a card that grants it."""
    return card.until if card is not None and card.verdict == "yes" else None
