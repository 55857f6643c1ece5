"""A demo that was asked to begin again, by a mark in its folder."""

from pathlib import Path
from typing import Final

MARK: Final = ".begin-again"


def ask_for_a_fresh_one(folder: Path) -> None:
    """Leave the mark: the demo's command makes everything anew when its server has stopped."""
    (folder / MARK).touch()


def is_asked(folder: Path) -> bool:
    """Whether the mark is there."""
    return (folder / MARK).exists()
