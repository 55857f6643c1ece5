"""Say something in a conversation, with all that follows: a letter to the absent, an answer that was awaited."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.ask_customer import take_answer
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.services import say as services
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.workflows.verdict.compute_again import ANSWER, asks_for_evidence, compute_again

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine
    from reprise.apps.conversations.models import Conversation, Message, Participant
    from reprise.platform.files.models import StoredFile


@transaction.atomic(savepoint=False)
def say(
    *, actor: Actor, conversation: "Conversation", body: str, at: datetime, client_id: str = "",
    channel: Channel = Channel.CHAT, internal: bool = False, files: "Sequence[StoredFile]" = (), language: str = "",
    quoted: str = "", automatic: bool = False, participant: "Participant | None" = None, seen: int | None = None,
) -> "Message":  # fmt: skip
    """Write, and let follow what follows; the same `client_id` again changes nothing."""
    case = conversation.case
    if case is not None:
        hold(case)
    message = services.say(
        actor=actor, conversation=conversation, body=body, at=at, client_id=client_id, channel=channel,
        internal=internal, files=files, language=language, quoted=quoted, automatic=automatic,
        participant=participant, seen=seen,
    )  # fmt: skip
    if message.created_at != at or message.internal or message.automatic:
        return message  # sent before under the same id, or nothing follows
    if message.author_kind == Author.CUSTOMER.value:
        if case is not None:
            _answered(actor, case, at)
    elif case is not None:
        key = f"message:{case.pk}:{message.sequence}"
        letter = to_customer(
            case, shop_of(actor), Letter.MESSAGE_FROM_SHOP, author=actor, dedupe_key=key, message=message.body
        )
        send_letter(**letter, at=at)
    return message


def _answered(actor: Actor, case: "Case", at: datetime) -> None:
    """The customer's words hand a waiting line back, and may hold what was asked for."""
    if take_answer(case=case, actor=actor, at=at):
        picture = picture_of(case)
        store_projection(case=case, projection=project(picture), at=at)
        _weigh(actor, case, picture.lines, at)
    else:
        _weigh(actor, case, lines_of(case), at)


def _weigh(actor: Actor, case: "Case", lines: "Sequence[CaseLine]", at: datetime) -> None:
    """What was asked for may stand in the customer's words: the open lines are answered anew, where rules may care."""
    if asks_for_evidence(lines):
        compute_again(actor=actor, case=case, because=ANSWER, at=at)
