from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.models import ParcelPhoto
from reprise.apps.logistics.queries import parcel_for
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

MOST_PHOTOS = 12


@atomic
def photograph_parcel(*, actor: Actor, parcel_id: int, files: "Sequence[StoredFile]", at: datetime) -> None:
    """Keep pictures with a parcel that belongs to no case yet."""
    actor.require(Right.GOODS_RECEIVE)
    parcel = parcel_for(actor, parcel_id)
    if any(file.shop_id != parcel.shop_id or file.uploaded_by != actor.key for file in files):
        raise NotFound(field="file")
    ParcelPhoto.objects.bulk_create(
        ParcelPhoto(parcel=parcel, file=file, added_by=actor.key, added_at=at) for file in files[:MOST_PHOTOS]
    )  # fmt: skip
