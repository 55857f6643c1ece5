"""From an opened order to a request: the draft that waits for it, a new one, or the cases it already has."""

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reprise.apps.accounts.actors import Actor, customer_of_order
from reprise.apps.cases.draft_queries import open_draft
from reprise.apps.cases.queries import cases_of
from reprise.apps.cases.services.drafts import begin_draft, save_draft
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_for, order_lines
from reprise.core.refusals import NotFound
from reprise.readmodels.statement_goods import free_pieces
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, is_proved, keep_private, shop_page
from reprise.web.portal.links import case_path
from reprise.web.portal.pages import show
from reprise.web.portal.request.meant import answers_at_the_door, only_piece

if TYPE_CHECKING:
    from reprise.apps.cases.models import RequestDraft
    from reprise.apps.catalogue.models import Order


def buyer_of(request: ShopRequest, order_id: int) -> tuple[Actor, "Order"]:
    """The actor a browser is that proved an order to be its own, and the order."""
    order = order_for(customer_of_order(request.shop.pk, order_id, ""), order_id)
    return customer_of_order(request.shop.pk, order_id, str(order.shipping.get("name", ""))), order


def entrance(request: ShopRequest, order: "Order") -> str:
    """Where somebody goes who just opened an order: to its cases when there are any, else straight to the request."""
    actor, _ = buyer_of(request, order.pk)
    if cases_of(actor).exists():
        return reverse("portal:order", args=[request.shop.slug, order.pk])
    return begin(request, order)


def begin(request: ShopRequest, order: "Order") -> str:
    """The first page of a request, new or unfinished; which article it is about is asked where there is a choice."""
    intent = request.session.get("intent")
    draft = draft_of(request, order, intent, withdraws=True)
    if intent and draft.data.get("intent") != intent:
        changes = answers_at_the_door(order, intent, draft.data, withdraws=True)
        save_draft(draft=draft, changes=changes, at=request.now)
    page = "items" if only_piece(order) is None else "rights"  # which leads to the first open question
    return reverse(f"portal:{page}", args=[request.shop.slug, draft.key])


def draft_of(
    request: ShopRequest, order: "Order", intent: object = None, *, withdraws: bool = False
) -> "RequestDraft":  # fmt: skip
    """The unfinished request about an order, or a new one; `withdraws`: whether a change of mind can be told there."""
    draft = open_draft(request.shop.pk, order.pk, request.now)
    if draft is not None:
        return draft
    said = answers_at_the_door(order, intent, withdraws=withdraws)
    return begin_draft(shop_id=request.shop.pk, order_id=order.pk, at=request.now, data=said)


@shop_page(READ_AND_WRITE)
def order_page(request: ShopRequest, order_id: int) -> HttpResponse:
    """The cases of an order, and the way to a new request; only for the browser that opened its link."""
    if not is_proved(request, order_id):
        raise NotFound
    actor, order = buyer_of(request, order_id)
    if request.method == "POST":
        return HttpResponseRedirect(begin(request, order))
    cases = [(case, case_path(request.shop, case)) for case in cases_of(actor).order_by("-id")[:20]]
    goods = [line for line in order_lines(order) if line.type == LineType.PRODUCT.value]
    context = {"order": order, "cases": cases, "any_free": any(free_pieces(line) > 0 for line in goods)}
    return keep_private(show(request, "order", context))
