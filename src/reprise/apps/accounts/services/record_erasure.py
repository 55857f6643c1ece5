import uuid
from collections.abc import Collection, Mapping
from datetime import datetime

from reprise.apps.accounts.models import Erasure
from reprise.platform.transactions import atomic


@atomic
def record_erasure(
    *, number: uuid.UUID, shop_id: int, asked_by: str, digest: str, ids: Mapping[str, Collection[int]],
    counts: Mapping[str, int], at: datetime,
) -> None:  # fmt: skip
    """Keep that somebody was erased, without a word that tells who; the same number twice is one record."""
    Erasure.objects.get_or_create(
        pk=number,
        defaults={
            "shop_id": shop_id, "asked_by": asked_by, "digest": digest, "counts": dict(counts), "at": at,
            **{f"{name}_ids": sorted(found) for name, found in ids.items()},
        },
    )  # fmt: skip
