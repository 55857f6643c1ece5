"""The bench: one parcel of one case, six taps, each kept as it is made; the last one writes all of it down."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.catalogue.checklists import checklists_for
from reprise.apps.evidence.queries import evidence_of
from reprise.apps.logistics.kinds import Direction, ParcelState
from reprise.apps.logistics.queries import parcel_for, parcels_on_dock
from reprise.apps.logistics.rules.bench import Bench, Tap, read
from reprise.apps.logistics.services.tap_bench import NewBox, tap, untap
from reprise.core.refusals import Invalid, NotFound, Refusal, mark
from reprise.readmodels.available_actions import Deed
from reprise.web.backoffice.cases.scene import NotNow, Scene, asked_number, scene_of
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import address, go, show
from reprise.web.backoffice.reception.photos import take_photos
from reprise.web.backoffice.reception.steps import Awaited, place_of, question_of, steps_of, tiles_of
from reprise.web.refusals import status_of, tell
from reprise.workflows.finish_bench import finish

if TYPE_CHECKING:
    from reprise.apps.logistics.models import Parcel

COMING = frozenset(
    {state.value for state in ParcelState} - {ParcelState.RETURNED.value, ParcelState.RECEIVED.value}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands on the bench: the case, the parcel if one is known, what was said, and what is awaited."""

    scene: Scene
    parcel: "Parcel | None"
    bench: Bench
    awaited: list[Awaited]

    @property
    def version(self) -> int:
        """How far the taps have come."""
        return self.parcel.bench_version if self.parcel else 0


@desk_page(right=Right.GOODS_RECEIVE)
def bench(request: StaffRequest, reference: str) -> HttpResponse:
    """The parcel's page; a tap that is refused says why and leaves everything as it was."""
    stand = _stand(request, scene_of(request, reference))
    if request.method == "POST":
        try:
            return _tapped(request, stand)
        except NotFound:
            raise
        except Refusal as refusal:
            now = _stand(request, scene_of(request, reference))
            return _page(request, now, fault=tell(refusal), status=status_of(refusal))
    return _page(request, stand)


def _stand(request: StaffRequest, scene: Scene) -> Stand:
    open_ids = {pk for action in scene.open(Deed.RECEIVE) for pk in action.item_ids}
    parcel = _parcel(request, scene)
    said = read(parcel.bench) if parcel else Bench()
    lines = {line.pk: line for line in scene.picture.lines}
    lists = checklists_for(request.shop.pk, {(line.product_kind, line.sku) for line in lines.values()})
    awaited = [
        Awaited(
            item, lines[item.line_id], said.piece(item.pk),
            tuple(lists[lines[item.line_id].product_kind, lines[item.line_id].sku].in_the_parcel()),
        )
        for item in scene.picture.items if item.pk in open_ids
    ]  # fmt: skip
    return Stand(scene, parcel, said, awaited)


def _parcel(request: StaffRequest, scene: Scene) -> "Parcel | None":
    """The parcel named in the address or the form, else the one that is on its way."""
    inward = [one for one in scene.picture.parcels if one.direction == Direction.IN.value]
    asked = asked_number(request, "parcel") if request.method == "GET" else _number(request, "parcel")
    if asked is not None:
        found = next((one for one in inward if one.pk == asked), None)
        if found is None:
            raise NotFound
        return found
    if request.GET.get("like") or request.POST.get("like"):  # goods in the box of another case
        return None
    return next((one for one in inward if one.state in COMING), None)


def _number(request: StaffRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
        raise NotFound
    return int(typed)


def _tapped(request: StaffRequest, stand: Stand) -> HttpResponse:
    case, now, parcel = stand.scene.case, timezone.now(), stand.parcel
    seen = _number(request, "seen") or 0
    if not stand.awaited:
        raise NotNow
    if parcel is not None and "finish" in request.POST:
        finish(actor=request.actor, case=case, parcel_id=parcel.pk, seen=seen, at=now)
        return go(request, gettext("Parcel recorded. Scan the next one."), "reception")
    if parcel is not None and "undo" in request.POST:
        untap(actor=request.actor, case=case, parcel_id=parcel.pk, seen=seen)
    elif parcel is not None and "photos" in request.POST:
        take_photos(request, stand.scene)
    else:
        what, value = _said(request)
        parcel = tap(
            actor=request.actor, case=case, parcel=parcel or _new_box(request), what=what, value=value, seen=seen,
            item_id=_number(request, "item") or 0, at=now,
        )  # fmt: skip
    return HttpResponseRedirect(address(request, "bench", case.reference, parcel=parcel.pk))


def _new_box(request: StaffRequest) -> NewBox:
    like = _number(request, "like")
    return NewBox(request.POST.get("client_id", "")[:40], parcel_for(request.actor, like) if like else None)


def _said(request: StaffRequest) -> tuple[Tap, object]:
    """The tile that was pressed, as `what:value`, or the ticks that were sent."""
    name, _colon, value = request.POST.get("tap", "").partition(":")
    if name not in {each.value for each in Tap}:
        raise Invalid(field="value", why=mark("choose one of the tiles."))
    what = Tap(name)
    if what is Tap.PRESENT:
        return what, request.POST.getlist("present")
    if what is Tap.COUNT:
        typed = value or request.POST.get("count", "").strip()
        return what, int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None
    return what, value


def _page(request: StaffRequest, stand: Stand, *, fault: str = "", status: int = 200) -> HttpResponse:
    case, place = stand.scene.case, place_of(stand.bench, stand.awaited, request.actor)
    here = place.awaited
    context = {
        "case": case, "stand": stand, "here": here, "what": place.what.value if place.what else "",
        "question": question_of(place),
        "tiles": tiles_of(place), "steps": steps_of(stand.bench, place, _parcel_said(stand), request.actor),
        "expected": [(one.code, one.name(request.LANGUAGE_CODE)) for one in (here.expected if here else ())],
        "names": [(each.line.name, each.item.quantity) for each in stand.awaited],
        "dock": [one for one in parcels_on_dock(request.actor, limit=6) if one != stand.parcel],
        "fault": fault, "like": request.GET.get("like", ""), "recorded": _recorded(stand),
        "proofs": evidence_of(request.actor, case.pk) if stand.awaited else [],
        "client_id": request.POST.get("client_id") or f"box-{case.pk}-{len(stand.scene.picture.parcels)}",
        "may_inspect": request.actor.may(Right.GOODS_INSPECT),
    }  # fmt: skip
    return show(request, "reception/bench", context, section="reception", status=status)


def _recorded(stand: Stand) -> bool:
    return not stand.awaited or bool(stand.parcel and stand.parcel.receipts.exists())


def _parcel_said(stand: Stand) -> str:
    if stand.parcel is None:
        return gettext("not announced")
    return stand.parcel.tracking_number or gettext("without a number")
