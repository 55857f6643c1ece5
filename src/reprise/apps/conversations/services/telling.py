from reprise.apps.conversations.models import Conversation
from reprise.platform.live import announce


def tell_watchers(conversation: Conversation, *, staff_only: bool = False) -> None:
    """Let whoever has the conversation, or the desk, open know that there is something new; never what.

    `staff_only`: nobody of the customer's side is told, as of a note.
    """
    announce(topic=f"conversation:{conversation.key}", number=conversation.sequence, staff_only=staff_only)
    announce(topic=f"desk:{conversation.shop_id}", staff_only=True)
