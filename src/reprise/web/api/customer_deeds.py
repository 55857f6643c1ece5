"""What customers decide about their own request, written down for them: taken back, or a refusal disputed."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.web.api.cases import CaseInFull, case_in_full
from reprise.web.api.once import once
from reprise.web.api.refund_deeds import EmptyIn
from reprise.web.api.schemas import Body, Id, Reference, Shape, Text
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.appeal import appeal
from reprise.workflows.cancel_request import cancel

router = Router(tags=["cases"])


class AppealIn(Body):
    """What the customer disagrees with."""

    text: Text


@router.post("/{reference}/cancellations", response={201: CaseInFull})
@scope(Right.CASES_WRITE)
@once
def cancel_request(request: HttpRequest, reference: Reference, body: EmptyIn) -> tuple[int, Shape]:
    """Take the whole request back because its customer said so; only before anything was decided."""
    actor = caller(request)
    case = case_for(actor, reference)
    cancel(actor=actor, case=case, at=timezone.now())
    return 201, case_in_full(actor, case)


@router.post("/{reference}/lines/{line_id}/appeals", response={201: CaseInFull})
@scope(Right.CASES_WRITE)
@once
def appeal_line(request: HttpRequest, reference: Reference, line_id: Id, body: AppealIn) -> tuple[int, Shape]:
    """Dispute a refusal, whole or in part: another person looks again, and the customer is told by when."""
    actor = caller(request)
    case = case_for(actor, reference)
    appeal(actor=actor, case=case, line_id=line_id, text=body.text, at=timezone.now())
    return 201, case_in_full(actor, case)
