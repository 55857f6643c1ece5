"""A kept file as an answer to staff: pictures and papers in the page, everything else as a download."""

from typing import TYPE_CHECKING

from django.http import FileResponse, HttpRequest, HttpResponse

from reprise.platform.files.store import open_file, open_preview

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile


def file_answer(request: HttpRequest, kept: "StoredFile") -> HttpResponse:
    """The file itself, or its preview when that is asked for."""
    preview = "preview" in request.GET and kept.preview_key
    opened = open_preview(kept) if preview else open_file(kept)
    kind = "image/jpeg" if preview else kept.media_type
    inline = kind.startswith("image/") or kind == "application/pdf"
    answer = FileResponse(opened, as_attachment=not inline, filename=kept.name, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    if kind != "application/pdf":  # which browsers show in a viewer of their own, and in a sandbox not at all
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer  # type: ignore[return-value]  # a FileResponse is streamed, and a response all the same
