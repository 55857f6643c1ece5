"""A shop, a case with goods expected back, and who acts, for the tests of this app."""

from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, system
from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.apps.cases.kinds import CaseKind, LineSource
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.move_items import expect_goods
from reprise.apps.cases.services.open_case import NewCase, NewLine, open_case
from tests.support.builders import AT

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case, ReturnItem


def ines(shop: "Shop") -> Actor:
    """Inès, who receives and inspects."""
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[Role.INSPECTOR], "Inès", person_id=None)


def a_reader(shop: "Shop") -> Actor:
    """A machine that may only read."""
    return Actor(ActorKind.TOKEN, shop.pk, frozenset({Right.CASES_READ}), "reader", token_id=1)


def alice(case: "Case") -> Actor:
    """Alice, the customer of a case."""
    return customer_of_case(case.shop_id, case.pk, "Alice")


def a_return(shop: "Shop", quantity: int = 1, kind: str = "printer") -> tuple["Case", "ReturnItem"]:
    """A case with one line, of which every piece is expected back."""
    line = NewLine("Lamelle One", quantity, "withdrawal", source=LineSource.UNIDENTIFIED, product_kind=kind)
    new = NewCase(CaseKind.WITHDRAWAL, (line,), "Alice Martin", "alice@example.com", "fr", "portal")
    case = open_case(actor=system(shop.pk), new=new, at=AT)
    return case, expect_goods(line=lines_of(case)[0], quantity=quantity, required=True, at=AT)
