"""The goods of a case on the bench: what was seen of them, and where the pieces go."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for, case_to_change
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.queries import dispositions_of, inspections_of
from reprise.apps.logistics.rules.checklists import Tick
from reprise.apps.logistics.services.findings import Finding
from reprise.web.api.once import once
from reprise.web.api.schemas import Body, ClientId, Id, Minor, Pieces, Reference, Shape, ShortText, Text, shown
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.dispose_goods import dispose
from reprise.workflows.inspect_goods import inspect

router = Router(tags=["goods"])


class TickIn(Body):
    """One line of the checklist."""

    item: ShortText
    present: bool
    note: ShortText = ""


class InspectionIn(Body):
    """What was seen on the bench. A loss of value needs its reason: the customer reads it."""

    item_id: Id
    quantity: Pieces
    grade: Grade
    checklist: list[TickIn] = Field(default_factory=list, max_length=60)
    depreciation_minor: Minor = 0
    depreciation_reason: ShortText = ""
    note: Text = ""
    client_id: ClientId = ""


class InspectionOut(Schema):
    """An inspection that stands."""

    id: int
    return_item_id: int
    quantity: int
    grade: str
    checklist: list[dict[str, object]]
    complete: bool
    depreciation_minor: int
    depreciation_reason: str
    note: str
    inspected_at: datetime


class DispositionIn(Body):
    """Where inspected pieces go; an unusual destination needs a reason."""

    inspection_id: Id
    quantity: Pieces
    route: Route
    place: ShortText = ""
    reason: ShortText = ""
    client_id: ClientId = ""


class DispositionOut(Schema):
    """Where pieces went."""

    id: int
    inspection_id: int
    quantity: int
    route: str
    place: str
    reason: str
    disposed_at: datetime


@router.get("/{reference}/inspections", response=list[InspectionOut])
@scope(Right.CASES_READ)
def list_inspections(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """The inspections of a case that stand."""
    actor = caller(request)
    return inspections_of(actor, case_for(actor, reference).pk)


@router.post("/{reference}/inspections", response={201: InspectionOut})
@scope(Right.GOODS_INSPECT)
@once
def inspect_goods(request: HttpRequest, reference: Reference, body: InspectionIn) -> tuple[int, Shape]:
    """Write down what was seen of received pieces."""
    actor = caller(request)
    case = case_to_change(actor, reference)
    ticks = tuple(Tick(tick.item, tick.present, tick.note) for tick in body.checklist)
    finding = Finding(body.grade, ticks, body.depreciation_minor, body.depreciation_reason, body.note)
    row = inspect(
        actor=actor, case=case, item_id=body.item_id, quantity=body.quantity, finding=finding, at=timezone.now(),
        client_id=body.client_id,
    )  # fmt: skip
    return 201, shown(InspectionOut, row)


@router.get("/{reference}/dispositions", response=list[DispositionOut])
@scope(Right.CASES_READ)
def list_dispositions(request: HttpRequest, reference: Reference) -> Sequence[object]:
    """Where the inspected pieces of a case went."""
    actor = caller(request)
    return dispositions_of(actor, case_for(actor, reference).pk)


@router.post("/{reference}/dispositions", response={201: DispositionOut})
@scope(Right.GOODS_INSPECT)
@once
def dispose_goods(request: HttpRequest, reference: Reference, body: DispositionIn) -> tuple[int, Shape]:
    """Say where inspected pieces go."""
    actor = caller(request)
    case = case_for(actor, reference)
    row = dispose(
        actor=actor, case=case, inspection_id=body.inspection_id, quantity=body.quantity, route=body.route,
        place=body.place, reason=body.reason, at=timezone.now(), client_id=body.client_id,
    )  # fmt: skip
    return 201, shown(DispositionOut, row)
