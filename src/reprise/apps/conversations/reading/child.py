"""The nursery: a process without secrets that has a child of its own read each mail. Started by the reader only.

It never looks at a hostile byte itself. A child has little memory and time, no network, starts nothing, writes in one
folder only, and cannot speak in the nursery's place. Forking costs a hundredth of starting Python anew.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Final, NoReturn

from reprise.apps.conversations.reading import mime
from reprise.apps.conversations.reading.calendars import warm_up
from reprise.apps.conversations.reading.parts import TooDeep
from reprise.platform.files.confinement import confine, limit

WALL_SECONDS: Final = 20
_FILE: Final = "mail.json"


class _TooLong(Exception):
    """The child took more time than it has."""


def main() -> int:
    """Answer each line of input, which names a mail and a folder, once a child has read it or could not."""
    signal.signal(signal.SIGALRM, _ring)
    warm_up()
    for line in sys.stdin:
        path, folder = json.loads(line)
        sys.stdout.write(f"{json.dumps(_outcome(Path(path), Path(folder)))}\n")
        sys.stdout.flush()
    return 0


def _outcome(path: Path, folder: Path) -> str:
    """Empty when the child left what it read; else why not."""
    child = os.fork()
    if child == 0:
        _be_the_child(path, folder)
    signal.alarm(WALL_SECONDS)
    try:
        status = os.waitpid(child, 0)[1]
    except _TooLong:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "too_hard"
    finally:
        signal.alarm(0)
    if os.WIFEXITED(status):
        return {0: "", 3: "too_deep"}.get(os.WEXITSTATUS(status), "unreadable")
    return "too_hard"


def _be_the_child(path: Path, folder: Path) -> NoReturn:
    code = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nowhere, number)
        os.close(nowhere)
        limit()
        confine(folder, path)
        (folder / _FILE).write_text(json.dumps(mime.read(path, folder)))
        code = 0
    except (TooDeep, RecursionError):
        code = 3
    except BaseException:  # noqa: BLE001  # hostile input finds every exception there is
        code = 1
    finally:
        os._exit(code)


def _ring(*_: object) -> NoReturn:
    raise _TooLong


if __name__ == "__main__":
    sys.exit(main())
