"""Give a case to somebody of the team, or take it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.workflows import assign_case as workflow


class AssignForm(DeedForm):
    """Whose case it is."""

    person = forms.TypedChoiceField(label=_("Whose case"), required=False, coerce=int, empty_value=None)
    seen = None  # type: ignore[assignment]  # whoever assigns last, decides

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", gettext("Nobody yet")), *people]  # type: ignore[attr-defined]


@deed_page(right=Right.CASES_WRITE)
def assign(request: StaffRequest, reference: str) -> HttpResponse:
    """The page that says whose case it is."""
    scene = scene_of(request, reference)
    people = [(person.pk, str(person)) for person in colleagues(request.actor)]
    form = AssignForm(
        typed(request), people=people, sequence=0,
        initial={"person": scene.case.assignee_id or request.actor.person_id},
    )  # fmt: skip

    def do() -> str:
        person_id = form.cleaned_data["person"]
        workflow.assign(actor=request.actor, case=scene.case, person_id=person_id, at=timezone.now())
        named = dict(people).get(person_id)
        return gettext("The case is now with %(name)s.") % {"name": named} if named else gettext("Nobody has it now.")

    return act(request, scene, form, do, template="assign", context={"heading": gettext("Whose case is it?")})
