"""Every file comes in through here: a limited process of its own reads it, this one only reads the verdict.

No parser, Pillow or NumPy is loaded by whoever calls: not by the web process, not by the command.
"""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from reprise.platform.files.poster import add_poster
from reprise.platform.files.verdict import Outcome, Verdict

WALL_SECONDS: Final = 20
AT_ONCE: Final = 2  # each may take a processor and up to a gigabyte for a moment
WAITING: Final = 3  # more would take the pages' threads while files are checked
_PATIENCE: Final = 15
ROOM: Final = 1 << 24  # bytes: a picture drawn anew, its preview and the verdict
_STUMBLED: Final = frozenset({"file_damaged", "file_too_hard"})
_LONGEST_VERDICT: Final = 262_144
_MAINS: Final = frozenset({"main.jpg", "main.png"})  # what the limited process may have drawn
_DOOR: Final = threading.BoundedSemaphore(AT_ONCE + WAITING)
_SLOTS: Final = threading.BoundedSemaphore(AT_ONCE)


def check(
    path: Path, name: str, as_kind: str | None = None, *, folder: Path | None = None,
    limits: Mapping[str, int] | None = None,
) -> Verdict:  # fmt: skip
    """Judge a file by what is in it; `name` is for the log only. What was drawn anew lies in `folder`, if one is given.

    `as_kind` says what it must be; `limits` are the largest sizes in bytes by kind, where they differ from ours.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="reprise-gate-") as own:
            return check(path, name, as_kind, folder=Path(own), limits=limits)
    if not _is_plain_file(path):
        return _refused("file_unopenable")
    if not _DOOR.acquire(blocking=False):
        return _refused("file_gate_busy")
    try:
        verdict = _in_turn(path, folder, limits or {})
    finally:
        _DOOR.release()
    if verdict.accepted and as_kind is not None and verdict.kind != as_kind:
        return _refused("file_kind", verdict.kind)
    return verdict


def _in_turn(path: Path, folder: Path, limits: Mapping[str, int]) -> Verdict:
    """Wait for one's turn, not for long."""
    if not _SLOTS.acquire(timeout=_PATIENCE):
        return _refused("file_gate_busy")
    try:
        verdict = judged(path, folder, limits)
        _check_room(verdict, folder)
        return add_poster(path, folder, verdict, judged) if verdict.accepted and verdict.kind == "video" else verdict
    finally:
        _SLOTS.release()


def judged(path: Path, folder: Path, limits: Mapping[str, int]) -> Verdict:
    """Run the limited process on a file and read what it says, believing nothing it does not say in form."""
    command = [sys.executable, "-I", "-m", "reprise.platform.files.child", str(path.absolute()), str(folder.absolute())]
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}  # and no secret of ours
    said = folder / "verdict.json"
    said.unlink(missing_ok=True)
    try:
        subprocess.run(
            [*command, json.dumps(dict(limits))], env=environment, timeout=WALL_SECONDS, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return _refused("file_too_hard")
    try:
        with said.open("rb") as file:
            return _in_form(json.loads(file.read(_LONGEST_VERDICT)))
    except FileNotFoundError:
        return _refused("file_too_hard")  # killed by its limits, or by what it read
    except (ValueError, KeyError, TypeError):
        return _refused("file_damaged")


def _in_form(said: dict[str, Any]) -> Verdict:
    return Verdict(
        outcome=Outcome(said["outcome"]),
        kind=str(said["kind"]),
        media_type=str(said["media_type"])[:80],
        code=str(said["code"]),
        params=dict(said["params"]),
        facts=dict(said["facts"]),
        width=int(said["width"]) if said["width"] is not None else None,
        height=int(said["height"]) if said["height"] is not None else None,
        main=said["main"] if said["main"] in _MAINS else "",
        preview="preview.jpg" if said["preview"] else "",
        blank=tuple((int(at), int(length)) for at, length in said["blank"]),
    )


def _check_room(verdict: Verdict, folder: Path) -> None:
    """No file is blamed for a full disk: on one, whatever reads it stumbles."""
    if verdict.code in _STUMBLED and shutil.disk_usage(folder).free < ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _is_plain_file(path: Path) -> bool:
    """A file that can be read: no folder, no pipe, no device."""
    try:
        return stat.S_ISREG(path.stat().st_mode) and os.access(path, os.R_OK)
    except (OSError, ValueError):
        return False


def _refused(code: str, kind: str = "other") -> Verdict:
    return Verdict(Outcome.REJECT, kind, code=code)
