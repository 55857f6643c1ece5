from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.memory import forget
from reprise.apps.cases.services.record import record
from reprise.apps.logistics.kinds import Carrier, Direction, ParcelState
from reprise.apps.logistics.models import Parcel, ParcelItem
from reprise.apps.logistics.rules.carriers import guess_carrier, is_tracking_number, tidy_tracking_number
from reprise.apps.logistics.rules.notes import tidy_note
from reprise.apps.logistics.services.once import once
from reprise.apps.logistics.services.reach import check_reach, item_in, items_by_id
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@dataclass(frozen=True, slots=True)
class Announcement:
    """What somebody says of a parcel: `contents` is {return item id: quantity}; without a day it has not left yet."""

    contents: Mapping[int, int]
    carrier: str = ""
    tracking_number: str = ""
    dispatched_on: date | None = None
    direction: Direction = Direction.IN
    note: str = ""


@atomic
def announce_parcel(*, actor: Actor, case: "Case", said: Announcement, at: datetime, client_id: str = "") -> Parcel:
    """Write down a parcel on its way, by the customer or by staff.

    The same tracking number again is the same parcel: what it did not hold yet is added to it.
    """
    check_reach(actor, case)
    if not (actor.is_customer and said.direction is Direction.IN) and not actor.may(Right.CASES_WRITE):
        actor.require(Right.GOODS_RECEIVE)
    items = items_by_id(case)
    for item_id, quantity in said.contents.items():
        item_in(items, item_id, quantity)
    if not said.contents and said.direction is Direction.IN:
        raise Invalid(field="contents", why=mark("choose what is in the parcel."))
    number, carrier = tracking(said.tracking_number, said.carrier)
    check_day(actor, said.dispatched_on, at)

    def find() -> list[Parcel]:
        known = Q(client_id=client_id) & ~Q(client_id="") | Q(tracking_number=number) & ~Q(tracking_number="")
        return list(Parcel.objects.filter(known, shop_id=actor.shop_id, case_id=case.pk)[:1])

    def write() -> list[Parcel]:
        state = ParcelState.DISPATCHED if said.dispatched_on else ParcelState.ANNOUNCED
        return [
            Parcel.objects.create(
                shop_id=actor.shop_id, case_id=case.pk, direction=said.direction.value, carrier=carrier,
                tracking_number=number, state=state.value, dispatched_on=said.dispatched_on,
                note=tidy_note(said.note), client_id=client_id, created_by=actor.key, created_at=at,
            )
        ]  # fmt: skip

    (parcel,), new = once(find, write)
    forget(case, "parcels")
    rows = [ParcelItem(parcel=parcel, return_item_id=i, quantity=quantity) for i, quantity in said.contents.items()]
    ParcelItem.objects.bulk_create(rows, ignore_conflicts=True)
    if new:
        told = {"parcel": parcel.pk, "carrier": carrier, "direction": said.direction, "contents": dict(said.contents)}
        event = Event(EventType.PARCEL_ANNOUNCED, told, private={"tracking_number": number} if number else {})
        record(case=case, actor=actor, at=at, event=event)
    return parcel


def tracking(typed: str, carrier: str) -> tuple[str, str]:
    """The tidied number and the carrier as stored; refused when either cannot be one."""
    number = tidy_tracking_number(typed)
    if number and not is_tracking_number(number):
        raise Invalid(
            field="tracking_number", why=mark("copy the number from the deposit receipt: 6 to 35 letters and digits.")
        )
    if carrier and carrier not in {known.value for known in Carrier}:
        raise Invalid(field="carrier", why=mark("choose a carrier of the list, or “another carrier”."))
    return number, carrier or guess_carrier(number) or ""


def check_day(actor: Actor, dispatched_on: date | None, at: datetime) -> None:
    """Refuse a day of deposit that has not come yet where the shop is."""
    if dispatched_on and dispatched_on > at.astimezone(ZoneInfo(shop_of(actor).timezone)).date():
        raise Invalid(field="dispatched_on", why=mark("the day of deposit cannot be in the future."))
