from datetime import datetime
from typing import Final, NoReturn

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.promise_reply import move_promise
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import PartRole, ThreadKind, ThreadState
from reprise.apps.conversations.models import (
    ChatSession,
    Conversation,
    IncomingMail,
    Message,
    Participant,
    SeenReference,
)
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.core.refusals import Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic

#: Whom nobody invited: the others were let in by the buyer or the shop.
CAME_BY_THEMSELVES: Final = (PartRole.BUYER.value, PartRole.VISITOR.value)


class CaseThreadStays(Refusal):
    """The thread of a case cannot go elsewhere."""

    code = "case_thread_stays"
    kind = Kind.CONFLICT
    sentence = mark("The conversation of a case stays with its case. Merge the other one into it instead.")


class NotProvedTheSame(Refusal):
    """Nobody proved that those who wrote here are those of the other conversation."""

    code = "not_proved_the_same"
    kind = Kind.CONFLICT
    sentence = mark(
        "%(name)s has not proved to be one of the people of the other conversation, and would read all of it. "
        "Merge them only if you know that they are, and say so."
    )


class NobodyKnown(NotProvedTheSame):
    """Nobody proved it, for the visitor gave neither name nor address."""

    sentence = mark(
        "A visitor nobody knows would read all of the other conversation. Merge them only if you know who it is, "
        "and say so."
    )


@atomic
def merge(
    *, actor: Actor, source: Conversation, target: Conversation, at: datetime, vouched: bool = False
) -> Conversation:
    """Put the messages of one conversation at the end of another, where its links and mails lead from now on.

    Whoever took part in the first reads all of the second: they must have proved that they belong there, or the member
    of staff vouches for them. A split undoes it.
    """
    _check(actor, source, target)
    if target.case is not None:
        hold(target.case)  # a case is always taken before its thread, so that no two deeds wait for each other
    first, second = _hold(source, target)
    if not vouched:
        _check_both(first, second)
    moved = _move_messages(first, second)
    _move_people(first, second)
    _lead_there(first, second)
    Conversation.objects.filter(pk=second.pk).update(**_both(first, second, moved, at))
    move_promise(conversation_id=first.pk, to=second.pk, case_id=second.case_id, at=at)
    told: dict[str, object] = {"conversation": str(first.key), "messages": moved, "vouched": vouched}
    if target.case is not None:
        record(case=target.case, actor=actor, at=at, event=Event(EventType.CONVERSATION_JOINED, told))
    target.sequence = second.sequence + moved
    source.state, source.merged_into = ThreadState.MERGED.value, target
    for one in (source, target):
        tell_watchers(one)
    return target


def _check(actor: Actor, source: Conversation, target: Conversation) -> None:
    for one in (source, target):
        check_steward(actor, one, Right.CASES_WRITE)
    if source.pk == target.pk:
        raise NotFound(field="target")
    if source.kind == ThreadKind.CASE.value:
        raise CaseThreadStays


def _hold(source: Conversation, target: Conversation) -> tuple[Conversation, Conversation]:
    """Both rows as they are, held until the transaction ends, always in the same order."""
    rows = Conversation.objects.filter(pk__in=[source.pk, target.pk]).order_by("pk").select_for_update(of=("self",))
    held = {row.pk: row for row in rows}
    first, second = held[source.pk], held[target.pk]
    if ThreadState.MERGED.value in {first.state, second.state}:
        raise Overtaken
    second.case = target.case
    return first, second


def _check_both(source: Conversation, target: Conversation) -> None:
    """Each side reads what the other said: a visitor who only typed an address is asked about on either of them."""
    check_people(source, known={one.email for one in people_of(target) if one.is_verified})
    typed = Participant.objects.filter(
        conversation=target, is_verified=False, left_at__isnull=True, role__in=CAME_BY_THEMSELVES
    )
    for person in typed:
        _refuse(person)


def check_people(conversation: Conversation, *, known: set[str]) -> None:
    """Refuse unless everybody of a conversation has proved to have one of these addresses."""
    for person in people_of(conversation):
        if not person.is_verified or not person.email or person.email not in known:
            _refuse(person)


def _refuse(person: Participant) -> NoReturn:
    name = person.name or person.email
    raise NotProvedTheSame(name=name) if name else NobodyKnown


def _move_messages(source: Conversation, target: Conversation) -> int:
    """Give them the next numbers, in their order; each keeps where it stood, so that a split finds it."""
    messages = list(Message.objects.filter(conversation=source).order_by("sequence"))
    taken = set(Message.objects.filter(conversation=target).exclude(client_id="").values_list("client_id", flat=True))
    for number, message in enumerate(messages, start=target.sequence + 1):
        message.moved_from = message.moved_from or f"{source.key}:{message.sequence}"
        message.client_id = "" if message.client_id in taken else message.client_id
        message.conversation, message.sequence = target, number
    Message.objects.bulk_update(messages, ["conversation", "sequence", "moved_from", "client_id"])
    return len(messages)


def _move_people(source: Conversation, target: Conversation) -> None:
    """Those the other conversation does not know go there; of whoever is in both, the way in leads there by itself."""
    there = {one.email for one in people_of(target) if one.email}
    theirs = Participant.objects.filter(conversation=source).exclude(email__in=there)
    theirs.update(conversation=target)


def _lead_there(source: Conversation, target: Conversation) -> None:
    """What pointed to the first points to the second, which is open when one of them was."""
    for row in (ChatSession, SeenReference, IncomingMail):
        row.objects.filter(conversation=source).update(conversation=target)
    Conversation.objects.filter(merged_into=source).update(merged_into=target)
    Conversation.objects.filter(pk=source.pk).update(
        state=ThreadState.MERGED.value, merged_into=target, waits_since=None, snoozed_until=None
    )


def _both(source: Conversation, target: Conversation, moved: int, at: datetime) -> dict[str, object]:
    """The state of two conversations that are one now, which somebody of the shop has in hand."""
    told: dict[str, object] = {
        "sequence": target.sequence + moved,
        "waits_since": min(_known(source.waits_since, target.waits_since), default=None),
        "last_at": max(_known(source.last_at, target.last_at), default=None),
        "customer_seen_at": max(_known(source.customer_seen_at, target.customer_seen_at), default=None),
        "alarms": sorted({*source.alarms, *target.alarms}),
        "handed_at": min(_known(source.handed_at, target.handed_at), default=at),
        "assignee_id": target.assignee_id or source.assignee_id,
        "subject": target.subject or source.subject,
    }  # fmt: skip
    for mark_name in ("read_by_staff", "read_by_customer", "mailed_up_to"):
        told[mark_name] = _mark(source, target, moved, mark_name)
    if source.state == ThreadState.OPEN.value:
        told |= {"state": ThreadState.OPEN.value, "snoozed_until": None, "closed_at": None, "closed_by": ""}
    return told


def _known(*moments: datetime | None) -> list[datetime]:
    return [one for one in moments if one is not None]


def _mark(source: Conversation, target: Conversation, moved: int, name: str) -> int:
    """How far the joined thread is read: to its end where both were, else as far as the second was."""
    both = all(getattr(one, name) >= one.sequence for one in (source, target))
    return target.sequence + moved if both else getattr(target, name)
