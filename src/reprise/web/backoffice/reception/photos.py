"""Photos taken at the bench: through the gate, and on the case at once."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from reprise.core.refusals import Invalid, NotFound, mark
from reprise.web.backoffice.cases.pictures import keep_photos
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.apps.cases.models import CaseLine


def take_photos(request: StaffRequest, scene: Scene) -> None:
    """Keep each photo sent, on the article it shows."""
    sent = request.FILES.getlist("photo")
    if not sent:
        raise Invalid(field="photo", why=mark("choose a photo first."))
    keep_photos(request, scene.case, _line(request, scene), sent, gettext("Reception"))


def _line(request: StaffRequest, scene: Scene) -> "CaseLine | None":
    typed = request.POST.get("line", "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 18:
        raise NotFound
    return scene.line(int(typed))
