"""The closed list of rights, and which role holds which."""

from enum import StrEnum
from typing import Final

from reprise.core.refusals import mark


class Right(StrEnum):
    """What an actor may do inside one shop; an API token's scopes are the same words."""

    CASES_READ = "cases:read"
    CASES_WRITE = "cases:write"
    CASES_DECIDE = "cases:decide"
    GOODS_RECEIVE = "goods:receive"
    GOODS_INSPECT = "goods:inspect"
    PAYMENTS_REFUND = "payments:refund"
    PAYMENTS_APPROVE = "payments:approve"
    ORDERS_READ = "orders:read"
    ORDERS_IMPORT = "orders:import"
    ORDERS_EDIT = "orders:edit"
    MESSAGES_WRITE = "messages:write"
    POLICY_EDIT = "policy:edit"
    SETTINGS_EDIT = "settings:edit"
    STAFF_MANAGE = "staff:manage"
    TOKENS_MANAGE = "tokens:manage"


class Role(StrEnum):
    """What a member of a shop's staff is there for."""

    OWNER = "owner"
    MANAGER = "manager"
    AGENT = "agent"
    INSPECTOR = "inspector"
    VIEWER = "viewer"


#: What people call a role.
LABELS: Final[dict[Role, str]] = {
    Role.OWNER: mark("owner"),
    Role.MANAGER: mark("manager"),
    Role.AGENT: mark("agent"),
    Role.INSPECTOR: mark("inspector"),
    Role.VIEWER: mark("viewer"),
}

_VIEWER = frozenset({Right.CASES_READ, Right.ORDERS_READ})
_INSPECTOR = _VIEWER | {Right.GOODS_RECEIVE, Right.GOODS_INSPECT, Right.MESSAGES_WRITE}
_AGENT = _INSPECTOR | {Right.CASES_WRITE, Right.CASES_DECIDE, Right.PAYMENTS_REFUND, Right.ORDERS_EDIT}
_MANAGER = _AGENT | {Right.PAYMENTS_APPROVE, Right.ORDERS_IMPORT, Right.POLICY_EDIT, Right.SETTINGS_EDIT}

RIGHTS: Final[dict[Role, frozenset[Right]]] = {
    Role.VIEWER: _VIEWER,
    Role.INSPECTOR: _INSPECTOR,
    Role.AGENT: _AGENT,
    Role.MANAGER: _MANAGER,
    Role.OWNER: frozenset(Right),
}

#: Rights that move money: whoever holds one signs in with a second factor.
MONEY: Final = frozenset({Right.PAYMENTS_REFUND, Right.PAYMENTS_APPROVE})
