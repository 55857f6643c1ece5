"""The only ways to obtain requests that were begun and not sent."""

from collections.abc import Iterable
from datetime import datetime

from reprise.apps.cases.models import RequestDraft


def draft_by_key(shop_id: int, key: str, at: datetime) -> RequestDraft | None:
    """A draft that has not expired, by the key its author's browser holds."""
    return RequestDraft.objects.filter(shop_id=shop_id, key=key, expires_at__gt=at).first()


def open_draft(shop_id: int, order_id: int, at: datetime) -> RequestDraft | None:
    """The latest request about an order that was begun and not sent."""
    drafts = RequestDraft.objects.filter(
        shop_id=shop_id, order_id=order_id, expires_at__gt=at, case__isnull=True, data__changing__isnull=True
    )
    return drafts.order_by("-updated_at", "-id").first()


def orders_begun(shop_id: int, order_ids: Iterable[int], at: datetime) -> set[int]:
    """Those of these orders about which a request was begun and not sent."""
    drafts = RequestDraft.objects.filter(shop_id=shop_id, order_id__in=list(order_ids), expires_at__gt=at)
    return set(drafts.filter(case__isnull=True, data__changing__isnull=True).values_list("order_id", flat=True))
