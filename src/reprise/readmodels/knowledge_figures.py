"""How well the assistant and the guides do, wrong answers before everything else."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Final

from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, Subquery

from reprise.apps.conversations.kinds import Author
from reprise.apps.conversations.models import Message
from reprise.apps.knowledge.kinds import GuideEnd, Verdict
from reprise.apps.knowledge.models import Asked, GuideRun
from reprise.apps.knowledge.rules.answering import Answer
from reprise.apps.knowledge.rules.danger import DANGERS
from reprise.readmodels.shares import Share

WEEK: Final = timedelta(days=7)
BACK_WITHIN: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class AssistantFigures:
    """What became of the questions of a time; whatever needs a judgement is a share of those that were judged."""

    asked: int
    judged: int
    wrong: Share  # answered at once and judged wrong, of the answers and offers judged
    contained: Share  # “that is it”, nobody judged it wrong and no person was needed within a week, of all
    said_helpful: Share  # “that is it”, of all: flatters, as whoever leaves in anger says nothing
    handed_over: Share  # a person was called or nothing was found, of all
    missed: Share  # offered titles and judged wrong: a person should have had it, of the offers judged
    needless: Share  # a person was called for nothing, of the hand-overs judged
    no_article: Share  # nothing was found, of all
    after_all: Share  # “that is it”, and a person was needed within a week, of those who said so
    went_silent: Share  # in a chat: answered or offered titles, and the customer never wrote or pressed again
    dangers: int  # heard, and given to a person at once
    by_kind: dict[str, int]


@dataclass(frozen=True, slots=True)
class GuideFigures:
    """How often a guide was begun, what came of it and how long it took."""

    guide: str
    begun: int
    solved: Share
    claimed: Share  # claimed anyway, of those begun
    came_back: Share  # claimed within two weeks, of those solved
    parts: int
    persons: int
    left: int
    median_time: timedelta | None  # of those solved


_SURE = Q(kind=Answer.SURE.value)
_OFFERED = Q(kind=Answer.CHOICES.value)
_PERSON = Q(kind=Answer.PERSON.value)
_NONE = Q(kind=Answer.NONE.value)
_JUDGED = ~Q(judged="")
_WRONG = Q(judged=Verdict.WRONG.value)
_TALKED = (_SURE | _OFFERED) & Q(conversation_id__isnull=False)
_HELPED = (_SURE | _OFFERED) & Q(helpful=True)


def assistant_figures(shop_id: int, since: datetime, until: datetime) -> AssistantFigures:
    """Count the questions of a time; one query."""
    rows = Asked.objects.filter(shop_id=shop_id, at__gte=since, at__lt=until).annotate(
        again=_person_needed(), later=_wrote_later()
    )
    counted = rows.aggregate(
        asked=Count("pk"), all_judged=Count("pk", filter=_JUDGED),
        wrong=Count("pk", filter=_SURE & _WRONG), answers_judged=Count("pk", filter=(_SURE | _OFFERED) & _JUDGED),
        contained=Count("pk", filter=_HELPED & ~_WRONG & Q(again=False)), helped=Count("pk", filter=_HELPED),
        missed=Count("pk", filter=_OFFERED & _WRONG), offers_judged=Count("pk", filter=_OFFERED & _JUDGED),
        needless=Count("pk", filter=(_PERSON | _NONE) & Q(judged=Verdict.NEEDLESS.value)),
        calls_judged=Count("pk", filter=(_PERSON | _NONE) & _JUDGED),
        helped_again=Count("pk", filter=_HELPED & Q(again=True)),
        talked=Count("pk", filter=_TALKED),
        silent=Count("pk", filter=_TALKED & Q(helpful=None, chosen="", later=False)),
        dangers=Count("pk", filter=_PERSON & Q(reason__in=[each.value for each in DANGERS])),
        sure=Count("pk", filter=_SURE), choices=Count("pk", filter=_OFFERED),
        none=Count("pk", filter=_NONE), person=Count("pk", filter=_PERSON),
    )  # fmt: skip
    every = counted["asked"]
    return AssistantFigures(
        asked=every,
        judged=counted["all_judged"],
        wrong=Share(counted["wrong"], counted["answers_judged"]),
        contained=Share(counted["contained"], every),
        said_helpful=Share(counted["helped"], every),
        handed_over=Share(counted["person"] + counted["none"], every),
        missed=Share(counted["missed"], counted["offers_judged"]),
        needless=Share(counted["needless"], counted["calls_judged"]),
        no_article=Share(counted["none"], every),
        after_all=Share(counted["helped_again"], counted["helped"]),
        went_silent=Share(counted["silent"], counted["talked"]),
        dangers=counted["dangers"],
        by_kind={kind.value: counted[kind.value] for kind in Answer},
    )


def _person_needed() -> Exists:
    """Whether somebody of the shop answered in the same conversation within a week."""
    answered = Message.objects.filter(
        conversation_id=OuterRef("conversation_id"), author_kind=Author.STAFF.value, internal=False, automatic=False,
        created_at__gte=OuterRef("at"), created_at__lt=ExpressionWrapper(OuterRef("at") + WEEK, DateTimeField()),
    )  # fmt: skip
    return Exists(answered)


def _wrote_later() -> Exists:
    """Whether the customer wrote again in the same conversation after the question was asked."""
    written = Message.objects.filter(
        conversation_id=OuterRef("conversation_id"), author_kind=Author.CUSTOMER.value, created_at__gt=OuterRef("at")
    )
    return Exists(written)


def time_to_a_person(shop_id: int, since: datetime, until: datetime) -> tuple[timedelta | None, Share]:
    """How long a person let those wait whom the assistant gave them, by the median, and how many were answered."""
    answered = Message.objects.filter(
        conversation_id=OuterRef("conversation_id"), author_kind=Author.STAFF.value, internal=False, automatic=False,
        created_at__gte=OuterRef("at"),
    ).order_by("created_at")  # fmt: skip
    rows = Asked.objects.filter(
        _PERSON | _NONE, shop_id=shop_id, at__gte=since, at__lt=until, conversation_id__isnull=False
    )
    found = rows.annotate(first=Subquery(answered.values("created_at")[:1])).values_list("at", "first")
    waits = [(first - at).total_seconds() for at, first in found if first is not None]
    return timedelta(seconds=median(waits)) if waits else None, Share(len(waits), len(found))


def wrong_by_week(shop_id: int, until: date, *, weeks: int = 12) -> list[tuple[date, Share]]:
    """The wrong answers of each week up to a day by its Monday, the oldest first; one query."""
    last = until - timedelta(days=until.weekday())
    mondays = [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    begins = datetime.combine(mondays[0], time.min, UTC)
    rows = Asked.objects.filter(_SURE | _OFFERED, _JUDGED, shop_id=shop_id, at__gte=begins)
    judged, wrong = Counter[date](), Counter[date]()
    for at, kind, verdict in rows.values_list("at", "kind", "judged"):
        monday = at.date() - timedelta(days=at.weekday())
        judged[monday] += 1
        wrong[monday] += kind == Answer.SURE and verdict == Verdict.WRONG
    return [(monday, Share(wrong[monday], judged[monday])) for monday in mondays]


def guide_figures(shop_id: int, since: datetime, until: datetime) -> list[GuideFigures]:
    """What came of the guides begun in a time, those begun most first; one query."""
    rows = GuideRun.objects.filter(shop_id=shop_id, began_at__gte=since, began_at__lt=until)
    by_guide: dict[str, list[GuideRun]] = {}
    for run in rows.only("guide", "began_at", "ended_at", "outcome", "back").order_by("guide", "pk"):
        by_guide.setdefault(run.guide, []).append(run)
    told = [_figures(guide, runs) for guide, runs in by_guide.items()]
    return sorted(told, key=lambda one: (-one.begun, one.guide))


def _figures(guide: str, runs: list[GuideRun]) -> GuideFigures:
    ended = Counter(run.outcome for run in runs)
    solved = [run for run in runs if run.outcome == GuideEnd.SOLVED]
    back = [run for run in solved if run.back and run.ended_at and run.back - run.ended_at <= BACK_WITHIN]
    times = [(run.ended_at - run.began_at).total_seconds() for run in solved if run.ended_at]
    claimed = ended[GuideEnd.CLAIMED] + ended[GuideEnd.PART] + len(back)
    return GuideFigures(
        guide=guide,
        begun=len(runs),
        solved=Share(len(solved) - len(back), len(runs)),
        claimed=Share(claimed, len(runs)),
        came_back=Share(len(back), len(solved)),
        parts=ended[GuideEnd.PART],
        persons=ended[GuideEnd.PERSON],
        left=ended[GuideEnd.LEFT] + ended[""],
        median_time=timedelta(seconds=median(times)) if times else None,
    )
