"""Orders as imported, newest first."""

from django.http import HttpResponse

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.kinds import DeliveryOrigin
from reprise.apps.catalogue.queries import lines_of_unknown_kind, orders_newest
from reprise.core.money import Money
from reprise.core.refusals import NotFound, mark
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import show

PAGE = 40

ORIGINS = {
    DeliveryOrigin.CARRIER.value: mark("carrier"), DeliveryOrigin.SHOP.value: mark("shop"),
    DeliveryOrigin.ESTIMATED.value: mark("estimated"),
}  # fmt: skip


@desk_page(right=Right.ORDERS_READ, methods=READ)
def orders(request: StaffRequest) -> HttpResponse:
    """A page of orders; the search knows numbers, names, addresses and parcels."""
    search = request.GET.get("q", "").strip()[:120]
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise NotFound
    found = orders_newest(request.actor, before=int(before) if before else None, search=search, limit=PAGE)
    rows = [(order, Money(order.total_minor, order.currency), ORIGINS.get(order.delivery_origin, ""))
            for order in found[:PAGE]]  # fmt: skip
    context = {
        "rows": rows, "search_orders": search, "first": not before,
        "next": found[PAGE - 1].pk if len(found) > PAGE else "",
        "unknown": bool(lines_of_unknown_kind(request.actor, limit=1)),
    }  # fmt: skip
    return show(request, "orders/orders", context, section="orders")
