"""Which orders a visitor of a chat proved to be theirs: on the pages, by a mailed code, or as their site vouches."""

import secrets
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import customer_of_order
from reprise.apps.catalogue.queries import order_for, orders_of_address
from reprise.apps.conversations.services.prove_order import prove_order
from reprise.core.refusals import NotFound
from reprise.web.chat.talk import Way
from reprise.web.portal.door import prove, proved_orders
from reprise.web.portal.opened import opened_address
from reprise.web.portal.returning.place import ChatPlace

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order

MOST = 20  # orders of an address that are offered
MOST_PROVED = 5


def orders_here(place: ChatPlace) -> "list[Order]":
    """The orders this visitor need not prove again: opened here, or of the address that was proved to be theirs."""
    shop = place.talk.shop
    known = {
        order.pk: order for number in _proved(place)[-MOST_PROVED:] if (order := _order(shop.pk, number)) is not None
    }
    address = _address(place)
    mine = orders_of_address(shop.pk, address, MOST) if address else []
    return sorted({**known, **{order.pk: order for order in mine}}.values(), key=lambda one: one.pk, reverse=True)


def remember(place: ChatPlace, order: "Order") -> None:
    """The visitor proved an order: in this browser, or, where no cookie counts, in this chat."""
    talk, request = place.talk, place.request
    if not place.framed:
        request.session.cycle_key()
        prove(request, order.pk)
    elif talk.session is not None:
        prove_order(session=talk.session, order=order, at=talk.at)


def holder_of(place: ChatPlace) -> str:
    """Whom a code is mailed for: this chat, which nobody else can name."""
    talk, request = place.talk, place.request
    if place.framed:
        if talk.session is None:
            raise NotFound
        return f"chat {talk.session.pk}"
    if "code_for" not in request.session:
        request.session["code_for"] = secrets.token_urlsafe(24)
    return str(request.session["code_for"])


def _proved(place: ChatPlace) -> list[int]:
    talk = place.talk
    if not place.framed:
        return proved_orders(place.request)
    kept = talk.session.orders if talk.session is not None else {}
    return [int(number) for number in kept if talk.proved(int(number))]


def _address(place: ChatPlace) -> str:
    """The address the seller's site vouches for, or that opened its list of cases in this browser."""
    talk = place.talk
    if talk.way is Way.FRAME:
        return talk.session.email if talk.session is not None and talk.session.subject else ""
    return opened_address(place.request)


def _order(shop_id: int, order_id: int) -> "Order | None":
    try:
        return order_for(customer_of_order(shop_id, order_id, ""), order_id)
    except NotFound:  # of another shop of this house
        return None
