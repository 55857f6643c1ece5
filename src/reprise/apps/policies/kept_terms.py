"""Terms as the JSON in which a version keeps them, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reprise.apps.policies.rules import KindTerms, Notices, Terms


def to_json(terms: Terms) -> dict[str, Any]:
    """Terms as stored: one key per field."""
    return asdict(terms) | {"kinds": {kind: asdict(conditions) for kind, conditions in terms.kinds.items()}}


def from_json(stored: Mapping[str, Any]) -> Terms:
    """Terms as they were stored; a key that a later version of the product added has its default."""
    plain = {key: value for key, value in stored.items() if key not in {"notices", "kinds"}}
    kinds = {kind: KindTerms(**conditions) for kind, conditions in stored.get("kinds", {}).items()}
    return Terms(**plain, notices=Notices(**stored.get("notices", {})), kinds=kinds)
