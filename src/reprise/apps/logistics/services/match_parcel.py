from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.services.reach import check_reach
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


class AlreadyMatched(Refusal):
    """The parcel belongs to a case, or has gone back."""

    code = "already_matched"
    kind = Kind.CONFLICT
    sentence = mark("This parcel is matched with a case or sent back already. Look at it again.")


class AnnouncedHere(Refusal):
    """The case has announced a parcel of this number."""

    code = "announced_here"
    kind = Kind.CONFLICT
    sentence = mark("This case has announced a parcel of the same number. Receive that one.")


@atomic
def match_parcel(*, actor: Actor, parcel_id: int, case: "Case", at: datetime) -> Parcel:
    """Give a parcel that came unannounced to the case it belongs to; of two at once, one wins."""
    actor.require(Right.GOODS_RECEIVE)
    check_reach(actor, case)
    parcel = parcel_for(actor, parcel_id)
    waiting = Parcel.objects.filter(pk=parcel.pk, case__isnull=True, state=ParcelState.RECEIVED.value)
    try:
        with transaction.atomic():
            matched = waiting.update(case=case)
    except IntegrityError as taken:
        raise AnnouncedHere from taken
    if matched != 1:
        raise AlreadyMatched
    event = Event(EventType.GOODS_RECEIVED, {"parcel": parcel.pk, "unannounced": True})
    record(case=case, actor=actor, at=at, event=event)
    parcel.refresh_from_db()
    return parcel
