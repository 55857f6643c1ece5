"""Inspect received goods: grade, checklist, and a loss of value if the law allows one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.checklists import checklist_for
from reprise.apps.logistics.kinds import Grade
from reprise.apps.logistics.queries import inspections_of
from reprise.apps.logistics.rules.checklists import Tick
from reprise.apps.logistics.rules.grades import LETTERS, NAMES, SIGNS
from reprise.apps.logistics.services.findings import Finding
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.pictures import ManyFiles, keep_photos, side_by_side
from reprise.web.backoffice.cases.reasons import reason_name
from reprise.web.backoffice.cases.scene import NotNow, Scene, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import MoneyField, PiecesField, typed_amount
from reprise.web.backoffice.forms import typed
from reprise.workflows import inspect_goods as workflow
from reprise.workflows.correct_inspection import correct as correct_workflow

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, ReturnItem


class InspectForm(DeedForm):
    """What is seen of some pieces that look alike; the others are inspected after."""

    grade = forms.ChoiceField(
        label=_("What state is it in?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a grade from A to D.")},
    )  # fmt: skip
    present = forms.MultipleChoiceField(label=_("Tick what is there"), widget=forms.CheckboxSelectMultiple)
    depreciation = MoneyField(
        label=_("Loss of value"), required=False,
        help_text=_("Only for grade C or D, or a missing part. Trying the goods lowers nothing."),
    )  # fmt: skip
    depreciation_reason = forms.CharField(label=_("What lowers the value"), required=False, max_length=240)
    note = forms.CharField(
        label=_("Note for the team"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    photos = ManyFiles(label=_("Photos"), required=False)
    named: ClassVar[Mapping[str, str]] = {"checklist": "present", "file": "photos", "upload": "photos"}

    def __init__(self, *args: Any, item: "ReturnItem", line: "CaseLine", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        checklist = checklist_for(line.case.shop_id, line.product_kind, line.sku)
        language = get_language() or "fr"
        self.expected = list(checklist.in_the_parcel())
        self.checks = [one.name(language) for one in checklist.checks]
        self.fields["grade"].choices = [(grade.value, gettext(NAMES[grade])) for grade in Grade]  # type: ignore[attr-defined]
        ticks = [(expected.code, expected.name(language)) for expected in self.expected]
        self.fields["present"].choices = ticks  # type: ignore[attr-defined]
        self.fields["present"].required = False
        if item.quantity > 1:
            pieces = PiecesField(label=_("Pieces in this state"), most=item.quantity, initial=item.quantity)
            pieces.widget.attrs["class"] = "form-control rp-w-10"
            self.fields["quantity"] = pieces

    @property
    def grades(self) -> list[tuple[str, str, str, str]]:
        """Value, letter, name and signs of each grade, for the tiles."""
        return [(grade.value, LETTERS[grade], gettext(NAMES[grade]), gettext(SIGNS[grade])) for grade in Grade]

    def finding(self) -> Finding:
        """What was typed, as the deed wants it."""
        given = self.cleaned_data
        ticks = tuple(Tick(expected.code, expected.code in given["present"]) for expected in self.expected)
        return Finding(
            Grade(given["grade"]), ticks, given["depreciation"] or 0, given["depreciation_reason"], given["note"]
        )


@deed_page(right=Right.GOODS_INSPECT)
def inspect(request: StaffRequest, reference: str) -> HttpResponse:
    """The inspection's page, for one item."""
    scene = scene_of(request, reference)
    item, is_open = item_asked(request, scene, Deed.INSPECT)
    line = scene.line_of_item(item)
    form = InspectForm(
        typed(request), request.FILES or None, item=item, line=line, sequence=scene.case.timeline_sequence
    )

    def do() -> str:
        keep_photos(request, scene.case, line, form.cleaned_data["photos"], gettext("Inspection"))
        workflow.inspect(
            actor=request.actor, case=scene.case, item_id=item.pk,
            quantity=form.cleaned_data.get("quantity", item.quantity), finding=form.finding(), at=timezone.now(),
            client_id=form.client(),
        )  # fmt: skip
        return gettext("Inspection recorded.")

    heading = gettext("Inspect %(article)s") % {"article": line.name}
    context = {
        "heading": heading, "item": item, "line": line, "reason": reason_name(line),
        **side_by_side(request, scene, line),
    }  # fmt: skip
    return act(request, scene, form, do, template="inspect", context=context, closed=not is_open)


@deed_page(right=Right.GOODS_INSPECT)
def correct(request: StaffRequest, reference: str) -> HttpResponse:
    """Look again at what was inspected: a new record replaces the one before, which stays on the timeline."""
    scene = scene_of(request, reference)
    asked = asked_number(request, "inspection")
    standing = inspections_of(request.actor, scene.case.pk)
    old = next((one for one in standing if asked in {None, one.pk}), None)
    if old is None:
        raise NotNow
    item, line = scene.item(old.return_item_id), scene.line_of_item(old.return_item)
    form = InspectForm(
        typed(request), request.FILES or None, item=item, line=line, sequence=scene.case.timeline_sequence,
        initial={
            "grade": old.grade, "present": [tick["item"] for tick in old.checklist if tick["present"]],
            "depreciation": typed_amount(old.depreciation_minor or None, scene.case.currency, request.LANGUAGE_CODE),
            "depreciation_reason": old.depreciation_reason, "note": old.note,
        },
    )  # fmt: skip
    form.fields.pop("quantity", None)

    def do() -> str:
        now = timezone.now()
        keep_photos(request, scene.case, line, form.cleaned_data["photos"], gettext("Inspection"))
        correct_workflow(actor=request.actor, case=scene.case, inspection_id=old.pk, finding=form.finding(), at=now)
        return gettext("Inspection corrected. The one before stays on the timeline.")

    heading = gettext("Correct the inspection of %(article)s") % {"article": line.name}
    context = {
        "heading": heading, "item": item, "line": line, "reason": reason_name(line), "corrects": old,
        **side_by_side(request, scene, line),
    }  # fmt: skip
    return act(request, scene, form, do, template="inspect", context=context)


def item_asked(request: StaffRequest, scene: Scene, deed: Deed) -> tuple["ReturnItem", bool]:
    """The item the address names, or the first the deed is open for; and whether it is open for it."""
    open_ids = [item_id for action in scene.open(deed) for item_id in action.item_ids]
    asked = asked_number(request, "item")
    if asked is None and not open_ids:
        raise NotNow
    item = scene.item(asked if asked is not None else open_ids[0])
    if item.pk not in open_ids and request.method != "POST":
        raise NotNow
    return item, item.pk in open_ids
