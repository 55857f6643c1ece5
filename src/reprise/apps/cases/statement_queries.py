"""The only ways to obtain withdrawal statements."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import SETTLED, StatementOutcome
from reprise.apps.cases.models import Statement, StatementStep
from reprise.apps.cases.stated import Stated
from reprise.core.refusals import NotFound


@dataclass(frozen=True, slots=True)
class StatementPicture:
    """A statement with what it says (None once erased), what was done about it, and whether anything is left to do."""

    statement: Statement
    said: Stated | None
    steps: tuple[StatementStep, ...]

    @property
    def outcome(self) -> StatementOutcome | None:
        """What stands: the last step that is more than letting a letter go."""
        told = [StatementOutcome(step.outcome) for step in self.steps]
        return next((one for one in reversed(told) if one is not StatementOutcome.RELEASED), None)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look."""
        return not any(StatementOutcome(step.outcome) in SETTLED for step in self.steps)

    @property
    def is_held(self) -> bool:
        """Whether its letter waits for somebody's word."""
        released = any(step.outcome == StatementOutcome.RELEASED for step in self.steps)
        return self.statement.held and not released and self.outcome is not StatementOutcome.MATCHED

    @property
    def version(self) -> int:
        """The number of steps so far, on which the next one is decided."""
        return len(self.steps)


def picture_of_statement(statement: Statement) -> StatementPicture:
    """A statement that was already obtained, with all that hangs on it."""
    private = getattr(statement, "private", None)
    steps = StatementStep.objects.filter(statement=statement).select_related("case", "double_of").order_by("number")
    return StatementPicture(statement, Stated.from_content(private.content) if private else None, tuple(steps))


def statement_by_id(statement_id: int) -> Statement | None:
    """A statement by its number in the database, for jobs."""
    return Statement.objects.select_related("shop", "private").filter(pk=statement_id).first()


def statement_at_link(shop_slug: str, reference: str) -> Statement | None:
    """The statement an acknowledgement's address names; the caller checks the address's token before."""
    found = Statement.objects.select_related("shop", "private").filter(shop__slug=shop_slug)
    return found.filter(reference=reference.strip().upper()).first()


def statement_for(actor: Actor, reference: str) -> Statement:
    """One statement of the actor's shop; any other looks like missing."""
    found = _statements(actor).filter(reference=reference.strip().upper()).first()
    if found is None:
        raise NotFound
    return found


def open_statements(actor: Actor, limit: int = 100) -> list[StatementPicture]:
    """What somebody has to look at, oldest first: the law counts from the day they came."""
    found = _statements(actor).exclude(Exists(_settled())).order_by("received_at", "id")[:limit]
    return _pictures(list(found))


def open_statement_rows(actor: Actor) -> QuerySet[Statement]:
    """The statements that wait for somebody, to be counted."""
    return _statements(actor).exclude(Exists(_settled()))


def settled_statements(actor: Actor, *, before: int | None = None, limit: int = 50) -> list[StatementPicture]:
    """Those that are dealt with, newest first; one more than `limit` means there are others."""
    found = _statements(actor).filter(Exists(_settled())).order_by("-id")
    return _pictures(list((found.filter(pk__lt=before) if before else found)[: limit + 1]))


def newest_statements(actor: Actor, *, before: int | None = None, limit: int = 50) -> list[StatementPicture]:
    """A page of all, newest first, for programs."""
    found = _statements(actor).order_by("-id")
    return _pictures(list((found.filter(pk__lt=before) if before else found)[: limit + 1]))


def statement_ids_of(*, case_ids: Collection[int] = (), shop_id: int = 0, email: str = "") -> list[int]:
    """The statements joined to some cases, and those of an address in a shop: what forgetting somebody covers."""
    found = set(Statement.objects.filter(steps__case_id__in=list(case_ids)).values_list("pk", flat=True))
    if email and shop_id:
        theirs = Statement.objects.filter(shop_id=shop_id, private__email=email.strip().lower()[:254])
        found |= set(theirs.values_list("pk", flat=True))
    return sorted(found)


def _statements(actor: Actor) -> QuerySet[Statement]:
    actor.require(Right.CASES_READ)
    return Statement.objects.filter(shop_id=actor.shop_id).select_related("shop", "private")


def _settled() -> QuerySet[StatementStep]:
    ends = [outcome.value for outcome in SETTLED]
    return StatementStep.objects.filter(statement=OuterRef("pk"), outcome__in=ends)


def _pictures(found: list[Statement]) -> list[StatementPicture]:
    steps: dict[int, list[StatementStep]] = {}
    rows = StatementStep.objects.filter(statement__in=found).select_related("case", "double_of").order_by("number")
    for step in rows:
        steps.setdefault(step.statement_id, []).append(step)
    return [
        StatementPicture(
            one, Stated.from_content(one.private.content) if hasattr(one, "private") else None,
            tuple(steps.get(one.pk, ())),
        )
        for one in found
    ]  # fmt: skip
