from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.models import Conversation, Message
from reprise.platform.transactions import atomic


@atomic
def raise_alarm(*, message: Message, alarm: Alarm) -> None:
    """Put a conversation before the others because of what a message says; raised twice, it is one alarm."""
    row = Conversation.objects.filter(pk=message.conversation_id)
    known = set(row.select_for_update(of=("self",), no_key=True).values_list("alarms", flat=True).get())
    message.conversation.alarms = sorted(known | {alarm.value})
    row.update(alarms=message.conversation.alarms)
