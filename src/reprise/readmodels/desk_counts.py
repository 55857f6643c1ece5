"""What the frame of the desk counts beside its links, in one query."""

from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.db.models import IntegerField, QuerySet, Subquery

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.queue import QueueFilter, View
from reprise.apps.cases.queue import matching as queue_matching
from reprise.apps.cases.statement_queries import open_statement_rows
from reprise.apps.conversations.reply_queries import mentions_of
from reprise.apps.logistics.queries import on_dock
from reprise.apps.notifications.queries import failed_letters
from reprise.apps.payments.queries import to_approve
from reprise.readmodels.inbox.asked import Asked, matching

RECENT: Final = timedelta(days=30)
MOST: Final = 99  # of what is long in a large shop, no more are counted: beside a link, more says nothing


class _Count(Subquery):
    """How many rows a query has, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def desk_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """What waits for somebody: cases, customers, statements, refunds to approve, and letters that did not arrive."""
    rows: dict[str, QuerySet[Any]] = {
        "statements": open_statement_rows(actor), "letters": failed_letters(actor, at - RECENT),
        "approvals": to_approve(actor), "conversations": matching(actor, Asked(), at),
        "mentions": mentions_of(actor), "queue": queue_matching(actor, QueueFilter(view=View.NOW), at=at),
        "reception": on_dock(actor),
    }  # fmt: skip
    asked = {
        name: found.order_by().values("pk")[: MOST + 1] for name, found in rows.items() if not found.query.is_empty()
    }
    counted = {name: _Count(found) for name, found in asked.items()}
    told = cast("dict[str, int]", Shop.objects.values(**counted).get(pk=actor.shop_id))
    return {name: told.get(name, 0) for name in rows}
