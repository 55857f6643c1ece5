"""The cases somebody chose in the queue: those ticked, or the whole list."""

from typing import TYPE_CHECKING, Final

from django.http import QueryDict
from django.utils import timezone

from reprise.apps.cases.queries import cases_of
from reprise.apps.cases.queue import ORDERS, matching
from reprise.apps.cases.services.bulk_run import MOST
from reprise.core.references import tidy_reference
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.queue import filters

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

_LONGEST_QUERY: Final = 2_000


def chosen_cases(request: StaffRequest) -> "list[Case]":
    """Up to 500 cases and one more, which says that it is too many; references of nobody's are left out."""
    if request.POST.get("whole") == "yes":
        wanted = filters.read(QueryDict(request.POST.get("query", "")[:_LONGEST_QUERY]))
        column, down = ORDERS[wanted.sort]
        sign = "-" if down else ""
        rows = matching(request.actor, wanted, at=timezone.now())
        return list(rows.order_by(f"{sign}{column}", f"{sign}id")[: MOST + 1])
    typed = list(dict.fromkeys(tidy_reference(text[:40]) for text in request.POST.getlist("case")))[: MOST + 1]
    found = {case.reference: case for case in cases_of(request.actor).filter(reference__in=typed)}
    return [found[reference] for reference in typed if reference in found]
