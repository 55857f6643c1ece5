"""A policy as the JSON in which a version keeps it, and back; what earlier versions of the product kept is read too."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from reprise.apps.policies.former_terms import rows_of_former
from reprise.apps.policies.kept_cells import row_to_json, rows_from_json
from reprise.apps.policies.rules import Notices, Policy, TableName, Terms

if TYPE_CHECKING:
    from reprise.apps.policies.models import PolicyVersion

_TERMS: Final = ("decision_days", "return_by_days")
_MOST_READ: Final = 100
_READ: Final[dict[int, tuple[Any, Policy]]] = {}


def to_json(policy: Policy) -> dict[str, Any]:
    """A policy as stored: its terms, and the tables that have rows."""
    terms = {name: getattr(policy.terms, name) for name in _TERMS} | {"notices": asdict(policy.terms.notices)}
    tables = {name.value: [row_to_json(row) for row in policy.rows(name)] for name in TableName if policy.rows(name)}
    return {"terms": terms, "tables": tables}


def from_json(kept: Mapping[str, Any]) -> Policy:
    """A policy as it was stored; a key that a later version of the product added has its default."""
    if "tables" not in kept:
        return Policy(_terms(kept), rows_of_former(kept))
    return Policy(_terms(kept["terms"]), rows_from_json(kept["tables"]))


def policy_of(version: "PolicyVersion") -> Policy:
    """The policy of a version, read once in a process: a version never changes."""
    held = _READ.get(version.pk)
    if held is None or held[0] != version.content:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        held = _READ[version.pk] = (version.content, from_json(version.content))
    return held[1]


def _terms(kept: Mapping[str, Any]) -> Terms:
    plain = {name: kept[name] for name in _TERMS if name in kept}
    return Terms(**plain, notices=Notices(**kept.get("notices", {})))
