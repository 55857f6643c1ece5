"""Keys of chats that were over a month ago: a quiet job removes them; what was said stays with the shop."""

from datetime import datetime, timedelta
from typing import Any

from reprise.apps.conversations.services.chat_session import tidy_sessions
from reprise.platform.jobs.registry import Finish, periodically


@periodically("chats.tidy", every=timedelta(days=1))
def tidy(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Remove what opens nothing any more."""
    tidy_sessions(at=at)
    return None
