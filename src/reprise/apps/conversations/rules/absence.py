"""When what was said goes by mail to whoever is not there."""

from datetime import datetime, timedelta
from typing import Final

AWAY: Final = timedelta(minutes=10)  # without a sign of them, somebody is away
BETWEEN: Final = timedelta(minutes=15)  # two letters of one conversation
MOST_MESSAGES: Final = 10  # in one letter; the rest stands behind its link


def letter_at(*, said_at: datetime, seen_at: datetime | None, mailed_at: datetime | None, is_here: bool) -> datetime:
    """The earliest moment to mail what was said: at once to somebody who has been away for a while.

    `seen_at` is when they last wrote or read on a page; `is_here` that they look at it right now.
    """
    last_sign = said_at if is_here else seen_at
    moments = [said_at]
    if last_sign is not None:
        moments.append(last_sign + AWAY)
    if mailed_at is not None:
        moments.append(mailed_at + BETWEEN)
    return max(moments)
