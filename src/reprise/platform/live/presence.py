"""Whether somebody is looking."""

import structlog

from reprise.platform.live.between import between
from reprise.platform.live.hub import HUB

log = structlog.get_logger("reprise.live")


def present(topic: str, side: str) -> bool:
    """Whether anybody of a side has the topic before their eyes, in any process; when in doubt, nobody."""
    if any(who == side for who, _ in HUB.here(topic)):
        return True
    try:
        return any(who == side for who, _ in between().who(topic))
    except Exception as fault:  # noqa: BLE001  # who is thought away is written to
        log.warning("presence unknown", fault=type(fault).__name__)
        return False
