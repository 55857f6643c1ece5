"""Take back what a rule of the shop accepted by itself: a person decides, and the customer hears why."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.queries import line_for
from reprise.apps.cases.services.deadlines import end_deadlines, set_deadlines
from reprise.apps.cases.services.deed import deed
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.reopen_line import reopen_line
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.deadlines import REFUND, REMEDY, RETURN_BY
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def take_back(*, actor: Actor, case: "Case", line_id: int, reason: str, at: datetime) -> None:
    """Open the line again; what the rule had set going and nobody has carried out yet is stopped."""
    with deed(case):
        line, shop = line_for(actor, case, line_id), shop_of(actor)
        reopen_line(case=case, line=line, reason=reason, actor=actor, at=at)
        end_deadlines(case=case, names=[REFUND, REMEDY, RETURN_BY], state=DeadlineState.DROPPED, at=at)
        due = clocks.answer_again(shop, case, line, at)
        set_deadlines(case=case, deadlines=due, zone=shop.timezone, at=at, why="appealed")
        message = post_message(actor=actor, case=case, body=reason, at=at)
        key = f"message:{case.pk}:{message.sequence}"
        letter = to_customer(case, shop, Letter.MESSAGE_FROM_SHOP, author=actor, dedupe_key=key, message=message.body)
        send_letter(**letter, at=at)
        store_projection(case=case, projection=project(picture_of(case)), at=at)
