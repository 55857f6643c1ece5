import secrets
from datetime import datetime, timedelta

from django.db import transaction

from reprise.apps.cases.models import RequestDraft

LIFE = timedelta(days=7)


@transaction.atomic(savepoint=False)
def begin_draft(*, shop_id: int, order_id: int, at: datetime) -> RequestDraft:
    """Start an empty request about an order."""
    return RequestDraft.objects.create(
        key=secrets.token_urlsafe(16), shop_id=shop_id, order_id=order_id, updated_at=at, expires_at=at + LIFE
    )


@transaction.atomic(savepoint=False)
def save_draft(*, draft: RequestDraft, changes: dict[str, object], at: datetime) -> None:
    """Keep what was typed on one page, beside what other pages keep."""
    draft.data = {**draft.data, **changes}
    draft.updated_at, draft.expires_at = at, at + LIFE
    draft.save(update_fields=["data", "updated_at", "expires_at"])


@transaction.atomic(savepoint=False)
def finish_draft(*, shop_id: int, key: str, case_id: int) -> None:
    """Tie the draft to the case it became, once."""
    if key:
        RequestDraft.objects.filter(shop_id=shop_id, key=key, case__isnull=True).update(case_id=case_id)
