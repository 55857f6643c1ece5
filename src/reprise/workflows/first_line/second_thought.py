"""The job `assistant.second_thought`: where some titles were offered, a language model may say what is meant.

Only where the operator runs one and the shop lets it; what it says is shown only when an article holds every sentence.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import structlog
from django.utils.translation import override

from reprise.apps.conversations.chat import chat_settings
from reprise.apps.conversations.kinds import TurnKind
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.conversations.turns import kind_of, message_of, offer_at, words_before
from reprise.apps.knowledge.ports import ModelFault, language_model
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.rules.rewording import Reworded, Unsourced, prompt_of, reworded
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles
from reprise.workflows.first_line import wording
from reprise.workflows.first_line.speaking import Turn, speak
from reprise.workflows.first_line.telling import told_of

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Message
    from reprise.apps.knowledge.rules.article import Article

SECOND_THOUGHT: Final = "assistant.second_thought"
log = structlog.get_logger("reprise.assistant")


def think_again_later(*, offer: "Message", at: datetime) -> None:
    """Ask the model about an offer, soon and beside, if there is one and the shop lets it."""
    if language_model() is not None and chat_settings(offer.conversation.shop_id).model_on:
        key = f"{SECOND_THOUGHT}:{offer.pk}"
        enqueue(kind=SECOND_THOUGHT, payload={"offer": offer.pk}, at=at, dedupe_key=key)


@handles(SECOND_THOUGHT)
def think_again(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Ask the model while nothing is held; what it says is nobody's answer until it is checked."""
    offer, model = message_of(payload["offer"]), language_model()
    if offer is None or offer.turn is None or model is None or not _is_open(offer):
        return None
    if not chat_settings(offer.conversation.shop_id).model_on:
        return None
    language, articles = offer.turn["language"], _articles(offer)
    prompt = prompt_of(words_before(offer), articles, language)
    try:
        found = reworded(model.ask(instructions=prompt.instructions, question=prompt.question), articles, language)
    except (ModelFault, Unsourced) as fault:
        log.info("no second thought", offer=offer.pk, why=type(fault).__name__)
        return None
    return lambda: _say(offer, found, at)


def _say(offer: "Message", found: Reworded, at: datetime) -> None:
    """Only if nothing was said meanwhile, and no person has the conversation."""
    conversation = hold_conversation(offer.conversation_id)
    if offer_at(conversation, offer.sequence) is None or offer.turn is None:
        return
    language, shelf = offer.turn["language"], shelf_of(conversation.shop_id)
    scores = {slug: score for slug, score, *_ in offer.turn["articles"]}
    articles = [one for one in _articles(offer) if one.id in found.articles]
    with override(language):
        body = wording.from_model(found.body, articles, language)
    turn = Turn(
        kind=TurnKind.SURE, body=body, language=language, asked=offer.turn["asked"], by_model=True,
        articles=[told_of(shelf, one.id, scores[one.id], language) for one in articles],
        actions=[deed.value for deed in articles[0].actions],
    )  # fmt: skip
    speak(conversation=conversation, turn=turn, once=f"second-{offer.pk}", at=at)


def _is_open(offer: "Message") -> bool:
    return kind_of(offer) == TurnKind.CHOICES and offer_at(offer.conversation, offer.sequence) is not None


def _articles(offer: "Message") -> "list[Article]":
    """The articles that were offered and are still shown."""
    shelf, offered = shelf_of(offer.conversation.shop_id), offer.turn["articles"] if offer.turn else []
    return [shelf.articles[slug].article for slug, *_ in offered if slug in shelf.index.articles]
