"""A class that the style sheets know is drawn by a template, a view or a script: nothing dead is sent to anybody."""

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
STYLES: Final = ROOT / "frontend" / "styles"
DRAWN_BY: Final = (("src/reprise", "*.html"), ("src/reprise", "*.py"), ("frontend", "*.ts"))
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTOR: Final = re.compile(r"([^{}]+)\{")
OURS: Final = re.compile(r"\.(rp-[\w-]+)")
MADE_OF_PARTS: Final = "rp-is-"  # the state of a glyph is written into its class: rp-is-{{ state }}


def styled() -> dict[str, str]:
    """Every class of ours in the style sheets, with the sheet."""
    found: dict[str, str] = {}
    for sheet in STYLES.glob("*.css"):
        for selector in SELECTOR.findall(COMMENT.sub("", sheet.read_text())):
            found |= dict.fromkeys(OURS.findall(selector), sheet.name)
    return found


def drawn() -> set[str]:
    """Every word of the templates, the views and the scripts."""
    files = [path for folder, kind in DRAWN_BY for path in (ROOT / folder).rglob(kind) if "static" not in path.parts]
    return {word for path in files for word in re.findall(r"rp-[\w-]+", path.read_text(encoding="utf-8"))}


def test_no_class_is_styled_that_nothing_draws() -> None:
    known = drawn()
    dead = {name: sheet for name, sheet in styled().items() if name not in known}
    assert {name: sheet for name, sheet in dead.items() if not name.startswith(MADE_OF_PARTS)} == {}
