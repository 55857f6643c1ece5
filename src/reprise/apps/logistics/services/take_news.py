from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.cases.transitions import after
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.services.advance_parcel import advance_parcel
from reprise.apps.logistics.services.announce_parcel import check_day
from reprise.apps.logistics.transitions import PARCEL_MOVES, ParcelMove
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

#: What a carrier, or whoever looked on its page, can tell of a parcel.
NEWS: Final = (ParcelMove.DISPATCH, ParcelMove.SCAN, ParcelMove.DELIVER, ParcelMove.LOSE, ParcelMove.SEND_BACK)


@atomic
def take_news(*, actor: Actor, case: "Case", parcel_id: int, news: ParcelMove, on: date, at: datetime) -> Parcel:
    """Write down what the carrier says of a parcel; the same news again changes nothing."""
    actor.require(Right.GOODS_RECEIVE)
    parcel = parcel_for(actor, parcel_id)
    if parcel.case_id != case.pk:
        raise NotFound
    if news not in NEWS:
        raise Invalid(field="news", why=mark("choose what the carrier says."))
    check_day(actor, on, at)
    target = PARCEL_MOVES.get((ParcelState(parcel.state), news))
    if target is None and parcel.state in {to.value for (_from, move), to in PARCEL_MOVES.items() if move is news}:
        return parcel
    after(PARCEL_MOVES, ParcelState(parcel.state), news)
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo(shop_of(actor).timezone))
    changes: dict[str, object] = {}
    if news is ParcelMove.DELIVER:
        changes = {"delivered_at": min(noon, at)}
    if news in {ParcelMove.DISPATCH, ParcelMove.SCAN} and parcel.dispatched_on is None:
        changes = {"dispatched_on": on}
    advance_parcel(parcel, news, **changes)
    told: dict[str, object] = {"parcel": parcel.pk, "state": parcel.state, "on": on}
    record(case=case, actor=actor, at=at, event=Event(EventType.PARCEL_NEWS, told))
    return parcel
