"""What runs beside a worker as long as it works, in threads of its own: waiting for what others tell us."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

#: Runs until told to stop; it never raises, and closes what it opened.
Companion = Callable[[threading.Event], None]
COMPANIONS: Final[dict[str, Companion]] = {}
PATIENCE: Final = 10.0


def beside_the_worker(name: str) -> Callable[[Companion], Companion]:
    """Register what runs beside each worker."""

    def register(run: Companion) -> Companion:
        COMPANIONS[name] = run
        return run

    return register


@contextmanager
def accompanied(stop: threading.Event) -> Iterator[None]:
    """Run the companions for as long as the block lasts."""
    threads = [threading.Thread(target=run, args=(stop,), name=name, daemon=True) for name, run in COMPANIONS.items()]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)
