"""Asking for a person: said in the conversation, and answered at once with the time by which one writes."""

from reprise.core.refusals import NotFound
from reprise.web.chat.first_line import visitor_of, went_on
from reprise.web.chat.talk import Talk
from reprise.workflows import first_line


def call_a_person(talk: Talk, client_id: str) -> None:
    """Tell the shop, and the visitor by when; asked again before anybody answered, nothing is said twice."""
    if talk.conversation is None or talk.actor is None:
        raise NotFound
    said = first_line.call_a_person(
        actor=talk.actor, conversation=talk.conversation, visitor=visitor_of(talk), client_id=client_id, at=talk.at
    )
    went_on(talk, said)
