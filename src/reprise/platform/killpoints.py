"""Named moments at which a test may kill this process, to see that nothing is lost and nothing happens twice."""

import os
from typing import Final

#: Every label declared by the modules loaded so far; a test walks them.
LABELS: Final[set[str]] = set()


def declare(*labels: str) -> None:
    """Make labels known to the tests that walk them all."""
    LABELS.update(labels)


def reach(label: str) -> None:
    """Die here, as by kill -9, when the tests ask for it; otherwise nothing."""
    if os.environ.get("REPRISE_KILL_AT") == label and os.environ.get("REPRISE_TEST_KILL") == "1":
        os._exit(137)
