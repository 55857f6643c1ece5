"""Files said in a chat: each passes the gate, and is handed out only to whoever reads the message it came with."""

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

from reprise.core.refusals import Refusal
from reprise.platform.files.accept import accept_upload
from reprise.platform.files.store import open_file, open_preview
from reprise.platform.files.verdict import KINDS
from reprise.web.chat.talk import Talk
from reprise.web.refusals import tell_plainly

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

MOST_FILES: Final = 5  # at once; the next message takes more
SHOWN: Final = frozenset({"image/jpeg", "image/png", "image/webp"})  # everything else is downloaded


@dataclass(slots=True)
class Came:
    """What came of the files that were sent."""

    kept: "list[StoredFile]" = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def take(talk: Talk, files: "Iterable[UploadedFile[Any]]") -> Came:
    """Pass files through the gate one by one; a refused one is named with what to do instead."""
    came = Came()
    sent = list(files)
    if talk.actor is None:
        return came
    for file in sent[:MOST_FILES]:
        try:
            name, content = file.name or "", cast(BinaryIO, file)
            came.kept.append(accept_upload(actor=talk.actor, name=name, content=content, at=talk.at, allowed=KINDS))
        except Refusal as refusal:
            came.problems.append(gettext("%(name)s: %(why)s") % {"name": file.name, "why": tell_plainly(refusal)})
    if len(sent) > MOST_FILES:
        came.problems.append(gettext("%(most)s files at once are enough. Add the others next.") % {"most": MOST_FILES})
    return came


def serve(file: "StoredFile", *, preview: bool) -> HttpResponseBase:
    """A stored file, never sniffed and never kept; the caller has checked that the reader may have it."""
    response: HttpResponse | FileResponse
    if preview and file.preview_key:
        with open_preview(file) as picture:
            response = HttpResponse(picture.read(), content_type="image/jpeg")
    else:
        shown = file.media_type in SHOWN
        kind = file.media_type if shown or file.media_type == "application/pdf" else "application/octet-stream"
        suffix = "" if "." in file.name else mimetypes.guess_extension(file.media_type) or ""
        response = FileResponse(
            open_file(file), as_attachment=not shown, filename=file.name + suffix, content_type=kind
        )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response
