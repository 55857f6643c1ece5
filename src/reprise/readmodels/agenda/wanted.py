"""Which dates somebody wants to see, and which of a shop's rows those are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import DeadlineState, Duty
from reprise.apps.cases.models import Deadline
from reprise.readmodels.deadline_about import of_person


class Whose(StrEnum):
    """Whose dates: what we owe, what customers owe, both, or the rights that run out."""

    OURS = "ours"
    CUSTOMERS = "customers"
    ALL = "all"
    RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice of dates; an empty kind is every kind."""

    whose: Whose = Whose.OURS
    kind: str = ""
    mine: bool = False


def dates_of(actor: Actor, wanted: Wanted, at: datetime) -> QuerySet[Deadline]:
    """The rows of a choice, in no order: of this actor's shop and no other."""
    actor.require(Right.CASES_READ)
    rows = Deadline.objects.filter(shop_id=actor.shop_id, case__erased_at__isnull=True)
    if wanted.whose is Whose.RIGHTS:
        rows = rows.filter(state=DeadlineState.RUNS.value, due_at__gt=at)
    else:
        rows = rows.filter(state=DeadlineState.OPEN.value)
    if wanted.whose is Whose.OURS:
        rows = rows.filter(duty=Duty.SELLER.value)
    elif wanted.whose is Whose.CUSTOMERS:
        rows = rows.filter(duty=Duty.CUSTOMER.value)
    if wanted.kind:
        rows = rows.filter(name=wanted.kind)
    if wanted.mine:
        rows = rows.filter(of_person(actor.person_id or 0))
    return rows
