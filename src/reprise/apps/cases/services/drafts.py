import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from reprise.apps.cases.models import RequestDraft
from reprise.platform.transactions import atomic

LIFE = timedelta(days=7)

#: What is new, or how it follows from what is kept: two tabs that add a file each lose none.
Changes = Mapping[str, object] | Callable[[Mapping[str, Any]], Mapping[str, object]]


@atomic
def begin_draft(*, shop_id: int, order_id: int, at: datetime, data: Mapping[str, object] | None = None) -> RequestDraft:
    """Start a request about an order: an empty one, or one that holds what was said before."""
    return RequestDraft.objects.create(
        key=secrets.token_urlsafe(16), shop_id=shop_id, order_id=order_id, data=dict(data or {}), updated_at=at,
        expires_at=at + LIFE,
    )  # fmt: skip


@atomic
def save_draft(*, draft: RequestDraft, changes: Changes, at: datetime, life: timedelta = LIFE) -> None:
    """Keep what was typed on one page, beside what other pages and other tabs keep."""
    now = RequestDraft.objects.select_for_update().get(pk=draft.pk).data
    draft.data = {**now, **(changes(now) if callable(changes) else changes)}
    draft.updated_at, draft.expires_at = at, at + life
    draft.save(update_fields=["data", "updated_at", "expires_at"])


@atomic
def finish_draft(*, shop_id: int, key: str, case_id: int) -> None:
    """Tie the draft to the case it became, once."""
    if key:
        RequestDraft.objects.filter(shop_id=shop_id, key=key, case__isnull=True).update(case_id=case_id)
