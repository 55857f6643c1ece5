"""What a customer downloads from their case: its documents, and the files that lie on it."""

from django.http import HttpResponse, HttpResponseBase

from reprise.apps.evidence.queries import file_for
from reprise.platform.pdf import render_paper
from reprise.platform.pdf.slip import Size, rma_slip
from reprise.readmodels.calendars.of_case import case_calendar
from reprise.readmodels.papers.return_slip import slip_of
from reprise.readmodels.papers.shelf import paper_named
from reprise.web.calendar_answer import calendar_answer
from reprise.web.portal.case.door import CaseRequest, case_page
from reprise.web.portal.case.words import DATES
from reprise.web.portal.files import serve


@case_page()
def slip(request: CaseRequest) -> HttpResponse:
    """The return slip, or with ?format=a6 its label alone; missing before the return is authorised."""
    paper = slip_of(request.case, request.shop)
    size: Size = "a6" if request.GET.get("format") == "a6" else "a4"
    response = HttpResponse(rma_slip(paper, request.case.language, size=size), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{paper.rma_number}.pdf"'
    return response


@case_page()
def paper(request: CaseRequest, name: str) -> HttpResponse:
    """One document of the case as PDF, in the language it is asked for or that of the case."""
    lang = request.GET.get("lang") or request.case.language
    made = render_paper(paper_named(request.case, request.shop, name, lang, request.now))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{request.case.reference}-{name}.pdf"'
    return response


@case_page()
def dates(request: CaseRequest) -> HttpResponse:
    """The dates of the case for a calendar program."""
    body = case_calendar(request.case, request.shop, titles=DATES, language=request.LANGUAGE_CODE)
    return calendar_answer(request, lambda: body, version=body, filename=f"{request.case.reference}.ics")


@case_page()
def file(request: CaseRequest, file_id: int) -> HttpResponseBase:
    """A file of the case; its small picture with ?small."""
    return serve(file_for(request.actor, file_id), preview="small" in request.GET)
