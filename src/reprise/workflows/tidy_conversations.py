"""What time alone does to conversations: put aside until now, silent for long, kept longer than needed."""

from datetime import datetime, timedelta
from typing import Any, Final

from reprise.apps.conversations.services.chat_session import tidy_sessions
from reprise.apps.conversations.services.close_silent import close_silent
from reprise.apps.conversations.services.drop_raw import drop_old_raws
from reprise.apps.conversations.services.forget import forget_old
from reprise.apps.conversations.services.snooze import wake
from reprise.platform.files.erase import erase_files
from reprise.platform.jobs.registry import Finish, periodically

#: A question that never became a case is kept as long as a business may know who asked it and why: three years after
#: the last contact (CNIL, deliberation 2016-264 on customers and prospects, and its reference of 2022).
QUESTIONS_KEPT: Final = timedelta(days=3 * 365)
#: A mail as it arrived proves what was written and when, as long as somebody may argue about it; its words stay longer.
RAW_MAILS_KEPT: Final = timedelta(days=365)


@periodically("conversations.wake", every=timedelta(minutes=5))
def wake_up(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Open again what was put aside until now."""
    return lambda: _wake(at)


def _wake(at: datetime) -> None:
    wake(at=at)


@periodically("conversations.tidy", every=timedelta(hours=1))
def tidy(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Close what fell silent, forget what is kept too long."""
    return lambda: _tidy(at)


def _tidy(at: datetime) -> None:
    close_silent(at=at)
    tidy_sessions(at=at)
    drop_old_raws(before=at - RAW_MAILS_KEPT, at=at)
    erase_files(file_ids=forget_old(before=at - QUESTIONS_KEPT, at=at), at=at)
