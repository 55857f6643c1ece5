"""Dispute a refusal: another person looks again, within the time the shop promises for an answer."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import line_for
from reprise.apps.cases.services.appeal_line import appeal_line
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.clocks import answer_again
from reprise.readmodels.projection import project
from reprise.readmodels.step_letters import appealed

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def appeal(*, actor: Actor, case: "Case", line_id: int, text: str, at: datetime) -> None:
    """Take the objection, and promise an answer in writing."""
    hold(case)
    line = line_for(actor, case, line_id)
    appeal_line(case=case, line=line, text=text, actor=actor, at=at)
    shop = shop_of(actor)
    due = answer_again(shop, case, line, at)
    set_deadlines(case=case, deadlines=due, zone=shop.timezone, at=at, why="appealed")
    send_letter(**appealed(case, shop, line, due[0].due_on), at=at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
