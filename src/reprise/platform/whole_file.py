"""Small files that others read at any moment: there whole, or not at all."""

import os
from pathlib import Path


def write_whole(place: Path, text: str) -> None:
    """Write a file beside its place and move it there: whoever reads sees the one before or the new one."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(place)
