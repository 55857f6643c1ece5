"""The work list: pick the next case and take its next step."""

from typing import Final

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from reprise.apps.accounts.rights import Right
from reprise.core.references import tidy_reference
from reprise.core.refusals import mark
from reprise.readmodels.queue_page import queue_page
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, show
from reprise.web.backoffice.queue import place
from reprise.web.backoffice.queue.rows import row_of

VIEWS: Final = {
    "open": mark("Open cases"), "ours": mark("Ours"), "customer": mark("With the customer"),
    "third": mark("With third parties"), "closed": mark("Closed"), "all": mark("All"),
}  # fmt: skip


@desk_page(right=Right.CASES_READ, methods=READ)
def queue(request: StaffRequest) -> HttpResponse:
    """A page of the list; a search for one whole reference opens its case."""
    search = request.GET.get("q", "").strip()[:120]
    chosen = request.GET.get("view", "")
    view = chosen if chosen in VIEWS else "all" if search else "open"
    after = place.read(request.GET.get("after", ""))
    page = queue_page(request.actor, view=view, search=search, after=after)
    if search and len(page.rows) == 1 and page.rows[0].case.reference == tidy_reference(search):
        return HttpResponseRedirect(address(request, "case", page.rows[0].case.reference))
    now = timezone.localtime()
    rows = [row_of(request, row, now.date()) for row in page.rows]
    context = {
        "rows": rows, "views": VIEWS, "view": view, "search": search, "now": now,
        "first": after is None, "next": place.written(page.next_place) if page.next_place else "",
    }  # fmt: skip
    return show(request, "queue", context, section="queue")
