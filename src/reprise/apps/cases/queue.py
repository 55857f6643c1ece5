"""The work list: which cases, in which order, page after page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.kinds import DeadlineState, Duty, Turn
from reprise.apps.cases.models import Case, CaseLine, CaseTag, Deadline
from reprise.apps.cases.queries import cases_of


class View(StrEnum):
    """The tabs of the work list."""

    NOW = "now"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    OVERDUE = "overdue"
    SAFETY = "safety"
    APPROVAL = "approval"
    CUSTOMER = "customer"
    THIRD = "third"
    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Sort(StrEnum):
    """Orders of the work list."""

    URGENT = "urgent"
    NEWEST = "newest"
    OLDEST = "oldest"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What somebody wants to see; an empty field asks for nothing."""

    view: View = View.NOW
    kind: str = ""
    product: str = ""  # a part of the article's name, or its SKU
    product_kind: str = ""
    stage: str = ""
    assignee: str = ""  # me, nobody, or a person's number
    language: str = ""
    due_before: date | None = None
    tag: str = ""
    sort: Sort = Sort.URGENT

    @property
    def is_narrow(self) -> bool:
        """Whether anything beside the tab was asked for."""
        return replace(self, view=View.NOW, sort=Sort.URGENT) != QueueFilter()


#: A place in the list: the value the list is ordered by, and the case's number.
Place = tuple[Any, int]

#: What each order goes by, and whether it goes down.
ORDERS: Final[Mapping[Sort, tuple[str, bool]]] = {
    Sort.URGENT: ("queue_at", False), Sort.NEWEST: ("id", True), Sort.OLDEST: ("id", False),
    Sort.VALUE: ("value_minor", True),
}  # fmt: skip

_TURNS: Final = {
    View.NOW: [Turn.US.value], View.CUSTOMER: [Turn.CUSTOMER.value],
    View.THIRD: [Turn.CARRIER.value, Turn.PROVIDER.value],
}  # fmt: skip


#: Answers which cases hold a refund that waits for this person as a second one; payments stand above cases.
_APPROVALS: Final[list[Callable[[Actor], QuerySet[Any]]]] = []


def provide_approvals(asked: Callable[[Actor], QuerySet[Any]]) -> None:
    """Have the list know the cases that wait for a second person's yes."""
    _APPROVALS[:] = [asked]


def page_of(actor: Actor, wanted: QueueFilter, *, at: datetime, after: Place | None = None, limit: int) -> list[Case]:
    """A page of the list; one row more than `limit` means there is another page."""
    column, down = ORDERS[wanted.sort]
    rows = matching(actor, wanted, at=at).select_related("assignee", "order")
    if after is not None:
        beyond, then = ("lt", "lt") if down else ("gt", "gt")
        value, last_id = after
        same = Q(**{f"{column}": value, f"pk__{then}": last_id})
        rows = rows.filter(Q(**{f"{column}__{beyond}": value}) | same)
    sign = "-" if down else ""
    return list(rows.order_by(f"{sign}{column}", f"{sign}id")[: limit + 1])


def place_of(case: Case, sort: Sort) -> Place:
    """Where a case stands in an order."""
    return getattr(case, ORDERS[sort][0]), case.pk


def matching(actor: Actor, wanted: QueueFilter, *, at: datetime) -> QuerySet[Case]:
    """The cases of a choice, in no order."""
    return cases_of(actor).filter(condition(actor, wanted, at=at))


def counts(actor: Actor, choices: Sequence[QueueFilter], *, at: datetime) -> list[int]:
    """How many cases each choice holds: one look for all of them."""
    if not choices:
        return []
    asked = {f"c{n}": Count("pk", filter=condition(actor, wanted, at=at)) for n, wanted in enumerate(choices)}
    reach = cases_of(actor)
    if all(wanted.view not in {View.CLOSED, View.ALL} for wanted in choices):
        reach = reach.filter(closed_at__isnull=True)
    counted = reach.aggregate(**asked)
    return [counted[f"c{n}"] for n in range(len(choices))]


def condition(actor: Actor, wanted: QueueFilter, *, at: datetime) -> Q:
    """A choice as the database understands it."""
    found = _of_view(actor, wanted.view, at)
    for narrow in _NARROWS:
        if (more := narrow(actor, wanted)) is not None:
            found &= more
    return found


def _of_view(actor: Actor, view: View, at: datetime) -> Q:
    if view is View.ALL:
        return Q()
    if view is View.CLOSED:
        return Q(closed_at__isnull=False)
    found = Q(closed_at__isnull=True)
    if view in _TURNS:
        found &= Q(turn__in=_TURNS[view])
    elif view is View.MINE:
        found &= Q(assignee_id=actor.person_id or 0)
    elif view is View.UNASSIGNED:
        found &= Q(assignee__isnull=True)
    elif view is View.SAFETY:
        found &= Q(danger=True)
    elif view is View.APPROVAL:
        found &= Q(pk__in=_APPROVALS[0](actor)) if _APPROVALS else Q(pk__in=[])
    elif view is View.OVERDUE:
        found &= Q(pk__in=_owed().filter(duty=Duty.SELLER.value, due_at__lte=at).values("case_id"))
    return found


def _kind(_: Actor, wanted: QueueFilter) -> Q | None:
    return Q(kind=wanted.kind) if wanted.kind else None


def _stage(_: Actor, wanted: QueueFilter) -> Q | None:
    return Q(stage=wanted.stage) if wanted.stage else None


def _language(_: Actor, wanted: QueueFilter) -> Q | None:
    return Q(language=wanted.language) if wanted.language else None


def _assignee(actor: Actor, wanted: QueueFilter) -> Q | None:
    if wanted.assignee == "nobody":
        return Q(assignee__isnull=True)
    number = actor.person_id if wanted.assignee == "me" else wanted.assignee
    return Q(assignee_id=int(number or 0)) if wanted.assignee else None


def _due(_: Actor, wanted: QueueFilter) -> Q | None:
    if wanted.due_before is None:
        return None
    before = wanted.due_before
    bound = datetime(before.year, before.month, before.day, tzinfo=UTC) + timedelta(days=1)  # for the index's sake
    return Q(pk__in=_owed().filter(due_at__lte=bound, due_on__lt=before).values("case_id"))


def _owed() -> QuerySet[Deadline]:
    """What is still due, on whatever case: asked once for a whole list, never case by case."""
    return Deadline.objects.filter(state=DeadlineState.OPEN.value)


def _product(actor: Actor, wanted: QueueFilter) -> Q | None:
    if not wanted.product and not wanted.product_kind:
        return None
    lines = CaseLine.objects.filter(case__in=cases_of(actor))
    if wanted.product_kind:
        lines = lines.filter(product_kind=wanted.product_kind)
    if wanted.product:
        lines = lines.filter(Q(name__icontains=wanted.product) | Q(sku__iexact=wanted.product))
    return Q(pk__in=lines.values("case_id"))


def _tag(actor: Actor, wanted: QueueFilter) -> Q | None:
    tagged = CaseTag.objects.filter(shop_id=actor.shop_id, label=wanted.tag)
    return Q(pk__in=tagged.values("case_id")) if wanted.tag else None


_NARROWS: Final[Sequence[Callable[[Actor, QueueFilter], Q | None]]] = (
    _kind, _stage, _language, _assignee, _due, _product, _tag,
)  # fmt: skip


def tags_of(actor: Actor, case_ids: Sequence[int]) -> dict[int, list[str]]:
    """The tags of some cases, by case."""
    rows = CaseTag.objects.filter(case__in=cases_of(actor), case_id__in=list(case_ids)).order_by("label")
    found: dict[int, list[str]] = {}
    for case_id, label in rows.values_list("case_id", "label"):
        found.setdefault(case_id, []).append(label)
    return found


def tags_in_use(actor: Actor, limit: int = 50) -> list[str]:
    """The words the shop's team uses."""
    labels = CaseTag.objects.filter(shop_id=actor.shop_id).order_by("label").values_list("label", flat=True)
    return list(labels.distinct()[:limit])
