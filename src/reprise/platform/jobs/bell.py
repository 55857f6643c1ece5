"""Wakes the embedded worker the moment something to do is committed, so that nobody waits for the next look."""

import threading
from typing import Final

BELL: Final = threading.Event()


def ring() -> None:
    """Wake the worker of this process, if there is one."""
    BELL.set()


def wait(seconds: float) -> None:
    """Sleep until somebody rings, but no longer than this."""
    BELL.wait(seconds)
    BELL.clear()
