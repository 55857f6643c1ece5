"""A shop, a case and who writes, for the tests of this app."""

from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, system
from reprise.apps.accounts.queries import members, staff_actor
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.services.staff import invite_staff
from reprise.apps.cases.kinds import CaseKind, LineSource
from reprise.apps.cases.services.open_case import NewCase, NewLine, open_case
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case


def a_case(shop: "Shop") -> "Case":
    """A case with one line."""
    line = NewLine("Lamelle One", 1, "conformity", source=LineSource.UNIDENTIFIED)
    new = NewCase(CaseKind.COMPLAINT, (line,), "Alice Martin", "alice@example.com", "fr", "portal")
    return open_case(actor=system(shop.pk), new=new, at=AT)


def alice(case: "Case") -> Actor:
    """Alice, the customer of a case."""
    return customer_of_case(case.shop_id, case.pk, "Alice Martin")


def ines(shop: "Shop") -> Actor:
    """Inès, of the shop's staff."""
    invite_staff(actor=system(shop.pk), email="ines@example.com", role="agent", name="Inès", at=AT)
    actor, _shop = staff_actor(members(system(shop.pk)).get().person_id, shop.slug)
    return actor


def a_reader(shop: "Shop") -> Actor:
    """A machine that may only read."""
    return Actor(ActorKind.TOKEN, shop.pk, frozenset({Right.CASES_READ}), "reader", token_id=1)
