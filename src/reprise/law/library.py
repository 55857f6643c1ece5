"""Where the law is written: the files of this package, and beside them a folder of one's own.

The second is for trying an amendment or a new country before it is taken in: `reprise law check FILE --law FOLDER`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, TypeVar

Asked = TypeVar("Asked", bound=Callable[..., Any])

_beside: Final[list[Path]] = []
_kept: Final[list[Any]] = []


class BadLaw(ValueError):
    """A file of the law that cannot be used; the message names the file, the rule and what to write."""


def places() -> tuple[Traversable, ...]:
    """The folders that hold the law, ours first."""
    return (resources.files("reprise.law"), *_beside)


def kept(asked: Asked) -> Asked:
    """Keep what was read from the files, until another folder is laid beside them."""
    remembered = cache(asked)
    _kept.append(remembered)
    return remembered  # type: ignore[return-value]  # it is called like the function it keeps


@contextmanager
def together_with(folder: Path) -> Iterator[None]:
    """Read a folder of one's own beside the package, for the length of a command or a test; not for a server."""
    _beside.append(folder)
    _forget()
    try:
        yield
    finally:
        _beside.remove(folder)
        _forget()


def _forget() -> None:
    for remembered in _kept:
        remembered.cache_clear()
