from reprise.apps.conversations.models import Conversation
from reprise.platform.statements import Reading

_HELD = Reading(
    lambda number: (
        Conversation.objects.filter(pk=number).select_for_update(of=("self",), no_key=True).select_related("case")
    )
)


def hold_conversation(conversation_id: int) -> Conversation:
    """A conversation as it is, which nobody writes in until the transaction ends."""
    (found,) = _HELD.all(conversation_id)
    return found
