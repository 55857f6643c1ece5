"""End the live passes of somebody who may read no more, wherever their pages are open."""

from datetime import datetime

import structlog
from django.db import transaction

from reprise.platform.live.announcing import tell_everywhere
from reprise.platform.live.between import between
from reprise.platform.live.notices import Notice
from reprise.platform.live.passes import Pass

log = structlog.get_logger("reprise.live")


def end_passes(*, holder: str, at: datetime) -> None:
    """After the commit at hand, let nobody follow by what a holder was given until now; it never raises.

    Pages that are open are told in every process; a mark keeps those out that come back with the same pass.
    """
    transaction.on_commit(lambda: _end(holder, at), robust=True)


def _end(holder: str, at: datetime) -> None:
    try:
        between().end(holder, at)
    except Exception as fault:  # noqa: BLE001  # whatever they fetch is refused all the same
        log.warning("passes not ended", fault=type(fault).__name__)
    tell_everywhere(Notice(holder, "ended"))


def is_ended(read: Pass) -> bool:
    """Whether whoever holds this pass was sent away after it was given; when in doubt, they were not."""
    if not read.holder:
        return False
    try:
        ended = between().ended(read.holder)
    except Exception as fault:  # noqa: BLE001  # whatever they fetch is refused all the same
        log.warning("ended passes unknown", fault=type(fault).__name__)
        return False
    return ended is not None and read.since <= ended
