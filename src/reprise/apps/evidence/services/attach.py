from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction
from django.db.models import Sum

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.queries import case_by_id, line_for
from reprise.apps.cases.services.record import record
from reprise.apps.evidence.models import Evidence
from reprise.core.refusals import Invalid, Kind, NotFound, Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.platform.files.models import StoredFile

MOST_FILES: Final = 30
MOST_BYTES: Final = 500 * 2**20
LONGEST_CAPTION: Final = 240


class FileTaken(Refusal):
    """The file lies on a case already; a file belongs to one case for ever."""

    code = "file_taken"
    kind = Kind.CONFLICT
    sentence = mark("This file is on a case already. Add it again as a new file.")


class CaseFull(Refusal):
    """There is enough on the case."""

    code = "case_full"
    kind = Kind.TOO_MANY
    sentence = mark("This case holds as many files as it can. Take one back, or describe the rest in a message.")


class CaseClosedForEvidence(Refusal):
    """A customer cannot add to a closed case."""

    code = "case_closed"
    kind = Kind.CONFLICT
    sentence = mark("This case is closed. Write a message if there is something new.")


@atomic
def attach(
    *, actor: Actor, case: "Case", file: "StoredFile", caption: str = "", line_id: int | None = None, shot: str = "",
    at: datetime,
) -> Evidence:  # fmt: skip
    """Put a file its uploader has on a case, where it stays; the timeline keeps its hash."""
    case = case_by_id(actor, case.pk)
    _check(actor, case, file, caption)
    line = line_for(actor, case, line_id) if line_id is not None else None
    piece = Evidence(
        shop_id=case.shop_id, case=case, line=line, file=file, shot=shot, caption=caption.strip(),
        by_customer=actor.is_customer, added_by=actor.key, added_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            piece.save(force_insert=True)
    except IntegrityError:
        raise FileTaken(field="file") from None
    told: dict[str, object] = {"evidence": piece.pk, "file": file.pk, "kind": file.kind, "shot": shot}
    private: dict[str, object] = {"sha256": file.sha256, "caption": piece.caption}
    record(case=case, actor=actor, at=at, event=Event(EventType.EVIDENCE_ADDED, told, private))
    return piece


def _check(actor: Actor, case: "Case", file: "StoredFile", caption: str) -> None:
    if not actor.is_customer and not actor.may(Right.GOODS_INSPECT):  # whoever stands at the bench adds pictures too
        actor.require(Right.CASES_WRITE)
    mine = actor.kind is ActorKind.SYSTEM or file.uploaded_by == actor.key
    if file.shop_id != case.shop_id or file.erased_at is not None or not mine:
        raise NotFound(field="file")
    if len(caption.strip()) > LONGEST_CAPTION:
        raise Invalid(field="caption", why=mark("write at most 240 characters."))
    if actor.is_customer and case.closed_at is not None:
        raise CaseClosedForEvidence
    kept = Evidence.objects.filter(case=case, removed_at__isnull=True)
    size = kept.aggregate(total=Sum("file__size"))["total"] or 0
    if kept.count() >= MOST_FILES or size + file.size > MOST_BYTES:
        raise CaseFull
