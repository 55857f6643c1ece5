"""The set-up page of a new shop: what is done, what is next, each step one click away."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.set_up import keep_step, put_set_up_away, return_to_own_address
from reprise.readmodels.set_up import KEEPABLE, Step, set_up_of
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import go, show
from reprise.web.backoffice.setup.steps import rows_of
from reprise.workflows.try_letters import send_test_letter


@desk_page(right=Right.SETTINGS_EDIT)
def set_up(request: StaffRequest) -> HttpResponse:
    """The steps; a button says that one is fine as it is, sends the test, or puts the list away."""
    if request.method == "POST":
        return _deed(request, request.POST.get("do", ""))
    so_far = set_up_of(request.shop)
    rows = rows_of(request, so_far)
    context = {
        "rows": rows, "done": len(so_far.done), "all": len(rows), "is_complete": so_far.is_complete,
        "next": next((row.step for row in rows if not row.is_done), ""), "unsorted": so_far.unsorted,
        "has_server": settings.ENV.mail_url is not None, "is_away": request.shop.set_up_at is not None,
    }  # fmt: skip
    return show(request, "set_up", context, section="set_up")


def _deed(request: StaffRequest, deed: str) -> HttpResponse:
    if deed == "away":
        put_set_up_away(actor=request.actor, at=timezone.now())
        return go(request, gettext("The list is put away. Everything stays under Settings."), "settings")
    if deed == Step.MAIL:
        send_test_letter(actor=request.actor, language=request.LANGUAGE_CODE or "fr", at=timezone.now())
        return go(request, gettext("A letter is on its way to your own address."), "set_up")
    if deed == Step.RETURN_ADDRESS:
        return_to_own_address(actor=request.actor)
    elif deed in KEEPABLE:
        keep_step(actor=request.actor, step=deed)
    return go(request, gettext("Noted."), "set_up")
