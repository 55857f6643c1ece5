"""The return slip of a case as PDF, in the customer's language."""

from django.http import HttpResponse

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.platform.pdf.slip import Size, rma_slip
from reprise.readmodels.papers.return_slip import slip_of
from reprise.web.backoffice.door import READ, StaffRequest, desk_page


@desk_page(right=Right.CASES_READ, methods=READ)
def slip(request: StaffRequest, reference: str) -> HttpResponse:
    """The paper that goes into the parcel; with ?format=a6 the label alone, for a thermal printer."""
    case = case_for(request.actor, reference)
    data = slip_of(case, request.shop)
    size: Size = "a6" if request.GET.get("format") == "a6" else "a4"
    answer = HttpResponse(rma_slip(data, case.language, size=size), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{data.rma_number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
