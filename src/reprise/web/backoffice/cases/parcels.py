"""Write down a parcel on its way, and keep the proof that it was handed over."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.queries import parcels_of
from reprise.apps.logistics.rules.carriers import NAMES
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import DayField, PiecesField
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.uploads import FileField, take_file
from reprise.workflows import add_proof as proof_workflow
from reprise.workflows import announce_parcel as workflow

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, ReturnItem


def carriers() -> list[tuple[str, str]]:
    """The carriers to choose from; the number often tells which."""
    return [("", gettext("Told by the number, or not known")), *((c.value, gettext(n)) for c, n in NAMES.items())]


class AnnounceForm(DeedForm):
    """What is in the box, who carries it, under which number."""

    carrier = forms.ChoiceField(label=_("Carrier"), required=False)
    tracking_number = forms.CharField(
        label=_("Tracking number"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control rp-input-mono"}),
    )  # fmt: skip
    dispatched_on = DayField(
        label=_("Handed over on"), required=False, help_text=_("Leave empty if it has not left yet.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, *args: Any, contents: "list[tuple[ReturnItem, CaseLine]]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contents = contents
        self.fields["carrier"].choices = carriers()  # type: ignore[attr-defined]
        for item, line in contents:
            field = PiecesField(label=line.name, least=0, most=item.quantity, initial=item.quantity)
            field.widget.attrs["class"] = "form-control rp-w-10"
            self.fields[f"pieces_{item.pk}"] = field

    @property
    def pieces(self) -> list[forms.BoundField]:
        """The fields that count pieces."""
        return [self[f"pieces_{item.pk}"] for item, _line in self.contents]

    def said(self) -> Announcement:
        """What was typed, as the deed wants it."""
        given = self.cleaned_data
        contents = {item.pk: given[f"pieces_{item.pk}"] for item, _line in self.contents}
        return Announcement(
            {pk: pieces for pk, pieces in contents.items() if pieces}, given["carrier"], given["tracking_number"],
            given["dispatched_on"], note=given["note"],
        )  # fmt: skip


@deed_page(right=Right.GOODS_RECEIVE)
def announce_parcel(request: StaffRequest, reference: str) -> HttpResponse:
    """The parcel's page."""
    scene = scene_of(request, reference)
    open_actions = scene.open(Deed.ANNOUNCE_PARCEL)
    if not open_actions and request.method != "POST":
        raise NotNow
    items = [scene.item(item_id) for action in open_actions for item_id in action.item_ids]
    contents = [(item, scene.line_of_item(item)) for item in items]
    form = AnnounceForm(typed(request), contents=contents, sequence=scene.case.timeline_sequence)

    def do() -> str:
        workflow.announce(
            actor=request.actor, case=scene.case, said=form.said(), at=timezone.now(), client_id=form.client()
        )
        return gettext("Parcel written down.")

    return act(
        request,
        scene,
        form,
        do,
        template="announce",
        context={"heading": gettext("A parcel on its way")},
        closed=not open_actions,
    )


class ProofForm(DeedForm):
    """The receipt of the deposit, and its day."""

    file = FileField(label=_("Receipt or photo of it"))
    dispatched_on = DayField(
        label=_("Handed over on"), error_messages={"required": _("Choose the day on the receipt.")}
    )


@deed_page(right=Right.GOODS_RECEIVE)
def add_proof(request: StaffRequest, reference: str) -> HttpResponse:
    """The proof's page, for one parcel of the case."""
    scene = scene_of(request, reference)
    parcels = parcels_of(request.actor, scene.case.pk)
    asked = asked_number(request, "parcel")
    waiting = [parcel for parcel in parcels if parcel.proof_of_deposit_id is None]
    parcel = next((p for p in (parcels if asked else waiting) if asked in {None, p.pk}), None)
    if parcel is None:
        raise NotNow
    form = ProofForm(
        typed(request), request.FILES or None, sequence=scene.case.timeline_sequence,
        initial={"dispatched_on": parcel.dispatched_on or timezone.localdate()},
    )  # fmt: skip

    def do() -> str:
        now = timezone.now()
        file = take_file(request, form.cleaned_data["file"], now)
        proof_workflow.add_proof(
            actor=request.actor, case=scene.case, parcel_id=parcel.pk, file_id=file.pk, at=now,
            dispatched_on=form.cleaned_data["dispatched_on"],
        )  # fmt: skip
        return gettext("Proof of deposit kept.")

    return act(
        request, scene, form, do, template="proof", context={"heading": gettext("Proof of deposit"), "parcel": parcel}
    )
