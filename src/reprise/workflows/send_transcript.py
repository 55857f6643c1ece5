"""Mail somebody a copy of their conversation, and write down that it left, where to, and with which fingerprint."""

import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.services.budget import spend
from reprise.apps.conversations.queries import conversation_for, participants_of
from reprise.apps.conversations.services.log_transcript import log_transcript
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.platform.transactions import atomic
from reprise.readmodels.case_letters import case_link
from reprise.readmodels.thread_letters import as_transcript, customer_words, values_for

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.conversations.models import Conversation, Participant
    from reprise.apps.notifications.letters import Value

COPIES_A_DAY: Final = 5  # of one conversation to one address
COPIES_TO_TYPED: Final = 5  # of all conversations to an address that was only typed


@atomic
def send_transcript(
    *, actor: Actor, conversation: "Conversation", at: datetime, participant_id: int | None = None
) -> str:
    """Send it to whoever asks, or to the one of its people whom staff names; answers the address.

    It goes to an address that takes part already, and to no other: nobody sends a stranger a text through the shop. It
    holds what the customer's side may read, whoever asks: internal notes are in no copy.
    """
    conversation = conversation_for(actor, conversation.key)
    person = _reader(actor, conversation, participant_id)
    who = f"{conversation.pk} {person.email}"
    spend(what="transcript", who=who, limit=COPIES_A_DAY, per=timedelta(days=1), at=at)
    _check_typed(actor, person, at)
    shop = shop_of(actor)
    said = customer_words(conversation)
    if not said:
        raise Invalid(field="transcript", why=mark("nothing was said yet."))
    text = as_transcript(said, shop.name, person.language, shop.timezone)
    digest = hashlib.sha256(text.encode()).hexdigest()
    values = _values(person, shop, conversation, text, digest)
    send_letter(
        shop=shop, to=person.email, language=person.language, letter=Letter.CONVERSATION_TRANSCRIPT, at=at,
        case_id=conversation.case_id, conversation_id=conversation.pk, values=values,
    )  # fmt: skip
    with override(shop.language):
        note = gettext("A copy of this conversation left for %(address)s (fingerprint %(digest)s).") % {
            "address": person.email, "digest": digest,
        }  # fmt: skip
    log_transcript(
        actor=actor, conversation=conversation, to=person.email, digest=digest, messages=len(said), note=note, at=at
    )
    return person.email


def _check_typed(actor: Actor, person: "Participant", at: datetime) -> None:
    """An address that nobody proved may be anybody's: whoever types it in many chats fills no mailbox with it.

    Nothing is lost to whoever has it: the conversation itself, and what the shop sends of it, stay as they are.
    """
    if actor.is_customer and not person.is_verified:
        spend(what="transcript_to", who=person.email, limit=COPIES_TO_TYPED, per=timedelta(days=1), at=at)


def _values(
    person: "Participant", shop: "Shop", conversation: "Conversation", text: str, digest: str
) -> "dict[str, Value]":
    told = values_for(person, shop, conversation, transcript=text, digest=digest)
    if not person.has_row and conversation.case is not None:
        told["link"] = case_link(conversation.case, shop)
    return told


def _reader(actor: Actor, conversation: "Conversation", participant_id: int | None) -> "Participant":
    people = participants_of(actor, conversation)
    wanted = actor.participant_id if actor.is_customer else participant_id
    if actor.kind is not ActorKind.CUSTOMER and participant_id is None:
        person = people[0] if people else None
    else:
        person = next((one for one in people if one.pk == wanted), None)
    if person is None:
        raise NotFound
    if not person.email:
        raise Invalid(field="email", why=mark("say at which address the copy should arrive."))
    return person
