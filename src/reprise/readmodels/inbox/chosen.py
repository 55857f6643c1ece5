"""The conversations somebody chose in the list."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from reprise.apps.accounts.actors import Actor
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.queries import conversations_of

MOST: Final = 100


def chosen(actor: Actor, typed: Iterable[str]) -> list[Conversation]:
    """In the order they were chosen; keys of nobody's, and of what was merged meanwhile, are left out."""
    keys = list(dict.fromkeys(key for key in map(_key, typed) if key))[:MOST]
    rows = conversations_of(actor).filter(key__in=keys).exclude(state=ThreadState.MERGED.value)
    found = {row.key: row for row in rows.select_related("case", "assignee")}
    return [found[key] for key in keys if key in found]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text[:40])
    except ValueError:
        return None
