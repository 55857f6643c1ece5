"""The job `mail.read`: reads what waits, in the order it came in; a poison is put apart and the next goes on."""

import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import structlog
from django.db import DatabaseError

from reprise.apps.conversations.mail_queries import waiting_mails
from reprise.apps.conversations.reading.reader import Reader
from reprise.apps.conversations.services.settle_mail import MOST_ATTEMPTS, begin_attempt, quarantine_mail
from reprise.apps.conversations.services.take_mail import READ
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles, periodically
from reprise.platform.jobs.worker import place_of
from reprise.workflows.mail_in.one import Reading, take_in

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail

SECONDS: Final = 10  # of one run: refunds and letters do not wait behind a thousand mails
BATCH: Final = 500
AHEAD: Final = 4  # mails read beside, each in a process of its own, one after the other
log = structlog.get_logger("reprise.mail")


@handles(READ)
def read_waiting(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Read what waits, for some seconds; the rest, if there is one, by another run."""
    end = time.monotonic() + SECONDS
    tried: set[int] = set()
    while time.monotonic() < end and (batch := [mail for mail in waiting_mails(BATCH) if mail.pk not in tried]):
        tried.update(read_in_order(batch, at=at, until=end))
    return lambda: _go_on(at, tried)


def read_in_order(mails: list["IncomingMail"], *, at: datetime, until: float) -> list[int]:
    """Settle mails one after the other, each read beside while those before it are settled."""
    done: list[int] = []
    with Reader() as reader, ThreadPoolExecutor(1, thread_name_prefix="mail") as beside:
        coming = deque[Reading]()
        left = iter(mails)
        begun: int | None = None  # the mail whose attempt is counted already
        try:
            while time.monotonic() < until:
                coming.extend(Reading(mail, reader, beside) for mail in islice(left, AHEAD - len(coming)))
                if not coming:
                    break
                reading = coming.popleft()
                done.append(reading.mail.pk)
                following = coming[0].mail if coming else None
                begun = _one(reading, following, at, begun=begun == reading.mail.pk)
        finally:
            for reading in coming:
                reading.close()
    return done


@periodically("mail.look", every=timedelta(minutes=1))
def look(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Begin a run when mails wait that no run was asked for, as after a fault."""
    if not waiting_mails(1):
        return None
    return lambda: _ask(at)


def _one(reading: Reading, following: "IncomingMail | None", at: datetime, *, begun: bool) -> int | None:
    """One mail; whatever goes wrong with it stays with it. Answers whose attempt is counted next."""
    mail = reading.mail
    try:
        if begun or begin_attempt(mail=mail):
            begins = take_in(reading, at=at, then=following)
            return following.pk if begins and following else None
    except DatabaseError as fault:  # not the mail's doing, most often: it is tried again
        log.warning("mail not settled", mail=mail.pk, fault=place_of(fault), attempt=mail.attempts)
        _give_up(mail, at)
    except Exception:
        log.exception("mail failed", mail=mail.pk, attempt=mail.attempts)
        _give_up(mail, at)
    finally:
        reading.close()
    if following is not None:
        following.refresh_from_db(fields=["attempts"])  # counted in what was undone
    return None


def _give_up(mail: "IncomingMail", at: datetime) -> None:
    if mail.attempts >= MOST_ATTEMPTS:
        quarantine_mail(mail=mail, why="failed", at=at)


def _go_on(at: datetime, tried: set[int]) -> None:
    if any(mail.pk not in tried for mail in waiting_mails(len(tried) + 1)):
        _ask(at)


def _ask(at: datetime) -> None:
    enqueue(kind=READ, payload={}, at=at, dedupe_key=READ)
