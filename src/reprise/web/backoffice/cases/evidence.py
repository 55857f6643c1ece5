"""Add a photo or a document to a case."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reprise.apps.accounts.rights import Right
from reprise.platform.files.verdict import KINDS
from reprise.web.backoffice.cases.act import DeedForm, act, deed_page
from reprise.web.backoffice.cases.scene import scene_of
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.forms import typed
from reprise.web.backoffice.uploads import EVIDENCE, FileField, take_file
from reprise.workflows import add_evidence as workflow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.cases.models import CaseLine


class EvidenceForm(DeedForm):
    """A file, what it shows, and the article it is about."""

    file = FileField(label=_("Photo, PDF, video, 3D model or G-code"), accept=EVIDENCE)
    caption = forms.CharField(label=_("What it shows"), required=False, max_length=160)
    line = forms.TypedChoiceField(label=_("Article"), required=False, coerce=int, empty_value=None)
    seen = None  # type: ignore[assignment]  # evidence never waits for anything

    def __init__(self, *args: Any, lines: "Sequence[CaseLine]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(line.pk, line.name) for line in lines]
        self.fields["line"].choices = [("", gettext("The whole case")), *named]  # type: ignore[attr-defined]


@deed_page(right=Right.GOODS_INSPECT)
def add_evidence(request: StaffRequest, reference: str) -> HttpResponse:
    """The page that takes a file."""
    scene = scene_of(request, reference)
    form = EvidenceForm(typed(request), request.FILES or None, lines=scene.picture.lines, sequence=0)

    def do() -> str:
        now = timezone.now()
        file = take_file(request, form.cleaned_data["file"], now, allowed=KINDS)
        workflow.add(
            actor=request.actor, case=scene.case, file_id=file.pk, caption=form.cleaned_data["caption"],
            line_id=form.cleaned_data["line"], at=now,
        )  # fmt: skip
        return gettext("File added to the case.")

    return act(request, scene, form, do, template="evidence", context={"heading": gettext("Add a file")})
