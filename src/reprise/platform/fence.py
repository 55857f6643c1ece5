"""Whether an instance was restored and nothing may leave it yet: a file in the data folder, until somebody releases it.

An older copy knows nothing of the letters sent and the refunds paid since; what it would send is looked at first.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from reprise.platform.whole_file import write_whole

FILE: Final = "fenced.json"


@dataclass(frozen=True, slots=True)
class Fence:
    """Of when the copy is, as far as known, and whether its restore came to its end."""

    made_at: str = ""
    whole: bool = True


def fence() -> Fence | None:
    """What holds everything back; None in ordinary times. A look at one file: asked at every round of a worker."""
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
        return Fence(str(told.get("made_at", "")), bool(told.get("whole", True)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, AttributeError):  # the file is there, whatever is in it
        return Fence()


def raise_fence(*, made_at: str, whole: bool) -> None:
    """From now on no job is begun."""
    write_whole(_file(), json.dumps({"made_at": made_at, "whole": whole}))


def release() -> bool:
    """Let everything go on; says whether it was held back."""
    try:
        _file().unlink()
    except FileNotFoundError:
        return False
    return True


def _file() -> Path:
    return Path(settings.ENV.data_dir) / FILE
