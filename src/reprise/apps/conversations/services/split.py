from collections.abc import Collection, Sequence
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import Author, ThreadKind, ThreadState
from reprise.apps.conversations.models import (
    ChatSession,
    Conversation,
    IncomingMail,
    Message,
    Participant,
    SeenReference,
)
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.apps.conversations.services.waits_since import waits_since
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic


@atomic
def split(
    *, actor: Actor, conversation: Conversation, sequences: Collection[int], at: datetime, subject: str = ""
) -> Conversation:
    """Move some messages to a conversation of their own, with their writers and the mails they came by.

    Messages that came by one merge, taken out together, go back to where they stood: so a merge is undone.
    """
    check_steward(actor, conversation, Right.CASES_WRITE)
    if conversation.case is not None:
        hold(conversation.case)
    source = hold_conversation(conversation.pk)
    messages = list(Message.objects.filter(conversation=source, sequence__in=sequences).order_by("sequence"))
    if not messages or len(messages) != len(set(sequences)):
        raise Invalid(field="messages", why=mark("choose messages of this conversation."))
    target = _one_merged(source, messages) or _new(source, messages, subject, at)
    _move(source, target, messages)
    if target.state == ThreadState.MERGED.value:
        _people_back(source, target, messages)
    _settle(target, messages, at)
    _settle_rest(source)
    if conversation.case is not None:
        told: dict[str, object] = {"conversation": str(target.key), "messages": sorted(sequences)}
        record(case=conversation.case, actor=actor, at=at, event=Event(EventType.MESSAGES_SPLIT, told))
    for one in (source, target):
        tell_watchers(one)
    return Conversation.objects.get(pk=target.pk)


def _one_merged(source: Conversation, messages: Sequence[Message]) -> Conversation | None:
    """The conversation that all of these, and nothing else that is left of it, once were."""
    keys = {message.moved_from.partition(":")[0] for message in messages}
    if len(keys) != 1 or "" in keys:
        return None
    key = keys.pop()
    left = Message.objects.filter(conversation=source, moved_from__startswith=f"{key}:").count()
    merged = Conversation.objects.filter(key=key, merged_into=source, state=ThreadState.MERGED.value)
    return merged.select_for_update(of=("self",)).first() if left == len(messages) else None


def _new(source: Conversation, messages: Sequence[Message], subject: str, at: datetime) -> Conversation:
    new = Conversation.objects.create(
        shop_id=source.shop_id, kind=ThreadKind.QUESTION.value, subject=(subject or source.subject)[:240],
        language=messages[0].language or source.language, channel=messages[0].channel, created_at=at,
    )  # fmt: skip
    _bring_writers(source, new, messages, at)
    return new


def _bring_writers(source: Conversation, new: Conversation, messages: Sequence[Message], at: datetime) -> None:
    """Whoever wrote what is taken out takes part there too; in the first they stay until they leave."""
    known: dict[int | None, Participant] = {one.pk if one.has_row else None: one for one in people_of(source)}
    wrote = {message.participant_id for message in messages if message.author_kind == Author.CUSTOMER.value}
    for number in sorted(wrote, key=lambda pk: pk or 0):
        person = known.get(number)
        if person is None:
            continue
        copy = Participant.objects.create(
            conversation=new, role=person.role, name=person.name, email=person.email, phone=person.phone,
            language=person.language, is_verified=person.is_verified, added_by=person.added_by, created_at=at,
        )  # fmt: skip
        for message in messages:
            if message.participant_id == number and message.author_kind == Author.CUSTOMER.value:
                message.participant = copy


def _move(source: Conversation, target: Conversation, messages: Sequence[Message]) -> None:
    back = target.state == ThreadState.MERGED.value
    for number, message in enumerate(messages, start=1):
        if back:
            message.sequence, message.moved_from = int(message.moved_from.partition(":")[2]), ""
        else:
            message.moved_from, message.sequence = f"{source.key}:{message.sequence}", number
        message.conversation = target
    Message.objects.bulk_update(messages, ["conversation", "sequence", "moved_from", "participant"])
    mails = IncomingMail.objects.filter(message__in=messages)
    mails.update(conversation=target)
    heads = [head for head in mails.values_list("header_id", flat=True) if head]
    SeenReference.objects.filter(shop_id=source.shop_id, header_id__in=heads).update(conversation=target)


def _people_back(source: Conversation, target: Conversation, messages: Sequence[Message]) -> None:
    """Whoever wrote nothing but what goes back goes back too, and reads no more of what they were merged into."""
    wrote = {message.participant_id for message in messages if message.participant_id}
    stay = Message.objects.filter(conversation=source, participant__in=wrote).values("participant")
    people = Participant.objects.filter(conversation=source, pk__in=wrote).exclude(pk__in=stay)
    back = list(people.values_list("pk", flat=True))
    Participant.objects.filter(pk__in=back).update(conversation=target)
    theirs = Participant.objects.filter(conversation=target).values("pk")
    ChatSession.objects.filter(conversation=source, participant__in=theirs).update(conversation=target)


def _settle(target: Conversation, messages: Sequence[Message], at: datetime) -> None:
    """What stands for itself now is in somebody's hands; nothing automatic is said there."""
    last = max(message.sequence for message in messages)
    seen = [message.created_at for message in messages if not message.internal]
    Conversation.objects.filter(pk=target.pk).update(
        sequence=max(last, target.sequence if target.state == ThreadState.MERGED.value else 0),
        state=ThreadState.OPEN.value, merged_into=None, last_at=max(seen, default=None),
        waits_since=waits_since(target.pk), read_by_staff=last, read_by_customer=last, mailed_up_to=last,
        handed_at=target.handed_at or at,
    )  # fmt: skip


def _settle_rest(source: Conversation) -> None:
    Conversation.objects.filter(pk=source.pk).update(waits_since=waits_since(source.pk))
