from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import ChatSettings, Conversation
from reprise.platform.transactions import atomic


@atomic
def let_go(*, shop_id: int, person_id: int) -> list[int]:
    """Take from somebody who leaves what was theirs to answer, threats too; says which customers wait.

    Closed ones too: whoever writes again there must not wait for somebody who is gone.
    """
    ChatSettings.objects.filter(shop_id=shop_id, alarm_person_id=person_id).update(alarm_person=None)
    theirs = Conversation.objects.filter(shop_id=shop_id, assignee=person_id).exclude(state=ThreadState.MERGED.value)
    waiting = list(theirs.filter(waits_since__isnull=False).order_by("pk").values_list("pk", flat=True))
    theirs.update(assignee=None)
    return waiting
