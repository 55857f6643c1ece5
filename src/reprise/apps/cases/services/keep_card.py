from datetime import datetime

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import CustomerCard


@transaction.atomic(savepoint=False)
def keep_card(*, actor: Actor, customer_id: int, note: str, priority: bool, at: datetime) -> None:
    """Keep what the team should know of a customer; the caller has checked that they are the shop's."""
    actor.require(Right.CASES_WRITE)
    CustomerCard.objects.update_or_create(
        customer_id=customer_id,
        defaults={
            "shop_id": actor.shop_id, "note": note.strip()[:2_000], "priority": priority, "changed_by": actor.key,
            "changed_at": at,
        },
    )  # fmt: skip
