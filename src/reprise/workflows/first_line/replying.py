"""A word or two typed instead of a button pressed, and thanks, which ask for nothing."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from reprise.apps.conversations.kinds import TurnKind
from reprise.apps.conversations.turns import OFFERS, Run, kind_of, turn_id
from reprise.apps.knowledge.rules.short_replies import Reply, reply_in
from reprise.workflows.first_line import wording
from reprise.workflows.first_line.taking_up import disagree, settle
from reprise.workflows.first_line.visitor import Visitor

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Message

#: After these nothing waits for an answer of the customer's: a word or two asks for nothing.
OVER: Final = frozenset({TurnKind.SETTLED.value, TurnKind.NOTED.value})


def replied(run: Run, visitor: Visitor, at: datetime) -> "Message | None":
    """What follows on a short word to what the assistant said last; None for whatever is a question of its own."""
    message, before = run.messages[-1], run.before
    said = reply_in(message.body)
    if said is None or (len(run.messages) > 1 and not run.asked_back) or message.files.exists():
        return None
    conversation, once = message.conversation, turn_id(message)
    kind = TurnKind.ASKED_BACK.value if run.asked_back else kind_of(before) if before else ""
    if before is not None and kind == TurnKind.SURE and said is not Reply.NO:
        return settle(
            conversation=conversation, offer=before, body=wording.settled, language=visitor.language, once=once, at=at
        )
    if before is not None and kind in OFFERS and said is Reply.NO:
        return disagree(conversation=conversation, offer=before, visitor=visitor, once=once, at=at)
    if kind in OVER or (kind == TurnKind.ASKED_BACK and said is not Reply.YES):
        return settle(
            conversation=conversation, offer=None, body=wording.welcome, language=visitor.language, once=once, at=at
        )
    return None
