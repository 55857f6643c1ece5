"""The customer's parcel: announced with its number, and the receipt of its deposit."""

from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.cases.queries import items_of
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.core.refusals import Invalid, Refusal, mark
from reprise.web.portal.case.deeds import day_typed, deed
from reprise.web.portal.case.door import CaseRequest, case_page
from reprise.web.portal.door import WRITE
from reprise.web.portal.uploads import take
from reprise.web.refusals import tell
from reprise.workflows import add_proof, announce_parcel

TARGETS = {
    "tracking_number": "tracking_number", "carrier": "carrier", "dispatched_on": "dispatched_on",
    "contents": "contents", "quantity": "contents", "file": "proof",
}  # fmt: skip


@case_page(WRITE)
def parcel(request: CaseRequest) -> HttpResponse:
    """Announce the parcel; a proof of deposit sent along is kept with it."""

    def do() -> str:
        said = Announcement(
            contents=_contents(request),
            carrier=request.POST.get("carrier", ""),
            tracking_number=request.POST.get("tracking_number", "")[:80],
            dispatched_on=_day(request),
        )
        made = announce_parcel.announce(
            actor=request.actor, case=request.case, said=said, at=request.now,
            client_id=request.POST.get("client_id", "")[:64],
        )  # fmt: skip
        _prove_if_sent(request, made.pk)
        return gettext("Thank you. We know your parcel is on its way.")

    return deed(request, do, TARGETS)


def _contents(request: CaseRequest) -> dict[int, int]:
    """Pieces by item, for those of this case; what is not a number counts as none."""
    contents = {}
    for item in items_of(request.case):
        typed = request.POST.get(f"item-{item.pk}", "")
        if typed.isascii() and typed.isdigit() and len(typed) < 10 and int(typed) > 0:
            contents[item.pk] = int(typed)
    return contents


def _day(request: CaseRequest) -> date | None:
    """The day of deposit; left empty, it is not handed in yet."""
    typed = request.POST.get("dispatched_on", "")
    day = day_typed(typed)
    if typed.strip() and day is None:
        raise Invalid(field="dispatched_on", why=mark("write the day of deposit as year-month-day."))
    return day


def _prove_if_sent(request: CaseRequest, parcel_id: int) -> None:
    if not request.FILES:
        return
    try:
        _prove(request, parcel_id)
    except Refusal as refusal:
        messages.error(request, tell(refusal))  # the parcel is announced; its receipt can be added again


def _prove(request: CaseRequest, parcel_id: int) -> None:
    sent = request.FILES.get("proof")
    if not isinstance(sent, UploadedFile):
        raise Invalid(field="file", why=mark("choose a photo of the receipt or its PDF."))
    came = take([sent], actor=request.actor, at=request.now, target="proof")
    if came.problems:
        raise Invalid(field="file", why=came.problems[0].message)
    add_proof.add_proof(
        actor=request.actor, case=request.case, parcel_id=parcel_id, file_id=came.kept[0].pk, at=request.now,
        dispatched_on=_day(request),
    )  # fmt: skip


@case_page(WRITE)
def proof(request: CaseRequest) -> HttpResponse:
    """Keep the receipt of a parcel announced before."""
    typed = request.POST.get("parcel", "")
    parcel_id = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0

    def do() -> str:
        _prove(request, parcel_id)
        return gettext("The proof of deposit is kept on your case.")

    return deed(request, do, TARGETS)
