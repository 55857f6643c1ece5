"""In which order the list of conversations stands, and where a page of it begins."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case, DateTimeField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.models import Conversation
from reprise.readmodels.inbox.asked import PRESSING, View

DANGER: Final = -1  # somebody may be hurt: before anything else
MISSED: Final = 0  # then what was promised and not kept
ALARM: Final = 1
WAITS: Final = 2
QUIET: Final = 3  # nobody waits for us


@dataclass(frozen=True, slots=True)
class Place:
    """The last row seen: how it ranks, its moment and its number."""

    rank: int
    moment: datetime
    number: int


def in_order(found: QuerySet[Conversation], view: View, at: datetime) -> QuerySet[Conversation]:
    """The rows with their rank and moment, first things first: dangers, missed promises, alarms, then what is due."""
    promised = Deadline.objects.filter(conversation_id=OuterRef("pk"), state=DeadlineState.OPEN.value)
    if view is View.SNOOZED:
        return found.annotate(rank=Value(WAITS), moment=F("snoozed_until")).order_by("moment", "id")
    if view not in PRESSING:
        newest = Coalesce("last_at", "created_at", output_field=DateTimeField())
        return found.annotate(rank=Value(WAITS), moment=newest).order_by("-moment", "-id")
    due = Subquery(promised.order_by("due_at").values("due_at")[:1], output_field=DateTimeField())
    ranked = found.annotate(due_at=due).annotate(
        rank=Case(
            When(waits_since__isnull=True, then=Value(QUIET)),
            When(alarms__icontains=Alarm.SAFETY.value, then=Value(DANGER)),
            When(due_at__lt=at, then=Value(MISSED)),
            When(~Q(alarms=[]), then=Value(ALARM)),
            default=Value(WAITS), output_field=IntegerField(),
        ),
        moment=Coalesce("due_at", "waits_since", "last_at", "created_at", output_field=DateTimeField()),
    )  # fmt: skip
    return ranked.order_by("rank", "moment", "id")


def after(found: QuerySet[Conversation], view: View, place: Place) -> QuerySet[Conversation]:
    """The rows that follow a place."""
    if view not in PRESSING and view is not View.SNOOZED:
        return found.filter(Q(moment__lt=place.moment) | Q(moment=place.moment, id__lt=place.number))
    same = Q(rank=place.rank)
    return found.filter(
        Q(rank__gt=place.rank)
        | (same & Q(moment__gt=place.moment))
        | (same & Q(moment=place.moment, id__gt=place.number))
    )
