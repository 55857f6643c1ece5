"""Write down what a customer decided about their own request, said by telephone or across the counter."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.decide import line_asked
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.scene import NotNow, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.workflows import appeal as appeal_workflow
from reprise.workflows import cancel_request as cancel_workflow


class AppealForm(DeedForm):
    """What the customer disagrees with."""

    text = forms.CharField(
        label=_("What the customer disagrees with"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what the customer said.")},
    )  # fmt: skip


@deed_page(right=Right.CASES_WRITE)
def cancel(request: StaffRequest, reference: str) -> HttpResponse:
    """Take the request back, because the customer said so."""
    scene = scene_of(request, reference)
    is_open = bool(scene.open(Deed.CANCEL))
    if not is_open and request.method != "POST":
        raise NotNow
    form = DeedForm(typed(request), sequence=scene.case.timeline_sequence)

    def do() -> str:
        cancel_workflow.cancel(actor=request.actor, case=scene.case, at=timezone.now())
        return gettext("Request cancelled.")

    return act(
        request,
        scene,
        form,
        do,
        template="cancel",
        context={"heading": gettext("Cancel the request")},
        closed=not is_open,
    )


@deed_page(right=Right.CASES_WRITE)
def appeal(request: StaffRequest, reference: str) -> HttpResponse:
    """Dispute a refusal in the customer's name: somebody looks again."""
    scene = scene_of(request, reference)
    line, is_open = line_asked(request, scene, Deed.APPEAL)
    form = AppealForm(typed(request), sequence=scene.case.timeline_sequence)

    def do() -> str:
        text = form.cleaned_data["text"]
        appeal_workflow.appeal(actor=request.actor, case=scene.case, line_id=line.pk, text=text, at=timezone.now())
        return gettext("Dispute written down. Somebody looks at the decision again.")

    context = {"heading": gettext("Dispute the decision"), "line": line, "reason": reason_name(line)}
    return act(request, scene, form, do, template="appeal", context=context, closed=not is_open)
