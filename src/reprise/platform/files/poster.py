"""One frame of a video, when the system has ffmpeg; without it the video is kept unpreviewed.

ffmpeg runs under the same limits, reads one file and no address; its picture passes the gate like any other.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from reprise.platform.files.confinement import limit
from reprise.platform.files.verdict import Verdict

_WALL_SECONDS: Final = 15
Judge = Callable[[Path, Path, Mapping[str, int]], Verdict]


def add_poster(path: Path, folder: Path, verdict: Verdict, judged: Judge) -> Verdict:
    """The verdict on a video with a preview beside it, where one can be made."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        return verdict
    frame = folder / "frame.jpg"
    arguments = [
        "-v", "error", "-nostdin", "-protocol_whitelist", "file", "-i", f"file:{path.absolute()}", "-an", "-sn",
        "-frames:v", "1", "-vf", "thumbnail=30,scale='min(1280,iw)':-2", "-y", f"file:{frame.absolute()}",
    ]  # fmt: skip
    command = [sys.executable, "-I", "-m", "reprise.platform.files.poster", ffmpeg, *arguments]
    try:
        subprocess.run(
            command, env={"PATH": os.defpath}, timeout=_WALL_SECONDS, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return verdict
    picture = judged(frame, folder, {}) if frame.exists() else None
    if picture is None or not picture.accepted or not picture.preview:
        return verdict
    return replace(verdict, preview=picture.preview, width=picture.width, height=picture.height)


def main(command: list[str]) -> None:
    """Take on the limits, then become ffmpeg."""
    limit()
    os.execv(command[0], command)  # noqa: S606  # that is the point: the same process, limited


if __name__ == "__main__":
    main(sys.argv[1:])
