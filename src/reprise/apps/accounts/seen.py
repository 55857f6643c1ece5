"""What somebody saw when they began to write, so that a second save is told of the first instead of undoing it."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from reprise.apps.accounts.models import Shop
from reprise.core.refusals import Kind, Refusal, mark


class ChangedMeanwhile(Refusal):
    """Somebody else saved the same page since it was opened; `fields` names what they changed."""

    code = "changed_meanwhile"
    kind = Kind.CONFLICT
    sentence = mark(
        "Somebody saved this page while you were writing. What you typed is still here, and what they changed is "
        "named at its field. Look at it, then save again."
    )

    def __init__(self, fields: Iterable[str]) -> None:
        super().__init__()
        self.fields = tuple(fields)


def marks_of(shop: Shop, names: Iterable[str]) -> dict[str, str]:
    """A short mark of each value, to be given back with the form."""
    return {name: mark_of(getattr(shop, name)) for name in names}


def require_unchanged(shop: Shop, seen: Mapping[str, str] | None) -> None:
    """Refuse (ChangedMeanwhile) when a value is no longer the one that was seen; None asks for nothing."""
    now = marks_of(shop, seen or ())
    if changed := [name for name, was in (seen or {}).items() if now[name] != was]:
        raise ChangedMeanwhile(changed)


def mark_of(value: object) -> str:
    """A short mark of one value: the same value has the same mark."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:12]
