"""Lets go of what nobody points to: files that were uploaded and never sent in, bytes without a row."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from reprise.platform.files.erase import erase_files
from reprise.platform.files.models import StoredFile
from reprise.platform.files.store import destroy, every_key
from reprise.platform.jobs.registry import Finish, periodically

KEEP_UNCLAIMED: Final = timedelta(days=14)  # longer than a draft rests before it is forgotten
KEEP_WITHOUT_ROW: Final = timedelta(days=1)
BATCH: Final = 500


@periodically("files.sweep", every=timedelta(hours=6))
def sweep(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Erase unclaimed files after two weeks, and bytes that never got a row after a day."""
    while batch := list(unclaimed(at - KEEP_UNCLAIMED).values_list("pk", flat=True)[:BATCH]):
        erase_files(file_ids=batch, at=at)
    old = [key for key, changed in every_key() if datetime.fromtimestamp(changed, UTC) < at - KEEP_WITHOUT_ROW]
    for start in range(0, len(old), BATCH):
        for key in without_row(old[start : start + BATCH]):
            destroy(key)
    return None


def unclaimed(before: datetime) -> QuerySet[StoredFile]:
    """Files that no row of any app points to."""
    found = StoredFile.objects.filter(created_at__lt=before, erased_at__isnull=True)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.exclude(Exists(rows))
    return found.order_by("pk")


def without_row(keys: list[str]) -> set[str]:
    """Those of some keys that no row knows, or whose row was erased."""
    live = StoredFile.objects.filter(erased_at__isnull=True)
    known = set(live.filter(key__in=keys).values_list("key", flat=True))
    known |= set(live.filter(preview_key__in=keys).values_list("preview_key", flat=True))
    return set(keys) - known
