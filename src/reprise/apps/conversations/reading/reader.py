"""Has mails read in limited processes, and believes nothing that is not in form."""

import json
import os
import selectors
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from reprise.apps.conversations.rules.read_mail import ReadMail

PATIENCE: Final = 40  # seconds; the nursery gives up on a child long before
_LONGEST: Final = 16 * 2**20
_CODES: Final = frozenset({"too_hard", "too_deep", "unreadable"})


class Unreadable(Exception):
    """A mail that cannot be read: why, in one of the words of `IncomingMail.why`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Reader:
    """Reads one mail after another; a nursery is started with the first, and anew after one that took it down."""

    def __init__(self) -> None:
        self._nursery: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, path: Path, folder: Path) -> ReadMail:
        """What a mail says; its files lie in the folder. `Unreadable` when it took too much, or is none."""
        said = folder / "mail.json"
        said.unlink(missing_ok=True)
        outcome = self._ask(path, folder)
        if outcome:
            raise Unreadable(outcome if outcome in _CODES else "unreadable")
        try:
            with said.open("rb") as file:
                return ReadMail.in_form(json.loads(file.read(_LONGEST)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise Unreadable("unreadable") from None

    def _ask(self, path: Path, folder: Path) -> str:
        nursery = self._running()
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        try:
            nursery.stdin.write(json.dumps([str(path.absolute()), str(folder.absolute())]).encode() + b"\n")
            nursery.stdin.flush()
            with selectors.DefaultSelector() as waiting:
                waiting.register(nursery.stdout, selectors.EVENT_READ)
                if not waiting.select(PATIENCE):
                    raise TimeoutError
            return str(json.loads(nursery.stdout.readline(1_000)))
        except (OSError, ValueError):
            self.close()
            return "too_hard"

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._nursery is None or self._nursery.poll() is not None:
            self.close()
            environment = {"PATH": os.defpath, "LANG": "C.UTF-8"}  # and no secret of ours
            self._nursery = subprocess.Popen(
                [sys.executable, "-I", "-m", "reprise.apps.conversations.reading.child"], env=environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        return self._nursery

    def close(self) -> None:
        """End the nursery, if there is one; the next mail starts another."""
        nursery, self._nursery = self._nursery, None
        if nursery is None:
            return
        for pipe in (nursery.stdin, nursery.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        nursery.kill()
        nursery.wait()
