"""What is done from a conversation: take a ready reply, run a macro and take it back, set alarms aside, complain."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext, override

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import Alarm
from reprise.apps.conversations.reply_queries import canned_for, canned_found, macro_for
from reprise.apps.conversations.rules.macro_steps import UNDOABLE, steps_of
from reprise.apps.conversations.rules.placeholders import ABOUT
from reprise.apps.conversations.services.set_aside_alarms import set_aside_alarms
from reprise.apps.conversations.services.use_canned import use_canned
from reprise.core.refusals import Refusal
from reprise.law.formats import long_date
from reprise.readmodels.alarm_reasons import NAMES
from reprise.readmodels.canned_values import Ready, reader_of
from reprise.web.backoffice.conversations.page import draw
from reprise.web.backoffice.conversations.scene import open_one
from reprise.web.backoffice.conversations.writing import SayForm
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import address
from reprise.web.refusals import tell
from reprise.workflows import converse
from reprise.workflows.register_complaint import register_complaint
from reprise.workflows.run_macro import run, undo

if TYPE_CHECKING:
    from reprise.apps.conversations.models import CannedReply, Conversation

_UNDO: Final = "macro_undo"


@desk_page(right=Right.MESSAGES_WRITE, methods=READ)
def ready_replies(request: StaffRequest, thread: UUID) -> HttpResponse:
    """The replies that fit what is typed after /, with the text as this customer would get it."""
    found = open_one(request, thread)
    reader = reader_of(request.actor, request.shop, found)
    ready = [reader.ready(reply) for reply in _asked(request)]
    return JsonResponse({"replies": [_json(one) for one in ready]})


def _asked(request: StaffRequest) -> "list[CannedReply]":
    """One reply by its number, or those that fit."""
    number = request.GET.get("id", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        return [canned_for(request.actor, int(number))]
    return canned_found(request.actor, request.GET.get("q", ""))


def _json(one: Ready) -> dict[str, object]:
    return {
        "id": one.reply.pk, "name": one.reply.name, "shortcut": one.reply.shortcut, "text": one.filled.text,
        "language": one.language, "problem": _problem(one),
    }  # fmt: skip


def _problem(one: Ready) -> str:
    """What whoever writes has to know before it leaves."""
    if one.filled.missing:
        what = ", ".join(gettext(ABOUT[name]) for name in one.filled.missing)
        return gettext("Not known here: %(what)s. Write it before you send.") % {"what": what}
    return gettext("This reply has no text in the customer’s language.") if one.is_other else ""


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def take_reply(request: StaffRequest, thread: UUID) -> HttpResponse:
    """Put a reply into the box after what was typed there; with a script only its use is counted."""
    found = open_one(request, thread)
    typed = request.POST.get("canned", "")
    reply = canned_for(request.actor, int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0)
    use_canned(actor=request.actor, reply_id=reply.pk)
    if "counted" in request.POST:
        return HttpResponse(status=204)
    ready = reader_of(request.actor, request.shop, found).ready(reply)
    before = request.POST.get("body", "").rstrip()
    body = f"{before}\n\n{ready.filled.text}" if before else ready.filled.text
    form = SayForm({**request.POST.dict(), "body": body, "as_what": "reply"}, sequence=found.sequence)
    if problem := _problem(ready):
        messages.warning(request, problem)
    return draw(request, found, form=form)


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def run_macro(request: StaffRequest, thread: UUID, macro_id: int) -> HttpResponse:
    """Do all of a macro, or none of it; what can be taken back is offered at once."""
    found = open_one(request, thread)
    macro = macro_for(request.actor, macro_id)
    seen = request.POST.get("seen", "")
    client_id = f"macro:{macro.pk}:{request.POST.get('client_id', '')}"[:56]
    try:
        before = run(
            actor=request.actor, conversation=found, steps=steps_of(macro.steps), at=timezone.now(),
            client_id=client_id, seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return _back(request, found)
    can_undo = any(deed in {each.value for each in UNDOABLE} for deed in before["deeds"])
    if can_undo:
        request.session[_UNDO] = {"key": str(found.key), **before}
    tags = f"undo:{address(request, 'macro_undo', found.key)}" if can_undo else ""
    messages.success(request, gettext("Done: %(macro)s.") % {"macro": macro.name}, extra_tags=tags)
    return _back(request, found)


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def undo_macro(request: StaffRequest, thread: UUID) -> HttpResponse:
    """Take back what the last macro did, but for what was said."""
    found = open_one(request, thread)
    kept = request.session.pop(_UNDO, {})
    if kept.get("key") != str(found.key):
        messages.error(request, gettext("There is nothing left to undo here."))
        return _back(request, found)
    try:
        undo(actor=request.actor, conversation=found, before=kept, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    else:
        messages.success(request, gettext("Undone. What was said stays said."))
    return _back(request, found)


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def set_aside(request: StaffRequest, thread: UUID) -> HttpResponse:
    """Say why nothing more is to be done about a threat; the reason is kept as a note."""
    found = open_one(request, thread)
    why = request.POST.get("why", "")
    try:
        were = set_aside_alarms(actor=request.actor, conversation=found, why=why)
        _keep_reason(request, found, were, why)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    else:
        messages.success(request, gettext("Set aside. Your reason is kept as a note."))
    return _back(request, found)


def _keep_reason(request: StaffRequest, found: "Conversation", were: list[str], why: str) -> None:
    with override(request.shop.language):
        names = ", ".join(gettext(NAMES[Alarm(each)]) for each in were if each in set(Alarm))
        told = gettext("Threat set aside (%(what)s): %(why)s") % {"what": names, "why": " ".join(why.split())}
    converse.say(actor=request.actor, conversation=found, body=told, at=timezone.now(), internal=True)


@desk_page(right=Right.MESSAGES_WRITE, methods=("POST",))
def complain(request: StaffRequest, thread: UUID) -> HttpResponse:
    """Register what the customer said as a complaint."""
    found = open_one(request, thread)
    try:
        done = register_complaint(
            actor=request.actor, conversation=found, at=timezone.now(), email=request.POST.get("email", "")
        )
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return _back(request, found)
    day = long_date(done.answer_by, (request.LANGUAGE_CODE or "fr")[:2])
    told = (
        gettext(
            "Complaint %(reference)s registered: answer by %(day)s. The customer has it by mail, with what was said."
        )
        if done.is_new and done.case.contact_email
        else gettext(
            "Complaint %(reference)s registered: answer by %(day)s. Nobody knows an address: confirm it yourself."
        )
        if done.is_new
        else gettext("It was registered already as %(reference)s: answer by %(day)s.")
    )
    messages.success(request, told % {"reference": done.case.reference, "day": day})
    return _back(request, found)


def _back(request: StaffRequest, found: "Conversation") -> HttpResponse:
    if request.POST.get("from") == "case" and found.case is not None:
        return HttpResponseRedirect(address(request, "case", found.case.reference) + "#conversation")
    return HttpResponseRedirect(address(request, "conversation", found.key))
