"""Every number the rules use is dated and cited, and every rule named in the code is written down somewhere."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import reprise.law
from reprise.law.jurisdictions import known_countries, law_of
from reprise.law.parameters import parameters, sources

FOLDERS = ["eu", "fr", *(path.stem for path in sorted((Path(reprise.law.__path__[0]) / "countries").glob("*.yaml")))]
LIBRARIES = [folder for folder in dict.fromkeys(FOLDERS) if folder != "sources"]
ASKED = {"at", "says", "because", "because_on", "sources"}
BUILT = {"guarantee.months", "digital.months"}  # named with a prefix at run time


@pytest.mark.parametrize("folder", LIBRARIES)
def test_every_value_is_cited_and_in_force_from_a_day(folder: str) -> None:
    assert parameters(folder)
    for parameter in parameters(folder).values():
        days = [value.since for value in parameter.values]
        assert days == sorted(set(days))
        assert all(value.sources for value in parameter.values)


def test_every_source_has_both_labels_an_address_and_a_status() -> None:
    for source in sources().values():
        assert source.labels["fr"]
        assert source.labels["en"]
        assert source.url.startswith("https://")
        assert source.status in {"P", "S", "U"}


def test_every_rule_named_in_the_code_is_written_down() -> None:
    written = {name for folder in LIBRARIES for name in parameters(folder)}
    named = set(rules_named()) | BUILT
    assert named - written == {"late_payment.none"}  # regimes without an increase


def rules_named() -> Iterator[str]:
    for path in Path(reprise.law.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                head, _, rest = node.value.partition(".")
                if head in HEADS and rest and " " not in rest:
                    yield node.value


HEADS = {name.partition(".")[0] for folder in LIBRARIES for name in parameters(folder)}


def test_a_rule_before_its_first_day_is_unknown() -> None:
    france = law_of("FR")
    assert france is not None
    assert france.at("guarantee.months", date(1990, 1, 1)) is None
    assert not france.says("withdrawal.start", date(1990, 1, 1))
    assert france.sources("withdrawal.start", date(1990, 1, 1)) == ()


def test_a_country_s_own_law_comes_before_the_union_s() -> None:
    day = date(2026, 3, 2)
    months = {country: law_of(country).at("guarantee.months", day) for country in ("DE", "ES", "HU")}  # type: ignore[union-attr]  # all three are known
    assert [value.content for value in months.values() if value] == [24, 36, 24]


def test_the_fourteen_countries_of_the_table_are_known_with_their_own_law() -> None:
    table = ["FR", "DE", "BE", "NL", "ES", "IT", "PT", "AT", "IE", "LU", "SE", "PL", "GB", "CH"]
    assert set(table) <= set(known_countries())
    assert all(law.has_own_rules for law in map(law_of, table) if law is not None)
