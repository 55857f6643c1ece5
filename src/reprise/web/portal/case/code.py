"""The code that opens a case's page on a device not seen before."""

from django.http import HttpResponseBase

from reprise.web.portal.case.door import CaseRequest, case_page, matter_of
from reprise.web.portal.code import code_page
from reprise.web.portal.door import READ_AND_WRITE


@case_page(READ_AND_WRITE, on_any_device=True)
def case_code(request: CaseRequest) -> HttpResponseBase:
    """Ask for it, and open the case."""
    return code_page(request, matter_of(request))
