"""What a house has to do for open pages once there are any: begun with the first one that follows something here."""

import threading
from collections.abc import Callable
from typing import Final

Beginning = Callable[[], None]
BEGINNINGS: Final[dict[str, Beginning]] = {}


def with_the_first_page(name: str) -> Callable[[Beginning], Beginning]:
    """Register what is done beside the pages, in a thread of its own."""

    def register(begin: Beginning) -> Beginning:
        BEGINNINGS[name] = begin
        return begin

    return register


def begin_all() -> None:
    """Begin all of it, and wait for none."""
    for name, begin in BEGINNINGS.items():
        threading.Thread(target=begin, name=name, daemon=True).start()
