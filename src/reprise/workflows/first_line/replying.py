"""A word or two typed instead of a button pressed, and thanks, which ask for nothing."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.conversations.kinds import TurnKind
from reprise.apps.conversations.turns import Run, kind_of, turn_id
from reprise.apps.knowledge.rules.short_replies import Reply, reply_in
from reprise.workflows.first_line import wording
from reprise.workflows.first_line.taking_up import disagree, settle
from reprise.workflows.first_line.visitor import Visitor

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Message


def replied(run: Run, visitor: Visitor, at: datetime) -> "Message | None":
    """What follows on a short word to what the assistant said last; None for whatever is a question of its own."""
    message = run.messages[-1]
    said = reply_in(message.body) if not message.files.exists() else None
    if said is None or (len(run.messages) > 1 and not run.asked_back):
        return None
    kind = TurnKind.ASKED_BACK.value if run.asked_back else kind_of(run.before) if run.before else ""
    told = {"conversation": message.conversation, "once": turn_id(message), "at": at}
    match kind, said:
        case TurnKind.SURE, Reply.YES | Reply.THANKS:
            assert run.before is not None
            return settle(offer=run.before, body=wording.settled, language=visitor.language, **told)
        case TurnKind.SURE | TurnKind.CHOICES, Reply.NO:
            assert run.before is not None
            return disagree(offer=run.before, visitor=visitor, **told)
        case TurnKind.SETTLED | TurnKind.ASKED_BACK, Reply.THANKS | Reply.NO:
            return settle(offer=None, body=wording.welcome, language=visitor.language, **told)
        case TurnKind.SETTLED, Reply.YES:
            return settle(offer=None, body=wording.welcome, language=visitor.language, **told)
    return None
