"""What the customer is entitled to, before they commit; then the request is sent."""

from typing import TYPE_CHECKING

from django.http import HttpResponse

from reprise.core.refusals import Refusal
from reprise.readmodels.assessment import assess_request, sale_of
from reprise.readmodels.rights_card import rights_card
from reprise.web.portal.pages import Problem, told
from reprise.web.portal.request.answers import WITHDRAW, Stop
from reprise.web.portal.request.asked import request_of
from reprise.web.portal.request.draft import DraftRequest, ask, language
from reprise.web.portal.staying import written_in
from reprise.workflows import change_request

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.readmodels.requests import Request


def rights(request: DraftRequest, stop: Stop) -> HttpResponse:
    """The rights card and one button; pressing it twice opens one case."""
    wanted = request_of(
        request.said, language=written_in(request), draft_key=request.draft.key, channel=request.place.channel
    )
    if request.method != "POST":
        return _page(request, stop, wanted)
    try:
        case = _send(request, wanted)
    except Refusal as refusal:
        return _page(request, stop, wanted, [told(refusal)])
    return request.place.sent(case, request.draft, changed=request.changing is not None)


def _send(request: DraftRequest, wanted: "Request") -> "Case":
    """Open the case, or change the one that is open."""
    if request.changing is None:
        return request.place.ask(actor=request.actor, order=request.order, wanted=wanted, draft=request.draft)
    change_request.change(actor=request.actor, case=request.changing, request=wanted, at=request.now)
    return request.changing


def _page(request: DraftRequest, stop: Stop, wanted: "Request", problems: list[Problem] | None = None) -> HttpResponse:
    sale, number = sale_of(request.shop, request.order, request.held)
    assessed = assess_request(sale=sale, policy_number=number, request=wanted, today=sale.told_on(request.now))
    said = request.said
    context = {
        "card": rights_card(assessed, language()),
        "withdrawal": all(said.about(line_id).claim == WITHDRAW for line_id in said.items),
        "cancellation": said.is_cancellation,
        "danger": bool(said.danger),
        "evidence_href": request.place.address("evidence", request.draft.key),
    }
    return ask(request, stop, context, problems or ())
