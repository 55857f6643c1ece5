"""Waiting for what other threads and processes do."""

import time
from collections.abc import Callable


def until(fact: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is so, and fail the test when it takes too long."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)
