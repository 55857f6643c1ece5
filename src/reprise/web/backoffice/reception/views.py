"""Reception: scan or type, and the next step at the bench opens; parcels nobody announced are taken in and matched."""

from typing import Final

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for, queue
from reprise.apps.logistics.kinds import Direction, ParcelState
from reprise.apps.logistics.queries import parcel_for, parcels_newest, parcels_on_dock, photos_of
from reprise.apps.logistics.services.photograph_parcel import photograph_parcel
from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.apps.logistics.services.send_parcel_back import send_parcel_back
from reprise.core.refusals import Refusal
from reprise.web.backoffice.cases.parcels import carriers
from reprise.web.backoffice.cases.pictures import MOST_AT_ONCE, ManyFiles
from reprise.web.backoffice.cases.scene import asked_number
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.forms import DeskForm, typed
from reprise.web.backoffice.once import done_before, remember
from reprise.web.backoffice.pages import address, go, show
from reprise.web.backoffice.reception.scan import in_the_same_box, matches
from reprise.web.backoffice.uploads import take_file
from reprise.web.backoffice.words import DEEDS
from reprise.web.refusals import status_of
from reprise.workflows.match_parcel import match as match_workflow

ON_THE_WAY: Final = frozenset({ParcelState.ANNOUNCED.value, ParcelState.DISPATCHED.value, ParcelState.IN_TRANSIT.value})


class BoxForm(DeskForm):
    """What can be read on a box nobody announced."""

    sender = forms.CharField(label=_("Sender on the box"), required=False, max_length=160)
    tracking_number = forms.CharField(
        label=_("Tracking number"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control rp-input-mono"}),
    )  # fmt: skip
    carrier = forms.ChoiceField(label=_("Carrier"), required=False)
    weight_g = forms.IntegerField(
        label=_("Weight in grams"), required=False, min_value=1, max_value=1_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    note = forms.CharField(label=_("What is in it"), required=False, max_length=1000)
    photos = ManyFiles(label=_("Photos"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["carrier"].choices = carriers()  # type: ignore[attr-defined]


@desk_page(right=Right.GOODS_RECEIVE, methods=READ)
def reception(request: StaffRequest) -> HttpResponse:
    """The bench: one field, what waits, what is on its way. One clear match opens its step at once."""
    scanned = request.GET.get("scan", "").strip()[:500]
    found = matches(request, scanned) if scanned else []
    like = asked_number(request, "like")
    if like is not None:
        parcel_for(request.actor, like)
        found = [in_the_same_box(request, match, like) for match in found]
    if len(found) == 1:
        return HttpResponseRedirect(found[0].url)
    newest = parcels_newest(request.actor, limit=60)
    coming = [p for p in newest if p.direction == Direction.IN.value and p.state in ON_THE_WAY]
    context = {
        "scanned": scanned, "found": [(match, gettext(DEEDS[match.deed]) if match.deed else "") for match in found],
        "dock": parcels_on_dock(request.actor), "coming": coming[:20], "form": BoxForm(), "same_box": like,
    }  # fmt: skip
    return show(request, "reception/reception", context, section="reception")


@desk_page(right=Right.GOODS_RECEIVE)
def unannounced(request: StaffRequest) -> HttpResponse:
    """Take in a parcel nobody announced; matching it comes next."""
    form = BoxForm(typed(request), request.FILES or None)
    if request.method == "POST":
        if done_before(request):
            return go(request, gettext("This was done already; it was not done twice."), "reception")
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in ("sender", "carrier", "tracking_number", "note")}
            box = OnTheBox(**given, weight_g=form.cleaned_data["weight_g"])
            try:
                now = timezone.now()
                kept = [take_file(request, photo, now) for photo in form.cleaned_data["photos"][:MOST_AT_ONCE]]
                parcel = receive_unannounced(actor=request.actor, box=box, at=now, client_id=form.client())
                photograph_parcel(actor=request.actor, parcel_id=parcel.pk, files=kept, at=now)
            except Refusal as refusal:
                form.refused(refusal, status_of(refusal))
            else:
                remember(request)
                return go(request, gettext("Parcel taken in. Which case does it belong to?"), "match", parcel.pk)
        else:
            form.status = 422
    context = {"heading": gettext("Parcel without announcement"), "form": form}
    return show(request, "reception/unannounced", context, section="reception", status=form.status)


class MatchForm(DeskForm):
    """The case a parcel belongs to."""

    case = forms.CharField(
        label=_("Case reference"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control rp-input-mono"}),
        help_text=_("As on the slip or in the customer’s e-mail, for example RP-7F3K-Q2M4."),
    )  # fmt: skip


@desk_page(right=Right.GOODS_RECEIVE)
def match(request: StaffRequest, parcel_id: int) -> HttpResponse:
    """Give an unannounced parcel to its case, or send it back."""
    parcel = parcel_for(request.actor, parcel_id)
    form = MatchForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _match(request, parcel_id, form)
        except Refusal as refusal:
            refusal.field = "case"
            form.refused(refusal, status_of(refusal))
    words = request.GET.get("q", parcel.sender).strip()[:120]
    likely = queue(request.actor, view="open", search=words, limit=8) if words else []
    context = {
        "heading": gettext("Which case does this parcel belong to?"), "parcel": parcel, "form": form, "words": words,
        "likely": likely, "photos": photos_of(parcel),
    }  # fmt: skip
    return show(request, "reception/match", context, section="reception", status=form.status)


def _match(request: StaffRequest, parcel_id: int, form: MatchForm) -> HttpResponse:
    if "send_back" in request.POST:
        send_parcel_back(actor=request.actor, parcel_id=parcel_id)
        return go(request, gettext("Written down: the parcel goes back to its sender."), "reception")
    case = case_for(request.actor, request.POST.get("chosen") or form.cleaned_data["case"])
    match_workflow(actor=request.actor, parcel_id=parcel_id, case=case, at=timezone.now())
    found = matches(request, case.reference)
    told = gettext("The parcel now belongs to %(reference)s.") % {"reference": case.reference}
    if found and found[0].deed == "receive":
        return _on(request, told, address(request, "bench", case.reference, parcel=parcel_id))
    return go(request, told, "case", case.reference)


def _on(request: StaffRequest, told: str, url: str) -> HttpResponse:
    answer = go(request, told, "reception")
    answer["Location"] = url
    return answer
