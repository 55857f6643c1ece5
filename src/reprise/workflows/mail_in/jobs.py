"""The job `mail.read`: reads what waits, in the order it came in; a poison is put apart and the next goes on."""

import time
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import DatabaseError

from reprise.apps.conversations.mail_queries import waiting_mails
from reprise.apps.conversations.reading.reader import Reader
from reprise.apps.conversations.services.settle_mail import MOST_ATTEMPTS, begin_attempt, quarantine_mail
from reprise.apps.conversations.services.take_mail import READ
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles, periodically
from reprise.platform.jobs.worker import place_of
from reprise.workflows.mail_in.one import take_in

SECONDS: Final = 60  # of one run; shorter than a lease, so that nobody takes the job over meanwhile
BATCH: Final = 500
log = structlog.get_logger("reprise.mail")


@handles(READ)
def read_waiting(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Read what waits for a minute; the rest, if there is one, by another run."""
    end = time.monotonic() + SECONDS
    tried: set[int] = set()
    with Reader() as reader:
        while (batch := [number for number in waiting_mails(BATCH) if number not in tried]) and time.monotonic() < end:
            for number in batch:
                if time.monotonic() > end:
                    break
                tried.add(number)
                _one(number, reader, at)
    return lambda: _go_on(at, tried)


@periodically("mail.look", every=timedelta(minutes=1))
def look(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Begin a run when mails wait that no run was asked for, as after a fault."""
    if not waiting_mails(1):
        return None
    return lambda: _ask(at)


def _one(number: int, reader: Reader, at: datetime) -> None:
    """One mail; whatever goes wrong with it stays with it."""
    mail = begin_attempt(mail_id=number)
    if mail is None:
        return
    try:
        take_in(mail, reader, at=at)
    except DatabaseError as fault:  # not the mail's doing, most often: it is tried again
        log.warning("mail not settled", mail=number, fault=place_of(fault), attempt=mail.attempts)
        if mail.attempts >= MOST_ATTEMPTS:
            quarantine_mail(mail=mail, why="failed", at=at)
    except Exception:
        log.exception("mail failed", mail=number, attempt=mail.attempts)
        if mail.attempts >= MOST_ATTEMPTS:
            quarantine_mail(mail=mail, why="failed", at=at)


def _go_on(at: datetime, tried: set[int]) -> None:
    if any(number not in tried for number in waiting_mails(len(tried) + 1)):
        _ask(at)


def _ask(at: datetime) -> None:
    enqueue(kind=READ, payload={}, at=at, dedupe_key=READ)
