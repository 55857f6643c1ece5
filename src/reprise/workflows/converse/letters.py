"""What the shop says goes by mail to whoever is not there to read it: gathered, and never minute by minute."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.queries import shop_of
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.rules.absence import letter_at
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.conversations.services.mark_mailed import mark_mailed
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles
from reprise.platform.live import present
from reprise.readmodels.case_letters import to_customer
from reprise.readmodels.thread_letters import author_of, news, told, values_for

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.conversations.models import Conversation, Message, Participant

JOB: Final = "conversation.letter"


def mail_the_absent(conversation: "Conversation", shop: "Shop", at: datetime, *, answers: bool) -> None:
    """Mail what was just said, now or as soon as it is time.

    `answers`: the customer wrote since the last letter, so that this one follows on a word of theirs.
    """
    is_here = present(f"conversation:{conversation.key}", "customer")
    last = None if answers else conversation.mailed_at
    when = letter_at(said_at=at, seen_at=conversation.customer_seen_at, mailed_at=last, is_here=is_here)
    if when <= at:
        _send(conversation, shop, at)
    else:
        _look_again(conversation.pk, when)


@handles(JOB)
def mail_later(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Look whether somebody still has not read what was said."""
    number = int(payload["conversation_id"])
    return lambda: _mail_later(number, at)


def _mail_later(conversation_id: int, at: datetime) -> None:
    """Whoever writes meanwhile waits for this conversation, and asks for a letter of their own after it."""
    conversation = hold_conversation(conversation_id)
    waiting = news(conversation, after=conversation.mailed_up_to)
    if not waiting:
        return
    when = letter_at(
        said_at=waiting[0].created_at, seen_at=conversation.customer_seen_at, mailed_at=conversation.mailed_at,
        is_here=False,
    )  # fmt: skip
    if when > at and _unread(conversation):
        _look_again(conversation_id, when)
    else:
        _send(conversation, shop_of(system(conversation.shop_id)), at)


def _look_again(conversation_id: int, when: datetime) -> None:
    enqueue(kind=JOB, payload={"conversation_id": conversation_id}, at=when, dedupe_key=f"{JOB}:{conversation_id}")


def _unread(conversation: "Conversation") -> bool:
    return any(one.read_up_to < conversation.sequence for one in people_of(conversation))


def _send(conversation: "Conversation", shop: "Shop", at: datetime) -> None:
    """Write to each of them what they have not read; what was sent or read is not sent again."""
    said = news(conversation, after=conversation.mailed_up_to)
    sent = False
    for person in people_of(conversation):
        unread = [one for one in said if one.sequence > person.read_up_to]
        if unread and person.email and person.gets_mail:
            _write(conversation, person, unread, shop, at)
            sent = True
    mark_mailed(conversation=conversation, up_to=said[-1].sequence if said else conversation.sequence, at=at, sent=sent)


def _write(
    conversation: "Conversation", person: "Participant", unread: "Sequence[Message]", shop: "Shop", at: datetime
) -> None:
    """The buyer of a case gets the letter of the case, everybody else one with a link of their own."""
    message, author = told(unread, person.language, shop.timezone), author_of(unread)
    key = f"news:{conversation.pk}:{unread[-1].sequence}:{person.pk if person.has_row else 'buyer'}"
    if not person.has_row and conversation.case is not None:
        letter = to_customer(conversation.case, shop, Letter.MESSAGE_FROM_SHOP, dedupe_key=key, message=message)
        letter["values"] = {**letter["values"], **({"author": author} if author else {})}
        send_letter(**letter, at=at)
        return
    send_letter(
        shop=shop, to=person.email, language=person.language, letter=Letter.CONVERSATION_NEWS, at=at,
        case_id=conversation.case_id, conversation_id=conversation.pk, dedupe_key=key,
        values=values_for(person, shop, conversation, message=message, author=author),
    )  # fmt: skip
