"""Put inspected goods away: back to stock, repaired, recycled or sent back, with a reason where one is due."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.queries import inspections_of
from reprise.apps.logistics.rules import grades
from reprise.apps.logistics.rules.routes import NAMES, suggested_route
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, Scene, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import PiecesField
from reprise.web.backoffice.forms import typed
from reprise.workflows import dispose_goods as workflow

if TYPE_CHECKING:
    from reprise.apps.logistics.models import Inspection


class DisposeForm(DeedForm):
    """Where the pieces of one inspection go."""

    route = forms.ChoiceField(label=_("Where it goes"), error_messages={"required": _("Choose where it goes.")})
    place = forms.CharField(label=_("Shelf or bin"), required=False, max_length=120)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=240,
        help_text=_("Needed when the destination is unusual for these goods."),
    )  # fmt: skip

    def __init__(self, *args: Any, left: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        routes = [(route.value, gettext(NAMES[route])) for route in Route]
        self.fields["route"].choices = [("", gettext("Choose…")), *routes]  # type: ignore[attr-defined]
        if left > 1:
            pieces = PiecesField(label=_("Pieces"), most=left, initial=left)
            pieces.widget.attrs["class"] = "form-control rp-w-10"
            self.fields["quantity"] = pieces


@deed_page(right=Right.GOODS_INSPECT)
def dispose(request: StaffRequest, reference: str) -> HttpResponse:
    """The destination's page, for one inspection."""
    scene = scene_of(request, reference)
    inspection, left = _inspection_asked(request, scene)
    line = inspection.return_item.line
    grade = Grade(inspection.grade)
    proposed = suggested_route(line.product_kind, grade, complete=inspection.complete)
    form = DisposeForm(
        typed(request), left=left, sequence=scene.case.timeline_sequence,
        initial={"route": proposed.value if proposed else ""},
    )  # fmt: skip

    def do() -> str:
        workflow.dispose(
            actor=request.actor, case=scene.case, inspection_id=inspection.pk,
            quantity=form.cleaned_data.get("quantity", left), route=Route(form.cleaned_data["route"]),
            place=form.cleaned_data["place"], reason=form.cleaned_data["reason"], at=timezone.now(),
            client_id=form.client(),
        )  # fmt: skip
        return gettext("Destination recorded.")

    context = {
        "heading": gettext("Put %(article)s away") % {"article": line.name}, "inspection": inspection, "line": line,
        "left": left,
        "letter": grades.LETTERS[grade], "grade_name": gettext(grades.NAMES[grade]),
    }  # fmt: skip
    return act(request, scene, form, do, template="dispose", context=context, closed=left < 1)


def _inspection_asked(request: StaffRequest, scene: Scene) -> tuple["Inspection", int]:
    """The inspection the address names, of an item or by itself, else the first with pieces to put away."""
    standing = inspections_of(request.actor, scene.case.pk)
    waiting = [one for one in standing if one.quantity > one.disposed_quantity]
    item_id, inspection_id = asked_number(request, "item"), asked_number(request, "inspection")
    if inspection_id is not None:
        found = [one for one in standing if one.pk == inspection_id]
    else:
        found = [one for one in waiting if item_id in {None, one.return_item_id}]
    if not found or (not scene.open(Deed.DISPOSE) and request.method != "POST"):
        raise NotNow
    return found[0], found[0].quantity - found[0].disposed_quantity
