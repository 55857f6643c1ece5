"""Looks after the web processes once they are begun, as a program that knows nothing of what they serve.

The process that loads the house and forks it would keep a copy of it that nobody uses, a third of all the memory. So it
turns into this small program (exec): under the same number, so that the others stay its children, and with the same
listening socket. A process that ends is begun anew by loading the house again; that takes seconds, and is rare.
"""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

QUICK: Final = 5.0  # seconds: a process that ends sooner is begun again only after a pause
PATIENCE: Final = 20.0  # seconds the processes may take to answer what they have begun
ALONE: Final = ("-I", "-S")  # Python with nothing but what this file names: 3 MB less


def become(*, children: Sequence[int], anew: Sequence[Sequence[str]], passed: Sequence[int], held: int) -> None:
    """Turn this process into the one that keeps `children`; `anew` are the commands that begin each of them again.

    `passed` are the descriptors such a process needs; `held` is the end of a pipe whose closing tells all to stop.
    """
    for descriptor in (*passed, held):
        os.set_inheritable(descriptor, True)
    told = json.dumps({"children": list(children), "anew": [list(each) for each in anew], "passed": list(passed)})
    os.execv(sys.executable, [sys.executable, *ALONE, __file__, told])  # noqa: S606  # this very interpreter


class Keeper:
    """Keeps as many processes as there were."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._passed = told["passed"]
        self._anew = dict(zip(told["children"], told["anew"], strict=True))
        self._begun = dict.fromkeys(told["children"], time.monotonic())
        self._stopping = False

    def run(self) -> None:
        """Stay until told to stop; then end the others."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping:
            self._look_after()
        self._end()

    def _look_after(self) -> None:
        """Wait a moment, and begin a process again that ended by itself."""
        select.select([], [], [], 0.5)
        for child in [child for child in self._begun if _has_ended(child)]:
            if time.monotonic() - self._begun.pop(child) < QUICK:
                time.sleep(1)
            anew = self._anew.pop(child)
            if not self._stopping:
                begun = subprocess.Popen(anew, pass_fds=self._passed)  # our own command
                self._begun[begun.pid], self._anew[begun.pid] = time.monotonic(), anew

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _end(self) -> None:
        until = time.monotonic() + PATIENCE
        for child in self._begun:
            _tell(child, signal.SIGTERM)
        while self._begun and time.monotonic() < until:
            self._begun = {child: begun for child, begun in self._begun.items() if not _has_ended(child)}
            time.sleep(0.05)
        for child in self._begun:
            _tell(child, signal.SIGKILL)


def _has_ended(child: int) -> bool:
    try:
        return os.waitpid(child, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def _tell(child: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, number)


if __name__ == "__main__":
    Keeper(json.loads(sys.argv[1])).run()
