"""Say something in a conversation; then a letter to whoever is not there, a promise to answer, an answer awaited."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.ask_customer import take_answer
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import store_projection
from reprise.apps.cases.services.promise_reply import keep_promise, promise_reply
from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.rules.placeholders import check_filled
from reprise.apps.conversations.services import say as services
from reprise.apps.conversations.services.append import ON_A_PAGE
from reprise.apps.conversations.services.share_out import share_out, shares_out
from reprise.apps.conversations.services.speak_to import speak_to
from reprise.platform.transactions import atomic
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.projection import project
from reprise.readmodels.reply_promise import promise_for
from reprise.workflows.call_colleagues import call_colleagues
from reprise.workflows.converse.danger import watch_for_danger
from reprise.workflows.converse.letters import mail_the_absent
from reprise.workflows.verdict.compute_again import ANSWER, asks_for_evidence, compute_again

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine
    from reprise.apps.conversations.models import Conversation, Message, Participant
    from reprise.platform.files.models import StoredFile


@atomic
def say(
    *, actor: Actor, conversation: "Conversation", body: str, at: datetime, client_id: str = "",
    channel: Channel = Channel.CHAT, internal: bool = False, files: "Sequence[StoredFile]" = (), language: str = "",
    quoted: str = "", automatic: bool = False, participant: "Participant | None" = None, seen: int | None = None,
) -> "Message":  # fmt: skip
    """Write, and let follow what follows; the same `client_id` again changes nothing."""
    if not actor.is_customer and not internal:
        check_filled(body)
    if conversation.case is not None:
        hold(conversation.case)
    waited = conversation.waits_since is not None
    message = services.say(
        actor=actor, conversation=conversation, body=body, at=at, client_id=client_id, channel=channel,
        internal=internal, files=files, language=language, quoted=quoted, automatic=automatic,
        participant=participant, seen=seen,
    )  # fmt: skip
    if message.created_at != at or message.automatic:
        return message  # sent before under the same id, or written by a machine: nothing follows
    call_colleagues(message, at, danger=watch_for_danger(message))
    if message.author_kind == Author.CUSTOMER.value:
        _asked(actor, message, at, first=not waited)
    elif not message.internal or channel is Channel.PHONE:
        keep_promise(conversation_id=message.conversation_id, at=at)
        if not message.internal:
            mail_the_absent(message.conversation, shop_of(actor), at, answers=waited)
    return message


def _asked(actor: Actor, message: "Message", at: datetime, *, first: bool) -> None:
    """The customer waits for an answer from now on; what they wrote may answer a question of ours."""
    conversation = message.conversation
    if actor.participant_id is not None and message.language and message.channel in ON_A_PAGE:
        speak_to(participant_id=actor.participant_id, language=message.language)  # of the page they wrote on
    if first and (promise := promise_for(conversation.shop_id, at)) is not None:
        promise_reply(
            shop_id=conversation.shop_id, case_id=conversation.case_id, conversation_id=conversation.pk,
            promise=promise, at=at,
        )  # fmt: skip
    if first and shares_out(conversation.shop_id):
        share_out(conversation=conversation, at=at)
    if conversation.case is not None:
        _answered(actor, conversation.case, at)


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
