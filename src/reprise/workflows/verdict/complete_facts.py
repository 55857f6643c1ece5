"""Staff fill in what nobody knew of a case: its order is corrected, and the answer computed again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.deed import hold
from reprise.apps.catalogue.kinds import DeliveryOrigin, ProductKind
from reprise.apps.catalogue.services.set_country import set_country
from reprise.apps.catalogue.services.set_delivery import set_delivery
from reprise.apps.catalogue.services.set_kind import set_kind
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.platform.transactions import atomic
from reprise.workflows.verdict.compute_again import compute_again

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is filled in; what is empty stays as it was. Kinds are by case line."""

    delivered_on: date | None = None
    origin: DeliveryOrigin = DeliveryOrigin.SHOP
    country: str = ""
    kinds: Mapping[int, ProductKind] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.delivered_on or self.country or self.kinds)


@atomic
def complete_facts(*, actor: Actor, case: "Case", facts: Facts, at: datetime) -> None:
    """Correct the order of a case and ask law and policy again."""
    actor.require(Right.ORDERS_EDIT)
    if case.order_id is None:
        raise NotFound
    if not facts:
        raise Invalid(field="delivered_on", why=mark("fill in at least one fact."))
    hold(case)
    lines = {line.pk: line for line in lines_of(case)}
    if facts.delivered_on is not None:
        set_delivery(
            actor=actor, order_id=case.order_id, delivered_on=facts.delivered_on, origin=facts.origin, at=at
        )  # fmt: skip
    if facts.country:
        set_country(actor=actor, order_id=case.order_id, country=facts.country, at=at)
    for line_id, kind in facts.kinds.items():
        line = lines.get(line_id)
        if line is None or line.order_line_id is None:
            raise NotFound(field="kinds")
        set_kind(actor=actor, order_line_id=line.order_line_id, kind=kind, at=at)
    case.is_held = True
    compute_again(actor=actor, case=case, because=FACTS, at=at)
