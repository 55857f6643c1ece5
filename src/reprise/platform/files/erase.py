from collections.abc import Collection
from datetime import datetime
from typing import Any

from reprise.platform.files.models import StoredFile
from reprise.platform.files.store import destroy
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles
from reprise.platform.transactions import atomic


@atomic
def erase_files(*, file_ids: Collection[int], at: datetime) -> None:
    """Let go of files for good: their names and facts now, their bytes by a job once this is committed."""
    for file in StoredFile.objects.filter(pk__in=file_ids, erased_at__isnull=True):
        won = StoredFile.objects.filter(pk=file.pk, erased_at__isnull=True).update(name="", facts={}, erased_at=at)
        if won:
            keys = [key for key in (file.key, file.preview_key) if key]
            enqueue(kind="files.destroy", payload={"keys": keys}, at=at)


@handles("files.destroy")
def destroy_bytes(payload: dict[str, Any], *, at: datetime) -> Finish | None:  # noqa: ARG001  # a handler's arguments
    """Remove bytes nobody may see again."""
    for key in payload["keys"]:
        destroy(key)
    return None
