"""A form sent twice is done once: each carries its own id, and the session knows those it has sent."""

from typing import Final

from reprise.web.backoffice.door import StaffRequest

_DONE: Final = "desk_done"
_REMEMBERED: Final = 60


def done_before(request: StaffRequest) -> bool:
    """Whether this very form was sent and done in this session."""
    sent = _sent(request)
    return bool(sent) and sent in request.session.get(_DONE, [])


def remember(request: StaffRequest) -> None:
    """Keep the id of a form that was done."""
    if sent := _sent(request):
        request.session[_DONE] = [*request.session.get(_DONE, []), sent][-_REMEMBERED:]


def _sent(request: StaffRequest) -> str:
    return request.POST.get("client_id", "")[:64]
