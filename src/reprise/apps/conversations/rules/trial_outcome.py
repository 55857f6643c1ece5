"""What the two letters of a mailbox's self-test prove by coming back, or not."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

#: How long a letter may take, and how long after the plain one the other is still waited for.
PATIENCE: Final = timedelta(minutes=10)
PLUS_PATIENCE: Final = timedelta(minutes=2)


class TrialState(StrEnum):
    """How a test of a mailbox stands."""

    BEGUN = "begun"  # not sent yet
    UNDER_WAY = "under_way"
    PROVED = "proved"  # both letters came back
    NO_PLUS = "no_plus"  # the plain one did; plus addresses do not arrive
    LOST = "lost"  # nothing came back
    NOT_SENT = "not_sent"  # the mail server took neither


ENDED: Final = frozenset({TrialState.PROVED, TrialState.NO_PLUS, TrialState.LOST, TrialState.NOT_SENT})


@dataclass(frozen=True, slots=True)
class Seen:
    """When the letters left, and when each came back."""

    sent_at: datetime
    plain_at: datetime | None = None
    plus_at: datetime | None = None
    plus_refused: bool = False  # the mail server did not even take it


def outcome_of(seen: Seen, at: datetime) -> TrialState | None:
    """Proved, without plus, or lost; None while it is too early to say.

    A plus address that arrives where the plain one is still on its way proves that one too: it is the same box.
    """
    waited = at - seen.sent_at
    if seen.plus_at is not None and (seen.plain_at is not None or waited >= PLUS_PATIENCE):
        return TrialState.PROVED
    if seen.plain_at is not None and (seen.plus_refused or waited >= PLUS_PATIENCE):
        return TrialState.NO_PLUS
    return TrialState.LOST if waited >= PATIENCE else None
