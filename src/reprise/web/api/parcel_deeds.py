"""What becomes of a parcel on its way: what its carrier says, and the receipt of its deposit."""

from datetime import date
from typing import Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.evidence.queries import evidence_of
from reprise.apps.logistics.transitions import ParcelMove
from reprise.core.refusals import NotFound
from reprise.web.api.goods import ParcelOut
from reprise.web.api.once import once
from reprise.web.api.schemas import Body, Id, Reference, Shape, shown
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.add_proof import add_proof
from reprise.workflows.carrier_news import tell

router = Router(tags=["goods"])


class NewsIn(Body):
    """What the carrier says, and of which day."""

    news: Literal["dispatch", "scan", "deliver", "lose", "send_back"]
    on: date


class ProofIn(Body):
    """The receipt of a deposit: a file this token put on the case before. Without a day, it was handed in today."""

    evidence_id: Id
    dispatched_on: date | None = None


@router.post("/{reference}/parcels/{parcel_id}/news", response={201: ParcelOut})
@scope(Right.GOODS_RECEIVE)
@once
def parcel_news(request: HttpRequest, reference: Reference, parcel_id: Id, body: NewsIn) -> tuple[int, Shape]:
    """Write down what the carrier says of a parcel; the goods in it move along, and the same news again is none."""
    actor = caller(request)
    case = case_for(actor, reference)
    parcel = tell(
        actor=actor, case=case, parcel_id=parcel_id, news=ParcelMove(body.news), on=body.on, at=timezone.now()
    )
    return 201, shown(ParcelOut, parcel)


@router.post("/{reference}/parcels/{parcel_id}/proofs", response={201: ParcelOut})
@scope(Right.GOODS_RECEIVE)
@once
def prove_deposit(request: HttpRequest, reference: Reference, parcel_id: Id, body: ProofIn) -> tuple[int, Shape]:
    """Keep the receipt of a deposit: from its day on a withdrawal's refund waits for the goods no longer."""
    actor = caller(request)
    case = case_for(actor, reference)
    piece = next((one for one in evidence_of(actor, case.pk) if one.pk == body.evidence_id), None)
    if piece is None:
        raise NotFound(field="evidence_id")
    parcel = add_proof(
        actor=actor, case=case, parcel_id=parcel_id, file_id=piece.file_id, at=timezone.now(),
        dispatched_on=body.dispatched_on,
    )  # fmt: skip
    return 201, shown(ParcelOut, parcel)
