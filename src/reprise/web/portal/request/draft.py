"""The door of a request under way: its draft, the order it is about, and what was said so far."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import get_language

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.cases.draft_queries import draft_by_key
from reprise.apps.cases.queries import case_by_id, lines_of
from reprise.apps.cases.services.drafts import Changes, save_draft
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_lines
from reprise.apps.catalogue.rules.dispatch import awaits_dispatch
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, View, keep_private, shop_page
from reprise.web.portal.pages import Problem, show
from reprise.web.portal.request import answers
from reprise.web.portal.request.answers import STEP_OF, STEPS, Answers, Stop
from reprise.web.portal.request.begin import buyer_of
from reprise.web.portal.request.offers import offer_of
from reprise.web.portal.request.place import Place
from reprise.web.typed import typed_texts

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, RequestDraft
    from reprise.apps.catalogue.models import Order, OrderLine


class DraftRequest(ShopRequest):
    """A request to one page of a customer's draft."""

    place: Place
    actor: Actor
    draft: "RequestDraft"
    order: "Order"
    goods: "dict[int, OrderLine]"  # what was bought, without shipping and fees
    said: Answers
    changing: "Case | None"  # the open request that this draft changes; none for a new one
    held: dict[int, int]  # order line → pieces that request holds, which this one may take over


#: One question: drawn, or answered. The door has looked whether it is its turn.
Question = Callable[..., HttpResponseBase]


def draft_page(page: answers.Page, methods: Sequence[str] = READ_AND_WRITE) -> Callable[[Question], View]:
    """One question of a request. Reached by its key and by the browser that opened the order's link, in its turn."""

    def declare(view: Question) -> View:
        @functools.wraps(view)
        def opened(request: ShopRequest, key: str, line_id: int | None = None, **kwargs: object) -> HttpResponseBase:
            return answered(Place(request), Stop(page, line_id), view, key, **kwargs)

        guarded = shop_page(tuple(methods))(opened)
        guarded.door = "draft"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return guarded

    return declare


def answered(place: Place, stop: Stop, view: Question, key: str, **kwargs: object) -> HttpResponseBase:
    """One question in a place, to whoever may answer it; out of its turn, the first that is open."""
    request = place.request
    draft = draft_by_key(request.shop.pk, key, request.now)
    missing = {**place.frame(), "typed": typed_texts(request)}
    if draft is None:
        return keep_private(show(request, "request/over", missing, status=410))
    if draft.case_id is not None and place.lets_see(draft):
        return place.done(case_by_id(system(request.shop.pk), draft.case_id), draft)
    if not place.lets_in(draft):
        return keep_private(show(request, "request/prove", missing, status=403))
    if place.tries and draft.data.get("solved"):
        return HttpResponseRedirect(place.address("solved", key))
    customer = filled(place, draft)
    if (elsewhere := place.aside(draft, customer.said, stop)) is not None:
        return keep_private(elsewhere)
    if not answers.is_reachable(customer.said, stop):
        return HttpResponseRedirect(address(customer, answers.first_open(customer.said)))
    return keep_private(view(customer, stop, **kwargs))


def filled(place: Place, draft: "RequestDraft") -> DraftRequest:
    """The request with its draft, its order and what was said."""
    request = place.request
    customer = cast(DraftRequest, request)
    customer.place, customer.draft = place, draft
    customer.actor, customer.order = buyer_of(request, draft.order_id)
    customer.changing, customer.held = _changing(request, draft)
    bought = [line for line in order_lines(customer.order) if line.type == LineType.PRODUCT.value]
    customer.goods = {line.pk: line for line in bought if not customer.changing or line.pk in customer.held}
    for line_id, pieces in customer.held.items():
        customer.goods[line_id].claimed_quantity -= pieces
    customer.said = _read(customer)
    return customer


def _changing(request: ShopRequest, draft: "RequestDraft") -> "tuple[Case | None, dict[int, int]]":
    """The case a draft changes, and what it holds of the order as far as it can be changed."""
    case_id = draft.data.get("changing")
    if case_id is None:
        return None, {}
    case = case_by_id(system(request.shop.pk), int(case_id))
    lines = [line for line in lines_of(case) if line.claim != answers.WITHDRAW and line.order_line_id]
    return case, {line.order_line_id: line.quantity for line in lines if line.order_line_id}


def _read(request: DraftRequest) -> Answers:
    goods = request.goods.values()
    unsent = frozenset(line.pk for line in goods if awaits_dispatch(request.order, line))
    said = answers.read(request.draft.data, {line.pk: line.kind for line in goods}, unsent)
    if request.changing or not request.place.tries:
        return said
    return replace(said, offer=offer_of(said, request.goods, language()))


def may_change_mind(request: DraftRequest) -> bool:
    """Whether a change of mind can be answered here; elsewhere the statutory function alone takes it."""
    return request.place.withdraws and not request.changing


def today(request: ShopRequest) -> date:
    """The day it is at the shop."""
    return timezone.localdate(request.now)


def address(request: DraftRequest, stop: Stop) -> str:
    """The address of a page of this request."""
    return request.place.address(stop.page.value, request.draft.key, *([stop.line_id] if stop.line_id else []))


def ask(
    request: DraftRequest,
    stop: Stop,
    context: dict[str, object],
    problems: Sequence[Problem] = (),
    *,
    template: str = "",
) -> HttpResponse:
    """Draw the page of one question, with the way back and how far it is."""
    earlier = answers.before(request.said, stop)
    line = request.goods.get(stop.line_id) if stop.line_id else None
    key = request.draft.key
    frame = {
        **request.place.frame(request.order),
        "here": address(request, stop),
        "items_href": request.place.address("items", key),
        "later_href": "" if request.changing else request.place.address("later", key),
        "order": request.order,
        "line": line,
        "pieces": request.said.items.get(stop.line_id or 0),
        "changing": request.changing,
        "step": STEP_OF[stop.page],
        "steps": STEPS,
        "back": address(request, earlier) if earlier else request.place.way_out(request.changing),
        "keep_as": f"{key}/{stop.page.value}/{stop.line_id or 0}",
    }
    return show(request, f"request/{template or stop.page.value}", {**frame, **context}, problems=problems)


def keep(request: DraftRequest, stop: Stop, **changes: object) -> HttpResponse:
    """Keep an answer and go on to the next page."""
    keep_here(request, changes)
    return HttpResponseRedirect(address(request, answers.after(request.said, stop)))


def keep_here(request: DraftRequest, changes: Changes) -> None:
    """Keep an answer and stay."""
    save_draft(draft=request.draft, changes=changes, at=request.now)
    request.said = _read(request)


def language() -> str:
    """The language of the page."""
    return (get_language() or "fr").split("-")[0]
