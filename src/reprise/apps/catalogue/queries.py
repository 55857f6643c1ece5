"""The only ways to obtain orders, their lines, payments and kind rules, each checking that the actor may have them."""

from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.models import KindRule, Order, OrderLine, Payment
from reprise.apps.catalogue.rules.numbers import email_key, number_key
from reprise.core.refusals import NotFound
from reprise.platform.statements import Question, Reading

LONGEST_SEARCH: Final = 120

_LINES = Reading(lambda order_id: OrderLine.objects.filter(order_id=order_id).order_by("position"))
_PAYMENTS = Reading(lambda order_id: Payment.objects.filter(order_id=order_id).order_by("position"))
_ORDER = Reading(
    lambda shop_id, order_id: Order.objects.filter(shop_id=shop_id, pk=order_id).select_related("customer")
)


def _orders(actor: Actor) -> QuerySet[Order]:
    """What an actor may see: a customer the one order they proved to be theirs, staff and tokens the shop's."""
    orders = Order.objects.filter(shop_id=actor.shop_id)
    if actor.is_customer:
        return orders.filter(pk=actor.order_id) if actor.order_id else orders.none()
    actor.require(Right.ORDERS_READ)
    return orders


def order_for(actor: Actor, order_id: int) -> Order:
    """One order within reach; any other looks like missing."""
    if not actor.is_customer:
        actor.require(Right.ORDERS_READ)
    elif order_id != actor.order_id:
        raise NotFound
    order = _ORDER.first(actor.shop_id, order_id)
    if order is None:
        raise NotFound
    return order


def order_line_for(actor: Actor, line_id: int) -> OrderLine:
    """One order line within reach, with its order; any other looks like missing."""
    line = OrderLine.objects.filter(order__in=_orders(actor), pk=line_id).select_related("order").first()
    if line is None:
        raise NotFound
    return line


def orders_newest(actor: Actor, *, before: int | None = None, search: str = "", limit: int = 50) -> list[Order]:
    """A page of orders, newest first; `before` is the id of the last row seen, one row more means another page."""
    orders = _orders(actor)
    if text := search.strip()[:LONGEST_SEARCH]:
        orders = orders.filter(_named(text))
    if before is not None:
        last = order_for(actor, before)
        orders = orders.filter(Q(ordered_at__lt=last.ordered_at) | Q(ordered_at=last.ordered_at, pk__lt=last.pk))
    return list(orders.select_related("customer").order_by("-ordered_at", "-id")[: limit + 1])


def count_orders(actor: Actor, *, platform: str = "") -> int:
    """How many orders the shop has, or how many of them came from one platform."""
    orders = _orders(actor)
    return (orders.filter(platform=platform) if platform else orders).count()


def _named(text: str) -> Q:
    """What a typed text may mean: an address, else the beginning of a number, a parcel, a payment, else a name."""
    if "@" in text:
        return Q(email__startswith=email_key(text))
    if any(letter.isdigit() for letter in text):
        by_payment = Payment.objects.filter(reference=text).values("order_id")
        return Q(number_key__startswith=number_key(text)) | Q(tracking_number__iexact=text) | Q(pk__in=by_payment)
    return Q(customer__name__icontains=text) | Q(email__startswith=email_key(text)) | Q(number_key=number_key(text))


def orders_by_number(actor: Actor, number: str) -> list[Order]:
    """The orders that carry a number, newest first: the parts of a split order share theirs."""
    return list(_orders(actor).filter(number_key=number_key(number)).order_by("-ordered_at", "-id"))


def find_order(*, shop_id: int, number: str, email: str) -> Order | None:
    """The order that number and address name together; one look-up, whatever it finds. The newest of a split order."""
    address = email_key(email)[:254] or "-"  # an order without an address is found by nobody
    found = Order.objects.filter(shop_id=shop_id, number_key=number_key(number[:80]), email=address)
    return found.order_by("-ordered_at", "-id").first()


def orders_of_buyer(*, shop_id: int, number: str, email: str) -> list[Order]:
    """The orders that number and address name together, oldest first: all parts of a split one."""
    address = email_key(email)[:254] or "-"
    found = Order.objects.filter(shop_id=shop_id, number_key=number_key(number[:80]), email=address)
    return list(found.order_by("ordered_at", "id"))


def orders_of_address(shop_id: int, email: str, limit: int = 20) -> list[Order]:
    """The orders of one e-mail address in a shop, newest first; the caller knows that the reader owns that address."""
    address = email_key(email)[:254] or "-"
    return list(Order.objects.filter(shop_id=shop_id, email=address).order_by("-ordered_at", "-id")[:limit])


def article_names(orders: Sequence[Order]) -> dict[int, list[str]]:
    """What was bought in each of some orders that were already obtained, by the order's id, in its order: one query."""
    found: dict[int, list[str]] = {}
    if orders:
        rows = OrderLine.objects.filter(order__in=[order.pk for order in orders], type=LineType.PRODUCT)
        for order_id, name in rows.order_by("order_id", "position", "id").values_list("order_id", "name"):
            found.setdefault(order_id, []).append(name)
    return found


def order_lines(order: Order) -> list[OrderLine]:
    """The lines of an order that was already obtained, as bought."""
    return _LINES.all(order.pk)


def lines_by_id(order_id: int) -> dict[int, OrderLine]:
    """The lines of an order by their id."""
    return {line.pk: line for line in _LINES.all(order_id)}


def ask_lines_ahead(order_id: int) -> None:
    """Have the lines of an order asked with the next question, for this block."""
    _LINES.ahead(order_id)


def bought_asked(order_id: int) -> tuple[Question[OrderLine], Question[Payment]]:
    """The lines and the payments of an order that was already obtained, to be asked `together` with others."""
    return _LINES.of(order_id), _PAYMENTS.of(order_id)


def ask_bought_ahead(order_id: int) -> None:
    """Have both asked with the next question, for this block."""
    _LINES.ahead(order_id)
    _PAYMENTS.ahead(order_id)


def payments_of(order: Order) -> list[Payment]:
    """The payments of an order that was already obtained."""
    return _PAYMENTS.all(order.pk)


def left_to_repay(order: Order, lines: Sequence[OrderLine]) -> int | None:
    """What an order's payments still hold, refunds elsewhere and those reserved on its lines off; None: none is known.

    An export may tell a refund for the whole order only: then its lines alone would allow more than this.
    """
    payments = payments_of(order)
    held = sum(payment.captured_minor - payment.refunded_elsewhere_minor for payment in payments)
    reserved = sum(line.reserved_minor for line in lines)
    return max(0, held - reserved) if payments else None


def lines_of_unknown_kind(actor: Actor, limit: int = 100) -> list[OrderLine]:
    """Product lines no rule knows, newest order first: they wait for staff."""
    waiting = OrderLine.objects.filter(order__in=_orders(actor), kind="", type=LineType.PRODUCT.value)
    return list(waiting.select_related("order").order_by("-order__ordered_at", "-id")[:limit])


def kind_rules(actor: Actor) -> list[KindRule]:
    """The shop's rules for product kinds, in their order."""
    actor.require(Right.ORDERS_READ)
    return list(KindRule.objects.filter(shop_id=actor.shop_id).order_by("position"))
