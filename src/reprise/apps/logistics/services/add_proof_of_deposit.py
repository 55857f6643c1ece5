from datetime import date, datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.apps.logistics.services.announce_parcel import check_day
from reprise.core.refusals import Kind, NotFound, Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile


class ProofKept(Refusal):
    """A proof of deposit is on the case already; it is evidence, so it is not replaced."""

    code = "proof_kept"
    kind = Kind.CONFLICT
    sentence = mark("A proof of deposit is kept for this parcel already. Add another document to the case instead.")


@atomic
def add_proof_of_deposit(
    *, actor: Actor, parcel_id: int, proof: "StoredFile", dispatched_on: date, at: datetime
) -> Parcel:
    """Keep the receipt of the deposit: from its day on the goods count as sent (directive 2011/83/EU, art. 13(3))."""
    parcel = parcel_for(actor, parcel_id)
    if not actor.is_customer and not actor.may(Right.CASES_WRITE):
        actor.require(Right.GOODS_RECEIVE)
    if proof.shop_id != actor.shop_id or parcel.case is None:
        raise NotFound
    check_day(actor, dispatched_on, at)
    open_parcel = Parcel.objects.filter(pk=parcel.pk, proof_of_deposit__isnull=True)
    if open_parcel.update(proof_of_deposit=proof, dispatched_on=dispatched_on) != 1:
        raise ProofKept
    Parcel.objects.filter(pk=parcel.pk, state=ParcelState.ANNOUNCED.value).update(state=ParcelState.DISPATCHED.value)
    told: dict[str, object] = {"parcel": parcel.pk, "file": proof.pk, "dispatched_on": dispatched_on}
    record(case=parcel.case, actor=actor, at=at, event=Event(EventType.PROOF_ADDED, told))
    parcel.refresh_from_db()
    return parcel
