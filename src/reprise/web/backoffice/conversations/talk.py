"""Write in a conversation: to the customer, a note for the team, or what was said on the telephone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.services.add_files import MOST_FILES
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.core.refusals import Refusal, mark
from reprise.platform.files.verdict import KINDS
from reprise.web.backoffice.changes import WORDS, changes_since
from reprise.web.backoffice.conversations import choice
from reprise.web.backoffice.conversations.page import draw, draw_news
from reprise.web.backoffice.conversations.scene import open_one
from reprise.web.backoffice.conversations.writing import As, SayForm
from reprise.web.backoffice.door import StaffRequest, desk_page
from reprise.web.backoffice.pages import address
from reprise.web.backoffice.uploads import take_file
from reprise.web.refusals import status_of
from reprise.workflows import converse

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

SAID: Final[Mapping[As, str]] = {
    As.REPLY: mark("Message sent."), As.NOTE: mark("Note kept. Only the team reads it."),
    As.CALL: mark("The call is written down. Only the team reads it."),
}  # fmt: skip


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def say(request: StaffRequest, thread: UUID) -> HttpResponse:
    """Say it once; what came in meanwhile is shown first, with what was typed in place."""
    return _say(request, open_one(request, thread))


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def say_in_case(request: StaffRequest, reference: str) -> HttpResponse:
    """The first words in a case begin its conversation."""
    case = case_for(request.actor, reference)
    form = SayForm(request.POST, sequence=0)
    if not form.is_valid() or not (form.cleaned_data["body"].strip() or request.FILES):
        messages.error(request, gettext("Write a text first."))
        return HttpResponseRedirect(address(request, "case", reference) + "#conversation")
    return _say(request, thread_of(case, timezone.now()))


def _say(request: StaffRequest, found: "Conversation") -> HttpResponse:
    form = SayForm(request.POST, sequence=found.sequence)
    in_page = bool(request.headers.get("HX-Request"))
    after = _seen(request)
    if not form.is_valid():
        form.status = 422
    elif meanwhile := _meanwhile(request, found, form):
        form.add_error("body", gettext("While you wrote: %(what)s. Look, then send.") % {"what": meanwhile})
        form.status = 409
    else:
        try:
            _write(request, found, form)
        except Refusal as refusal:
            form.refused(refusal, status_of(refusal))
        else:
            if in_page:
                return draw_news(request, open_one(request, found.key), after)
            return _done(request, found, gettext(SAID[form.kind()]))
    if in_page:
        refused = " ".join(problem.message for problem in form.problems)
        return draw_news(request, open_one(request, found.key), after, refused=refused, status=form.status)
    fresh = open_one(request, found.key)
    form.data = {**{name: form.data[name] for name in form.data}, "seen": str(fresh.sequence)}
    return draw(request, fresh, form=form)


def _meanwhile(request: StaffRequest, found: "Conversation", form: SayForm) -> str:
    """What colleagues did with the case since its page was drawn, before something is written to the customer."""
    typed = request.POST.get("case_seen", "")
    if (
        found.case is None
        or form.kind() is not As.REPLY
        or not (typed.isascii() and typed.isdigit() and len(typed) < 10)
    ):
        return ""
    changes = changes_since(found.case, int(typed), request.actor, but=WORDS)
    return ", ".join(dict.fromkeys(change.sentence for change in changes))


def _done(request: StaffRequest, found: "Conversation", said: str) -> HttpResponse:
    """Back to where it was written."""
    messages.success(request, said)
    if request.POST.get("from") == "case" and found.case is not None:
        return HttpResponseRedirect(address(request, "case", found.case.reference) + "#conversation")
    query = choice.query_of(choice.read(request.POST))
    return HttpResponseRedirect(address(request, "conversation", found.key, **query))


def _write(request: StaffRequest, found: "Conversation", form: SayForm) -> None:
    at, kind = timezone.now(), form.kind()
    sent = request.FILES.getlist("files")[: MOST_FILES + 1]  # one more than may be: then the deed says so
    files = [take_file(request, cast(BinaryIO, one), at, allowed=KINDS) for one in sent]
    with transaction.atomic():
        message = converse.say(
            actor=request.actor, conversation=found, body=form.cleaned_data["body"], at=at, client_id=form.client(),
            channel=Channel.PHONE if kind is As.CALL else Channel.CHAT, internal=kind is not As.REPLY, files=files,
            seen=form.cleaned_data.get("seen") if kind is As.REPLY else None,
        )  # fmt: skip
        if request.headers.get("HX-Request"):  # the page that stays open shows the thread up to here
            mark_read(actor=request.actor, conversation=message.conversation, up_to=message.sequence, at=at)


def _seen(request: StaffRequest) -> int:
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 0
