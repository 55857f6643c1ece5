"""What a visitor does in a chat to ask for a return; each part works as a page, too, without scripts."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from reprise.apps.accounts.actors import system
from reprise.apps.cases.draft_queries import draft_by_key
from reprise.apps.cases.queries import case_by_id
from reprise.web.chat.talk import talk_of
from reprise.web.portal.door import ShopRequest
from reprise.web.portal.links import case_path, draft_path
from reprise.web.portal.request.answers import WITHDRAW, Page, Stop
from reprise.web.portal.request.begin import buyer_of
from reprise.web.portal.request.draft import Question, answered, filled
from reprise.web.portal.request.later import way_back
from reprise.web.portal.returning.place import ChatPlace

if TYPE_CHECKING:
    from reprise.apps.cases.models import RequestDraft


def in_chat(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A part of the request, in the chat that one of its doors put on the request."""

    @functools.wraps(view)
    def opened(request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        talk, customer = talk_of(request), cast(ShopRequest, request)
        customer.shop, customer.now = talk.shop, talk.at
        return view(ChatPlace(customer), **kwargs)

    return opened


def question(page: Page, view: Question) -> Callable[..., HttpResponseBase]:
    """A question of the pages, asked in the chat."""

    def asked(place: ChatPlace, key: str, line_id: int | None = None, **kwargs: object) -> HttpResponseBase:
        return answered(place, Stop(page, line_id), view, key, **kwargs)

    return in_chat(asked)


def later(place: ChatPlace, key: str) -> HttpResponse:
    """The way back to the request, by a letter to the address of its order."""
    return way_back(place, key)


def withdraw(place: ChatPlace, key: str) -> HttpResponse:
    """A change of mind, said on the pages before: the statutory function takes it, without a question."""
    draft = _open(place, key)
    if draft is None or draft.case_id is not None:
        return HttpResponseRedirect(place.address("rights", key))
    customer = filled(place, draft)
    lines = [line_id for line_id in customer.said.items if customer.said.about(line_id).claim == WITHDRAW]
    if not lines:
        return HttpResponseRedirect(place.address("rights", key))
    context = {
        **place.frame(customer.order), "order": customer.order, "back": place.address("items", key),
        "names": ", ".join(customer.goods[line_id].name for line_id in lines),
        "page_href": "" if place.framed else draft_path(place.talk.shop, draft),
        "change_href": place.address("reason", key, lines[0]),
    }  # fmt: skip
    return place.draw("withdraw", context)


def done(place: ChatPlace, key: str) -> HttpResponse:
    """The number of what was asked, and the link to its page."""
    draft = _open(place, key)
    if draft is None or draft.case_id is None:
        return HttpResponseRedirect(place.address("rights", key))
    case = case_by_id(system(place.talk.shop.pk), draft.case_id)
    _, order = buyer_of(place.request, draft.order_id)
    context = {
        **place.frame(order), "opened": case, "case_href": case_path(place.talk.shop, case), "back": place.talk.base,
    }  # fmt: skip
    return place.draw("done", context)


def _open(place: ChatPlace, key: str) -> "RequestDraft | None":
    """The draft with this key, for whoever proved its order."""
    draft = draft_by_key(place.talk.shop.pk, key, place.talk.at)
    return draft if draft is not None and place.lets_in(draft) else None
