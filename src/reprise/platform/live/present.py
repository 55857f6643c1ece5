"""Whether somebody is looking."""

from reprise.platform.live.hub import HUB


def present(topic: str, side: str) -> bool:
    """Whether anybody of a side has the topic open before their eyes, in any process."""
    return any(who == side for who, _ in HUB.here(topic))
