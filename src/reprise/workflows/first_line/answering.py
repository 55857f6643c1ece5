"""Answer what a customer has just written: from one article, with some titles, by asking back once, or by a person."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import override

from reprise.apps.conversations.chat import chat_settings
from reprise.apps.conversations.kinds import Alarm, ThreadState, TurnKind
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.conversations.turns import Run, is_answered, is_with_people, run_up_to, turn_id
from reprise.apps.knowledge.kinds import Place
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.answering import Answer, Outcome, answer
from reprise.apps.knowledge.rules.handover import Reason
from reprise.apps.knowledge.services.note_asked import note_asked
from reprise.core.typed_text import is_blank
from reprise.platform.transactions import atomic
from reprise.workflows.first_line import wording
from reprise.workflows.first_line.calling import leave_to_people
from reprise.workflows.first_line.replying import replied
from reprise.workflows.first_line.second_thought import think_again_later
from reprise.workflows.first_line.speaking import Turn, speak
from reprise.workflows.first_line.telling import OF_A_CASE, tell_article, told_of
from reprise.workflows.first_line.visitor import Visitor

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Message
    from reprise.apps.knowledge.queries import Shelf

#: What a second look at all of the words may still make clear.
UNCLEAR: Final = frozenset({Reason.TOO_VAGUE, Reason.OUT_OF_SCOPE})


def answer_first(*, message: "Message", visitor: Visitor, at: datetime, awaited: bool = False) -> "Message | None":
    """Answer a customer's message unless a person has the conversation; asked twice about one message, it answers once.

    `awaited`: the shop asked them something, so that their words are an answer; only a danger is heard then. Whether
    there is anything to answer is seen before a transaction begins, and the articles are read by then: everybody else
    who writes would wait for both.
    """
    shop_id = message.conversation.shop_id
    kept = chat_settings(shop_id)
    if not (kept.is_on and kept.assistant_on) or is_with_people(message.conversation_id):
        return None
    shelf_of(shop_id)
    return _answer_first(message, visitor, at, awaited=awaited)


@atomic
def _answer_first(message: "Message", visitor: Visitor, at: datetime, *, awaited: bool) -> "Message | None":
    """The conversation is held, so that nobody of the shop writes in between."""
    message.conversation = conversation = hold_conversation(message.conversation_id)
    if conversation.handed_at is not None:
        return None
    if conversation.state == ThreadState.MERGED.value or is_answered(message):
        return None
    run = run_up_to(message)
    if run is None or (awaited and Alarm.SAFETY.value not in conversation.alarms):
        return None
    return replied(run, visitor, at) or _answer(run, visitor, at)


def _answer(run: Run, visitor: Visitor, at: datetime) -> "Message":
    conversation, message = run.messages[-1].conversation, run.messages[-1]
    if is_blank(run.text):
        return _leave(run, visitor, wording.FILES, visitor.language, at)
    shelf = shelf_of(conversation.shop_id)
    outcome = _outcome(run, visitor, shelf)
    asked = note_asked(
        shop_id=conversation.shop_id, question=run.text, outcome=outcome, page_language=visitor.language,
        place=Place.CHAT, at=at, conversation_id=conversation.pk,
    ).pk  # fmt: skip
    if set(conversation.alarms) - {Alarm.SAFETY.value}:
        return _leave(run, visitor, wording.THREAT, outcome.language, at, asked)
    match outcome.kind:
        case Answer.SURE | Answer.CHOICES if outcome.kind is Answer.SURE or _is_of_their_case(outcome, visitor):
            hit = outcome.articles[0]
            return tell_article(
                shelf=shelf, slug=hit.article.id, score=hit.score, language=outcome.language, visitor=visitor,
                question=run.text, conversation=conversation, once=turn_id(message), asked=asked, at=at,
            )  # fmt: skip
        case Answer.CHOICES:
            return _offer(run, shelf, outcome, asked, at)
        case Answer.PERSON if outcome.ask_back and not run.asked_back:
            turn = Turn(kind=TurnKind.ASKED_BACK, body=outcome.ask_back, language=outcome.language, asked=asked)
            return speak(conversation=conversation, turn=turn, once=turn_id(message), at=at)
        case _:
            reason = outcome.reason.value if outcome.reason else ""
            return _leave(run, visitor, reason, outcome.language, at, asked)


def _is_of_their_case(outcome: Outcome, visitor: Visitor) -> bool:
    """Whether what is nearest is about returns on their way, of which their own case says more than any title."""
    return bool(visitor.cases) and outcome.articles[0].article.id in OF_A_CASE


def _outcome(run: Run, visitor: Visitor, shelf: "Shelf") -> Outcome:
    """After a question asked back the new words alone are tried first, then all of them together."""
    if run.asked_back:
        alone = answer(run.newest, page_language=visitor.language, index=shelf.index)
        if alone.reason not in UNCLEAR:
            return alone
    return answer(run.text, page_language=visitor.language, index=shelf.index)


def _offer(run: Run, shelf: "Shelf", outcome: Outcome, asked: int, at: datetime) -> "Message":
    with override(outcome.language):
        body = wording.titles_of([hit.article for hit in outcome.articles], outcome.language)
    articles = [told_of(shelf, hit.article.id, hit.score, outcome.language) for hit in outcome.articles]
    turn = Turn(kind=TurnKind.CHOICES, body=body, language=outcome.language, articles=articles, asked=asked)
    message = run.messages[-1]
    offer = speak(conversation=message.conversation, turn=turn, once=turn_id(message), at=at)
    think_again_later(offer=offer, at=at)
    return offer


def _leave(run: Run, visitor: Visitor, reason: str, language: str, at: datetime, asked: int | None = None) -> "Message":
    message = run.messages[-1]
    return leave_to_people(
        conversation=message.conversation, visitor=visitor, reason=reason, language=language, once=turn_id(message),
        at=at, asked=asked,
    )  # fmt: skip
