"""Waiting for what other threads and processes do."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def until(fact: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is so, and fail the test when it takes too long."""
    end = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def ends(seconds: int = 60) -> Iterator[None]:
    """Fail the test when what is inside goes on without an end; no measure of speed, which is the benchmarks' work."""

    def enough(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"still going on after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, enough)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
