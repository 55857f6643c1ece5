"""What the carrier says of a parcel, typed by staff: it moves the goods in it."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.queries import parcels_of
from reprise.apps.logistics.rules import parcels as words
from reprise.apps.logistics.services.take_news import NEWS
from reprise.apps.logistics.transitions import PARCEL_MOVES, ParcelMove
from reprise.core.refusals import mark
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import NotNow, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.fields import DayField
from reprise.web.backoffice.forms import typed
from reprise.workflows import carrier_news as workflow

SAYS: Final = {
    ParcelMove.DISPATCH: mark("Handed over to the carrier"), ParcelMove.SCAN: mark("On its way"),
    ParcelMove.DELIVER: mark("Delivered to us"), ParcelMove.LOSE: mark("Lost"),
    ParcelMove.SEND_BACK: mark("Going back to its sender"),
}  # fmt: skip


class NewsForm(DeedForm):
    """What is told, and of which day."""

    news = forms.ChoiceField(
        label=_("What the carrier says"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the carrier says.")},
    )  # fmt: skip
    on = DayField(label=_("On which day"), error_messages={"required": _("Choose a day.")})

    def __init__(self, *args: Any, state: ParcelState, outwards: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {**SAYS, ParcelMove.DELIVER: mark("Delivered to the customer")} if outwards else SAYS
        moves = [move for move in NEWS if (state, move) in PARCEL_MOVES]
        self.fields["news"].choices = [(move.value, gettext(told[move])) for move in moves]  # type: ignore[attr-defined]


@deed_page(right=Right.GOODS_RECEIVE)
def parcel_news(request: StaffRequest, reference: str) -> HttpResponse:
    """The page for one parcel of the case."""
    scene = scene_of(request, reference)
    asked = asked_number(request, "parcel")
    found = parcels_of(request.actor, scene.case.pk)
    parcel = next((one for one in found if asked in {None, one.pk}), None)
    if parcel is None:
        raise NotNow
    state = ParcelState(parcel.state)
    form = NewsForm(
        typed(request), state=state, outwards=parcel.direction == "out", sequence=scene.case.timeline_sequence,
        initial={"on": timezone.localdate()},
    )  # fmt: skip

    def do() -> str:
        workflow.tell(
            actor=request.actor, case=scene.case, parcel_id=parcel.pk, news=ParcelMove(form.cleaned_data["news"]),
            on=form.cleaned_data["on"], at=timezone.now(),
        )  # fmt: skip
        return gettext("Written down.")

    closed = not any((state, move) in PARCEL_MOVES for move in NEWS)
    context = {"heading": gettext("News of a parcel"), "parcel": parcel, "now": gettext(words.STATES[state])}
    return act(request, scene, form, do, template="news", context=context, closed=closed)
