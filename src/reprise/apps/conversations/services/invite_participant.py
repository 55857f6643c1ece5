from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.models import Conversation, Participant
from reprise.apps.conversations.queries import buyer_of
from reprise.apps.conversations.services.reach import check_writer
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.core.refusals import Invalid, Kind, Refusal, mark
from reprise.core.typed_text import readable
from reprise.platform.transactions import atomic

MOST_PEOPLE: Final = 12
INVITED_AS: Final = (PartRole.COLLEAGUE, PartRole.HELPER)


class EnoughPeople(Refusal):
    """As many people read along as anybody can follow."""

    code = "enough_people"
    kind = Kind.TOO_MANY
    sentence = mark("%(most)s people read along already. Take somebody off first.")


class InvitesNobody(Refusal):
    """Somebody invited does not invite others, and a visitor nobody knows invites nobody."""

    code = "invites_nobody"
    kind = Kind.FORBIDDEN
    sentence = mark("Only whoever began this matter, or the shop, can invite somebody. Ask them to do it.")


class ReadsAlong(Refusal):
    """They read along already."""

    code = "reads_along"
    kind = Kind.CONFLICT
    sentence = mark("This address reads along already.")


@atomic
def invite_participant(
    *, actor: Actor, conversation: Conversation, email: str, name: str, language: str, role: PartRole, at: datetime
) -> Participant:
    """Let somebody else of the customer's side read along and answer, with a link and a language of their own.

    The buyer or the shop invites. Whoever left before comes back with a new link.
    """
    check_writer(actor, conversation)
    _check_inviter(actor)
    if role not in INVITED_AS:
        raise Invalid(field="role", why=mark("choose colleague or helper."))
    address = tidy_address(email)
    _check_new(conversation, address)
    return add_person(conversation, address, name, language, role, actor, at)


def add_person(
    conversation: Conversation, address: str, name: str, language: str, role: PartRole, actor: Actor, at: datetime
) -> Participant:
    """Write them down, and on the timeline of the case."""
    Participant.objects.filter(conversation=conversation, email=address, left_at__isnull=False).update(email="")
    person = Participant.objects.create(
        conversation=conversation, role=role.value, name=" ".join(readable(name).split())[:160], email=address,
        language=language, added_by=actor.key, created_at=at,
    )  # fmt: skip
    if conversation.case is not None:
        told: dict[str, object] = {"participant": person.pk, "role": role.value}
        private: dict[str, object] = {"name": person.name, "email": address}
        event = Event(EventType.PERSON_ADDED, told, private=private)
        record(case=conversation.case, actor=actor, at=at, event=event)
    tell_watchers(conversation)
    return person


def tidy_address(typed: str) -> str:
    """An e-mail address in small letters; refused when it is none."""
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(field="email", why=mark("write a whole e-mail address, for example alice@example.com.")) from None
    return address


def _check_inviter(actor: Actor) -> None:
    if not actor.is_customer or actor.participant_id is None:
        return
    me = Participant.objects.filter(pk=actor.participant_id, is_verified=True, role=PartRole.BUYER.value)
    if not me.exists():
        raise InvitesNobody


def _check_new(conversation: Conversation, address: str) -> None:
    rows = Participant.objects.filter(conversation=conversation, left_at__isnull=True)
    buyer = buyer_of(conversation)
    if (buyer is not None and buyer.email == address) or rows.filter(email=address).exists():
        raise ReadsAlong(field="email")
    if rows.count() >= MOST_PEOPLE:
        raise EnoughPeople(most=MOST_PEOPLE)
