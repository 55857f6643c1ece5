from reprise.apps.conversations.models import Conversation


def hold_conversation(conversation_id: int) -> Conversation:
    """A conversation as it is, which nobody writes in until the transaction ends."""
    rows = Conversation.objects.filter(pk=conversation_id).select_for_update(of=("self",), no_key=True)
    return rows.select_related("case").get()
