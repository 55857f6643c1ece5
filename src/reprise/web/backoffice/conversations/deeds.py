"""What is done with one conversation in one click: whose it is, until when it sleeps, closed, open again."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.queries import colleagues
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.services.assign_conversation import assign_conversation
from reprise.apps.conversations.services.close import close as close_it
from reprise.apps.conversations.services.reopen import reopen as reopen_it
from reprise.apps.conversations.services.snooze import snooze as snooze_it
from reprise.core.refusals import NotFound, Refusal
from reprise.readmodels.inbox.page import inbox_page
from reprise.web.backoffice.conversations import choice, snoozing
from reprise.web.backoffice.conversations.clock import hour_or_day
from reprise.web.backoffice.conversations.scene import open_one
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import address
from reprise.web.refusals import tell

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

Deed: TypeAlias = Callable[[StaffRequest, "Conversation"], str]
View: TypeAlias = Callable[..., HttpResponse]


def deed(*, right: Right, goes_on: bool = False) -> Callable[[Deed], View]:
    """Do it, say so, and stay; or go on to whoever waits next, with a way to undo it."""

    def declare(do: Deed) -> View:
        @functools.wraps(do)
        def view(request: StaffRequest, thread: UUID) -> HttpResponse:
            found = open_one(request, thread)
            asked = choice.query_of(choice.read(request.POST))
            try:
                with transaction.atomic():
                    said = do(request, found)
            except Refusal as refusal:
                messages.error(request, tell(refusal))
                return HttpResponseRedirect(address(request, "conversation", found.key, **asked))
            undo = f"undo:{address(request, 'conversation_reopen', found.key)}" if goes_on else ""
            messages.success(request, said, extra_tags=undo)
            return HttpResponseRedirect(_next(request, found) if goes_on else _here(request, found))

        return desk_page(right=right, methods=("POST",))(view)

    return declare


def _here(request: StaffRequest, found: "Conversation") -> str:
    if request.POST.get("from") == "case" and found.case is not None:
        return address(request, "case", found.case.reference) + "#conversation"
    return address(request, "conversation", found.key, **choice.query_of(choice.read(request.POST)))


def _next(request: StaffRequest, found: "Conversation") -> str:
    """The first of the list one works through; where there is none, the list, which says so."""
    if request.POST.get("from") == "case":
        return _here(request, found)
    asked = choice.read(request.POST)
    query = choice.query_of(asked)
    rows = inbox_page(request.actor, asked, at=timezone.now(), limit=2).rows
    first = next((row.conversation for row in rows if row.conversation.pk != found.pk), None)
    return address(request, "conversation", first.key, **query) if first else address(request, "conversations", **query)


@deed(right=Right.CASES_WRITE)
def assign(request: StaffRequest, found: "Conversation") -> str:
    """Give it to somebody of the team, or take it."""
    people = {person.pk: str(person) for person in colleagues(request.actor)}
    typed = request.POST.get("person", "")
    person_id = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else None
    if person_id is not None and person_id not in people:
        raise NotFound(field="person")
    assign_conversation(actor=request.actor, conversation=found, person_id=person_id, at=timezone.now())
    if person_id is None:
        return gettext("Nobody has it now.")
    return gettext("The conversation is now with %(name)s.") % {"name": people[person_id]}


@deed(right=Right.MESSAGES_WRITE, goes_on=True)
def snooze(request: StaffRequest, found: "Conversation") -> str:
    """Put it off until a moment."""
    at = timezone.now()
    until = snoozing.chosen(request.shop, request.POST.get("until", ""), request.POST.get("own", ""), at)
    snooze_it(actor=request.actor, conversation=found, until=until, at=at)
    return gettext("Snoozed until %(when)s.") % {"when": hour_or_day(until, at)}


@deed(right=Right.MESSAGES_WRITE, goes_on=True)
def close(request: StaffRequest, found: "Conversation") -> str:
    """Say that nothing is left to do."""
    close_it(actor=request.actor, conversation=found, at=timezone.now())
    return gettext("Closed. A new message of the customer opens it again.")


@deed(right=Right.MESSAGES_WRITE)
def reopen(request: StaffRequest, found: "Conversation") -> str:
    """Take it up again."""
    reopen_it(actor=request.actor, conversation=found)
    return gettext("Open again.")
