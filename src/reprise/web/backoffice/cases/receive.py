"""Receive goods: what was in the box, piece by piece, also when it is not what was announced."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import ParcelState, Variance
from reprise.apps.logistics.queries import parcels_of
from reprise.apps.logistics.rules.variances import NAMES, NEXT_STEPS, suggested_variances
from reprise.apps.logistics.services.receive import Found
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import PiecesField
from reprise.web.backoffice.forms import typed
from reprise.workflows import receive_parcel as workflow

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine, ReturnItem
    from reprise.apps.logistics.models import Parcel

CHOICES: Final = (
    Variance.AS_ANNOUNCED, Variance.DAMAGED, Variance.INCOMPLETE, Variance.WRONG, Variance.SWAPPED,
)  # fmt: skip
MOST = 999


class ReceiveForm(DeedForm):
    """One row per awaited item: how many are there, and how they differ from what was announced."""

    parcel = forms.TypedChoiceField(label=_("Parcel"), required=False, coerce=int, empty_value=None)

    def __init__(
        self, *args: Any, awaited: "list[tuple[ReturnItem, CaseLine]]", parcels: "list[Parcel]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.awaited = awaited
        named = [(p.pk, p.tracking_number or gettext("Parcel without a number")) for p in parcels]
        self.fields["parcel"].choices = [("", gettext("Brought in, or not known")), *named]  # type: ignore[attr-defined]
        states = [(variance.value, gettext(NAMES[variance])) for variance in CHOICES]
        for item, _line in awaited:
            pieces = PiecesField(label=gettext("Counted"), least=0, most=MOST, initial=item.quantity)
            pieces.widget.attrs["class"] = "form-control rp-w-10"
            self.fields[f"pieces_{item.pk}"] = pieces
            state = forms.ChoiceField(label=gettext("State"), choices=states)
            state.widget.attrs["class"] = "form-select"
            self.fields[f"state_{item.pk}"] = state
            note = forms.CharField(label=gettext("Note"), required=False, max_length=1000)
            note.widget.attrs["class"] = "form-control"
            self.fields[f"note_{item.pk}"] = note

    @property
    def rows(self) -> "list[tuple[ReturnItem, CaseLine, list[forms.BoundField]]]":
        """Each awaited item with its fields."""
        return [
            (item, line, [self[f"{name}_{item.pk}"] for name in ("pieces", "state", "note")])
            for item, line in self.awaited
        ]

    def found(self) -> list[Found]:
        """What was found and what is missing; nothing is lost or made up."""
        given = self.cleaned_data
        found: list[Found] = []
        for item, _line in self.awaited:
            counted, state = given[f"pieces_{item.pk}"], Variance(given[f"state_{item.pk}"])
            pairs = suggested_variances(
                item.quantity, counted, right_article=state not in {Variance.WRONG, Variance.SWAPPED},
                damaged=state is Variance.DAMAGED, complete=state is not Variance.INCOMPLETE,
            )  # fmt: skip
            note = given[f"note_{item.pk}"]
            found += [Found(item.pk, pieces, _told(variance, state), note) for variance, pieces in pairs]
        return found


def _told(variance: Variance, state: Variance) -> Variance:
    return state if variance is Variance.WRONG else variance


@deed_page(right=Right.GOODS_RECEIVE)
def receive(request: StaffRequest, reference: str) -> HttpResponse:
    """The reception's page."""
    scene = scene_of(request, reference)
    open_actions = scene.open(Deed.RECEIVE)
    if not open_actions and request.method != "POST":
        raise NotNow
    items = [scene.item(item_id) for action in open_actions for item_id in action.item_ids]
    parcels = [
        parcel for parcel in parcels_of(request.actor, scene.case.pk)
        if parcel.direction == "in" and parcel.state != ParcelState.RETURNED.value
    ]  # fmt: skip
    likely = asked_number(request, "parcel") or next((p.pk for p in parcels if p.received_at is None), None)
    form = ReceiveForm(
        typed(request), awaited=[(item, scene.line_of_item(item)) for item in items], parcels=parcels,
        sequence=scene.case.timeline_sequence, initial={"parcel": likely},
    )  # fmt: skip

    def do() -> str:
        workflow.receive(
            actor=request.actor, case=scene.case, found=form.found(), at=timezone.now(),
            parcel_id=form.cleaned_data["parcel"], client_id=form.client(),
        )  # fmt: skip
        return gettext("Reception recorded.")

    states = [(gettext(NAMES[variance]), gettext(NEXT_STEPS[variance])) for variance in CHOICES]
    context = {"heading": gettext("Receive the goods"), "states": states}
    return act(request, scene, form, do, template="receive", context=context, closed=not open_actions)
