"""The index of our own articles as a file made at set-up, so that a server begins without reading them word by word.

It is trusted because it lies in the package beside this module. One that is missing, or that was made from other
articles, other rules or another Python, is not used: the index is then made in memory.
"""

import hashlib
import pickle
import sys
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

FILE: Final = "index.built"
EAR: Final = "ear.built"  # apart, as whoever only listens need not load the index
_PARTS: Final = ("articles", "words", "rules")
_ENDINGS: Final = (".yaml", ".py")


def kept_in() -> Path:
    """Where the file is."""
    return Path(str(files("reprise.apps.knowledge"))) / FILE


def fingerprint() -> bytes:
    """What the file was made from: every article, word list and rule, and who reads and writes it."""
    digest = hashlib.sha256(f"{sys.version} {version('numpy')} {version('snowballstemmer')}".encode())
    for path in _sources():
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes())
    return digest.digest()


def keep(made: object, name: str = FILE) -> None:
    """Write a file, whole or not at all."""
    place = kept_in().with_name(name)
    beside = place.with_suffix(".new")
    beside.write_bytes(fingerprint() + pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    beside.replace(place)


def kept(name: str = FILE) -> Any:
    """What a file holds, or None where it is not there or not of today."""
    try:
        held = kept_in().with_name(name).read_bytes()
    except OSError:
        return None
    size = hashlib.sha256().digest_size
    if held[:size] != fingerprint():
        return None
    return pickle.loads(held[size:])  # noqa: S301  # of our own package, as this code is


def _sources() -> Iterator[Path]:
    for part in _PARTS:
        folder = kept_in().parent / part
        yield from sorted(path for path in folder.iterdir() if path.suffix in _ENDINGS)
