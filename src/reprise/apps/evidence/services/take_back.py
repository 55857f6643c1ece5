from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.queries import lines_of
from reprise.apps.cases.services.record import record
from reprise.apps.evidence.models import Evidence
from reprise.apps.evidence.queries import evidence_for
from reprise.core.refusals import Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.files.erase import erase_files
from reprise.platform.transactions import atomic

UNDECIDED: Final = frozenset({LineState.PENDING, LineState.NEEDS_INFO})


class EvidenceUsed(Refusal):
    """Somebody decided on what it shows: it stays with the decision."""

    code = "evidence_used"
    kind = Kind.CONFLICT
    sentence = mark("A decision was made on this case, so what it rests on stays. Write a message to correct it.")


@atomic
def take_back(*, actor: Actor, evidence_id: int, at: datetime) -> None:
    """Remove a file from a case and destroy its bytes; only its author may, and only before any decision."""
    piece = evidence_for(actor, evidence_id)
    author = piece.by_customer if actor.is_customer else piece.added_by == actor.key
    if not author:
        raise NotFound
    about = [line for line in lines_of(piece.case) if piece.line_id in {None, line.pk}]
    if any(LineState(line.state) not in UNDECIDED for line in about):
        raise EvidenceUsed
    if not Evidence.objects.filter(pk=piece.pk, removed_at__isnull=True).update(removed_at=at, caption=""):
        raise Overtaken
    erase_files(file_ids=[piece.file_id], at=at)
    told: dict[str, object] = {"evidence": piece.pk, "file": piece.file_id}
    record(case=piece.case, actor=actor, at=at, event=Event(EventType.EVIDENCE_REMOVED, told))
