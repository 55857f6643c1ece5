"""Say something in the thread of a case; what a customer writes answers an open question, and is weighed anew."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.ask_customer import take_answer
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.conversations.services.post_message import post_message
from reprise.apps.conversations.services.post_note import post_note
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.workflows.verdict.compute_again import ANSWER, asks_for_evidence, compute_again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.cases.models import Case, CaseLine
    from reprise.apps.conversations.models import Message


@transaction.atomic(savepoint=False)
def write(*, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "") -> "Message":
    """Post a message; the customer learns of ours by letter, and theirs hands a waiting line back."""
    hold(case)
    message = post_message(actor=actor, case=case, body=body, at=at, client_id=client_id)
    if message.created_at != at:  # sent before under the same id: everything followed then
        return message
    if not actor.is_customer:
        key = f"message:{case.pk}:{message.sequence}"
        letter = to_customer(
            case, shop_of(actor), Letter.MESSAGE_FROM_SHOP, author=actor, dedupe_key=key, message=message.body
        )
        send_letter(**letter, at=at)
    elif take_answer(case=case, actor=actor, at=at):
        picture = picture_of(case)
        store_projection(case=case, projection=project(picture), at=at)
        _weigh(actor, case, picture.lines, at)
    else:
        _weigh(actor, case, lines_of(case), at)
    return message


def _weigh(actor: Actor, case: "Case", lines: "Sequence[CaseLine]", at: datetime) -> None:
    """What was asked for may stand in the customer's words: the open lines are answered anew, where rules may care."""
    if asks_for_evidence(lines):
        compute_again(actor=actor, case=case, because=ANSWER, at=at)


@transaction.atomic(savepoint=False)
def note(*, actor: Actor, case: "Case", body: str, at: datetime, client_id: str = "") -> "Message":
    """Keep an internal note, which no customer reads."""
    return post_note(actor=actor, case=case, body=body, at=at, client_id=client_id)
