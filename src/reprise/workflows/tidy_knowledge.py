"""What time alone does to the knowledge base: questions lose their words, guides nobody goes on with are over."""

from datetime import datetime, timedelta
from typing import Any

from reprise.apps.knowledge.services.leave_guides import leave_guides
from reprise.apps.knowledge.services.tidy_questions import tidy_questions
from reprise.platform.jobs.registry import Finish, periodically


@periodically("knowledge.tidy", every=timedelta(hours=6))
def tidy(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Empty what is half a year old, a part at a time, and end what fell silent."""
    return lambda: _tidy(at)


def _tidy(at: datetime) -> None:
    leave_guides(at=at)
    while tidy_questions(at=at):
        pass
