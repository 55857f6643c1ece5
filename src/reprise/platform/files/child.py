"""The limited process: reads one hostile file and writes what it is. Started by the gate, never by hand.

It has little memory and time, no network, starts nothing, and writes in one folder only. No secret is in its
environment, no database within its reach.
"""

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, Final

from reprise.platform.files.confinement import confine, limit
from reprise.platform.files.parsing.sniff import sniff
from reprise.platform.files.verdict import LARGEST, MIB, Outcome, Rejected, Verdict

_AT: Final = "reprise.platform.files.parsing."

#: Format → its kind, and the module and function that read it. Only that module is loaded.
READERS: Final = {
    "jpeg": ("photo", "photo", "read_photo"), "png": ("photo", "photo", "read_photo"),
    "gif": ("photo", "photo", "read_photo"), "webp": ("photo", "photo", "read_photo"),
    "heic": ("photo", "photo", "read_photo"), "avif": ("photo", "photo", "read_photo"),
    "pdf": ("pdf", "pdf", "read_pdf"), "zip": ("model", "threemf", "read_zip"), "stl": ("model", "mesh", "read_stl"),
    "stl-text": ("model", "mesh", "read_text_stl"), "obj": ("model", "mesh", "read_obj"),
    "step": ("model", "mesh", "read_step"),
    "gcode": ("gcode", "gcode", "read_gcode"), "bgcode": ("gcode", "gcode", "read_bgcode"),
    "mp4": ("video", "video", "read_mp4"), "webm": ("video", "video", "read_webm"),
}  # fmt: skip

#: A picture that is looked at for something else, by the name among the limits that asks for it.
ASKED: Final = {"logo": ("photo", "logo", "read_logo"), "codes": ("photo", "codes", "read_codes")}


def judge(
    path: Path, folder: Path, limits: Mapping[str, int], confined: Callable[[Path, Path], None] = confine
) -> Verdict:
    """The verdict on a file; whatever a parser stumbles over makes it a damaged one."""
    try:
        form = sniff(path)
        if form not in READERS:
            raise Rejected("file_unknown")
        kind = READERS[form][0]
        if path.stat().st_size > limits.get(kind, LARGEST[kind]):
            raise Rejected("file_too_large", kind, limit=limits.get(kind, LARGEST[kind]) // MIB)
        asked = next((ASKED[name] for name in ASKED if name in limits), None) if kind == "photo" else None
        read = _reader(form, folder, asked or READERS[form])
        confined(folder, path)
        return read(path)
    except Rejected as why:
        return Verdict(Outcome.REJECT, why.kind, code=why.code, params=why.params)
    except MemoryError:
        return Verdict(Outcome.REJECT, code="file_too_hard")
    except Exception:  # noqa: BLE001  # hostile input finds every exception there is; the file is refused
        return Verdict(Outcome.REJECT, code="file_damaged")


def _reader(form: str, folder: Path, reader: tuple[str, str, str]) -> Callable[[Path], Verdict]:
    """Load what reads a format, before the process is confined."""
    _, module, function = reader
    read: Callable[..., Verdict] = getattr(importlib.import_module(_AT + module), function)
    if module not in {"photo", "logo", "codes"}:
        return read
    if form == "heic":
        heif: Any = importlib.import_module("pi_heif")
        heif.options.DECODE_THREADS = 1
        heif.register_heif_opener(thumbnails=False)
    return partial(read, form=form, folder=folder)


def main(arguments: list[str]) -> int:
    """Judge the file and leave the verdict in the folder."""
    path, folder, limits = arguments
    limit()
    verdict = judge(Path(path), Path(folder), json.loads(limits))
    (Path(folder) / "verdict.json").write_text(json.dumps(asdict(verdict)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
