"""Several deeds in one click: tried first, done together or not at all, and taken back as far as that is possible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.reply_queries import canned_of
from reprise.apps.conversations.rules.macro_steps import ME, NOBODY, Do, Step, moment_of
from reprise.apps.conversations.rules.placeholders import ABOUT
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.reopen import reopen
from reprise.apps.conversations.services.snooze import snooze
from reprise.apps.conversations.services.use_canned import use_canned
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic
from reprise.readmodels.canned_values import Ready, reader_of
from reprise.workflows import converse

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation


class NotKnown(Refusal):
    """A reply of the macro has words in braces for which nothing is known here."""

    code = "placeholder_not_known"
    kind = Kind.CONFLICT
    sentence = mark("Not done: the reply needs %(names)s, and nobody knows it here. Write the reply by hand.")


class ReplyGone(Refusal):
    """The reply a macro says is no more."""

    code = "reply_gone"
    kind = Kind.CONFLICT
    sentence = mark("Not done: the reply this macro says was removed. Change the macro.")


@dataclass(frozen=True, slots=True)
class Tried:
    """What a step would do: the text said or noted with its values in, who would get it, or until when it sleeps."""

    step: Step
    text: str = ""
    is_other_language: bool = False
    missing: tuple[str, ...] = ()
    is_gone: bool = False
    until: datetime | None = None


def tried(*, actor: Actor, conversation: "Conversation", steps: Sequence[Step], at: datetime) -> list[Tried]:
    """What a macro would do to a conversation; nothing is done."""
    shop = shop_of(actor)
    said = {step.canned for step in steps if step.do is Do.SAY}
    replies = {reply.pk: reply for reply in canned_of(actor).filter(pk__in=said)} if said else {}
    reader = reader_of(actor, shop, conversation) if said else None
    found = []
    for step in steps:
        one = Tried(step, text=step.text)
        if step.do is Do.SAY:
            reply = replies.get(step.canned)
            one = _said(step, reader.ready(reply)) if reader and reply else replace(one, is_gone=True)
        elif step.do is Do.SNOOZE:
            one = replace(one, until=moment_of(step.until, shop.timezone, at))
        found.append(one)
    return found


def _said(step: Step, ready: Ready) -> Tried:
    return Tried(step, ready.filled.text, ready.is_other, ready.filled.missing)


@atomic
def run(
    *, actor: Actor, conversation: "Conversation", steps: Sequence[Step], at: datetime, client_id: str,
    seen: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Do all of it, and return what is needed to take it back; nothing is done when one step cannot be."""
    actor.require(Right.MESSAGES_WRITE)
    before = {
        "assignee": conversation.assignee_id, "state": conversation.state,
        "until": conversation.snoozed_until.isoformat() if conversation.snoozed_until else "",
    }  # fmt: skip
    for place, one in enumerate(tried(actor=actor, conversation=conversation, steps=steps, at=at)):
        _do(actor, conversation, one, at, f"{client_id}:{place}"[:64], seen)
    return before | {"deeds": [step.do.value for step in steps]}


def _do(actor: Actor, conversation: "Conversation", one: Tried, at: datetime, client_id: str, seen: int | None) -> None:
    step = one.step
    match step.do:
        case Do.SAY:
            _say(actor, conversation, one, at, client_id, seen)
        case Do.NOTE:
            converse.say(
                actor=actor, conversation=conversation, body=step.text, at=at, client_id=client_id, internal=True
            )
        case Do.ASSIGN:
            person = {ME: actor.person_id, NOBODY: None}.get(step.to) if step.to in {ME, NOBODY} else int(step.to)
            assign_conversation(actor=actor, conversation=conversation, person_id=person, at=at)
        case Do.SNOOZE:
            assert one.until is not None
            snooze(actor=actor, conversation=conversation, until=one.until, at=at)
        case Do.CLOSE:
            close(actor=actor, conversation=conversation, at=at)


def _say(
    actor: Actor, conversation: "Conversation", one: Tried, at: datetime, client_id: str, seen: int | None
) -> None:
    if one.is_gone:
        raise ReplyGone
    if one.missing:
        raise NotKnown(names=ABOUT[one.missing[0]])
    converse.say(actor=actor, conversation=conversation, body=one.text, at=at, client_id=client_id, seen=seen)
    use_canned(actor=actor, reply_id=one.step.canned)


@atomic
def undo(*, actor: Actor, conversation: "Conversation", before: Mapping[str, Any], at: datetime) -> None:
    """Put back whose it was and how it stood; what was said stays said."""
    deeds = set(before.get("deeds", ()))
    if deeds & {Do.SNOOZE.value, Do.CLOSE.value}:
        _put_back(actor, conversation, before, at)
    if Do.ASSIGN.value in deeds and conversation.assignee_id != before["assignee"]:
        assign_conversation(actor=actor, conversation=conversation, person_id=before["assignee"], at=at)


def _put_back(actor: Actor, conversation: "Conversation", before: Mapping[str, Any], at: datetime) -> None:
    until = datetime.fromisoformat(before["until"]) if before["until"] else None
    if before["state"] == ThreadState.CLOSED.value:
        close(actor=actor, conversation=conversation, at=at)
    elif before["state"] == ThreadState.SNOOZED.value and until is not None and until > at:
        snooze(actor=actor, conversation=conversation, until=until, at=at)
    else:
        reopen(actor=actor, conversation=conversation)
