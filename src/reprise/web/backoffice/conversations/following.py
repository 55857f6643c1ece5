"""The passes by which an open page learns that there is something new: of its shop, and of one conversation."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.services.staff import holder_of
from reprise.apps.conversations.kinds import Side
from reprise.platform.live import pass_for
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation


def desk_pass(request: StaffRequest, at: datetime) -> str:
    """For whatever happens at the shop's desk."""
    return _pass(request, f"desk:{request.shop.pk}", at)


def thread_pass(request: StaffRequest, conversation: "Conversation", at: datetime) -> str:
    """For one conversation; customers never learn the name."""
    return _pass(request, f"conversation:{conversation.key}", at)


def _pass(request: StaffRequest, topic: str, at: datetime) -> str:
    holder = holder_of(request.actor.person_id)
    return pass_for(topic=topic, side=Side.STAFF, name=request.actor.name, holder=holder, at=at)
