"""The page of one conversation: the list beside it, the thread, and the customer."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from reprise.apps.accounts.rights import Right
from reprise.readmodels.inbox.thread import Thread, thread_of
from reprise.web.backoffice.conversations import choice
from reprise.web.backoffice.conversations.listing import list_context, may_of
from reprise.web.backoffice.conversations.said import said_in
from reprise.web.backoffice.conversations.scene import (
    head_context,
    open_one,
    seen,
    side_context,
    thread_context,
)
from reprise.web.backoffice.conversations.writing import SayForm
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, show

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation


@desk_page(right=Right.CASES_READ, methods=READ)
def conversation(request: StaffRequest, thread: UUID) -> HttpResponse:
    """One conversation; the key of one that was merged leads to where its messages stand."""
    found = open_one(request, thread)
    if found.key != thread:
        query = choice.suffix(choice.read(request.GET))
        return HttpResponseRedirect(address(request, "conversation", found.key) + query)
    return draw(request, found)


def draw(request: StaffRequest, found: "Conversation", *, form: SayForm | None = None) -> HttpResponse:
    """The whole page, with what was typed in place."""
    at = timezone.now()
    told = thread_context(request, found, at, form=form)
    thread = told["thread"]
    assert isinstance(thread, Thread)
    context = {
        **list_context(request, at, open_key=str(found.key)), **told, **side_context(request, thread),
        "query_fields": choice.query_of(choice.read(request.GET)),
    }  # fmt: skip
    status = form.status if form else 200
    return show(request, "conversations/conversation", context, section="conversations", status=status)


@desk_page(right=Right.CASES_READ, methods=READ)
def news(request: StaffRequest, thread: UUID) -> HttpResponse:
    """What was said after a number, and how the conversation stands: what an open page adds to itself."""
    return draw_news(request, open_one(request, thread), _after(request.GET.get("after", "")))


def draw_news(
    request: StaffRequest, found: "Conversation", after: int, *, refused: str = "", status: int = 200
) -> HttpResponse:
    """The news of a conversation as a part of a page, and why what was typed was not sent, if it was not."""
    at = timezone.now()
    thread = thread_of(request.actor, found, after=after)
    seen(request, found, at)
    context = {
        "shop": request.shop, **may_of(request), **head_context(request, thread, at),
        "said": said_in(request, thread), "refused": refused, "on_case": _on_case(request),
        "query_fields": choice.query_of(choice.read(request.GET)),
    }  # fmt: skip
    answer = render(request, "desk/conversations/news.html", context, status=status)
    add_never_cache_headers(answer)
    return answer


def _on_case(request: StaffRequest) -> bool:
    """Whether the page that asks is that of the case."""
    return request.GET.get("case") == "yes" or request.POST.get("from") == "case"


def _after(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0
