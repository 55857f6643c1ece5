"""Which role may do what, written out so that a change is seen."""

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind, customer_of_case, customer_of_order, system
from reprise.apps.accounts.rights import LABELS, MONEY, RIGHTS, Right, Role
from reprise.core.refusals import Forbidden, OutOfScope

READS = {"cases:read", "orders:read"}
HANDS = READS | {"goods:receive", "goods:inspect", "messages:write"}
DECIDES = HANDS | {"cases:write", "cases:decide", "payments:refund", "orders:edit"}
LEADS = DECIDES | {"payments:approve", "orders:import", "policy:edit", "settings:edit"}
OWNS = LEADS | {"staff:manage", "tokens:manage"}
MATRIX = {Role.VIEWER: READS, Role.INSPECTOR: HANDS, Role.AGENT: DECIDES, Role.MANAGER: LEADS, Role.OWNER: OWNS}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_holds_exactly_its_rights(role: Role) -> None:
    assert {right.value for right in RIGHTS[role]} == MATRIX[role]


def test_every_right_is_held_by_the_owner_and_every_role_has_a_name() -> None:
    assert RIGHTS[Role.OWNER] == frozenset(Right)
    assert set(LABELS) == set(Role)


def test_only_roles_that_decide_move_money() -> None:
    assert {role for role in Role if RIGHTS[role] & MONEY} == {Role.AGENT, Role.MANAGER, Role.OWNER}


@pytest.mark.parametrize("right", list(Right))
def test_an_actor_without_a_right_is_told_which(right: Right) -> None:
    viewer = Actor(ActorKind.STAFF, 1, RIGHTS[Role.VIEWER], "Victor", person_id=1)
    if right in RIGHTS[Role.VIEWER]:
        viewer.require(right)
        return
    with pytest.raises(Forbidden, match=right.value):
        viewer.require(right)


def test_a_program_is_sent_to_its_token_and_no_person_is() -> None:
    till = Actor(ActorKind.TOKEN, 1, frozenset({Right.CASES_READ}), "till", token_id=1)
    with pytest.raises(OutOfScope, match=r"token .* payments:refund"):
        till.require(Right.PAYMENTS_REFUND)
    with pytest.raises(Forbidden, match="role") as caught:
        Actor(ActorKind.STAFF, 1, RIGHTS[Role.VIEWER], "Victor", person_id=1).require(Right.PAYMENTS_REFUND)
    assert not isinstance(caught.value, OutOfScope)


@pytest.mark.parametrize("right", list(Right))
def test_customers_hold_no_right_and_the_house_holds_all(right: Right) -> None:
    assert not customer_of_case(1, 7, "Alice").may(right)
    assert not customer_of_order(1, 7, "Alice").may(right)
    assert system(1).may(right)
