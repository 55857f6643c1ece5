"""How the assistant says something: as itself, once, and never as an answer of the shop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reprise.apps.accounts.actors import system
from reprise.apps.conversations.kinds import Channel, TurnKind
from reprise.apps.conversations.services.say import say

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is said, why, and from which articles."""

    kind: TurnKind
    body: str
    language: str
    articles: Sequence[Sequence[Any]] = ()  # [slug, score, version, title], the nearest first
    actions: Sequence[str] = ()  # what the article lets its reader do at once
    reason: str = ""  # why a person has to answer
    asked: int | None = None  # the row of the question among all that are asked
    by_model: bool = False  # a language model put the articles into these words

    def kept(self) -> Mapping[str, object]:
        """What stays beside the message, for the team and for what the customer says next."""
        return {
            "kind": self.kind.value, "language": self.language, "articles": [list(one) for one in self.articles],
            "actions": list(self.actions), "reason": self.reason, "asked": self.asked,
            **({"by_model": True} if self.by_model else {}),
        }  # fmt: skip


def speak(*, conversation: "Conversation", turn: Turn, once: str, at: datetime) -> "Message":
    """Say it in a conversation; the same `once` again is the message that was said."""
    return say(
        actor=system(conversation.shop_id), conversation=conversation, body=turn.body, at=at, client_id=once,
        channel=Channel.CHAT, language=turn.language, automatic=True, turn=turn.kept(),
    )  # fmt: skip
