"""What lies between the processes of one instance: each hears what the others tell, and knows who looks where."""

import functools
import importlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, Protocol, cast

from django.conf import settings

from reprise.platform.live.notices import Notice

Who = tuple[str, str]  # side and name
Here = Mapping[str, frozenset[Who]]  # by topic
KEPT_FOR: Final = 75  # seconds somebody counts as here after the last word of a process, which may have been killed
REDIS: Final = "reprise.platform.live.through_redis"
NEIGHBOURS: Final = "reprise.platform.live.neighbours"
KEEP_EVERY: Final = 25.0  # seconds


class Between(Protocol):
    """Any thread may call any of these; none raises when the others cannot be reached."""

    def listen(self, hear: Callable[[Notice], None]) -> None:
        """Call `hear`, in a thread, with whatever another process publishes."""

    def publish(self, notice: Notice) -> None:
        """Tell every other process that listens."""

    def keep(self, here: Here) -> None:
        """Let the others know who looks where in this process; all of it, each time."""

    def who(self, topic: str) -> frozenset[Who]:
        """Who looks at a topic in the other processes."""

    def end(self, holder: str, at: datetime) -> None:
        """Keep, for as long as a pass lives, that what a holder was given until then lets them follow nothing."""

    def ended(self, holder: str) -> datetime | None:
        """Until when what a holder was given is ended; None when it was not."""

    def fault(self) -> str | None:
        """Why the others cannot be reached; None when they can."""

    def close(self) -> None:
        """Listen no longer, and be forgotten by the others."""


def load() -> None:
    """Load the client of Redis where one is used, half a second and 30 MB: once, for all processes forked from here."""
    if settings.ENV.redis_url is not None:
        importlib.import_module(REDIS)


@functools.cache
def between() -> Between:
    """Redis where the instance has one, else the data folder that the processes of one machine share."""
    if settings.ENV.redis_url is not None:
        module = importlib.import_module(REDIS)
        return cast(Between, module.ThroughRedis(settings.ENV.redis_url.get_secret_value()))
    module = importlib.import_module(NEIGHBOURS)
    return cast(Between, module.Neighbours(settings.ENV.data_dir / "live"))
