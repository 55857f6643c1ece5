from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcel_for
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile


@atomic
def keep_label(*, actor: Actor, parcel_id: int, file: "StoredFile") -> Parcel:
    """Keep the label of a parcel; a newer one takes its place, and both stay among the files of the case."""
    actor.require(Right.CASES_DECIDE)
    parcel = parcel_for(actor, parcel_id)
    if file.shop_id != parcel.shop_id:
        raise NotFound(field="file")
    Parcel.objects.filter(pk=parcel.pk).update(label=file)
    parcel.refresh_from_db()
    return parcel
