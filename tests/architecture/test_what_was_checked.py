"""The maps of what was asked name tests that exist."""

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
MAPS: Final = {"conversations": 50, "knowledge": 25}  # and how many tests each names at least


@pytest.mark.parametrize(("subject", "fewest"), MAPS.items())
def test_every_test_the_map_names_is_there(subject: str, fewest: int) -> None:
    named = set(re.findall(r"\btest_\w+", (ROOT / "docs" / subject / "checked.md").read_text()))
    there = {path.stem for part in ("src", "tests") for path in (ROOT / part).rglob("test_*.py")}
    assert len(named) > fewest
    assert named - there == set()
