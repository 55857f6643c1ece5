"""Photos taken at the bench: through the gate, and on the case at once."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext

from reprise.core.refusals import Invalid, mark
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.uploads import take_file
from reprise.workflows import add_evidence

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case

#: What marks a photo taken by us at the bench, beside the shots customers are asked for.
BENCH: Final = "bench"
MOST_AT_ONCE: Final = 6


def take_photos(request: StaffRequest, case: "Case", at: datetime) -> None:
    """Keep each photo sent, on the article it shows."""
    sent = request.FILES.getlist("photo")
    if not sent:
        raise Invalid(field="photo", why=mark("choose a photo first."))
    if len(sent) > MOST_AT_ONCE:
        raise Invalid(field="photo", why=mark("send at most six photos at once."))
    line = request.POST.get("line", "")
    for photo in sent:
        kept = take_file(request, photo, at)
        add_evidence.add(
            actor=request.actor, case=case, file_id=kept.pk, caption=gettext("Reception"),
            line_id=int(line) if line.isascii() and line.isdigit() and len(line) < 18 else None, shot=BENCH, at=at,
        )  # fmt: skip
