"""How a mailbox is, from what was last seen of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

#: An IMAP box is looked at every few minutes at most; longer, and something stands in the way.
UNREACHED_AFTER: Final = timedelta(minutes=30)
#: Each mailbox writes to itself once a day: a box in which nothing arrives for longer is quiet, whatever its reason.
QUIET_AFTER: Final = timedelta(hours=50)
#: Where no mail server sends those tests, only customers tell, and a small shop has quiet days.
QUIET_WITHOUT_TESTS: Final = timedelta(days=10)


class Health(StrEnum):
    """How a mailbox is, worst first where several hold."""

    OFF = "off"
    UNREACHED = "unreached"  # we cannot look into it
    LOST = "lost"  # its last test did not come back
    NOT_SENT = "not_sent"  # the last test could not leave
    QUIET = "quiet"  # nothing arrived for longer than its own tests would need
    UNTRIED = "untried"
    TESTING = "testing"
    WORKS = "works"


#: What somebody of the shop has to look at.
ALARMING: Final = frozenset({Health.UNREACHED, Health.LOST, Health.NOT_SENT, Health.QUIET})


@dataclass(frozen=True, slots=True)
class BoxFacts:
    """What is known of a mailbox."""

    is_on: bool
    is_fetched: bool  # by IMAP: somebody has to reach it
    created_at: datetime
    seen_at: datetime | None = None
    mail_at: datetime | None = None
    proved_at: datetime | None = None
    error: str = ""
    trial: str = ""  # how its newest test stands
    is_tested: bool = True  # a mail server sends its daily tests


def health_of(box: BoxFacts, at: datetime) -> Health:
    """The health of a mailbox at a moment."""
    if not box.is_on:
        return Health.OFF
    if box.is_fetched and at - (box.seen_at or box.created_at) >= UNREACHED_AFTER:
        return Health.UNREACHED
    if box.trial in {"lost", "not_sent"}:
        return Health(box.trial)
    if box.error:
        return Health.UNREACHED
    newest = max((moment for moment in (box.mail_at, box.proved_at) if moment), default=None)
    if newest is not None and at - newest >= (QUIET_AFTER if box.is_tested else QUIET_WITHOUT_TESTS):
        return Health.QUIET
    if box.trial in {"begun", "under_way"}:
        return Health.TESTING
    return Health.WORKS if box.proved_at or newest else Health.UNTRIED
