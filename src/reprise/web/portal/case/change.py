"""Changing a request before anybody decided, by the questions it was made with; and the language of its letters."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, gettext

from reprise.apps.cases.queries import lines_of, timeline_of
from reprise.apps.cases.services.change_lines import TooLateToChange, changeable
from reprise.apps.cases.services.drafts import begin_draft
from reprise.readmodels.proposal import proposal_of
from reprise.web.portal.case.door import CaseRequest, case_page
from reprise.web.portal.case.page import draw
from reprise.web.portal.door import WRITE, let_change
from reprise.web.portal.links import case_path, first_page
from reprise.web.portal.pages import told
from reprise.web.portal.request.answers import Answer, plain
from reprise.web.portal.request.safety import HINTS
from reprise.web.portal.request.tiles import code_of
from reprise.web.refusals import status_of
from reprise.workflows.speak import speak

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine


@case_page(WRITE)
def change(request: CaseRequest) -> HttpResponse:
    """Begin: the questions again, with what was said before already chosen."""
    lines = changeable(lines_of(request.case))
    if not lines or request.case.order_id is None:
        refusal = TooLateToChange()
        return draw(request, problems=[told(refusal)], status=status_of(refusal))
    data = _said(request, lines)
    draft = begin_draft(shop_id=request.shop.pk, order_id=request.case.order_id, at=request.now, data=data)
    let_change(request, draft.key)
    return HttpResponseRedirect(first_page(request.shop, draft))


def _said(request: CaseRequest, lines: "list[CaseLine]") -> dict[str, object]:
    """What the case says, as a draft keeps it."""
    asked = lines[0].asked_remedy
    return {
        "changing": request.case.pk,
        "items": {str(line.order_line_id): line.quantity for line in lines},
        "lines": {str(line.order_line_id): plain(_answer(line)) for line in lines},
        "danger": request.case.danger,
        "hazard": _hazard(request),
        "stopped": request.case.danger,
        "wish": "replacement" if asked == "reprint" else asked,
        "delivery": _delivery(lines),
        "evidence_done": True,
    }


def _hazard(request: CaseRequest) -> str:
    """What the danger was, as the first line of the timeline tells it; not told, the first kind asked about."""
    first = next(iter(timeline_of(request.case)), None)
    told = str(first.data.get("hazard", "")) if first else ""
    return told or (next(iter(HINTS)) if request.case.danger else "")


def _answer(line: "CaseLine") -> Answer:
    code = code_of(line.claim, "")
    tracking = "delivered" if code and line.claim == "not_received" else ""
    return Answer(line.claim, line.reason, line.description, tracking=tracking)


def _delivery(lines: "list[CaseLine]") -> dict[str, object] | None:
    """What was told of a delivery, out of the facts that the answer of that day rests on."""
    for line in lines:
        proposal = proposal_of(line.proposal)
        if proposal is not None and proposal.away:
            facts = proposal.facts
            days = {"promised": "promised", "asked": "notice_to_perform", "until": "extra_time_until"}
            told = {name: str(facts.get(fact) or "") for name, fact in days.items()}
            return {**told, "essential": bool(facts.get("date_essential"))}
    return None


@case_page(WRITE)
def language(request: CaseRequest) -> HttpResponse:
    """From now on we write to this customer in the language of the page they press the button on."""
    speak(actor=request.actor, case=request.case, language=get_language() or "fr", at=request.now)
    messages.success(request, gettext("From now on we write to you in English."))
    return HttpResponseRedirect(case_path(request.shop, request.case))
