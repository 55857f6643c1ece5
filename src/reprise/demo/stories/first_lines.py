"""Chats in which the assistant spoke first: one it answered, one it could not, each told as it was pressed."""

from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import customer_of_conversation
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.demo.stories.stage import Stage
from reprise.workflows import converse, first_line

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, Message


def answered_at_night(stage: Stage) -> None:
    """Lina asks when her money comes, reads the article's answer and says that it was that: nobody was called."""
    conversation, said = _asks(
        stage, 7, "Lina", "Bonsoir, sous combien de jours suis-je remboursée après un retour, et comment ?"
    )
    if said is not None:
        first_line.say_yes(
            conversation=conversation, sequence=said.sequence, visitor=_visitor("fr"), at=stage.ago(6.9)
        )  # fmt: skip


def none_of_these(stage: Stage) -> None:
    """Théo is offered what it could be; it is none of it, and a person has it with all that was tried."""
    conversation, said = _asks(stage, 2, "Théo", "Le plateau de mon imprimante fait un bruit bizarre, c’est normal ?")
    if said is not None:
        first_line.say_no(
            conversation=conversation, sequence=said.sequence, visitor=_visitor("fr"), at=stage.ago(1.9)
        )  # fmt: skip


def _visitor(language: str) -> first_line.Visitor:
    return first_line.Visitor(language=language)


def _asks(stage: Stage, hours: float, name: str, body: str) -> "tuple[Conversation, Message | None]":
    at = stage.ago(hours)
    conversation, person = begin_conversation(
        shop=stage.shop, language="fr", channel=Channel.CHAT, name=name, email="", is_verified=False,
        role=PartRole.VISITOR, at=at,
    )  # fmt: skip
    actor = customer_of_conversation(stage.shop.pk, conversation.pk, name, participant_id=person.pk)
    message = converse.say(actor=actor, conversation=conversation, body=body, at=at, language="fr")
    return conversation, first_line.answer_first(message=message, visitor=_visitor("fr"), at=at)
