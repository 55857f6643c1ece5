"""Add a photo or a document to a case."""

from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.evidence.queries import file_for
from reprise.apps.evidence.services.attach import attach
from reprise.platform.transactions import atomic
from reprise.workflows.verdict.compute_again import compute_again

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.evidence.models import Evidence


@atomic
def add(
    *, actor: Actor, case: "Case", file_id: int, caption: str = "", line_id: int | None = None, shot: str = "",
    at: datetime,
) -> "Evidence":  # fmt: skip
    """Put an uploaded file on the case, or on one of its lines; what waited for it is answered anew."""
    file = file_for(actor, file_id)
    piece = attach(actor=actor, case=case, file=file, caption=caption, line_id=line_id, shot=shot, at=at)
    compute_again(actor=actor, case=case, because="evidence", at=at)
    return piece
