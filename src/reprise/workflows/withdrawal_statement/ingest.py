"""Bring in the statements that waited on the disk; the periodic job `statements.ingest`, and a command."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import Error

from reprise.apps.accounts.faces import Face, keep_face
from reprise.apps.accounts.queries import every_shop
from reprise.apps.cases.spool import keep_room, take_away, waiting
from reprise.core.refusals import Refusal
from reprise.platform.jobs.registry import Finish, periodically
from reprise.workflows.withdrawal_statement.receive import record, spool_folder

log = structlog.get_logger("reprise.statements")


@periodically("statements.ingest", every=timedelta(minutes=1))
def ingest_later(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Look at the disk: each statement is a transaction of its own, and its file goes when that is committed.

    And keep beside the database what the withdrawal function needs without it.
    """
    keep_faces()
    ingest(at=at)
    keep_room(spool_folder())
    return None


def ingest(*, at: datetime) -> int:
    """Record what waits, and say how many there were. Twice, or two at once: the key of each lets one row be."""
    done = 0
    for filed in waiting(spool_folder()):
        try:
            record(filed, at=at)
        except Refusal as refusal:  # its shop is not in this database: it stays where somebody can find it
            log.error("statement of an unknown shop", reference=filed.reference, why=refusal.code)
            continue
        take_away(spool_folder(), filed.reference)
        done += 1
    return done


def how_many_wait() -> int:
    """How many statements lie on the disk."""
    folder = spool_folder()
    return sum(1 for _ in folder.glob("RT-*.json")) if folder.is_dir() else 0


def faces_folder() -> Path:
    """Where the shops' faces lie."""
    return Path(settings.ENV.data_dir) / "shops"


def keep_faces() -> None:
    """Write down every shop's face; a disk that cannot be written is told elsewhere."""
    try:
        for shop in every_shop():
            keep_face(faces_folder(), Face.of(shop))
    except (OSError, Error) as fault:
        log.warning("faces of shops not kept", fault=type(fault).__name__)
