"""How often a token may call: a limit a minute, counted in the database, of which each process takes shares.

A count written at every call would cost a commit each. A process takes a fiftieth of the limit at a time and counts
that down by itself; all processes together never pass the limit, and what one has not used ends with the minute.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from reprise.apps.accounts.models import Budget
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.statements import Writing, insert_new

WINDOW: Final = timedelta(minutes=1)
SHARES: Final = 50
_WHAT: Final = "api.calls"
_MOST_KNOWN: Final = 1_000  # tokens a process remembers

_TAKE = Writing(
    lambda who, until, most, share: (
        Budget.objects.filter(what=_WHAT, who=who, ends_at=until, spent__lte=most), {"spent": F("spent") + share},
    )
)  # fmt: skip
_RENEW = Writing(
    lambda who, before, until, share: (
        Budget.objects.filter(what=_WHAT, who=who, ends_at__lt=before), {"spent": share, "ends_at": until},
    )
)  # fmt: skip


class TooManyCalls(Refusal):
    """A program calls more often than the instance allows."""

    code = "too_many_calls"
    kind = Kind.TOO_MANY
    sentence = mark("This token may call %(limit)s times a minute. Try again in %(retry_after)s seconds.")


@dataclass(slots=True)
class _Share:
    """What a process may still let through; the minute it is of."""

    left: int
    until: datetime


_shares: dict[int, _Share] = {}
_lock = threading.Lock()


def count_call(*, token_id: int, limit: int, at: datetime) -> None:
    """Count a call of a token, and refuse it (TooManyCalls) once there were `limit` in this minute; 0 is no limit."""
    if limit and not _of_share(token_id, at):
        until = at.replace(second=0, microsecond=0) + WINDOW
        share = _taken(token_id, limit, until)
        with _lock:
            if len(_shares) > _MOST_KNOWN:
                _shares.clear()
            kept = _shares.get(token_id)
            more = kept.left if kept is not None and kept.until == until else 0  # another thread took one as well
            _shares[token_id] = _Share(more + max(share - 1, 0), until)
        if not share:
            raise TooManyCalls(limit=limit, retry_after=max(1, round((until - at).total_seconds())))


def forget_shares() -> None:
    """Begin anew, as a new process does."""
    _shares.clear()


def _of_share(token_id: int, at: datetime) -> bool:
    with _lock:
        share = _shares.get(token_id)
        if share is None or share.until <= at or share.left < 1:
            return False
        share.left -= 1
        return True


def _taken(token_id: int, limit: int, until: datetime) -> int:
    """The next share of the limit, or what is left of it call by call, or none."""
    who, share = str(token_id), max(1, limit // SHARES)
    if _TAKE.rows(who, until, limit - share, share):
        return share
    if _RENEW.rows(who, until, until, share) or insert_new(Budget(what=_WHAT, who=who, spent=share, ends_at=until)):
        return share
    return _TAKE.rows(who, until, limit - 1, 1)
