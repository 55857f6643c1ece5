"""What the customer is entitled to, before they commit; then the request is sent."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, gettext

from reprise.core.refusals import Refusal
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.rights_card import rights_card
from reprise.web.portal.links import case_path
from reprise.web.portal.pages import Problem, told
from reprise.web.portal.request.answers import WITHDRAW, Page, Stop
from reprise.web.portal.request.asked import request_of
from reprise.web.portal.request.draft import DraftRequest, ask, draft_page, language, today
from reprise.workflows import change_request, return_request

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.readmodels.requests import Request


@draft_page(Page.RIGHTS)
def rights(request: DraftRequest, stop: Stop) -> HttpResponse:
    """The rights card and one button; pressing it twice opens one case."""
    wanted = request_of(request.said, language=get_language() or "fr", draft_key=request.draft.key)
    if request.method != "POST":
        return _page(request, stop, wanted)
    try:
        case = _send(request, wanted)
    except Refusal as refusal:
        return _page(request, stop, wanted, [told(refusal)])
    if request.changing:
        messages.success(request, gettext("Your request is changed."))
    elif case.contact_email:
        said = gettext("It is sent. We have written to %(email)s: the letter holds the link to this page.")
        messages.success(request, said % {"email": case.contact_email})
    return HttpResponseRedirect(case_path(request.shop, case))


def _send(request: DraftRequest, wanted: "Request") -> "Case":
    """Open the case, or change the one that is open."""
    if request.changing is None:
        return return_request.ask(
            actor=request.actor, order=request.order, request=wanted, at=request.now, client_id=request.draft.key
        )
    change_request.change(actor=request.actor, case=request.changing, request=wanted, at=request.now)
    return request.changing


def _page(request: DraftRequest, stop: Stop, wanted: "Request", problems: list[Problem] | None = None) -> HttpResponse:
    sale, number = sale_of(request.shop, request.order, request.held)
    assessed = assess_request(sale=sale, policy_number=number, request=wanted, today=today(request))
    said = request.said
    context = {
        "card": rights_card(assessed, language()),
        "withdrawal": all(said.about(line_id).claim == WITHDRAW for line_id in said.items),
        "cancellation": said.is_cancellation,
        "danger": bool(said.danger),
    }
    return ask(request, stop, context, problems or ())
