"""Ask the customer for one detail; the case waits for them."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import line_for
from reprise.apps.cases.services.ask_customer import ask_customer
from reprise.apps.cases.services.deadlines import set_deadlines
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.conversations.services.post_system_message import post_system_message
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic
from reprise.readmodels import clocks
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def ask(*, actor: Actor, case: "Case", line_id: int, question: str, at: datetime) -> None:
    """Put a line on hold, and the question in the thread and in a letter."""
    hold(case)
    line, shop = line_for(actor, case, line_id), shop_of(actor)
    ask_customer(case=case, line=line, question=question, actor=actor, at=at)
    post_system_message(case=case, body=question, at=at)
    waits = clocks.question_open(shop, line, at)
    set_deadlines(case=case, deadlines=[waits], zone=shop.timezone, at=at, why="asked_again")
    send_letter(**to_customer(case, shop, Letter.INFO_NEEDED, author=actor, question=question.strip()), at=at)
    store_projection(case=case, projection=project(picture_of(case)), at=at)
