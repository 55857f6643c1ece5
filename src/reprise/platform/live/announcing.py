"""Say that there is something new on a topic."""

import structlog
from django.db import connection, transaction

from reprise.platform.live.between import between
from reprise.platform.live.hub import HUB
from reprise.platform.live.notices import Notice

log = structlog.get_logger("reprise.live")


def announce(*, topic: str, number: int = 0, staff_only: bool = False) -> None:
    """After the commit at hand, tell whoever has the topic open to look again; from any thread, and it never raises.

    `number` is the newest there is, 0 when what changed has none. `staff_only`: customers are not told, as of a note.
    """
    notice = Notice(topic, "after", number=number, staff_only=staff_only)
    if connection.in_atomic_block:
        transaction.on_commit(lambda: tell_everywhere(notice), robust=True)
    else:
        tell_everywhere(notice)


def tell_everywhere(notice: Notice) -> None:
    """At once, in this process and in the others."""
    try:
        HUB.tell_from_thread(notice)
        between().publish(notice)
    except Exception as fault:  # noqa: BLE001  # a page that looks for itself finds out all the same
        log.warning("not announced", fault=type(fault).__name__)
