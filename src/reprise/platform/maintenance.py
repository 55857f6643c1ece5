"""Whether the instance is being looked after: a file in the data folder, or a variable of the environment."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from reprise.platform.whole_file import write_whole

FILE: Final = "maintenance.json"
LONGEST_REASON: Final = 400


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Since when, if known, and why, in the operator's own words."""

    since: str = ""
    reason: str = ""


def maintenance() -> Maintenance | None:
    """What is going on; None in ordinary times. A look at one file: asked at every request."""
    try:
        with open(_name(settings.ENV.data_dir), encoding="utf-8") as file:  # noqa: PTH123  # as a text it opens quicker
            told = json.load(file)
        return Maintenance(str(told.get("since", "")), str(told.get("reason", ""))[:LONGEST_REASON])
    except FileNotFoundError:
        return Maintenance() if settings.ENV.maintenance else None
    except (OSError, ValueError, AttributeError):  # the file is there, whatever is in it
        return Maintenance()


def begin_maintenance(*, reason: str, at: datetime) -> None:
    """From now on pages say so; the file needs no database."""
    write_whole(_file(), json.dumps({"since": at.isoformat(), "reason": reason[:LONGEST_REASON]}))


def end_maintenance() -> bool:
    """Open again; says whether the instance was closed by the file."""
    try:
        _file().unlink()
    except FileNotFoundError:
        return False
    return True


def _file() -> Path:
    return Path(settings.ENV.data_dir) / FILE


@lru_cache(10)
def _name(folder: Path) -> str:
    return str(folder / FILE)
