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

#: What a right lets somebody do, in plain words; they follow “May”.
WORDS: Final[dict[Right, str]] = {
    Right.CASES_READ: mark("see the cases, their messages and photos"),
    Right.CASES_WRITE: mark("open and correct cases for customers"),
    Right.CASES_DECIDE: mark("accept or refuse requests, and authorise returns"),
    Right.GOODS_RECEIVE: mark("take in parcels"),
    Right.GOODS_INSPECT: mark("inspect goods and say where they go"),
    Right.PAYMENTS_REFUND: mark("refund"),
    Right.PAYMENTS_APPROVE: mark("approve a colleague’s refund above the limit"),
    Right.ORDERS_READ: mark("see the orders"),
    Right.ORDERS_IMPORT: mark("import orders"),
    Right.ORDERS_EDIT: mark("correct a delivery date or what kind an article is"),
    Right.MESSAGES_WRITE: mark("write to customers"),
    Right.POLICY_EDIT: mark("publish the return policy"),
    Right.SETTINGS_EDIT: mark("change the shop’s settings: identity, logo, kinds, checklists, letters"),
    Right.STAFF_MANAGE: mark("invite and remove people, and change roles"),
    Right.TOKENS_MANAGE: mark("make and revoke API tokens"),
}

#: What a role is for, in a sentence.
PURPOSES: Final[dict[Role, str]] = {
    Role.OWNER: mark("Everything, people and keys included."),
    Role.MANAGER: mark("Runs returns: decides, refunds, approves, sets the rules."),
    Role.AGENT: mark("Answers customers, decides and refunds."),
    Role.INSPECTOR: mark("Takes in and inspects goods."),
    Role.VIEWER: mark("Looks, changes nothing."),
}

#: Rights that move money: whoever holds one signs in with a second factor.
MONEY: Final = frozenset({Right.PAYMENTS_REFUND, Right.PAYMENTS_APPROVE})
