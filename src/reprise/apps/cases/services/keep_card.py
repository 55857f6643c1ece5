from collections.abc import Sequence
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import CustomerCard
from reprise.apps.cases.services.tag_case import MOST, tidy_label
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic


@atomic
def keep_card(
    *, actor: Actor, customer_id: int, note: str, priority: bool, at: datetime, tags: Sequence[str] | None = None
) -> None:
    """Keep what the team should know of a customer; the caller has checked that they are the shop's."""
    actor.require(Right.CASES_WRITE)
    words = {} if tags is None else {"tags": _tidied(tags)}
    CustomerCard.objects.update_or_create(
        customer_id=customer_id,
        defaults={
            "shop_id": actor.shop_id, "note": note.strip()[:2_000], "priority": priority, "changed_by": actor.key,
            "changed_at": at, **words,
        },
    )  # fmt: skip


def _tidied(tags: Sequence[str]) -> list[str]:
    words = list(dict.fromkeys(word for tag in tags if (word := tidy_label(tag))))
    if len(words) > MOST:
        raise Invalid(field="tags", why=mark("ten tags for one customer are enough."))
    return words
