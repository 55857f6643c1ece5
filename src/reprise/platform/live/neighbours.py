"""Between the processes of one machine without any server: each has a socket in the data folder, and a list beside it.

The socket takes notices, one datagram each. The list says who looks where in that process; its age says whether the
process is alive. Whatever gets lost on the way, an open page finds by looking for itself a little later.
"""

import contextlib
import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import structlog

from reprise.platform.live.between import KEPT_FOR, Here, Who
from reprise.platform.live.notices import Notice, packed, unpacked
from reprise.platform.live.passes import LIFE

PATIENCE: Final = 0.1  # seconds a neighbour that is busy may let us wait
LONGEST: Final = 4_096
ENDED: Final = ".ended"
LONGEST_PATH: Final = 100  # what an address of this kind may be long
log = structlog.get_logger("reprise.live")


class Neighbours:
    """This process among those that share a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._name = folder.absolute(), f"{os.getpid()}-{secrets.token_hex(4)}"
        self._socket: socket.socket | None = None

    def listen(self, hear: Callable[[Notice], None]) -> None:
        """Open the socket, and a thread that reads it."""
        if fault := self.fault():
            log.info("no neighbours heard", why=fault)
            return
        place = self._folder / f"{self._name}.sock"
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(place))
        threading.Thread(target=_heard, args=(self._socket, hear), name="live", daemon=True).start()

    def publish(self, notice: Notice) -> None:
        """One datagram to each neighbour; who is gone is forgotten."""
        words = json.dumps(packed(notice)).encode()
        for place in self._others(".sock"):
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
                out.settimeout(PATIENCE)
                try:
                    out.sendto(words, str(place))
                except (ConnectionRefusedError, FileNotFoundError):
                    _forget(place)
                except OSError:  # busy: its pages look for themselves
                    log.info("neighbour is busy")

    def keep(self, here: Here) -> None:
        """Write the list anew; without a socket nobody could be told that it changed, so there is none."""
        if self._socket is None:
            return
        place = self._folder / f"{self._name}.here"
        told = {topic: sorted(people) for topic, people in here.items()}
        with contextlib.suppress(OSError):
            draft = place.with_suffix(".new")
            draft.write_text(json.dumps(told), encoding="utf-8")
            draft.replace(place)

    def who(self, topic: str) -> frozenset[Who]:
        """As the lists of the neighbours say that are fresh."""
        found: set[Who] = set()
        for place in self._others(".here"):
            with contextlib.suppress(OSError, ValueError):
                if time.time() - place.stat().st_mtime < KEPT_FOR:
                    told = json.loads(place.read_text(encoding="utf-8"))
                    found.update((side, name) for side, name in told.get(topic, ()))
        return frozenset(found)

    def end(self, holder: str, at: datetime) -> None:
        """A file of that name, which says the moment; those of whom no pass lives any longer are taken away."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for place in self._others(ENDED):
            with contextlib.suppress(OSError):
                if place.stat().st_mtime < at.timestamp() - LIFE.total_seconds():
                    place.unlink(missing_ok=True)
        place = self._folder / f"{holder}{ENDED}"
        place.touch(mode=0o600)
        os.utime(place, (at.timestamp(), at.timestamp()))

    def ended(self, holder: str) -> datetime | None:
        """The moment of the file, if there is one."""
        try:
            return datetime.fromtimestamp((self._folder / f"{holder}{ENDED}").stat().st_mtime, UTC)
        except OSError:
            return None

    def fault(self) -> str | None:
        """Why this machine has no such sockets, or none there."""
        if not hasattr(socket, "AF_UNIX"):
            return "this system has no sockets of that kind"
        if len(os.fsencode(self._folder / f"{self._name}.sock")) > LONGEST_PATH:
            return "the path of the data folder is too long"
        return None

    def close(self) -> None:
        """Take socket and list away."""
        if self._socket is not None:
            _forget(self._folder / f"{self._name}.sock")
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            self._socket = None

    def _others(self, ending: str) -> Iterator[Path]:
        try:
            places = list(self._folder.iterdir())
        except OSError:  # nobody has opened a socket here yet
            return
        yield from (place for place in places if place.suffix == ending and place.stem != self._name)


def _heard(listening: socket.socket, hear: Callable[[Notice], None]) -> None:
    while True:
        try:
            words = listening.recv(LONGEST)
        except OSError:
            return
        if not words:  # closed
            return
        with contextlib.suppress(ValueError, TypeError):  # from another version of the house
            hear(unpacked(json.loads(words)))


def _forget(place: Path) -> None:
    for path in (place, place.with_suffix(".here")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
