"""What may be read of the questions that were asked."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Final

from django.db.models import Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.knowledge.kinds import Verdict
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.rules.answering import Answer
from reprise.apps.knowledge.rules.grouping import grouped
from reprise.apps.knowledge.rules.handover import Reason
from reprise.core.refusals import NotFound

MOST_READ: Final = 2_000
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same and that no article answers, told by the newest of them."""

    newest: Asked
    questions: tuple[Asked, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.questions)

    @property
    def question(self) -> str:
        """The words of the newest."""
        return self.newest.question

    @property
    def language(self) -> str:
        """The language they are asked in."""
        return self.newest.language

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of them all."""
        return tuple(asked.pk for asked in self.questions)


def unanswered(shop_id: int, since: datetime, *, limit: int = 100) -> list[Group]:
    """The questions to write from, near-identical ones together, what is asked most first; one query."""
    found = Asked.objects.filter(_without_an_article(), shop_id=shop_id, at__gte=since, written_about="")
    asked = {one.pk: one for one in found.exclude(question="").order_by("-at", "-pk")[:MOST_READ]}
    groups = grouped((one.pk, one.question, one.language) for one in asked.values())
    told = [Group(asked[group[0]], tuple(asked[number] for number in group)) for group in groups]
    return sorted(told, key=lambda one: (-one.count, -one.newest.at.timestamp(), -one.newest.pk))[:limit]


def sample_to_judge(shop_id: int, at: datetime, *, size: int = 50) -> list[Asked]:
    """Questions of the week before this one drawn by lot, those judged meanwhile too; two queries.

    They are the same all week long. Where that week had too few, this one’s make up the number.
    """
    monday = datetime.combine(at.date() - timedelta(days=at.weekday()), time.min, at.tzinfo)
    rows = Asked.objects.filter(shop_id=shop_id, at__gte=monday - WEEK, at__lt=at).exclude(question="")
    lots = {
        number: (asked_at >= monday, _lot(f"{monday} {number}")) for number, asked_at in rows.values_list("pk", "at")
    }
    drawn = sorted(lots, key=lots.__getitem__)[:size]
    return sorted(Asked.objects.filter(pk__in=drawn), key=lambda one: lots[one.pk])


def asked_wrong(shop_id: int, since: datetime) -> dict[str, int]:
    """How often each article was answered with and judged wrong; one query."""
    rows = Asked.objects.filter(shop_id=shop_id, at__gte=since, judged=Verdict.WRONG.value)
    return Counter(offered[0][0] for offered in rows.values_list("offered", flat=True) if offered)


def asked_for(actor: Actor, asked_id: int) -> Asked:
    """One question of the shop."""
    actor.require(Right.CASES_READ)
    asked = Asked.objects.filter(shop_id=actor.shop_id, pk=asked_id).first()
    if asked is None:
        raise NotFound
    return asked


def asked_in(shop_id: int, conversation_id: int) -> QuerySet[Asked]:
    """What was asked in a conversation before a person spoke, in order."""
    return Asked.objects.filter(shop_id=shop_id, conversation_id=conversation_id).order_by("at", "pk")


def _without_an_article() -> Q:
    """What nothing was written about and needs something, what did not help, and what a colleague called wrong."""
    unwritten = Q(kind=Answer.PERSON.value, reason=Reason.OUT_OF_SCOPE.value)  # as where one delivers, what is in stock
    nothing = (Q(kind=Answer.NONE.value) | unwritten) & ~Q(judged=Verdict.RIGHT.value)
    return nothing | Q(helpful=False) | Q(judged=Verdict.WRONG.value)


def _lot(drawn: str) -> str:
    return sha256(drawn.encode()).hexdigest()
