"""Files sent by staff: through the same gate as a customer's."""

from collections.abc import Set
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from django import forms
from django.utils.translation import gettext_lazy as _

from reprise.platform.files.accept import IMAGES_AND_PDF, accept_upload
from reprise.web.backoffice.door import StaffRequest

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

#: What shows something: photos, documents, videos, models and print jobs. Browsers know the last ones by their names.
EVIDENCE = (
    "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf,video/mp4,video/quicktime,"
    "video/webm,.stl,.obj,.3mf,.step,.stp,.gcode,.gco,.bgcode"
)
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf"


class FileField(forms.FileField):
    """One file; what it really is, the gate finds out."""

    def __init__(self, *, accept: str = ACCEPTED, **more: Any) -> None:
        said = {"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")}
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), error_messages=said, max_length=200, **more)


def take_file(
    request: StaffRequest, sent: BinaryIO, at: datetime, *, allowed: Set[str] = IMAGES_AND_PDF
) -> "StoredFile":
    """Check a file and keep it; refused when it is not what it says, or too large."""
    return accept_upload(actor=request.actor, name=sent.name or "", content=sent, at=at, allowed=allowed)
