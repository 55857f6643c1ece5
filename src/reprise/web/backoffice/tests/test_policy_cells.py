"""A cell of a policy table is short, and says the number that is kept."""

import re
from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.policies.rules import (
    CONDITIONS,
    OUTCOMES,
    Between,
    Cell,
    Column,
    Days,
    Is,
    OneOf,
    Row,
    TableName,
    condition,
    outcome,
)
from reprise.apps.policies.tests.chance import rows
from reprise.web.backoffice.policy.showing import condition_text, outcome_text, quantity

N = "\u00a0"


def column_of(name: str) -> Column:
    found = condition(TableName.ANSWER, name) or outcome(TableName.ANSWER, name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "cell", "english", "french"),
    [
        ("days_since_delivery", Between(None, 60), f"≤{N}60 d", f"≤{N}60{N}j"),
        ("days_since_delivery", Between(15, 30), "15 to 30 d", f"de 15 à 30{N}j"),
        ("value_minor", Between(8_001), f"≥{N}€80.01", f"≥{N}80,01{N}€"),
        ("value_minor", Between(None, 123_450), f"≤{N}€1,234.50", f"≤{N}1{N}234,50{N}€"),
        ("value_minor", Between(None, 100_000), f"≤{N}€1,000", f"≤{N}1{N}000{N}€"),
        ("value_minor", Between(10_000_000), f"≥{N}€100,000", f"≥{N}100{N}000{N}€"),
        ("photos", Between(1, 1), f"={N}1", f"={N}1"),
        ("opened", Is(value=True), "yes", "oui"),
        ("kind", OneOf(frozenset({"filament", "resin"}), but=True), "all but Filament, Resin",
         "tout sauf Filament, Résine"),
        ("ordered", Days(None, date(2026, 3, 1)), f"until 1{N}March 2026", f"jusqu’au 1er{N}mars 2026"),
    ],
)  # fmt: skip
def test_a_condition_is_short_in_both_languages(name: str, cell: Cell, english: str, french: str) -> None:
    with override("en"):
        assert condition_text(column_of(name), cell, "EUR") == english
    with override("fr"):
        assert condition_text(column_of(name), cell, "EUR") == french


def test_a_word_of_an_answer_is_short_too() -> None:
    shots = outcome(TableName.EVIDENCE, "shots")
    assert shots is not None
    with override("en"):
        assert outcome_text(column_of("remedy"), "reprint", "EUR") == "Reprint"
        assert outcome_text(shots, "label_barcode", "EUR") == "bag label or barcode"


@given(st.integers(0, 10**9), st.sampled_from(["en", "fr"]), st.sampled_from([("EUR", 100), ("JPY", 1)]))
def test_an_amount_reads_as_the_number_that_is_kept(minor: int, language: str, money: tuple[str, int]) -> None:
    currency, units = money
    with override(language):
        text = quantity(column_of("value_minor"), minor, currency)
    whole, _, cents = text.replace("," if language == "en" else ".", "").replace(",", ".").partition(".")
    digits = re.sub(r"\D", "", whole), re.sub(r"\D", "", cents)
    assert int(digits[0]) * units + int(digits[1] or 0) == minor


@given(st.sampled_from(TableName).flatmap(lambda table: st.tuples(st.just(table), rows(table, 3))))
def test_any_cell_has_words_in_both_languages(drawn: tuple[TableName, tuple[Row, ...]]) -> None:
    table, found = drawn
    for language in ("fr", "en"):
        with override(language):
            for row in found:
                assert all(
                    condition_text(column, row.when[column.name], "EUR")
                    for column in CONDITIONS[table] if column.name in row.when
                )  # fmt: skip
                assert all(outcome_text(column, row.then[column.name], "EUR") for column in OUTCOMES[table])
