"""The map of what is asked of conversations names tests that exist."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


def test_every_test_the_map_names_is_there() -> None:
    named = set(re.findall(r"\btest_\w+", (ROOT / "docs" / "conversations" / "checked.md").read_text()))
    there = {path.stem for part in ("src", "tests") for path in (ROOT / part).rglob("test_*.py")}
    assert len(named) > 50
    assert named - there == set()
