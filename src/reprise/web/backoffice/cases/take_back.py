"""Take back what a rule accepted by itself, while nothing has left: a person decides."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.queries import decisions_of
from reprise.core.refusals import NotFound
from reprise.readmodels.proposal import proposal_of
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, Scene, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.workflows.verdict import take_back as workflow


class TakeBackForm(DeedForm):
    """Why, as the customer reads it."""

    reason = forms.CharField(
        label=_("Why a person looks again"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The customer reads it at once."),
        error_messages={"required": _("Say why: the customer reads this sentence.")},
    )  # fmt: skip


def by_rule(scene: Scene) -> dict[int, tuple[str, int]]:
    """The lines that a rule of the shop accepted and that stand so: the rule, and the policy's number."""
    granted = [line for line in scene.picture.lines if line.state == LineState.APPROVED.value]
    kept = {line.pk: found for line in granted if (found := proposal_of(line.proposal)) and found.is_automatic}
    if not kept:
        return {}
    last = {decision.line_id: decision.decided_by for decision in decisions_of(scene.case)}
    return {
        line_id: (found.policy.row if found.policy else "", found.policy_number)
        for line_id, found in kept.items() if last.get(line_id) == "system"
    }  # fmt: skip


@deed_page(right=Right.CASES_DECIDE)
def take_back(request: StaffRequest, reference: str) -> HttpResponse:
    """The page that opens a line again."""
    scene = scene_of(request, reference)
    line_id = asked_number(request, "line")
    if line_id is None:
        raise NotFound
    line, decided = scene.line(line_id), by_rule(scene)
    if line.pk not in decided and request.method != "POST":
        raise NotNow
    form = TakeBackForm(typed(request), sequence=scene.case.timeline_sequence)

    def do() -> str:
        workflow.take_back(
            actor=request.actor, case=scene.case, line_id=line.pk, reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )  # fmt: skip
        return gettext("Taken back. Decide on it now.")

    rule, number = decided.get(line.pk, ("", 0))
    context = {
        "heading": gettext("Take back the answer on %(article)s") % {"article": line.name}, "line": line,
        "rule": rule, "number": number,
    }  # fmt: skip
    return act(request, scene, form, do, template="take_back", context=context)
