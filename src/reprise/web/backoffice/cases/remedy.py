"""Mark a remedy as done: the reprint left, the repair is back."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.words import REMEDIES
from reprise.workflows import finish_remedy as workflow


class FinishForm(DeedForm):
    """What the customer should know of it."""

    note = forms.CharField(
        label=_("For the customer"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the carrier and the tracking number."),
    )  # fmt: skip


@deed_page(right=Right.CASES_DECIDE)
def finish_remedy(request: StaffRequest, reference: str) -> HttpResponse:
    """The page that ends a remedy."""
    scene = scene_of(request, reference)
    open_ids = [action.remedy_id for action in scene.open(Deed.FINISH_REMEDY)]
    asked = asked_number(request, "remedy")
    if asked is None and not open_ids:
        raise NotNow
    remedy = scene.remedy(asked if asked is not None else open_ids[0])
    is_open = remedy.pk in open_ids
    if not is_open and request.method != "POST":
        raise NotNow
    form = FinishForm(typed(request), sequence=scene.case.timeline_sequence)

    def do() -> str:
        workflow.finish(
            actor=request.actor, case=scene.case, remedy_id=remedy.pk, note=form.cleaned_data["note"],
            at=timezone.now(),
        )  # fmt: skip
        return gettext("Done. The customer is told by e-mail.")

    context = {
        "heading": gettext("Carry the remedy out"),
        "remedy": remedy,
        "line": scene.line(remedy.line_id),
        "remedy_name": gettext(REMEDIES[remedy.type]),
    }
    return act(request, scene, form, do, template="finish", context=context, closed=not is_open)
