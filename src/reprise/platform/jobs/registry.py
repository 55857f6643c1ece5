"""Who does which kind of job. Handlers register when config imports their modules."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

#: What a handler leaves to be written: runs in the transaction that also finishes the job.
Finish = Callable[[], None]


class Handler(Protocol):
    """Does the slow part of a job outside any transaction and answers what to write, if anything."""

    def __call__(self, payload: dict[str, Any], /, *, at: datetime) -> Finish | None: ...


class Retry(Exception):
    """Not now: try the job again after a while."""

    def __init__(self, after: timedelta, why: str = "") -> None:
        self.after = after
        super().__init__(why)


HANDLERS: Final[dict[str, Handler]] = {}
PERIODIC: Final[dict[str, timedelta]] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register a function as the one that does this kind of job."""

    def register(handler: Handler) -> Handler:
        if HANDLERS.setdefault(kind, handler) is not handler:
            raise ValueError(f"two handlers for jobs of kind {kind}")
        return handler

    return register


def periodically(kind: str, *, every: timedelta) -> Callable[[Handler], Handler]:
    """Register a handler whose job each worker asks for again and again; it must not mind running twice."""

    def register(handler: Handler) -> Handler:
        PERIODIC[kind] = every
        return handles(kind)(handler)

    return register
