"""Private files as the browser gets them: never sniffed, never kept, shown only when they are pictures we made."""

import mimetypes
from typing import TYPE_CHECKING, Final

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from reprise.platform.files.store import open_file, open_preview

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

SHOWN: Final = frozenset({"image/jpeg", "image/png", "image/webp"})  # everything else is downloaded


def serve(file: "StoredFile", *, preview: bool) -> HttpResponseBase:
    """A stored file; the caller has checked that the reader may have it."""
    response: HttpResponse | FileResponse
    if preview:
        with open_preview(file) as picture:
            response = HttpResponse(picture.read(), content_type="image/jpeg")
    else:
        shown = file.media_type in SHOWN
        kind = file.media_type if shown or file.media_type == "application/pdf" else "application/octet-stream"
        response = FileResponse(open_file(file), as_attachment=not shown, filename=_name(file), content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response


def _name(file: "StoredFile") -> str:
    suffix = mimetypes.guess_extension(file.media_type) or ""
    return file.name if "." in file.name else f"{file.name}{suffix}"
