"""A case opened from a conversation: the conversation goes with it."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from reprise.apps.conversations.queries import conversation_for
from reprise.apps.conversations.services.attach_case import attach_case
from reprise.web.backoffice.conversations.scene import who_is
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


def asked_key(request: StaffRequest) -> str:
    """The conversation in the address, by its key; what is none asks for none."""
    try:
        return str(UUID(request.GET.get("conversation", "")[:40]))
    except ValueError:
        return ""


def from_conversation(request: StaffRequest) -> dict[str, object]:
    """What the pages that open a case say of the conversation they come from; its first words are there to be read."""
    key = asked_key(request)
    if not key:
        return {}
    found = conversation_for(request.actor, key)
    if found.case_id is not None:
        return {}
    return {"from_key": key, "from_who": who_is(found), "from_subject": found.subject}


def bring_conversation(request: StaffRequest, case: "Case", at: datetime) -> None:
    """Make it the conversation of the case just opened: whoever opens it from there vouches for who wrote."""
    key = asked_key(request)
    if key:
        found = conversation_for(request.actor, key)
        attach_case(actor=request.actor, conversation=found, case=case, at=at, vouched=True)
