"""Each open page that is told at once holds a connection, which to the system is an open file."""

import contextlib
import resource
from typing import Final

WANTED: Final = 16_384


def allow_many_files() -> None:
    """Open as many as the system lets this process; systems begin at a thousand, which an evening's chats may need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
