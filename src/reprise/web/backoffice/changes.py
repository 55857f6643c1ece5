"""What happened to a case since a form was drawn, told to whoever is about to send it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import SENTENCES, EventType
from reprise.apps.cases.queries import timeline_of

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened meanwhile."""

    at: datetime
    sentence: str


#: What stands in the conversation, which says itself what is new in it.
WORDS: Final = frozenset({EventType.MESSAGE_POSTED.value, EventType.NOTE_ADDED.value})


def changes_since(case: "Case", seen: int | None, actor: Actor, *, but: frozenset[str] = frozenset()) -> list[Change]:
    """What others did after the event the reader had seen, but for some sorts; one's own deeds surprise nobody."""
    if seen is None or seen >= case.timeline_sequence:
        return []
    news = (event for event in timeline_of(case) if event.sequence > seen and event.actor != actor.key)
    return [Change(event.at, gettext(SENTENCES[EventType(event.type)])) for event in news if event.type not in but]
