"""A shop, a case with lines, and who acts, for the tests of this app."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, system
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import RIGHTS, Right, Role
from reprise.apps.accounts.services.create_shop import create_shop
from reprise.apps.cases.kinds import CaseKind, LineSource, LineState
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.decide_line import Grounds, decide_line
from reprise.apps.cases.services.open_case import NewCase, NewLine, open_case
from reprise.apps.cases.transitions import LineMove
from reprise.core.refusals import Refusal

AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
YES = Grounds(text="")
NO = Grounds(text="Le délai est passé.")


def a_shop(slug: str = "atelier-lamelle") -> Shop:
    """A French shop."""
    return create_shop(slug=slug, name="Atelier Lamelle", country="FR")


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


@contextmanager
def refused(kind: type[Refusal]) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """A deed that must be refused with this refusal; what it had begun is undone, and the test goes on."""
    with pytest.raises(kind) as caught, transaction.atomic():
        yield caught


def at_once(deed: Callable[[int], object], people: int = 3) -> int:
    """How many of several people doing a deed at the same moment were not refused."""
    start = Barrier(people)

    def one(number: int) -> bool:
        start.wait()
        try:
            deed(number)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(people) as pool:
        return sum(pool.map(one, range(people)))
