"""What the frame of the desk counts beside its links, in one query."""

from datetime import datetime, timedelta
from typing import Any, Final, cast

from django.db.models import IntegerField, QuerySet, Subquery

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.statement_queries import open_statement_rows
from reprise.apps.conversations.reply_queries import mentions_of
from reprise.apps.notifications.queries import failed_letters
from reprise.apps.payments.queries import to_approve
from reprise.readmodels.inbox.asked import Asked, matching

RECENT: Final = timedelta(days=30)


class _Count(Subquery):
    """How many rows a query has, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def desk_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """Statements nobody has looked at, letters that did not arrive, refunds to approve, customers without an answer."""
    rows: dict[str, QuerySet[Any]] = {
        "statements": open_statement_rows(actor), "letters": failed_letters(actor, at - RECENT),
        "approvals": to_approve(actor), "conversations": matching(actor, Asked(), at),
        "mentions": mentions_of(actor),
    }  # fmt: skip
    asked = {name: found.order_by().values("pk") for name, found in rows.items() if not found.query.is_empty()}
    counted = {name: _Count(found) for name, found in asked.items()}
    told = cast("dict[str, int]", Shop.objects.values(**counted).get(pk=actor.shop_id))
    return {name: told.get(name, 0) for name in rows}
