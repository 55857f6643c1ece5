"""Authorise the return: until when, who pays, what to pack, and a label bought elsewhere."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.rules.dangers import WARNINGS, dangers_of
from reprise.apps.policies.kept_policy import policy_of
from reprise.apps.policies.queries import policy_on
from reprise.readmodels.available_actions import Deed
from reprise.readmodels.returns import expected_anew, expected_lines, packing_list, paid_by
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.parcels import carriers
from reprise.web.backoffice.cases.scene import NotNow, Scene, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.uploads import FileField, take_file
from reprise.workflows import authorise_return as workflow

if TYPE_CHECKING:
    from datetime import datetime

PARTS = ("accessories", "documents", "packaging")
LABELS = "image/jpeg,image/png,application/pdf"


class AuthoriseForm(DeedForm):
    """Until when, who pays, what goes into the parcel, and the label if there is one."""

    expires_on = DayField(
        label=_("Valid until"), help_text=_("The last day to hand the parcel to a carrier."),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )  # fmt: skip
    paid_by = forms.ChoiceField(
        label=_("Who pays the return"), widget=forms.RadioSelect, required=False,
        choices=[("buyer", _("The customer")), ("seller", _("The shop"))],
    )  # fmt: skip
    packed = forms.MultipleChoiceField(label=_("To be packed"), widget=forms.CheckboxSelectMultiple, required=False)
    label = FileField(label=_("Label (PDF or picture)"), required=False, accept=LABELS)
    carrier = forms.ChoiceField(label=_("Carrier"), required=False)
    tracking_number = forms.CharField(
        label=_("Tracking number"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control rp-input-mono"}),
    )  # fmt: skip
    named: ClassVar[Mapping[str, str]] = {"file": "label", "upload": "label"}

    def __init__(self, *args: Any, packing: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packing = packing
        things = [(f"{row['line_id']}:{name}", name) for row in packing for part in PARTS for name in row[part]]
        self.fields["packed"].choices = things  # type: ignore[attr-defined]
        self.initial.setdefault("packed", [value for value, _name in things])
        self.fields["carrier"].choices = carriers()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A number or a carrier alone is no label."""
        given = super().clean() or {}
        if not given.get("label") and "label" not in self.errors and given.get("tracking_number"):
            self.add_error("label", gettext("Add the label itself, or leave the tracking number empty."))
        return given

    @property
    def boxes(self) -> list[tuple[dict[str, Any], list[Any]]]:
        """The tick boxes, article by article."""
        return [
            (row, [box for box in self["packed"] if str(box.data["value"]).startswith(f"{row['line_id']}:")])
            for row in self.packing
        ]

    def left_out(self) -> set[tuple[int, str]]:
        """What was unticked."""
        kept = set(self.cleaned_data["packed"])
        everything = {(row["line_id"], name) for row in self.packing for part in PARTS for name in row[part]}
        return {(line_id, name) for line_id, name in everything if f"{line_id}:{name}" not in kept}


@deed_page(right=Right.CASES_DECIDE)
def authorise(request: StaffRequest, reference: str) -> HttpResponse:
    """The authorisation's page."""
    scene = scene_of(request, reference)
    is_open = bool(scene.open(Deed.AUTHORISE))
    if not is_open and request.method != "POST":
        raise NotNow
    today = timezone.localdate()
    days = policy_of(policy_on(request.shop.pk, today)).terms.return_by_days
    picture = expected_anew(scene.picture)
    payer = paid_by(expected_lines(picture))
    form = AuthoriseForm(
        typed(request), request.FILES or None, packing=packing_list(picture),
        sequence=scene.case.timeline_sequence, initial={"expires_on": today + timedelta(days=days), "paid_by": payer},
    )  # fmt: skip

    def do() -> str:
        now = timezone.now()
        made = workflow.authorise(
            actor=request.actor, case=scene.case, at=now, expires_on=form.cleaned_data["expires_on"],
            terms=_terms(request, form, now),
        )  # fmt: skip
        return gettext("Return %(number)s authorised. The customer has the slip.") % {"number": made.number}

    context = {"heading": gettext("Authorise the return"), "days": days, "payer": payer, **_around(request, scene)}
    return act(request, scene, form, do, template="authorise", context=context, closed=not is_open)


def _terms(request: StaffRequest, form: AuthoriseForm, now: "datetime") -> workflow.Terms:
    given, label = form.cleaned_data, None
    if given["label"]:
        kept = take_file(request, given["label"], now)
        label = workflow.Label(kept.pk, given["carrier"], given["tracking_number"], form.client())
    return workflow.Terms(given["paid_by"], form.left_out(), label)


def _around(request: StaffRequest, scene: Scene) -> dict[str, object]:
    """What stands beside: what is awaited, where it goes, what may not travel like any other parcel."""
    awaited = [item for item in expected_anew(scene.picture).items if item.state == "expected"]
    lines = [scene.line_of_item(item) for item in awaited]
    dangers = sorted({danger for line in lines for danger in dangers_of(line.product_kind, line.name)})
    back_to = request.shop.return_address or request.shop.address
    return {
        "awaited": list(zip(awaited, lines, strict=True)), "back_to": back_to,
        "warnings": [gettext(WARNINGS[danger]) for danger in dangers],
    }  # fmt: skip
