"""Photos at the bench: several at once, kept on the article, shown beside the customer's own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reprise.apps.evidence.queries import evidence_of
from reprise.core.refusals import Invalid, mark
from reprise.web.backoffice.cases.scene import Scene
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.uploads import take_file
from reprise.workflows import add_evidence

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case, CaseLine

#: What marks a photo taken by us at the bench, beside the shots customers are asked for.
BENCH = "bench"
MOST_AT_ONCE = 6


class _Many(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class ManyFiles(forms.FileField):
    """Several pictures; what each really is, the gate finds out."""

    widget = _Many
    default_error_messages: ClassVar = {"empty": _("One of these files is empty. Choose another one.")}

    def __init__(self, **more: Any) -> None:
        look = _Many(attrs={"accept": "image/*", "capture": "environment", "class": "form-control"})
        super().__init__(widget=look, max_length=200, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each of them, in order."""
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(ManyFiles, self).clean(one, initial) for one in files]


def keep_photos(
    request: StaffRequest, case: "Case", line: "CaseLine | None", photos: "Sequence[UploadedFile[Any]]", caption: str
) -> None:
    """Keep each photo sent, on the article it shows."""
    if len(photos) > MOST_AT_ONCE:
        raise Invalid(field="photos", why=mark("send at most six photos at once."))
    now = timezone.now()
    for photo in photos:
        kept = take_file(request, cast(BinaryIO, photo), now)
        add_evidence.add(
            actor=request.actor, case=case, file_id=kept.pk, caption=caption, line_id=line.pk if line else None,
            shot=BENCH, at=now,
        )  # fmt: skip


def side_by_side(request: StaffRequest, scene: Scene, line: "CaseLine") -> dict[str, object]:
    """The customer's pictures of an article and ours."""
    here = [one for one in evidence_of(request.actor, scene.case.pk) if one.line_id in {None, line.pk}]
    pictures = [one for one in here if one.file.preview_key]
    return {
        "theirs": [one for one in pictures if one.by_customer],
        "ours": [one for one in pictures if not one.by_customer],
    }  # fmt: skip
