"""One conversation as its staff read it: what was said, the mails behind it, who takes part, and what was promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Person
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import Author, MailNature, MailState
from reprise.apps.conversations.models import AddressState, Conversation, IncomingMail, Message, Participant
from reprise.readmodels.inbox.page import promises
from reprise.readmodels.thread_view import ThreadView, thread_view

A_SCREEN: Final = 60
MOST_MAILS: Final = 200


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
    mails = _mails(conversation)
    addresses = {one.email for one in view.people if one.email}
    lost = AddressState.objects.filter(shop_id=conversation.shop_id, email__in=addresses, cleared_at__isnull=True)
    return Thread(
        view, {mail.message.sequence: mail for mail in mails if mail.message},
        tuple(mail for mail in mails if mail.state == MailState.ASKS.value),
        tuple(mail for mail in mails if mail.state == MailState.FOLDED.value),
        tuple(lost.filter(bounced_at__isnull=False).values_list("email", flat=True)) if addresses else (),
        promises([conversation.pk]).get(conversation.pk),
        conversation.case.assignee if conversation.case else conversation.assignee,
        _last_to_customer(conversation),
    )  # fmt: skip


def _mails(conversation: Conversation) -> list[IncomingMail]:
    found = IncomingMail.objects.filter(conversation=conversation).exclude(nature=MailNature.OURS.value)
    return list(found.defer("quoted").select_related("message").order_by("-id")[:MOST_MAILS])[::-1]


def _last_to_customer(conversation: Conversation) -> int:
    written = Message.objects.filter(
        conversation=conversation, author_kind=Author.STAFF.value, internal=False, automatic=False
    )
    return written.order_by("-sequence").values_list("sequence", flat=True).first() or 0
