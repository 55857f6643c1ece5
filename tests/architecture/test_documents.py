"""What the documents lead to is there: links, headings, and the files of the house they name."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.architecture.code import ROOT
from tests.architecture.test_repository import tracked

LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
NAMED: Final = re.compile(r"`((?:[\w.-]+/)+[\w-]+\.(?:py|ts|md))`")
CODE: Final = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
HEADING: Final = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def documents() -> Iterator[tuple[Path, str]]:
    """Every document, without the code it shows."""
    for name in tracked():
        path = ROOT / name
        if path.suffix == ".md" and path.is_file():
            yield path, CODE.sub("", path.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """What its headings are called in a link."""
    words = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in words}


def test_every_link_leads_somewhere() -> None:
    broken = []
    for path, text in documents():
        for link in LINK.findall(text):
            where, _, heading = link.partition("#")
            target = path.parent / where if where else path
            outside = re.match(r"[a-z]+:", link)
            if not outside and (not target.exists() or (heading and heading not in anchors(target))):
                broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert broken == []


def test_every_file_a_document_names_is_there() -> None:
    there = {f"/{name}" for name in tracked()}
    missing = [
        f"{path.relative_to(ROOT)}: {named}"
        for path, text in documents()
        for named in NAMED.findall(text)
        if not any(name.endswith(f"/{named}") for name in there)
    ]
    assert missing == []


def test_every_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in folder.glob("0*.md")} - listed == set()
