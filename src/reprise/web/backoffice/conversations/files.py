"""The files said in a conversation, opened by staff."""

from django.http import HttpResponse

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.message_queries import file_for
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.file_answer import file_answer


@desk_page(right=Right.CASES_READ, methods=READ)
def file(request: StaffRequest, file_id: int) -> HttpResponse:
    """The file itself, or its preview."""
    return file_answer(request, file_for(request.actor, file_id).file)
