"""Look again at what was inspected: a new finding replaces the old one, and both stay known."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.logistics.queries import inspection_for
from reprise.apps.logistics.services.correct_inspection import correct_inspection
from reprise.apps.logistics.services.findings import Finding
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.logistics.models import Inspection


@atomic
def correct(*, actor: Actor, case: "Case", inspection_id: int, finding: Finding, at: datetime) -> "Inspection":
    """Replace one inspection of this case."""
    hold(case)
    if inspection_for(actor, inspection_id).case_id != case.pk:
        raise NotFound
    inspection = correct_inspection(actor=actor, inspection_id=inspection_id, finding=finding, at=at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
    return inspection
