"""A shop, a case with lines, and who acts, for the tests of this app."""

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.apps.cases.kinds import CaseKind, LineSource, LineState
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.decide_line import Grounds, decide_line
from reprise.apps.cases.services.open_case import NewCase, NewLine, open_case
from reprise.apps.cases.transitions import LineMove
from tests.support.builders import AT, a_shop

YES = Grounds(text="")
NO = Grounds(text="Le délai est passé.")


def a_request(*quantities: int, claim: str = "defect", **more: object) -> NewCase:
    """What Alice asks: one line per quantity."""
    lines = tuple(
        NewLine(f"Article {place}", quantity, "conformity", claim=claim, source=LineSource.UNIDENTIFIED)
        for place, quantity in enumerate(quantities or (1,), start=1)
    )
    kind = CaseKind.WITHDRAWAL if claim == "withdraw" else CaseKind.COMPLAINT
    return NewCase(kind, lines, "Alice Martin", "alice@example.com", "fr", "portal", **more)  # type: ignore[arg-type]


def a_case(*quantities: int, shop: Shop | None = None, claim: str = "defect") -> Case:
    """A case of Alice's with one line per quantity."""
    shop = shop or a_shop()
    return open_case(actor=system(shop.pk), new=a_request(*quantities, claim=claim), at=AT)


def a_line(quantity: int = 1, state: LineState = LineState.PENDING) -> tuple[Case, CaseLine]:
    """A case with one line in a state of the decision."""
    case = a_case(quantity)
    granted = quantity if state in {LineState.APPROVED, LineState.OVERTURNED} else 0
    if state is LineState.PARTLY_APPROVED:
        granted = quantity - 1
    CaseLine.objects.filter(case=case).update(state=state.value, approved_quantity=granted)
    return case, lines_of(case)[0]


def approved(quantity: int = 1) -> tuple[Case, CaseLine]:
    """A case of which everything was granted."""
    case = a_case(quantity)
    line = lines_of(case)[0]
    decide_line(case=case, line=line, move=LineMove.APPROVE, grounds=YES, actor=ines(case), at=AT)
    return case, line


def ines(case: Case) -> Actor:
    """Inès, who decides."""
    return Actor(ActorKind.STAFF, case.shop_id, RIGHTS[Role.AGENT], "Inès", person_id=None)


def a_reader(case: Case) -> Actor:
    """A machine that may only read."""
    return Actor(ActorKind.TOKEN, case.shop_id, frozenset({Right.CASES_READ}), "reader", token_id=1)


def alice(case: Case) -> Actor:
    """Alice, the customer of a case."""
    return customer_of_case(case.shop_id, case.pk, "Alice Martin")
