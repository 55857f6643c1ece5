"""Dates that a person keeps, because nothing else on the case shows that they were."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for, open_deadlines
from reprise.core.refusals import NotFound
from reprise.web.api.cases import CaseInFull, case_in_full
from reprise.web.api.once import once
from reprise.web.api.refund_deeds import EmptyIn
from reprise.web.api.schemas import Id, Reference, Shape
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.keep_date import keep_date

router = Router(tags=["cases"])


@router.post("/{reference}/deadlines/{deadline_id}/completions", response={201: CaseInFull})
@scope(Right.CASES_WRITE)
@once
def complete_deadline(
    request: HttpRequest, reference: Reference, deadline_id: Id, body: EmptyIn
) -> tuple[int, Shape]:  # fmt: skip
    """Say that postage was paid back, a complaint answered or somebody without e-mail told; the case may end by it."""
    actor = caller(request)
    case = case_for(actor, reference)
    if deadline_id not in {row.pk for row in open_deadlines(case)}:
        raise NotFound(field="deadline_id")
    keep_date(actor=actor, deadline_id=deadline_id, at=timezone.now())
    return 201, case_in_full(actor, case_for(actor, reference))
