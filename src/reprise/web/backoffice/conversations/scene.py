"""One conversation as a page needs it: the thread, its customer, and the words above it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

import structlog
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import PartRole, ThreadState
from reprise.apps.conversations.queries import conversation_for, people_of, thread_of_case
from reprise.apps.conversations.reply_queries import is_named
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.apps.conversations.services.see_mentions import see_mentions
from reprise.core.refusals import mark
from reprise.readmodels.first_line_tried import all_tried
from reprise.readmodels.inbox.beside import also
from reprise.readmodels.inbox.thread import Thread, thread_of
from reprise.web.backoffice.choices import LANGUAGES
from reprise.web.backoffice.conversations import choice, snoozing
from reprise.web.backoffice.conversations.clock import hour_or_day, how_long
from reprise.web.backoffice.conversations.following import thread_pass
from reprise.web.backoffice.conversations.mailed import doubts_of
from reprise.web.backoffice.conversations.said import said_in
from reprise.web.backoffice.conversations.writing import SayForm
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.mail.words import why_words
from reprise.web.backoffice.pages import address
from reprise.web.backoffice.words import STAGES

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.conversations.models import Conversation

ROLES: Final = {
    PartRole.BUYER: mark("customer"), PartRole.COLLEAGUE: mark("colleague"), PartRole.HELPER: mark("helper"),
    PartRole.VISITOR: mark("visitor"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promised:
    """What the customer was told about when they get an answer."""

    press: str  # late, wait or nothing
    told: str


def open_one(request: StaffRequest, key: UUID) -> "Conversation":
    """A conversation of the shop; its key is in everything logged from here on."""
    conversation = conversation_for(request.actor, key)
    structlog.contextvars.bind_contextvars(conversation=str(conversation.key))
    return conversation


def who_is(conversation: "Conversation") -> str:
    """Whom a conversation is with, as a page calls them."""
    people = people_of(conversation)
    return (people[0].name or people[0].email if people else "") or gettext("Visitor")


def thread_context(
    request: StaffRequest, conversation: "Conversation", at: datetime, *, form: SayForm | None = None,
    on_case: bool = False,
) -> dict[str, object]:  # fmt: skip
    """Everything the thread shows, on its own page and on the page of its case."""
    before = _number(request.GET.get("before", ""))
    thread = thread_of(request.actor, conversation, before=before)
    seen(request, conversation, at)
    return {
        **head_context(request, thread, at), "said": said_in(request, thread), "earlier": thread.view.has_earlier,
        "before": before, "first_number": thread.view.said[0].sequence if thread.view.said else 0,
        "say_form": form or SayForm(sequence=conversation.sequence),
        "thread_pass": thread_pass(request, conversation, at),
        "news_url": address(request, "conversation_news", conversation.key, case="yes" if on_case else ""),
        "say_url": address(request, "conversation_say", conversation.key), "on_case": on_case,
        "conversation_url": address(request, "conversation", conversation.key),
    }  # fmt: skip


def case_talk(request: StaffRequest, case: "Case", at: datetime) -> dict[str, object]:
    """The conversation on the page of its case; before anybody has written, the box alone."""
    found = thread_of_case(request.actor, case.pk)
    if found is not None:
        return thread_context(request, found, at, on_case=True)
    return {
        "conversation": None, "say_form": SayForm(sequence=0), "say_url": address(request, "case_say", case.reference),
        "who": case.contact_name or gettext("the customer"), "writes_in": _language(case.language), "on_case": True,
    }  # fmt: skip


def head_context(request: StaffRequest, thread: Thread, at: datetime) -> dict[str, object]:
    """What changes beside the words: whose it is, what was promised, who has read what."""
    conversation = thread.conversation
    buyer = thread.buyer
    who = (buyer.name or buyer.email if buyer else "") or gettext("Visitor")
    parts = [(one, gettext(ROLES[PartRole(one.role)]), _language(one.language)) for one in thread.view.people]
    return {
        "conversation": conversation, "case": conversation.case, "thread": thread, "who": who, "buyer": buyer,
        "subject": conversation.subject or (conversation.case.subject if conversation.case else ""),
        "assignee": str(thread.assignee or ""), "assignee_id": thread.assignee.pk if thread.assignee else None,
        "people": [(person.pk, str(person)) for person in colleagues(request.actor)],
        "taking_part": parts,
        "promised": _promised(thread, at), "presets": snoozing.presets(request.shop, at),
        "writes_in": _language(buyer.language if buyer else conversation.language),
        "channel_name": gettext(choice.CHANNELS[conversation.channel]) if conversation.channel else "",
        "closed": conversation.state == ThreadState.CLOSED.value,
        "closed_at": hour_or_day(conversation.closed_at, at) if conversation.closed_at else "",
        "asleep_until": _asleep(conversation, at), "read_state": _read_state(thread),
        "asking": [(mail, doubts_of(mail), why_words(mail.why)) for mail in thread.asking],
    }  # fmt: skip


def side_context(request: StaffRequest, thread: Thread) -> dict[str, object]:
    """The customer beside the thread."""
    found, case = also(request.actor, thread.conversation, thread.view.people), thread.conversation.case
    return {
        "tried": all_tried(thread.view.said), "also": found,
        "is_proved": bool(thread.buyer and thread.buyer.is_verified),
        "case_stage": gettext(STAGES.get(case.stage, case.stage)) if case else "",
    }  # fmt: skip


def seen(request: StaffRequest, conversation: "Conversation", at: datetime) -> None:
    """Whoever may answer has read what the page shows."""
    if request.actor.may(Right.MESSAGES_WRITE) and conversation.read_by_staff < conversation.sequence:
        mark_read(actor=request.actor, conversation=conversation, up_to=conversation.sequence, at=at)
    if request.method == "GET" and is_named(request.actor, conversation.pk):  # before the frame counts them
        see_mentions(actor=request.actor, at=at, conversation_id=conversation.pk)


def _promised(thread: Thread, at: datetime) -> Promised | None:
    waits, due = thread.conversation.waits_since, thread.due
    if waits is None:
        return None
    if due is None:
        return Promised("", gettext("waits %(time)s") % {"time": how_long(at - waits)})
    if due.due_at < at:
        return Promised("late", gettext("promise missed by %(time)s") % {"time": how_long(at - due.due_at)})
    told = gettext("promised before %(when)s") % {"when": hour_or_day(due.due_at, at)}
    return Promised("wait" if (due.due_at - at).total_seconds() < 30 * 60 else "", told)


def _asleep(conversation: "Conversation", at: datetime) -> str:
    until = conversation.snoozed_until
    if conversation.state != ThreadState.SNOOZED.value or until is None or until <= at:
        return ""
    return hour_or_day(timezone.localtime(until), at)


def _read_state(thread: Thread) -> str:
    """Whether the customer has read the last that was written to them."""
    if not thread.last_to_customer:
        return ""
    return "read" if thread.conversation.read_by_customer >= thread.last_to_customer else "unread"


def _language(code: str) -> str:
    """The name of a language within a sentence: French writes it small."""
    name = str(get_language_info(code if code in LANGUAGES else "fr")["name_translated"])
    return name.lower() if get_language() == "fr" else name


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
