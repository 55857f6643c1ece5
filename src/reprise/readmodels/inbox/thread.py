"""One conversation as its staff read it: what was said, the mails behind it, who takes part, and what was promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Person
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import Author, MailNature, MailState
from reprise.apps.conversations.models import AddressState, Conversation, IncomingMail, Message, Participant
from reprise.platform.statements import Reading, Values
from reprise.readmodels.thread_view import ThreadView, thread_view

A_SCREEN: Final = 60
MOST_MAILS: Final = 200
_PROMISED: Final = Reading(
    lambda number: Deadline.objects.filter(conversation_id=number, state=DeadlineState.OPEN.value).order_by("due_at")
)
_MAILS: Final = Reading(
    lambda number: IncomingMail.objects.filter(conversation=number).exclude(nature=MailNature.OURS.value)
    .defer("quoted").select_related("message").order_by("-id")[:MOST_MAILS]
)  # fmt: skip
_TO_CUSTOMER: Final = Values(
    lambda number: Message.objects.filter(
        conversation=number, author_kind=Author.STAFF.value, internal=False, automatic=False
    ).order_by("-sequence").values("sequence")[:1]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thread:
    """What is shown of a conversation."""

    view: ThreadView
    mails: Mapping[int, IncomingMail]  # behind a message, by its number in the conversation
    asking: tuple[IncomingMail, ...]  # from an address that is nobody's here
    folded: tuple[IncomingMail, ...]  # automatic answers and bounces: kept, moving nothing
    unreachable: tuple[str, ...]  # addresses from which letters came back
    due: Deadline | None
    assignee: Person | None
    last_to_customer: int  # the number of the last message somebody of the shop wrote to them

    @property
    def conversation(self) -> Conversation:
        """The conversation itself."""
        return self.view.conversation

    @property
    def buyer(self) -> Participant | None:
        """Whom the matter is with."""
        return self.view.people[0] if self.view.people else None


def thread_of(actor: Actor, conversation: Conversation, *, after: int = 0, before: int | None = None) -> Thread:
    """The newest messages of a conversation, or those after or before a number; nine queries, however long it is."""
    view = thread_view(actor, conversation, after=after, before=before, limit=A_SCREEN)
    mails = _MAILS.all(conversation.pk)[::-1]
    addresses = {one.email for one in view.people if one.email}
    lost = AddressState.objects.filter(shop_id=conversation.shop_id, email__in=addresses, cleared_at__isnull=True)
    return Thread(
        view, {mail.message.sequence: mail for mail in mails if mail.message},
        tuple(mail for mail in mails if mail.state == MailState.ASKS.value),
        tuple(mail for mail in mails if mail.state == MailState.FOLDED.value),
        tuple(lost.filter(bounced_at__isnull=False).values_list("email", flat=True)) if addresses else (),
        _PROMISED.first(conversation.pk),
        conversation.case.assignee if conversation.case else conversation.assignee,
        _last_to_customer(conversation.pk),
    )  # fmt: skip


def _last_to_customer(number: int) -> int:
    return next((sequence for (sequence,) in _TO_CUSTOMER.all(number)), 0)
