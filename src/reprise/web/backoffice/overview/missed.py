"""Answers that were promised and missed: what the home page shows before anything else."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from reprise.readmodels.agenda.listing import missed
from reprise.readmodels.agenda.wanted import Wanted
from reprise.readmodels.deadline_about import abouts
from reprise.readmodels.deadlines import PROMISED
from reprise.web.backoffice.agenda.rows import where
from reprise.web.backoffice.door import StaffRequest
from reprise.web.backoffice.due import late_words
from reprise.web.backoffice.pages import address

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Broken:
    """Somebody who was promised an answer and still waits."""

    who: str
    reference: str
    subject: str
    late: str
    url: str
    assignee: str


@dataclass(frozen=True, slots=True)
class MissedPromises:
    """The longest missed first, and whether there are more."""

    rows: tuple[Broken, ...]
    more_url: str  # empty when all are shown


def missed_promises(request: StaffRequest, at: datetime) -> MissedPromises | None:
    """What to answer now; None when every promise is kept so far. One query, three when there are some."""
    found = missed(request.actor, Wanted(kind=PROMISED), at=at, limit=SHOWN + 1)
    if not found:
        return None
    shown = found[:SHOWN]
    matters = abouts(shown)
    rows = tuple(
        Broken(
            who=(about := matters[row.pk]).who, reference=about.reference, subject=about.subject,
            late=late_words(at - row.due_at), url=where(request, about), assignee=str(about.assignee or ""),
        )
        for row in shown
    )  # fmt: skip
    more = address(request, "agenda", kind=PROMISED) if len(found) > SHOWN else ""
    return MissedPromises(rows, more)
