from collections.abc import Collection

from reprise.apps.evidence.models import Evidence
from reprise.platform.transactions import atomic


@atomic
def forget(*, case_ids: Collection[int]) -> list[int]:
    """Erase what people wrote under their pictures; that there was a picture, of what and when, stays.

    Answers the ids of the files to destroy, for the caller to hand to `platform.files.erase`.
    """
    pieces = Evidence.objects.filter(case_id__in=case_ids)
    files = list(pieces.filter(removed_at__isnull=True).values_list("file_id", flat=True))
    pieces.update(caption="")
    return files
