"""Who reads along on a case: whoever holds its link invites colleagues or helpers, and takes them off again."""

from functools import partial
from typing import Final

from django.http import HttpResponse
from django.utils.translation import gettext

from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.services.append import thread_of
from reprise.core.refusals import Invalid, NotFound, mark
from reprise.web.portal.case.deeds import deed
from reprise.web.portal.case.door import CaseRequest, case_page
from reprise.web.portal.door import WRITE
from reprise.workflows.read_along import invite, take_off

LANGUAGES: Final = ("fr", "en")


@case_page(WRITE)
def invite_reader(request: CaseRequest) -> HttpResponse:
    """Mail somebody a link of their own to the conversation of the case."""
    told = gettext("We have sent the invitation.")
    targets = {"email": "reader_email", "name": "reader_name", "role": "reader_role"}
    return deed(request, partial(_invite, request, told), targets, "#people")


def _invite(request: CaseRequest, told: str) -> str:
    language, role = request.POST.get("language", ""), request.POST.get("role", PartRole.COLLEAGUE.value)
    if role not in {PartRole.COLLEAGUE.value, PartRole.HELPER.value}:
        raise Invalid(field="role", why=mark("choose colleague or helper."))
    invite(
        actor=request.actor, conversation=thread_of(request.case, request.now), at=request.now,
        email=request.POST.get("email", ""), name=request.POST.get("name", ""), role=PartRole(role),
        language=language if language in LANGUAGES else request.case.language,
    )  # fmt: skip
    return told


@case_page(WRITE)
def take_reader_off(request: CaseRequest, participant_id: int) -> HttpResponse:
    """End somebody's reading along."""
    told = gettext("They no longer read along, and their link opens nothing.")
    return deed(request, partial(_take_off, request, participant_id, told), {}, "#people")


def _take_off(request: CaseRequest, participant_id: int, told: str) -> str:
    if participant_id not in {one.pk for one in people_of(thread_of(request.case, request.now))}:
        raise NotFound
    take_off(
        actor=request.actor, conversation=thread_of(request.case, request.now), participant_id=participant_id,
        at=request.now,
    )  # fmt: skip
    return told
