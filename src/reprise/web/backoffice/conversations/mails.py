"""A mail as it came: its heads, its source, and the whole of it as a file."""

from typing import Final
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.rights import Right
from reprise.core.refusals import NotFound
from reprise.platform.files.store import open_file
from reprise.readmodels.inbox.mail import mail_of
from reprise.web.backoffice.conversations.mailed import doubts_of
from reprise.web.backoffice.conversations.scene import open_one, who_is
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.pages import show

SHOWN: Final = 200_000  # bytes of the source on the page; the file has all of it


@desk_page(right=Right.CASES_READ, methods=READ)
def mail(request: StaffRequest, thread: UUID, mail_id: int) -> HttpResponse:
    """The page, or the bytes as a download that no browser opens as a page."""
    found = open_one(request, thread)
    kept = mail_of(request.actor, found, mail_id)
    has_source = kept.raw is not None and kept.raw.erased_at is None
    if "download" in request.GET:
        if kept.raw is None or not has_source:
            raise NotFound
        answer = FileResponse(open_file(kept.raw), as_attachment=True, filename=f"mail-{kept.pk}.eml",
                              content_type="message/rfc822")  # fmt: skip
        answer["X-Content-Type-Options"] = "nosniff"
        return answer  # type: ignore[return-value]  # a FileResponse is streamed, and a response all the same
    source, is_cut = "", False
    if kept.raw is not None and has_source:
        with open_file(kept.raw) as raw:
            read = raw.read(SHOWN + 1)
        source, is_cut = read[:SHOWN].decode("utf-8", "replace").replace("\0", "\ufffd"), len(read) > SHOWN
    checks = ", ".join(f"{name.upper()} {result}" for name, result in sorted(kept.authentication.items()))
    context = {
        "mail": kept, "conversation": found, "who": who_is(found), "doubts": doubts_of(kept), "source": source,
        "is_cut": is_cut, "has_source": has_source, "checks": checks or gettext("not told by the receiving server"),
    }  # fmt: skip
    return show(request, "conversations/mail", context, section="conversations")
