"""Rights about articles that went back and were repaid: a quiet job ends them, for nobody waits for them any more."""

from datetime import datetime, timedelta
from typing import Any

from reprise.apps.cases.services.tidy_terms import tidy_terms
from reprise.platform.jobs.registry import Finish, periodically


@periodically("deadlines.tidy", every=timedelta(hours=1))
def tidy(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """End what ended with the refund."""
    tidy_terms(at=at)
    return None
