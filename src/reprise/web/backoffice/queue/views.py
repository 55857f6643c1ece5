"""The work list: pick the next case and take its next step."""

from dataclasses import replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queue import QueueFilter, Sort, View, counts, tags_in_use
from reprise.apps.cases.saved_filters import saved_filters
from reprise.readmodels.queue_page import queue_page
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, show
from reprise.web.backoffice.queue import filters, place
from reprise.web.backoffice.queue.rows import row_of
from reprise.web.backoffice.queue.saved import Kept, chosen, kept_rows

A_PAGE: Final = 25
ALARMING: Final = frozenset({View.OVERDUE, View.SAFETY, View.APPROVAL})
UNCOUNTED: Final = frozenset({View.CLOSED, View.ALL})  # they only grow: a number would say nothing


@desk_page(right=Right.CASES_READ, methods=READ)
def queue(request: StaffRequest) -> HttpResponse:
    """A page of the list; words looked for here in former days are looked for in the search."""
    if request.GET.get("q", "").strip():
        return HttpResponseRedirect(address(request, "search", q=request.GET["q"].strip()[:200]))
    kept = saved_filters(request.actor)
    now_open = chosen(request, kept)
    wanted = filters.read(now_open.query if now_open else request.GET)
    at, listed = timezone.now(), _listed(wanted)
    after = place.read(request.GET.get("after", ""), listed.sort)
    page = queue_page(request.actor, listed, at=at, after=after, limit=A_PAGE)
    people = {person.pk: str(person) for person in colleagues(request.actor)}
    today = timezone.localdate()
    context = {
        "rows": [row_of(request, row, today, at) for row in page.rows],
        "wanted": wanted, "query": urlencode(filters.query_of(wanted)), "now_open": now_open,
        "chips": filters.chips(wanted, people), "people": people,
        "options": filters.options(wanted, people, tags_in_use(request.actor)),
        "first": after is None, "first_url": filters.link(wanted), "page_size": A_PAGE,
        "next_url": filters.link(wanted, after=place.written(page.next_place)) if page.next_place else "",
        **_counted(request, wanted, [Kept(one, filters.read(one.query)) for one in kept], at),
    }  # fmt: skip
    return show(request, "queue", context, section="queue")


def _counted(request: StaffRequest, wanted: QueueFilter, kept: list[Kept], at: datetime) -> dict[str, object]:
    """The tabs and the kept filters with how many cases each holds: one look at the open cases for all of them."""
    tabs = [view for view in filters.VIEWS if view not in UNCOUNTED]
    counted = [one for one in kept if one.wanted.view not in UNCOUNTED]
    asked = [*(QueueFilter(view=view) for view in tabs), *(one.wanted for one in counted)]
    found = counts(request.actor, [*asked, *([wanted] if wanted.view not in UNCOUNTED else [])], at=at)
    by_tab = dict(zip(tabs, found, strict=False))
    by_kept = dict(zip((one.row.pk for one in counted), found[len(tabs) :], strict=False))
    return {
        "tabs": [
            {"view": view, "label": label, "count": by_tab.get(view), "url": filters.link(_in_tab(wanted, view)),
             "alert": view in ALARMING and by_tab.get(view)}
            for view, label in filters.VIEWS.items()
            if view is not View.APPROVAL or wanted.view is view or by_tab[view]
        ],
        "kept": kept_rows(request, kept, by_kept),
        "total": found[-1] if wanted.view not in UNCOUNTED else None,
        "open_count": by_tab[View.OPEN], "ours_count": by_tab[View.NOW],
    }  # fmt: skip


def _listed(wanted: QueueFilter) -> QueueFilter:
    """Nothing presses in a case that is over: the newest of them comes first."""
    over = wanted.view is View.CLOSED and wanted.sort is Sort.URGENT
    return replace(wanted, sort=Sort.NEWEST) if over else wanted


def _in_tab(wanted: QueueFilter, view: View) -> QueueFilter:
    """Another tab keeps the order of the list and drops what narrowed it."""
    return replace(QueueFilter(), view=view, sort=wanted.sort)
