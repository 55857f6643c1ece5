from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.kinds import Direction, ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.rules.bench import MOST_TAPS, Tap, checked
from reprise.apps.logistics.services.once import once
from reprise.apps.logistics.services.reach import check_reach, items_by_id
from reprise.core.refusals import Invalid, Kind, NotFound, Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@dataclass(frozen=True, slots=True)
class NewBox:
    """A box this case has not announced; `like` is the box another case shares with it."""

    client_id: str
    like: Parcel | None = None


class SomebodyTapped(Refusal):
    """A colleague stands at the same parcel."""

    code = "somebody_tapped"
    kind = Kind.CONFLICT
    sentence = mark("Somebody else tapped at this parcel meanwhile. Look at what is there now, then go on.")


class ParcelDone(Refusal):
    """The parcel was recorded."""

    code = "parcel_done"
    kind = Kind.CONFLICT
    sentence = mark("This parcel is recorded already. Correct it from the case.")


def _take_box(actor: Actor, case: "Case", box: NewBox, at: datetime) -> Parcel:
    """Put a box on the bench that this case has not announced."""
    # The key of unannounced parcels is the shop's: it names the case, so that two cases never share one.
    like, client_id = box.like, f"{case.pk}-{box.client_id}"[:64]
    actor.require(Right.GOODS_RECEIVE)
    check_reach(actor, case)

    def find() -> list[Parcel]:
        same = Q(client_id=client_id) & ~Q(client_id="")
        if like is not None and like.tracking_number:
            same |= Q(tracking_number=like.tracking_number)
        return list(Parcel.objects.filter(same, shop_id=actor.shop_id, case=case)[:1])

    def write() -> list[Parcel]:
        return [
            Parcel.objects.create(
                shop_id=actor.shop_id, case=case, direction=Direction.IN.value, state=ParcelState.DELIVERED.value,
                delivered_at=at, unannounced=True, carrier=like.carrier if like else "",
                tracking_number=like.tracking_number if like else "", client_id=client_id, created_by=actor.key,
                created_at=at,
            )
        ]  # fmt: skip

    (parcel,), _new = once(find, write)
    return parcel


@atomic
def tap(
    *, actor: Actor, case: "Case", parcel: Parcel | NewBox, what: Tap, value: object, seen: int, at: datetime,
    item_id: int = 0,
) -> Parcel:  # fmt: skip
    """Keep one tap; the same tap twice is one, and of two people at once the second is told."""
    if isinstance(parcel, NewBox):
        parcel = _take_box(actor, case, parcel, at)
    parcel = _open_parcel(actor, case, parcel.pk)
    if what is not Tap.BOX and item_id not in items_by_id(case):
        raise NotFound
    said = {"item": item_id, "what": what.value, "value": checked(what, value)}
    if parcel.bench_version == seen + 1 and parcel.bench and parcel.bench[-1] == said:
        return parcel
    if len(parcel.bench) >= MOST_TAPS:
        raise Invalid(field="value", why=mark("record this parcel before you go on."))
    return _keep(parcel, [*parcel.bench, said], seen)


@atomic
def untap(*, actor: Actor, case: "Case", parcel_id: int, seen: int) -> Parcel:
    """Take the last tap back."""
    parcel = _open_parcel(actor, case, parcel_id)
    return _keep(parcel, parcel.bench[:-1], seen) if parcel.bench else parcel


def _open_parcel(actor: Actor, case: "Case", parcel_id: int) -> Parcel:
    actor.require(Right.GOODS_RECEIVE)
    check_reach(actor, case)
    parcel = parcel_for(actor, parcel_id)
    if parcel.case_id != case.pk or parcel.direction != Direction.IN.value:
        raise NotFound
    if parcel.state == ParcelState.RETURNED.value or parcel.receipts.exists():
        raise ParcelDone
    return parcel


def _keep(parcel: Parcel, taps: list[dict[str, object]], seen: int) -> Parcel:
    as_seen = Parcel.objects.filter(pk=parcel.pk, bench_version=seen)
    if as_seen.update(bench=taps, bench_version=seen + 1) != 1:
        raise SomebodyTapped
    parcel.bench, parcel.bench_version = taps, seen + 1
    return parcel
