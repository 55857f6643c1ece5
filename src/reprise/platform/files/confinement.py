"""What the limited process may not do, set by itself before it looks at a hostile byte."""

import os
import resource
import sys
from pathlib import Path
from typing import Any, Final

from reprise.platform.files.verdict import MIB

MEMORY: Final = 1024 * MIB
SECONDS: Final = 8
_LIMITS: Final = {
    "RLIMIT_AS": MEMORY, "RLIMIT_FSIZE": 64 * MIB, "RLIMIT_NOFILE": 64, "RLIMIT_CORE": 0,
}  # fmt: skip
_FORBIDDEN: Final = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "pty.",
    "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.chown",
    "os.truncate", "os.putenv", "ctypes.", "shutil.", "urllib.", "http.", "ftplib.", "smtplib.",
)  # fmt: skip
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit(seconds: int = SECONDS) -> None:
    """Bound memory, time and the size of what is written; the system kills whoever goes beyond."""
    for name, most in (*_LIMITS.items(), ("RLIMIT_CPU", seconds)):
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (bound, bound))
        except (OSError, ValueError):  # macOS knows no limit of address space
            continue


def confine(folder: Path, source: Path) -> None:
    """Refuse the network, new processes, and every file but the source, Python's own, and those in one folder."""
    places = {sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(__file__).parents[3]), str(folder), str(source)}
    readable = tuple({os.path.realpath(place) for place in places} | places)
    writable = (str(folder), os.path.realpath(folder))

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(event)
        if event == "open" and isinstance(args[0], str | bytes):
            path, flags = os.fsdecode(args[0]), args[2] if isinstance(args[2], int) else 0
            if not path.startswith(writable if flags & _WRITES else readable) or "/../" in path:
                raise PermissionError(path)

    sys.addaudithook(watch)
