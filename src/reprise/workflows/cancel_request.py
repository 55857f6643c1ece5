"""Take a whole request back before anything was decided; its pieces are free again."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.cancel_lines import cancel_lines
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.catalogue.services.pieces import release_pieces
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.step_letters import cancelled

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def cancel(*, actor: Actor, case: "Case", at: datetime) -> None:
    """Cancel every line, let go of its pieces, and tell the customer in writing."""
    case_by_id(actor, case.pk)
    hold(case)
    lines = cancel_lines(case=case, actor=actor, at=at)
    held = sorted((line.order_line_id, line.quantity) for line in lines if line.order_line_id)
    for order_line_id, quantity in held:  # in one order, as whoever asks anew claims them
        release_pieces(order_line_id=order_line_id, quantity=quantity)
    send_letter(**cancelled(case, shop_of(actor), lines), at=at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
