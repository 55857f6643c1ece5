"""What became known of a case: the answer is computed again. And what a rule accepted, taken back."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.catalogue.kinds import DeliveryOrigin, ProductKind
from reprise.web.api.cases import CaseInFull, case_in_full
from reprise.web.api.once import once
from reprise.web.api.schemas import Body, Id, Reference, Shape, Text
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.verdict.complete_facts import Facts, complete_facts
from reprise.workflows.verdict.take_back import take_back

router = Router(tags=["decisions"])


class KindIn(Body):
    """What kind of product a line of the case is."""

    line_id: Id
    kind: ProductKind


class FactsIn(Body):
    """What was missing or wrong; what is left out stays. A day counts as the shop's word unless the carrier told it."""

    delivered_on: date | None = None
    delivery_said_by: DeliveryOrigin = DeliveryOrigin.SHOP
    country: Annotated[str, Field(max_length=2, pattern="^([A-Z]{2})?$")] = ""
    kinds: list[KindIn] = Field(default_factory=list, max_length=50)


class ReasonIn(Body):
    """Why a person looks again; the customer reads it."""

    reason: Text


@router.post("/{reference}/facts", response={201: CaseInFull})
@scope(Right.ORDERS_EDIT)
@once
def complete(request: HttpRequest, reference: Reference, body: FactsIn) -> tuple[int, Shape]:
    """Correct the order of a case; law and policy answer again as of the day it was asked, the old answer is kept."""
    actor = caller(request)
    case = case_for(actor, reference)
    facts = Facts(
        delivered_on=body.delivered_on, origin=body.delivery_said_by, country=body.country,
        kinds={one.line_id: one.kind for one in body.kinds},
    )  # fmt: skip
    complete_facts(actor=actor, case=case, facts=facts, at=timezone.now())
    return 201, case_in_full(actor, case)


@router.post("/{reference}/lines/{line_id}/reopenings", response={201: CaseInFull})
@scope(Right.CASES_DECIDE)
@once
def reopen(request: HttpRequest, reference: Reference, line_id: Id, body: ReasonIn) -> tuple[int, Shape]:
    """Take back what a rule of the policy accepted by itself, while nothing has left; a person decides."""
    actor = caller(request)
    case = case_for(actor, reference)
    take_back(actor=actor, case=case, line_id=line_id, reason=body.reason, at=timezone.now())
    return 201, case_in_full(actor, case)
