"""Give a parcel that came unannounced to the case it belongs to; it is received there next."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.evidence.services.attach import attach
from reprise.apps.logistics.queries import photos_of
from reprise.apps.logistics.services.match_parcel import match_parcel
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Parcel


@atomic
def match(*, actor: Actor, parcel_id: int, case: "Case", at: datetime) -> "Parcel":
    """Tie the parcel to the case."""
    hold(case)
    parcel = match_parcel(actor=actor, parcel_id=parcel_id, case=case, at=at)
    for photo in photos_of(parcel):  # taken at the dock, before anybody knew whose parcel it was
        attach(
            actor=system(case.shop_id),
            case=case,
            file=photo.file,
            caption=_in_words(case.language),
            shot="bench",
            at=at,
        )
    store_projection(case=case, projection=project(picture_of(case)), at=at)
    return parcel


def _in_words(language: str) -> str:
    with override(language):
        return gettext("Parcel on arrival")
