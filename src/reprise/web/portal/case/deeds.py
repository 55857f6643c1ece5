"""What a customer does on their case. Each deed is one form of the page; refused, the page comes back as it was."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext

from reprise.apps.evidence.queries import evidence_of
from reprise.core.refusals import Refusal
from reprise.platform.files.accept import IMAGES_AND_PDF
from reprise.platform.files.verdict import KINDS
from reprise.printing.defects import evidence as known_shots
from reprise.web.chat.first_line import answer_at_once, is_awaited
from reprise.web.portal.case.door import CaseRequest, case_page
from reprise.web.portal.case.page import draw
from reprise.web.portal.case.said import case_talk
from reprise.web.portal.door import WRITE
from reprise.web.portal.links import case_path
from reprise.web.portal.pages import Problem, told
from reprise.web.portal.request.draft import language
from reprise.web.portal.uploads import take
from reprise.web.refusals import status_of
from reprise.workflows import add_evidence, appeal, cancel_request, write_message
from reprise.workflows.speak import speak

MOST_FILES: Final = 10  # at once


def deed(request: CaseRequest, do: Callable[[], str], targets: Mapping[str, str], anchor: str = "") -> HttpResponse:
    """Do it and lead back to the page, or show the page with what was typed and why it was not done."""
    try:
        said = do()
    except Refusal as refusal:
        typed = {name: str(request.POST[name]) for name in request.POST if name != "csrfmiddlewaretoken"}
        return draw(request, typed=typed, problems=[told(refusal, targets)], status=status_of(refusal))
    messages.success(request, said)
    return HttpResponseRedirect(case_path(request.shop, request.case) + anchor)


@case_page(WRITE)
def message(request: CaseRequest) -> HttpResponse:
    """Write to the shop; it also answers an open question."""
    return deed(request, partial(_write, request, gettext("Your message is sent.")), {"body": "body"}, "#messages")


@case_page(WRITE)
def answer(request: CaseRequest) -> HttpResponse:
    """Answer what was asked, with photos if one wants."""
    problems = _attach(request, "files")
    if problems and not request.POST.get("body", "").strip():
        return draw(request, typed={"body": ""}, problems=problems)
    response = deed(request, partial(_write, request, gettext("Thank you, your answer is sent.")), {"body": "answer"})
    for problem in problems if response.status_code == 302 else ():
        messages.error(request, problem.message)
    return response


def _write(request: CaseRequest, said: str) -> str:
    speak(actor=request.actor, case=request.case, language=language(), at=request.now)
    talk = case_talk(request)
    awaited = is_awaited(talk)
    message = write_message.write(
        actor=request.actor,
        case=request.case,
        body=request.POST.get("body", ""),
        at=request.now,
        client_id=request.POST.get("client_id", "")[:64],
    )
    answer_at_once(talk, message, awaited=awaited)
    return said


@case_page(WRITE)
def evidence(request: CaseRequest) -> HttpResponse:
    """Add photos or a document; the good ones stay whatever becomes of the others."""
    if not request.FILES:
        return draw(request, problems=[Problem(gettext("Choose a file first."), "files")])
    problems = [found for name in request.FILES for found in _attach(request, name)]
    if problems:
        return draw(request, problems=problems)
    messages.success(request, gettext("Added to your case."))
    return HttpResponseRedirect(case_path(request.shop, request.case) + "#files-title")


def _attach(request: CaseRequest, name: str) -> list[Problem]:
    """Put the files of one field on the case; a picture sent again because its answer was lost is there already."""
    sent = request.FILES.getlist(name)
    shot = name.removeprefix("shot-") if name.startswith("shot-") else ""
    target = name if shot in known_shots() else "files"
    here = {piece.file.sha256 for piece in evidence_of(request.actor, request.case.pk)}
    allowed = KINDS if target == "files" else IMAGES_AND_PDF  # a shot is a picture
    came = take(sent[:MOST_FILES], actor=request.actor, at=request.now, target=target, allowed=allowed)
    problems = list(came.problems)
    if len(sent) > MOST_FILES:
        more = gettext("%(most)s files at once are enough. Add the others next.") % {"most": MOST_FILES}
        problems.append(Problem(more, target))
    for file in came.kept:
        if file.sha256 in here:
            continue
        try:
            add_evidence.add(
                actor=request.actor, case=request.case, file_id=file.pk, shot=shot if target == name else "",
                at=request.now,
            )  # fmt: skip
        except Refusal as refusal:
            problems.append(told(refusal, {"file": target}))
    return problems


@case_page(WRITE)
def cancel(request: CaseRequest) -> HttpResponse:
    """Take the request back before anything was decided."""

    def do() -> str:
        cancel_request.cancel(actor=request.actor, case=request.case, at=request.now)
        return gettext("Your request is cancelled. You may make another one at any time.")

    return deed(request, do, {})


@case_page(WRITE)
def appeal_line(request: CaseRequest) -> HttpResponse:
    """Dispute a refusal."""
    line = request.POST.get("line", "")
    line_id = int(line) if line.isascii() and line.isdigit() and len(line) < 19 else 0

    def do() -> str:
        text = request.POST.get("text", "")
        appeal.appeal(actor=request.actor, case=request.case, line_id=line_id, text=text, at=request.now)
        return gettext("Another person reads your case again.")

    return deed(request, do, {"text": f"appeal-{line_id}"})


def day_typed(text: str) -> date | None:
    """A day as the browser sends it, None when it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
