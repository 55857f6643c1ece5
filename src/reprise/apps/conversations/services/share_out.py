from collections import Counter
from datetime import datetime

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import answering
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import ChatSettings, Conversation
from reprise.apps.conversations.rules.sharing_out import Hand, next_hand
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.platform.statements import Values
from reprise.platform.transactions import atomic

_SHARES = Values(lambda shop_id: ChatSettings.objects.filter(shop_id=shop_id, shares_out=True).values("pk"))


@atomic
def share_out(*, conversation: Conversation, at: datetime) -> int | None:
    """Give a matter that is nobody's to whoever takes new ones and has the least to answer; None: it stays nobody's."""
    case = conversation.case
    if (case.assignee_id if case else conversation.assignee_id) is not None:
        return None
    person_id = next_hand(hands_of(conversation.shop_id), conversation.language)
    if person_id is not None:
        assign_conversation(actor=system(conversation.shop_id), conversation=conversation, person_id=person_id, at=at)
    return person_id


def shares_out(shop_id: int) -> bool:
    """Whether a shop gives its new matters out by itself."""
    return bool(_SHARES.all(shop_id))


def hands_of(shop_id: int) -> list[Hand]:
    """Who takes new matters, with how many wait for them now; a few queries, however many matters there are."""
    people = [member.person for member in answering(shop_id) if member.takes_matters]
    loads = loads_of(shop_id)
    return [Hand(one.pk, one.language, loads[one.pk], _last_given(one.pk)) for one in people]


def loads_of(shop_id: int) -> Counter[int]:
    """How many customers wait with each person of a shop."""
    waits = Conversation.objects.filter(
        shop_id=shop_id, state__in=[ThreadState.OPEN.value, ThreadState.SNOOZED.value], waits_since__isnull=False
    )
    whose = waits.annotate(whose=Coalesce(F("case__assignee"), F("assignee"))).filter(whose__isnull=False)
    return Counter(dict(whose.order_by().values_list("whose").annotate(n=Count("pk"))))


def _last_given(person_id: int) -> int:
    given = Conversation.objects.filter(assignee=person_id).order_by("-pk")
    return given.values_list("pk", flat=True).first() or 0
