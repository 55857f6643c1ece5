"""The table of facts in the documentation is whole, and every place it names exists."""

import re
from pathlib import Path

import reprise.law
from reprise.law.parameters import parameters
from reprise.law.phrases import phrases
from reprise.law.tests.test_parameters import LIBRARIES

LAW = Path(reprise.law.__path__[0])
PRODUCT = LAW.parent
TABLE = PRODUCT.parents[1] / "docs" / "law" / "facts.md"
COUNTRIES = ["FR", "DE", "BE", "NL", "ES", "IT", "PT", "AT", "IE", "LU", "SE", "PL", "GB", "CH"]
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in TABLE.read_text("utf-8").splitlines()
    if re.match(r"\| (\d+|[A-Z]{2}) \|", line)
]
PARAMETERS = {name for folder in LIBRARIES for name in parameters(folder)}
REASONS = set(phrases("en").sections["reasons"])


def named(row: list[str]) -> list[str]:
    return re.findall(r"`([^`]+)`", row[3])


def exists(place: str) -> bool:
    if place.startswith("reason:"):
        return place.removeprefix("reason:") in REASONS
    if place.endswith((".py", ".yaml")) and (LAW / place).is_file():
        return True
    return place in PARAMETERS or ("/" in place and (PRODUCT / place).exists()) or (PRODUCT / place).is_dir()


def test_every_fact_and_every_country_has_its_row() -> None:
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, 121)] + COUNTRIES


def test_each_row_says_what_who_and_where() -> None:
    for row in ROWS:
        assert len(row) == 4, row
        assert row[2] in {"law", "person", "elsewhere"}, row
        assert len(row[1]) > 10, row


def test_every_place_named_exists() -> None:
    assert [(row[0], place) for row in ROWS for place in named(row) if not exists(place)] == []


def test_what_is_computed_names_its_rule_and_what_a_person_decides_its_reason() -> None:
    for row in ROWS:
        places = named(row)
        if row[2] == "law":
            assert any("/" not in place or place.startswith("countries/") for place in places), row
        if row[2] == "person":
            assert any(place.startswith("reason:") for place in places), row
