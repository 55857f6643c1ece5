"""Let somebody of the customer's side read along, as they asked on the telephone or in the thread; or take them off."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import PartRole
from reprise.core.refusals import NotFound
from reprise.web.backoffice.choices import LANGUAGES
from reprise.web.backoffice.conversations.deeds import deed
from reprise.web.backoffice.door import StaffRequest
from reprise.workflows.read_along import invite, take_off

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation

INVITED_AS = {PartRole.COLLEAGUE.value, PartRole.HELPER.value}


@deed(right=Right.MESSAGES_WRITE)
def invite_reader(request: StaffRequest, found: "Conversation") -> str:
    """Mail somebody a link of their own: they read what is said to the customer, never a note, and no case."""
    role, language = request.POST.get("role", ""), request.POST.get("language", "")
    person = invite(
        actor=request.actor, conversation=found, at=timezone.now(), email=request.POST.get("email", "")[:254],
        name=request.POST.get("name", "")[:160], language=language if language in LANGUAGES else found.language,
        role=PartRole(role) if role in INVITED_AS else PartRole.COLLEAGUE,
    )  # fmt: skip
    return gettext("%(address)s is invited and gets a link of their own.") % {"address": person.email}


@deed(right=Right.MESSAGES_WRITE)
def take_reader_off(request: StaffRequest, found: "Conversation") -> str:
    """End somebody's reading along."""
    typed = request.POST.get("person", "")
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise NotFound
    take_off(actor=request.actor, conversation=found, participant_id=int(typed), at=timezone.now())
    return gettext("They no longer read along, and their link opens nothing.")
