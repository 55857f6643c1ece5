"""Where all settings begin: what there is to set, and what each page is for."""

from django.http import HttpResponse

from reprise.apps.accounts.rights import Right
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.settings.frame import show_settings


@desk_page(right=Right.CASES_READ, methods=READ)
def settings(request: StaffRequest) -> HttpResponse:
    """Each settings page this person may open, with a sentence."""
    return show_settings(request, "home", {}, page="settings")
