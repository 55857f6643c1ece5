"""The next case to work on, straight from home or from the case before it."""

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import Turn
from reprise.apps.cases.queries import case_for
from reprise.apps.cases.queue import QueueFilter, page_of, place_of
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@desk_page(right=Right.CASES_READ, methods=READ)
def following(request: StaffRequest) -> HttpResponse:
    """Open the case below the one that is left among those that wait for us; below the last comes the first."""
    reference = request.GET.get("after", "")
    found = _below(request, case_for(request.actor, reference) if reference else None)
    if found is None:
        return go(request, gettext("Nothing else waits for us."), "queue")
    return HttpResponseRedirect(address(request, "case", found.reference))


def _below(request: StaffRequest, left: "Case | None") -> "Case | None":
    at, wanted = timezone.now(), QueueFilter()
    rows: list[Case] = []
    if left is not None and left.turn == Turn.US.value and left.closed_at is None:
        rows = page_of(request.actor, wanted, at=at, after=place_of(left, wanted.sort), limit=1)
    rows = rows or page_of(request.actor, wanted, at=at, limit=1)
    return next((row for row in rows if left is None or row.pk != left.pk), None)
