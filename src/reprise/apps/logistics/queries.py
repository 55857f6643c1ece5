"""The only ways to obtain parcels, receipts and inspections, each checking that the actor may have them."""

import re

from django.db.models import Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.memory import numbered
from reprise.apps.cases.queries import cases_of
from reprise.apps.logistics.kinds import Direction, ParcelState
from reprise.apps.logistics.models import Disposition, Inspection, LineCount, Parcel, ParcelPhoto, Receipt
from reprise.apps.logistics.rules.carriers import tidy_tracking_number
from reprise.core.references import find_dated_number, tidy_reference
from reprise.core.refusals import NotFound

numbered(Receipt, 2)
numbered(Inspection, 1)
_REFERENCE = re.compile(r"RP-?[0-9A-Z]{4}-?[0-9A-Z]{4}", re.IGNORECASE)


def _reach(actor: Actor) -> Q:
    """What an actor may see of the goods: a customer what belongs to their case, staff and tokens the shop's."""
    if actor.is_customer:
        return Q(shop_id=actor.shop_id, case__in=cases_of(actor))
    if not actor.may(Right.GOODS_RECEIVE) and not actor.may(Right.GOODS_INSPECT):  # who handles goods sees them
        actor.require(Right.CASES_READ)
    return Q(shop_id=actor.shop_id)


def parcels_of(actor: Actor, case_id: int) -> list[Parcel]:
    """The parcels of a case with what is said to be in them, oldest first."""
    found = Parcel.objects.filter(_reach(actor), case_id=case_id).select_related("proof_of_deposit")
    return list(found.prefetch_related("contents").order_by("id"))


def parcel_for(actor: Actor, parcel_id: int) -> Parcel:
    """One parcel within reach; any other looks like missing."""
    parcel = Parcel.objects.filter(_reach(actor), pk=parcel_id).first()
    if parcel is None:
        raise NotFound
    return parcel


def parcels_newest(actor: Actor, *, before: int | None = None, limit: int = 50) -> list[Parcel]:
    """A page of parcels, newest first; `before` is the id of the last row seen, one row more means another page."""
    found = Parcel.objects.filter(_reach(actor)).select_related("case")
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.prefetch_related("contents").order_by("-id")[: limit + 1])


def parcels_on_dock(actor: Actor, limit: int = 50) -> list[Parcel]:
    """What waits at reception, oldest first."""
    return list(on_dock(actor).select_related("case").order_by("id")[:limit])


def on_dock(actor: Actor) -> QuerySet[Parcel]:
    """Delivered and not opened, or come without announcement and not matched; in no order."""
    waiting = Q(state=ParcelState.DELIVERED.value) | Q(state=ParcelState.RECEIVED.value, case__isnull=True)
    return Parcel.objects.filter(_reach(actor), waiting, direction=Direction.IN.value)


def find_parcels(actor: Actor, scanned: str, limit: int = 20) -> list[Parcel]:
    """The parcels a scan or a typed text names: a tracking number, a case reference, an RMA number, or a slip's link.

    A case without any parcel is not found here: ask for the case itself.
    """
    text = scanned.strip()[:500]
    tried = Q()
    if number := tidy_tracking_number(text):
        tried |= Q(tracking_number=number)
    if reference := _REFERENCE.search(text):
        tried |= Q(case__reference=tidy_reference(reference.group()))
    if rma := find_dated_number("RMA", text):
        tried |= Q(case__authorisations__number=rma)
    if not tried:
        return []
    found = Parcel.objects.filter(_reach(actor), tried, direction=Direction.IN.value)
    return list(found.select_related("case").distinct().order_by("-id")[:limit])


def photos_of(parcel: Parcel) -> list[ParcelPhoto]:
    """The pictures of a parcel the caller already holds, taken before it had a case."""
    return list(ParcelPhoto.objects.filter(parcel=parcel).select_related("file").order_by("id"))


def announced_before(actor: Actor, case_id: int, *, client_id: str, tracking_number: str) -> Parcel | None:
    """The parcel a case has announced under the caller's own id or that tracking number: the answer to a repeat."""
    number = tidy_tracking_number(tracking_number)
    known = Q(client_id=client_id) & ~Q(client_id="") | Q(tracking_number=number) & ~Q(tracking_number="")
    return Parcel.objects.filter(_reach(actor), known, case_id=case_id).first() if client_id or number else None


def receipts_of(actor: Actor, case_id: int) -> list[Receipt]:
    """Everything found in the boxes of a case, oldest first."""
    return list(Receipt.objects.filter(_reach(actor), case_id=case_id).select_related("return_item").order_by("id"))


def receipts_by_client_id(actor: Actor, case_id: int, client_id: str) -> list[Receipt]:
    """What a reception already wrote under the caller's own id: the answer to a repeat, before any goods move."""
    if not client_id:
        return []
    return list(Receipt.objects.filter(_reach(actor), case_id=case_id, client_id=client_id).order_by("position"))


def inspections_of(actor: Actor, case_id: int) -> list[Inspection]:
    """The inspections of a case that stand (not replaced by a correction), oldest first."""
    return list(_inspections(actor).filter(case_id=case_id, corrected_at__isnull=True).order_by("id"))


def inspection_for(actor: Actor, inspection_id: int) -> Inspection:
    """One inspection within reach; any other looks like missing."""
    inspection = _inspections(actor).filter(pk=inspection_id).first()
    if inspection is None:
        raise NotFound
    return inspection


def inspected_before(actor: Actor, case_id: int, client_id: str) -> Inspection | None:
    """What was written of a case under the caller's own id already."""
    return _inspections(actor).filter(case_id=case_id, client_id=client_id).first() if client_id else None


def disposed_before(inspection: Inspection, client_id: str) -> Disposition | None:
    """Where pieces of an inspection the caller already holds went under the caller's own id."""
    return Disposition.objects.filter(inspection=inspection, client_id=client_id).first() if client_id else None


def _inspections(actor: Actor) -> QuerySet[Inspection]:
    return Inspection.objects.filter(_reach(actor)).select_related("case", "return_item__line")


def dispositions_of(actor: Actor, case_id: int) -> list[Disposition]:
    """Where the inspected pieces of a case went, oldest first."""
    seen = Inspection.objects.filter(_reach(actor), case_id=case_id)
    return list(Disposition.objects.filter(inspection__in=seen).order_by("id"))


def counts_of(actor: Actor, case_id: int) -> dict[int, LineCount]:
    """How many pieces were received, inspected and put away, by case line; a line without any is left out."""
    counts = LineCount.objects.filter(line__case__in=cases_of(actor), line__case_id=case_id)
    return {count.line_id: count for count in counts}
