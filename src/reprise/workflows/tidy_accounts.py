"""Accounts of customers nobody uses: a quiet job ends them, so that a new owner of an address inherits nothing."""

from datetime import datetime, timedelta
from typing import Any

from reprise.apps.accounts.services.end_account import end_unused
from reprise.platform.jobs.registry import Finish, periodically


@periodically("accounts.tidy", every=timedelta(days=1))
def tidy(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """End what nobody came back to."""
    end_unused(at=at)
    return None
