"""The list of conversations: who waits, and what was promised, first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from reprise.apps.accounts.queries import answering
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.services.share_out import shares_out
from reprise.readmodels.inbox.asked import Asked, View
from reprise.readmodels.inbox.counts import UNCOUNTED
from reprise.readmodels.inbox.page import A_PAGE
from reprise.web.backoffice.conversations import choice
from reprise.web.backoffice.conversations.following import desk_pass
from reprise.web.backoffice.conversations.rows import waiting_words
from reprise.web.backoffice.conversations.together import look, look_together
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, show

ALARMING: Final = frozenset({View.ALARMS, View.ASKS})
#: Tabs that are shown only while something is in them, or they are looked at.
SELDOM: Final = frozenset({View.ALARMS, View.ASKS})


@desk_page(right=Right.CASES_READ, methods=READ)
def conversations(request: StaffRequest) -> HttpResponse:
    """The list alone; a page that shows it already asks for the list itself once something has changed."""
    told = request.headers.get("X-Told") == "1"
    context = list_context(request, timezone.now(), open_key=request.GET.get("open", "")[:40], told=told)
    if request.headers.get("HX-Request"):
        answer = render(request, "desk/conversations/part.html", {"shop": request.shop, **may_of(request), **context})
        add_never_cache_headers(answer)
        return answer
    return show(request, "conversations", context, section="conversations")


def list_context(request: StaffRequest, at: datetime, *, open_key: str = "", told: bool = False) -> dict[str, object]:
    """What the list shows, whichever conversation is open beside it; `told` is the page of something new."""
    asked = choice.read(request.GET)
    after = request.GET.get("after", "")[:80]
    place = choice.place_in(after)
    found = (look_together if told else look)(request, asked, place, at)
    counts, people, me = found.counts_for(request.actor.person_id), found.people, request.actor.person_id
    lines, may_write = found.lines_for(me), request.actor.may(Right.MESSAGES_WRITE)
    return {
        "lines": lines, "rows": list(found.drawn(lines, open_key, may_write=may_write)), "open_key": open_key,
        "asked": asked, "query": choice.suffix(asked), "heading": choice.VIEWS[asked.view],
        "list_url": address(request, "conversations"),
        "here_url": address(request, "conversations", **choice.query_of(asked), after=after, open=open_key),
        "list_pass": desk_pass(request, at),
        "tabs": [_tab(request, asked, view, counts.get(view)) for view in choice.VIEWS if _shown(view, asked, counts)],
        "chips": choice.chips(asked, people), "options": choice.options(asked, people), "people": people,
        "waiting": waiting_words(counts[View.WAITING]), "total": counts.get(asked.view), "page_size": A_PAGE,
        "first": place is None, "takes_part": _takes_part(request),
        "next_query": choice.suffix(asked, after=choice.written(found.next_place)) if found.next_place else "",
    }  # fmt: skip


def _takes_part(request: StaffRequest) -> bool | None:
    """Whether new ones come to the reader; None where none is given out by itself, or they answer nobody."""
    if not shares_out(request.shop.pk):
        return None
    mine = (one.takes_matters for one in answering(request.shop.pk) if one.person_id == request.actor.person_id)
    return next(mine, None)


def may_of(request: StaffRequest) -> dict[str, object]:
    """What a part of a page is told about its reader, as `show` tells a whole page."""
    return {"actor": request.actor, "may": frozenset(right.name.lower() for right in request.actor.rights)}


def _shown(view: View, asked: Asked, counts: Mapping[View, int]) -> bool:
    return view not in SELDOM or view is asked.view or bool(counts.get(view))


def _tab(request: StaffRequest, asked: Asked, view: View, count: int | None) -> dict[str, object]:
    query = choice.suffix(choice.in_tab(asked, view))
    return {
        "label": choice.VIEWS[view], "url": address(request, "conversations") + query,
        "count": None if view in UNCOUNTED else count, "alert": view in ALARMING and bool(count),
        "current": view is asked.view,
    }  # fmt: skip
