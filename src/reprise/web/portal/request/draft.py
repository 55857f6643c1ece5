"""The door of a request under way: its draft, the order it is about, and what was said so far."""

import functools
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.cases.queries import case_by_id, draft_by_key, lines_of
from reprise.apps.cases.services.drafts import Changes, save_draft
from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.queries import order_lines
from reprise.apps.catalogue.rules.dispatch import awaits_dispatch
from reprise.web.portal.door import READ_AND_WRITE, ShopRequest, View, is_proved, keep_private, may_change, shop_page
from reprise.web.portal.links import case_path
from reprise.web.portal.pages import Problem, show
from reprise.web.portal.request import answers
from reprise.web.portal.request.answers import STEP_OF, STEPS, Answers, Stop
from reprise.web.portal.request.begin import buyer_of
from reprise.web.typed import typed_texts

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, RequestDraft
    from reprise.apps.catalogue.models import Order, OrderLine


class DraftRequest(ShopRequest):
    """A request to one page of a customer's draft."""

    actor: Actor
    draft: "RequestDraft"
    order: "Order"
    goods: "dict[int, OrderLine]"  # what was bought, without shipping and fees
    said: Answers
    changing: "Case | None"  # the open request that this draft changes; none for a new one
    held: dict[int, int]  # order line → pieces that request holds, which this one may take over


def draft_page(page: answers.Page, methods: Sequence[str] = READ_AND_WRITE) -> Callable[[View], View]:
    """One question of a request. Reached by its key and by the browser that opened the order's link, in its turn."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: ShopRequest, key: str, line_id: int | None = None, **kwargs: object) -> HttpResponseBase:
            draft = draft_by_key(request.shop.pk, key, request.now)
            if draft is None:
                return keep_private(show(request, "request/over", {"typed": typed_texts(request)}, status=410))
            if draft.case_id is not None:
                return HttpResponseRedirect(link_of_case(request, draft.case_id))
            if not is_proved(request, draft.order_id) and not may_change(request, draft.key):
                return keep_private(show(request, "request/prove", {"typed": typed_texts(request)}, status=403))
            stop, customer = Stop(page, line_id), filled(request, draft)
            if not answers.is_reachable(customer.said, stop):
                return HttpResponseRedirect(address(customer, answers.first_open(customer.said)))
            return keep_private(view(customer, stop, **kwargs))

        guarded = shop_page(tuple(methods))(opened)
        guarded.door = "draft"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return guarded

    return declare


def filled(request: ShopRequest, draft: "RequestDraft") -> DraftRequest:
    """The request with its draft, its order and what was said."""
    customer = cast(DraftRequest, request)
    customer.draft = draft
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
    return answers.read(request.draft.data, {line.pk: line.kind for line in goods}, unsent)


def link_of_case(request: ShopRequest, case_id: int) -> str:
    """The address of the case a request became."""
    return case_path(request.shop, case_by_id(system(request.shop.pk), case_id))


def today(request: ShopRequest) -> date:
    """The day it is at the shop."""
    return timezone.localdate(request.now)


def address(request: DraftRequest, stop: Stop) -> str:
    """The address of a page of this request."""
    place = [request.shop.slug, request.draft.key, *([stop.line_id] if stop.line_id else [])]
    return reverse(f"portal:{stop.page.value}", args=place)


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
    frame = {
        "order": request.order,
        "line": line,
        "pieces": request.said.items.get(stop.line_id or 0),
        "changing": request.changing,
        "step": STEP_OF[stop.page],
        "steps": STEPS,
        "back": address(request, earlier) if earlier else _way_out(request),
        "draft_key": request.draft.key,
        "keep_as": f"{request.draft.key}/{stop.page.value}/{stop.line_id or 0}",
    }
    return show(request, f"request/{template or stop.page.value}", {**frame, **context}, problems=problems)


def _way_out(request: DraftRequest) -> str:
    if request.changing:
        return case_path(request.shop, request.changing)
    return reverse("portal:home", args=[request.shop.slug])


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
