"""Who reads along on a case, as its page lists them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.queries import people_of
from reprise.core.refusals import mark

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

ROLES: Final = {
    PartRole.BUYER: mark("opened the case"), PartRole.COLLEAGUE: mark("colleague"),
    PartRole.HELPER: mark("helper"), PartRole.VISITOR: mark("asked first"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    """One of the people on a case, as its page lists them; the buyer has no number."""

    pk: int | None
    name: str
    email: str
    role: str  # a marked sentence
    language: str
    has_come: bool


def readers_of(conversation: "Conversation | None") -> list[Reader]:
    """Who reads along; nobody as long as nothing was said."""
    if conversation is None:
        return []
    return [
        Reader(
            one.pk if one.has_row else None, one.name, one.email, ROLES[PartRole(one.role)], one.language.upper(),
            one.is_verified,
        )
        for one in people_of(conversation)
    ]  # fmt: skip
