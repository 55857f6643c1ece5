"""Where the search learns what is new: streams of rows by their number, and everything there is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from reprise.apps.accounts.models import Customer
from reprise.apps.cases.models import Case, CaseEvent
from reprise.apps.catalogue.models import Order
from reprise.apps.conversations.kinds import ThreadKind
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.logistics.models import Parcel
from reprise.apps.search.kinds import Found
from reprise.apps.search.models import SearchDocument
from reprise.apps.search.queries import known

AGAIN: Final = 200  # rows below the mark that are looked at once more
Things = dict[Found, list[int]]
TABLES: Final[dict[Found, type[Model]]] = {
    Found.CASE: Case, Found.ORDER: Order, Found.CUSTOMER: Customer, Found.PARCEL: Parcel,
    Found.QUESTION: Conversation,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class News:
    """What came in: the things to read by sort, and how far the look went."""

    things: Things
    last_id: int


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows that only grow in number."""

    name: str
    table: type[Model]
    things: Callable[[list[int]], Things]

    def since(self, mark: int, most: int) -> News:
        """What the rows after a mark, and the last before it, are about."""
        rows = self._rows().filter(pk__gt=mark - AGAIN).order_by("pk").values_list("pk", flat=True)
        ids = list(rows[: AGAIN + most])
        return News(self.things(ids) if ids else {}, max(ids, default=mark))

    def last_id(self) -> int:
        """The number of the last row there is."""
        return self._rows().order_by("-pk").values_list("pk", flat=True).first() or 0

    def _rows(self) -> QuerySet[Model]:
        return self.table._default_manager.all()


def _of_events(ids: list[int]) -> Things:
    """Cases that went on since they were read, and their parcels."""
    events = CaseEvent.objects.filter(pk__in=ids).order_by()
    heads = dict(events.values_list("case_id", "case__timeline_sequence").distinct())
    read = known(Found.CASE, list(heads))
    behind = [pk for pk, head in heads.items() if pk not in read or read[pk].version != head]
    parcels = Parcel.objects.filter(case_id__in=behind).values_list("pk", flat=True) if behind else []
    return {Found.CASE: behind, Found.PARCEL: list(parcels)}


def _of_orders(ids: list[int]) -> Things:
    missing = _missing(Found.ORDER, ids)
    return {Found.ORDER: missing, Found.CUSTOMER: customers_of(missing)}


def _of_parcels(ids: list[int]) -> Things:
    return {Found.PARCEL: _missing(Found.PARCEL, ids)}


def _of_messages(ids: list[int]) -> Things:
    """Questions in which somebody wrote since they were read; what is said in a case is read with its events."""
    questions = Conversation.objects.filter(messages__in=ids, kind=ThreadKind.QUESTION.value).order_by("pk")
    heads = dict(questions.values_list("pk", "sequence").distinct())
    read = known(Found.QUESTION, list(heads))
    return {Found.QUESTION: [pk for pk, head in heads.items() if pk not in read or read[pk].version != head]}


def _missing(kind: Found, ids: Sequence[int]) -> list[int]:
    there = set(SearchDocument.objects.filter(kind=kind.value, object_id__in=ids).values_list("object_id", flat=True))
    return [pk for pk in ids if pk not in there]


STREAMS: Final = (
    Stream("events", CaseEvent, _of_events), Stream("orders", Order, _of_orders),
    Stream("parcels", Parcel, _of_parcels), Stream("messages", Message, _of_messages),
)  # fmt: skip


def customers_of(order_ids: Sequence[int]) -> list[int]:
    """The customers of some orders."""
    found = Order.objects.filter(pk__in=order_ids, customer__isnull=False).order_by("customer_id")
    return list(found.values_list("customer_id", flat=True).distinct())


def changed_orders(at_once: int) -> Iterator[list[int]]:
    """Orders that changed after they were read, in batches."""
    for ids in all_ids(Found.ORDER, 2_000):
        versions = {row.object_id: row.version for row in known(Found.ORDER, ids).values()}
        moments = Order.objects.filter(pk__in=ids).values_list("pk", "changed_at")
        behind = [pk for pk, at in moments if versions.get(pk) != int(at.timestamp() * 1_000_000)]
        for start in range(0, len(behind), at_once):
            yield behind[start : start + at_once]


def all_ids(kind: Found, at_once: int) -> Iterator[list[int]]:
    """The numbers of all things of a sort, in batches, oldest first."""
    last = 0
    table = TABLES[kind]._default_manager
    while batch := list(table.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:at_once]):
        yield batch
        last = batch[-1]


def orphans(kind: Found, at_once: int) -> Iterator[list[int]]:
    """Things the index knows that are no more, in batches."""
    there = TABLES[kind]._default_manager.filter(pk=OuterRef("object_id"))
    gone = SearchDocument.objects.filter(Q(kind=kind.value), ~Exists(there))
    while batch := list(gone.values_list("object_id", flat=True)[:at_once]):
        yield batch
