"""Which order is it? Proved before, or found by its number and address as on the pages, with a code by letter."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect

from reprise.apps.cases.draft_queries import orders_begun
from reprise.core.refusals import NotFound, Refusal
from reprise.web.portal.finding import LONGEST_ADDRESS, LONGEST_NUMBER, look_up
from reprise.web.portal.pages import Problem, told
from reprise.web.portal.request.begin import draft_of
from reprise.web.portal.returning.place import ChatPlace
from reprise.web.portal.returning.proof import holder_of, orders_here, remember
from reprise.workflows.order_link import open_order_by_code

if TYPE_CHECKING:
    from reprise.apps.catalogue.models import Order


def which(place: ChatPlace) -> HttpResponse:
    """The orders known here, and the way to find another; an unfinished request of the only one goes on at once."""
    if place.request.method == "POST":
        return _chosen(place)
    orders = orders_here(place)
    at = place.talk.at
    begun = orders_begun(place.talk.shop.pk, [order.pk for order in orders], at)
    if len(orders) == 1 and begun and "other" not in place.request.GET and place.talk.proved(orders[0].pk):
        return _go_on(place, orders[0])
    return _page(place, orders, begun)


def _chosen(place: ChatPlace) -> HttpResponse:
    posted = place.request.POST
    if number := posted.get("order", ""):
        order = next((one for one in orders_here(place) if str(one.pk) == number), None)
        if order is None:
            raise NotFound
        return _go_on(place, order)
    number, email = posted.get("number", "").strip(), posted.get("email", "").strip()
    own = _own_order(place)
    if "own" in posted and own is not None:  # whoever holds a case's link is not told the address of its order
        number, email = own.number, own.email
    if problems := look_up(place.request, number, email, holder=holder_of(place)):
        typed = {} if "own" in posted else {"number": number[:LONGEST_NUMBER], "email": email[:LONGEST_ADDRESS]}
        return _page(place, orders_here(place), frozenset(), typed, problems)
    return HttpResponseRedirect(f"{place.base}code/")


def _go_on(place: ChatPlace, order: "Order") -> HttpResponse:
    if not place.talk.proved(order.pk):  # what was proved is over in a day, however often it is used
        remember(place, order)
    draft = draft_of(place.request, order)
    return HttpResponseRedirect(place.address("rights", draft.key))  # which leads to the first open question


def _own_order(place: ChatPlace) -> "Order | None":
    """The order of the case whose link the visitor holds."""
    case = place.talk.case
    return case.order if case is not None else None


def _page(
    place: ChatPlace, orders: "Sequence[Order]", begun: Collection[int], typed: dict[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> HttpResponse:  # fmt: skip
    own, person = _own_order(place), place.talk.person
    own = own if own is not None and own.email and own.pk not in {order.pk for order in orders} else None
    context = {
        "rows": [(order, order.pk in begun) for order in orders], "own": own, "here": place.base,
        "number": "", "email": person.email if person else "", **(typed or {}),
        "back": place.talk.base,
    }  # fmt: skip
    return place.draw("which", context, problems)


def code(place: ChatPlace) -> HttpResponse:
    """The code of the letter, typed in the chat that asked for it; the same page whether a letter went or not."""
    context: dict[str, object] = {"here": f"{place.base}code/", "back": place.find(), "code": ""}
    if place.request.method != "POST":
        return place.draw("code", context)
    typed = place.request.POST.get("code", "")
    try:
        order = open_order_by_code(shop=place.talk.shop, holder=holder_of(place), code=typed, at=place.talk.at)
    except Refusal as refusal:
        return place.draw("code", {**context, "code": typed[:20]}, [told(refusal, {"code": "code"})])
    return _go_on(place, order)
