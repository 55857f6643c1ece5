"""The documents of a case as PDF: in the customer's language, or in the one staff choose."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.platform.pdf import render_paper
from reprise.readmodels.papers.shelf import Offered, paper_named, shelf_of
from reprise.web.backoffice.door import READ, StaffRequest, desk_page

if TYPE_CHECKING:
    from reprise.web.backoffice.cases.scene import Scene


@desk_page(right=Right.CASES_READ, methods=READ)
def paper(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """One document of a case."""
    case = case_for(request.actor, reference)
    lang = request.GET.get("lang") or case.language
    made = render_paper(paper_named(case, request.shop, name, lang, timezone.now(), for_staff=True))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{case.reference}-{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def papers_of(request: StaffRequest, scene: "Scene") -> list[Offered]:
    """What the case page lists."""
    return shelf_of(scene.picture, request.shop, for_staff=True)
