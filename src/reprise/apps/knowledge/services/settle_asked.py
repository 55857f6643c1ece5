from datetime import datetime

from reprise.apps.knowledge.models import Asked
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def settle_asked(
    *, shop_id: int, asked_id: int, at: datetime, chosen: str | None = None, helpful: bool | None = None
) -> Asked:  # fmt: skip
    """Keep which of the articles was opened, and whether that was it; what was not offered cannot have been chosen."""
    asked = Asked.objects.select_for_update().filter(shop_id=shop_id, pk=asked_id).first()
    if asked is None or (chosen and chosen not in {slug for slug, _ in asked.offered}):
        raise NotFound
    if chosen is not None:
        asked.chosen = chosen
    if helpful is not None:
        asked.helpful = helpful
    asked.settled_at = at
    asked.save(update_fields=["chosen", "helpful", "settled_at"])
    return asked
