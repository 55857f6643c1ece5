"""A form sent twice is done once: each carries its own id, and the session knows those it has sent."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from reprise.apps.accounts.services.budget import afford, give_back
from reprise.web.backoffice.door import StaffRequest

_DONE: Final = "desk_done"
_REMEMBERED: Final = 60
_KNOWN: Final = timedelta(hours=12)


def done_before(request: StaffRequest) -> bool:
    """Whether this very form was sent and done in this session."""
    sent = _sent(request)
    return bool(sent) and sent in request.session.get(_DONE, [])


def remember(request: StaffRequest) -> None:
    """Keep the id of a form that was done."""
    if sent := _sent(request):
        request.session[_DONE] = [*request.session.get(_DONE, []), sent][-_REMEMBERED:]


def first_to_send(request: StaffRequest) -> bool:
    """Whether nobody does this very form at the same moment: two quick clicks without scripts are two requests, and
    neither session knows of the other. Whoever is first and refused after all lets go of it again.
    """
    sent = _sent(request)
    return not sent or afford(what=_DONE, who=_whose(request, sent), limit=1, per=_KNOWN, at=timezone.now())


def let_go(request: StaffRequest) -> None:
    """The form was not done after all: it may be sent again as it is."""
    if sent := _sent(request):
        give_back(what=_DONE, who=_whose(request, sent))


def _whose(request: StaffRequest, sent: str) -> str:
    return f"{request.actor.shop_id} {request.actor.person_id} {sent}"


def _sent(request: StaffRequest) -> str:
    return request.POST.get("client_id", "")[:64]
