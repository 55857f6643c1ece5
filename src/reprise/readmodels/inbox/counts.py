"""How many conversations stand in each tab, and what the desk's home and frame tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Case as Either
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.queries import conversations_of
from reprise.platform.statements import Values
from reprise.readmodels.inbox.asked import View, in_view

UNCOUNTED: Final = frozenset({View.CLOSED})  # it only grows: a number would say nothing


def tab_counts(actor: Actor, at: datetime) -> Mapping[View, int]:
    """One look at what is not closed, for all tabs."""
    actor.require(Right.CASES_READ)
    rows = _TABS.all(actor.shop_id, actor.person_id, at)
    return dict(zip(_COUNTED, rows[0], strict=True)) if rows else dict.fromkeys(_COUNTED, 0)


def counts_of_people(actor: Actor, at: datetime) -> Mapping[int, int]:
    """How many conversations each of the team has: what stands in the tab that is called mine, of each of them."""
    actor.require(Right.CASES_READ)
    return dict(_OF_PEOPLE.all(actor.shop_id, at))


def _tabs(shop_id: int, person_id: int, at: datetime) -> QuerySet[Any, Any]:
    me = replace(system(shop_id), person_id=person_id)
    alive = conversations_of(me).filter(state__in=[ThreadState.OPEN.value, ThreadState.SNOOZED.value])
    counts = {view.value: Count("pk", filter=in_view(view, me, at)) for view in _COUNTED}
    return alive.annotate(all=Value(1)).values("all").annotate(**counts).values_list(*counts)


def _of_people(shop_id: int, at: datetime) -> QuerySet[Any, Any]:
    house = system(shop_id)
    whose = Either(When(case__isnull=True, then=F("assignee")), default=F("case__assignee"))
    awake = conversations_of(house).filter(in_view(View.OPEN, house, at)).annotate(whose=whose)
    return awake.filter(whose__isnull=False).values_list("whose").annotate(count=Count("pk"))


_COUNTED: Final = tuple(view for view in View if view not in UNCOUNTED)
_TABS: Final = Values(_tabs)
_OF_PEOPLE: Final = Values(_of_people)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who waits for an answer now: how many, since when the longest, and how many longer than was promised."""

    count: int
    longest: datetime | None
    missed: int
    alarms: int


def waiting(actor: Actor, at: datetime) -> Waiting:
    """What the home page of the desk says of the conversations, in one query."""
    missed = Deadline.objects.filter(conversation_id=OuterRef("pk"), state=DeadlineState.OPEN.value, due_at__lt=at)
    waits = conversations_of(actor).filter(in_view(View.WAITING, actor, at))
    found = waits.aggregate(
        count=Count("pk"), longest=Min("waits_since"), missed=Count("pk", filter=Q(Exists(missed))),
        alarms=Count("pk", filter=~Q(alarms=[])),
    )  # fmt: skip
    return Waiting(found["count"], found["longest"], found["missed"], found["alarms"])
