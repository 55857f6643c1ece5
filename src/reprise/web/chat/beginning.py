"""The first words of a visitor: their session, their conversation, and themselves in it."""

from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from reprise.apps.accounts.services.budget import spend
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.conversations.services.chat_session import bind_session, open_session
from reprise.core.refusals import Invalid, mark
from reprise.core.typed_text import readable
from reprise.web.chat.talk import Talk, actor_of, find

BEGINNINGS_AN_HOUR: Final = 30  # from one network address, which may be a whole office
LONGEST_NAME: Final = 160


def begin(talk: Talk, *, name: str, email: str) -> None:
    """Begin the conversation unless it is begun; what the visitor typed of themselves is only that."""
    if talk.conversation is not None:
        return
    if talk.case is not None:
        talk.conversation = thread_of(talk.case, talk.at)
        return
    spend(what="chat_begun", who=talk.network, limit=BEGINNINGS_AN_HOUR, per=timedelta(hours=1), at=talk.at)
    with transaction.atomic():
        if talk.session is None:
            talk.session, talk.new_key = open_session(
                shop=talk.shop, at=talk.at, language=talk.language, origin=talk.origin
            )
        session = talk.session
        conversation, participant = begin_conversation(
            shop=talk.shop, language=talk.language, channel=Channel.CHAT, name=session.name or name,
            email=session.email if session.subject else email, is_verified=bool(session.subject),
            role=PartRole.BUYER if session.subject else PartRole.VISITOR, at=talk.at,
        )  # fmt: skip
        won = bind_session(session=session, conversation=conversation, participant=participant)
        if not won:  # said in two windows at once: the other one has begun it
            transaction.set_rollback(True)
    if not won:
        session.refresh_from_db()
    talk.actor = actor_of(talk, session)
    find(talk)


def typed_person(name: str, email: str) -> tuple[str, str]:
    """A name and an address as they were typed, tidied; refused where no mail could go there."""
    name, email = " ".join(readable(name).split())[:LONGEST_NAME], email.strip().lower()
    if email:
        try:
            validate_email(email)
        except ValidationError as fault:
            raise Invalid(field="email", why=mark("write an e-mail address such as camille@example.com.")) from fault
        if len(email) > 254:
            raise Invalid(field="email", why=mark("this is too long for an e-mail address."))
    return name, email
