"""Give a case to somebody of the staff."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shops_of
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.project import assign as assign_to
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def assign(*, actor: Actor, case: "Case", person_id: int | None, at: datetime) -> None:
    """Assign to a member of the shop's staff, or to nobody."""
    case_by_id(actor, case.pk)
    if person_id is not None and case.shop_id not in {shop.pk for shop in shops_of(person_id)}:
        raise NotFound(field="person")
    assign_to(case=case, person_id=person_id, actor=actor, at=at)
