"""The files said in a conversation, opened by staff: pictures in the page, everything else as a download."""

from django.http import FileResponse, HttpResponse

from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.queries import file_for
from reprise.platform.files.store import open_file, open_preview
from reprise.web.backoffice.door import READ, StaffRequest, desk_page


@desk_page(right=Right.CASES_READ, methods=READ)
def file(request: StaffRequest, file_id: int) -> HttpResponse:
    """The file itself, or its preview."""
    kept = file_for(request.actor, file_id).file
    preview = "preview" in request.GET and kept.preview_key
    opened = open_preview(kept) if preview else open_file(kept)
    kind = "image/jpeg" if preview else kept.media_type
    inline = kind.startswith("image/") or kind == "application/pdf"
    answer = FileResponse(opened, as_attachment=not inline, filename=kept.name, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]  # a FileResponse is streamed, and a response all the same
