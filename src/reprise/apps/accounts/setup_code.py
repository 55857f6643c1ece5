"""The code that lets somebody make the first shop in the browser: whoever can read the data folder, and nobody else.

It lies in the data folder of an instance that has neither shop nor person, is printed when the instance starts, and
is gone once the first shop is made.
"""

import os
import re
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.crypto import constant_time_compare

_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that look alike
_GROUPS, _LENGTH = 4, 4


def setup_code() -> str:
    """The code of this instance, made at the first call (mode 0600)."""
    path = _path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    with os.fdopen(handle, "w") as file:
        file.write(code + "\n")
    return code


def is_setup_code(given: str) -> bool:
    """Whether this is the code; spaces, dashes and small letters do not matter, and the time tells nothing."""
    try:
        kept = _path().read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return False
    return bool(_plain(kept)) and constant_time_compare(_plain(given), _plain(kept))


def spend_setup_code() -> bool:
    """Use the code up; of two at once, one wins."""
    try:
        _path().unlink()
    except FileNotFoundError:
        return False
    return True


def _path() -> Path:
    return Path(settings.ENV.data_dir) / "setup_code"


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())
