"""Take a whole request back before anything was decided; its pieces are free again."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.cancel_lines import cancel_lines
from reprise.apps.cases.services.project import store_projection
from reprise.apps.catalogue.services.pieces import release_pieces
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@transaction.atomic(savepoint=False)
def cancel(*, actor: Actor, case: "Case", at: datetime) -> None:
    """Cancel every line and let go of its pieces."""
    case_by_id(actor, case.pk)
    for line in cancel_lines(case=case, actor=actor, at=at):
        if line.order_line_id:
            release_pieces(order_line_id=line.order_line_id, quantity=line.quantity)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
