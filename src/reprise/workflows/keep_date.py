"""Say that something was done which nothing on the axes of a case shows, like postage repaid: it may end by that."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.services.end_by_hand import end_by_hand
from reprise.apps.cases.services.project import store_projection
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline


@atomic
def keep_date(*, actor: Actor, deadline_id: int, at: datetime) -> "Deadline":
    """Keep that it was done, and show the case as it stands now."""
    done = end_by_hand(actor=actor, deadline_id=deadline_id, at=at)
    case = done.its_case
    store_projection(case=case, projection=project(picture_of(case)), at=at)
    return done
