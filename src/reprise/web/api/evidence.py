"""Photos and documents of a case: sent through the same gate as a customer's, and listed."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Final, cast

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import case_for
from reprise.apps.evidence.queries import evidence_of
from reprise.core.refusals import Invalid, mark
from reprise.platform.files.accept import accept_upload
from reprise.platform.files.verdict import KINDS
from reprise.printing.defects import evidence as known_shots
from reprise.web.api.once import once_sent
from reprise.web.api.schemas import NO_NUL, Body, Id, Reference, ShortText
from reprise.web.api.scopes import scope
from reprise.web.api.tokens import caller
from reprise.workflows.add_evidence import add

if TYPE_CHECKING:
    from reprise.apps.accounts.actors import Actor
    from reprise.apps.cases.models import Case
    from reprise.apps.evidence.models import Evidence

router = Router(tags=["evidence"])
_CHUNK: Final = 2**20


class EvidenceIn(Body):
    """What a file shows: a few words, the line it is about, and the shot that was asked for, by its code."""

    caption: ShortText = ""
    line_id: Id | None = None
    shot: Annotated[str, Field(max_length=40, pattern=NO_NUL)] = ""


class EvidenceOut(Schema):
    """A file on a case, as the gate kept it; `remarks` are codes such as blurry or dark, and never a refusal.

    `job` is what a slicer said of a print: slicer, printer, profile, materials, filaments, nozzle_mm, layer_mm, infill,
    nozzle_c, bed_c, seconds, grams, metres, each where it is told.
    """

    id: int
    name: str
    kind: str
    media_type: str
    size: int
    sha256: str
    caption: str
    line_id: int | None
    shot: str
    by_customer: bool
    added_at: datetime
    remarks: list[str]
    job: dict[str, Any] = Field(default_factory=dict)


def _fingerprint(request: HttpRequest) -> bytes:
    """What was sent, whatever boundary the program put between its parts."""
    seen = hashlib.sha256()
    for name, value in sorted(request.POST.items()):
        seen.update(repr((name, value)).encode())
    files = ((name, file) for name in sorted(request.FILES) for file in request.FILES.getlist(name))
    for name, file in files:
        seen.update(repr((name, file.name)).encode())
        for chunk in file.chunks(_CHUNK):
            seen.update(chunk)
        file.seek(0)
    return seen.digest()


@router.get("/{reference}/evidence", response=list[EvidenceOut])
@scope(Right.CASES_READ)
def list_evidence(request: HttpRequest, reference: Reference) -> Sequence[EvidenceOut]:
    """The files of a case that were not taken back, oldest first."""
    actor = caller(request)
    return [_told(piece) for piece in evidence_of(actor, case_for(actor, reference).pk)]


@router.post("/{reference}/evidence", response={201: EvidenceOut})
@scope(Right.CASES_WRITE)
@once_sent(_fingerprint)
def add_evidence(
    request: HttpRequest, reference: Reference, form: Form[EvidenceIn], file: File[UploadedFile]
) -> tuple[int, EvidenceOut]:
    """Add one photo, PDF, video, model or G-code, as multipart/form-data; what waited for it is answered anew.

    A file that lies on the case already is answered with what is there.
    """
    actor = caller(request)
    case = case_for(actor, reference)
    _check(request)
    if form.shot and form.shot not in known_shots():
        raise Invalid(field="shot", why=mark("send the code of a shot that was asked for, or leave it out."))
    return 201, _told(_kept(actor, case, form, file))


def _check(request: HttpRequest) -> None:
    """A form may hold anything; what we would not read is refused rather than dropped."""
    unknown = (request.POST.keys() - EvidenceIn.model_fields.keys()) | (request.FILES.keys() - {"file"})
    if unknown:
        why = mark("there is no such field; send file, caption, line_id and shot.")
        raise Invalid(field=min(unknown)[:60], why=why)
    if len(request.FILES.getlist("file")) > 1:
        raise Invalid(field="file", why=mark("send one file in each call."))


def _kept(actor: "Actor", case: "Case", form: EvidenceIn, file: UploadedFile) -> "Evidence":
    """Through the gate, then onto the case; sent again because its answer was lost, it is there already."""
    now = timezone.now()
    content = cast(BinaryIO, file)
    kept = accept_upload(actor=actor, name=file.name or "", content=content, at=now, allowed=KINDS)
    there = (piece for piece in evidence_of(actor, case.pk) if piece.file.sha256 == kept.sha256)
    before = next((piece for piece in there if (piece.shot, piece.line_id) == (form.shot, form.line_id)), None)
    return before or add(
        actor=actor, case=case, file_id=kept.pk, caption=form.caption, line_id=form.line_id, shot=form.shot, at=now
    )  # fmt: skip


def _told(piece: "Evidence") -> EvidenceOut:
    file = piece.file
    return EvidenceOut(
        id=piece.pk, name=file.name, kind=file.kind, media_type=file.media_type, size=file.size, sha256=file.sha256,
        caption=piece.caption, line_id=piece.line_id, shot=piece.shot, by_customer=piece.by_customer,
        added_at=piece.added_at, remarks=list(file.facts.get("warnings", ())),
        job=file.facts.get("job", {}),
    )  # fmt: skip
