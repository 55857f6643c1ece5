"""What the two letters of a mailbox's self-test prove by coming back, or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

#: How long a letter may take, and how long after the plain one the other is still waited for.
PATIENCE: Final = timedelta(minutes=10)
PLUS_PATIENCE: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Seen:
    """When the letters left, and when each came back."""

    sent_at: datetime
    plain_at: datetime | None = None
    plus_at: datetime | None = None
    plus_refused: bool = False  # the mail server did not even take it


def outcome_of(seen: Seen, at: datetime) -> str:
    """`proved`, `no_plus` or `lost`; empty while it is too early to say.

    A plus address that arrives where the plain one is still on its way proves that one too: it is the same box.
    """
    waited = at - seen.sent_at
    if seen.plus_at is not None and (seen.plain_at is not None or waited >= PLUS_PATIENCE):
        return "proved"
    if seen.plain_at is not None and (seen.plus_refused or waited >= PLUS_PATIENCE):
        return "no_plus"
    return "lost" if waited >= PATIENCE else ""
