"""Read the codes on a photo, in the limited process; for telephones whose browser cannot."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from reprise.platform.files.gate import check
from reprise.platform.files.verdict import MIB

LARGEST: Final = 12 * MIB


def codes_on(parts: Iterable[bytes]) -> list[str]:
    """What the codes of a picture hold; empty where there is none, or no picture that could be read."""
    with tempfile.TemporaryDirectory(prefix="reprise-codes-") as folder:
        photo, written = Path(folder) / "photo", 0
        with photo.open("wb") as file:
            for part in parts:
                written += len(part)
                if written > LARGEST:
                    return []
                file.write(part)
        verdict = check(photo, "codes", "photo", folder=Path(folder), limits={"codes": 1, "photo": LARGEST})
    found = verdict.facts.get("codes", [])
    return [text for text in found if isinstance(text, str)] if verdict.accepted and isinstance(found, list) else []
