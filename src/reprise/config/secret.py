"""The instance's secret: given, or made once and kept in the data folder."""

import os
import secrets
from pathlib import Path

from pydantic import SecretStr


def secret_key(given: SecretStr | None, data_dir: Path) -> str:
    """The given key, the stored one, or a fresh one stored for this instance only (mode 0600)."""
    if given is not None:
        return given.get_secret_value()
    path = data_dir / "secret_key"
    try:
        return path.read_text()
    except FileNotFoundError:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process of the same instance made it first
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(key := secrets.token_urlsafe(50))
    return key
