"""Keep the search index: read what happened since the last look, in small batches, and never in anybody's way.

Nothing is written with a deed. A job looks every few seconds at the rows that came in, by their number; as numbers may
be committed out of order, it looks again at the last ones. `rebuild` reads everything anew.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from reprise.apps.search.kinds import Found
from reprise.apps.search.queries import mark_of
from reprise.apps.search.services.keep_documents import Document, drop_documents, keep_documents, move_mark
from reprise.platform.jobs.registry import Finish, handles, periodically
from reprise.readmodels import search_documents as read
from reprise.readmodels import search_sources as sources

AT_ONCE: Final = 200
A_LOOK: Final = 1_000  # rows of one stream
READERS: Final[dict[Found, Callable[[Sequence[int]], list[Document]]]] = {
    Found.CASE: read.case_documents, Found.ORDER: read.order_documents, Found.CUSTOMER: read.customer_documents,
    Found.PARCEL: read.parcel_documents, Found.QUESTION: read.conversation_documents,
}  # fmt: skip


@periodically("search.read", every=timedelta(seconds=5))
def look(_: dict[str, Any], *, at: datetime) -> Finish | None:  # noqa: ARG001  # a handler's arguments
    """Read what came in; under load it falls behind a little rather than take the processor from those who work."""
    for stream in sources.STREAMS:
        before = mark_of(stream.name)
        news = stream.since(before, A_LOOK)
        for kind, ids in news.things.items():
            _keep(kind, ids)
        if news.last_id > before:
            move_mark(stream=stream.name, last_id=news.last_id)
    return None


@handles("search.orders")
def look_at_changed_orders(_: dict[str, Any], *, at: datetime) -> Finish | None:  # noqa: ARG001  # a handler's arguments
    """Read the orders again that an import changed."""
    for ids in sources.changed_orders(AT_ONCE):
        _keep(Found.ORDER, ids)
        _keep(Found.CUSTOMER, sources.customers_of(ids))
    return None


def rebuild() -> Iterator[tuple[Found, int]]:
    """Read everything anew; says after each batch how many things it held."""
    ends = {stream.name: stream.last_id() for stream in sources.STREAMS}
    for kind in Found:
        for ids in sources.all_ids(kind, AT_ONCE):
            _keep(kind, ids)
            yield kind, len(ids)
        for gone in sources.orphans(kind, AT_ONCE):
            drop_documents(kind=kind, object_ids=gone)
    for name, last_id in ends.items():
        move_mark(stream=name, last_id=last_id)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")


def _keep(kind: Found, ids: Sequence[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        keep_documents(documents=READERS[kind](ids[start : start + AT_ONCE]))
