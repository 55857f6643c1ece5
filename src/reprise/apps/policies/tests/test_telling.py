"""Rows and findings in plain words, in both languages."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from reprise.apps.policies.rules import (
    CONDITIONS,
    OUTCOMES,
    Between,
    Days,
    Is,
    OneOf,
    Policy,
    Row,
    TableName,
    check_policy,
)
from reprise.apps.policies.telling.findings import finding_in_words
from reprise.apps.policies.telling.labels import column_label, table_label, word_label
from reprise.apps.policies.telling.rows import row_in_words
from reprise.apps.policies.tests.chance import rows

N, NN = "\u00a0", "\u202f"


def one(*words: str) -> OneOf:
    return OneOf(frozenset(words))


PRINT = Row(
    "a1",
    {
        "claim": one("defect"), "reason": one("fdm_warping"), "kind": one("custom_print"),
        "days_since_delivery": Between(None, 60), "value_minor": Between(None, 8_000), "photos": Between(2),
    },
    {"verdict": "accept", "automatic": True, "remedy": "reprint", "goods": "keep"},
)  # fmt: skip


def test_a_row_is_read_aloud() -> None:
    with override("en"):
        assert row_in_words(TableName.ANSWER, PRINT, "EUR") == (
            "A defect for “Warping / lifted corners” on a part from the customer’s file, up to 60 days after delivery, "
            "up to €80.00, with 2 photos or more: accepted at once, reprinted, the customer keeps the article."
        )
    with override("fr"):
        told = row_in_words(TableName.ANSWER, PRINT, "EUR")
    assert told.startswith(f"Un défaut pour «{N}")
    assert told.endswith(
        f"sur une pièce d’après le fichier du client, jusqu’à 60{N}jours après la livraison, jusqu’à 80,00{N}€, "
        f"avec 2{N}photos ou plus{N}: accepté tout de suite, réimprimé, le client garde l’article."
    )


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        (TableName.WINDOW, Row("w1", {"kind": one("filament"), "opened": Is(value=False)}, {"days": 30}),
         "Filament, packaging unopened: taken back for 30 days after delivery, the customer pays the return."),
        (TableName.WINDOW, Row("w2", {}, {"days": 1, "return_cost_by": "seller", "refunds_delivery": True}),
         "Any article: taken back for 1 day after delivery, we pay the return, delivery is repaid."),
        (TableName.WINDOW, Row("w3", {"kind": OneOf(frozenset({"printer"}), but=True)}, {"days": 0}),
         "Anything but a printer: no window of our own, the law alone."),
        (TableName.EVIDENCE, Row("e1", {"claim": one("defect")}, {"photos": 1, "measure": True}),
         "A defect: we ask for 1 photo, a measure."),
        (TableName.DEDUCTION, Row("d1", {"grade": one("worn")}, {"percent": 40}),
         "Any article that came back, graded: Worn: 40% of the price is kept."),
        (TableName.APPROVAL, Row("p1", {"amount_minor": Between(50_000)}, {"second_person": True}),
         "Any remedy, an amount of €500.00 or more: a second person agrees first."),
        (TableName.SIGNAL, Row("s1", {"refused_12m": Between(1)}, {"question_en": "Why?", "question_fr": "Pourquoi ?"}),
         "Any request, with 1 request or more refused in twelve months: a person looks, the question is “Why?”."),
        (TableName.PRIORITY, Row("u1", {"tags": one("fablab")}, {"level": "high"}),
         "Any request, for a customer tagged “fablab”: dealt with first."),
        (TableName.CONTRACT, Row("c1", {"company": one("Ferrand"), "ordered": Days(date(2026, 1, 1))},
                                 {"warranty_months": 24}),
         f"Any order, for the company “Ferrand”, ordered from 1{N}January 2026 on: warranty of 24 months."),
        (TableName.ANSWER, Row("a1", {"claim": one("withdraw", "defect"), "country": one("ES", "FR")},
                               {"verdict": "refuse"}),
         "A change of mind or a defect in Spain or France: refused."),
    ],
)  # fmt: skip
def test_every_table_has_its_words(table: TableName, row: Row, said: str) -> None:
    with override("en"):
        assert row_in_words(table, row, "EUR") == said


@settings(max_examples=60)
@given(st.sampled_from(TableName).flatmap(lambda table: st.tuples(st.just(table), rows(table, 3))))
def test_any_row_can_be_read_aloud_in_both_languages(drawn: tuple[TableName, tuple[Row, ...]]) -> None:
    table, found = drawn
    for language in ("fr", "en"):
        with override(language):
            for row in found:
                told = row_in_words(table, row, "EUR")
                assert told.endswith(".")
                assert "%(" not in told


def test_every_column_table_and_choice_has_a_name_of_its_own() -> None:
    columns = [column for both in (CONDITIONS, OUTCOMES) for named in both.values() for column in named]
    for language in ("fr", "en"):
        with override(language):
            assert all(table_label(table) != table.value for table in TableName)
            for column in columns:
                assert column_label(column.name) != column.name
                assert all(word_label(column.name, word) != word for word in column.choices), column.name


def told(row: Row, table: TableName = TableName.ANSWER) -> list[str]:
    return [finding_in_words(one) for one in check_policy(Policy(tables={table: (row,)}), "FR", date(2026, 12, 1))]


def test_a_finding_says_in_which_situation_and_what_to_do() -> None:
    row = Row(
        "a1", {"claim": one("defect"), "country": one("ES"), "days_since_delivery": Between(915)},
        {"verdict": "refuse"}, "Non.", "No.",
    )  # fmt: skip
    with override("en"):
        (sentence,) = told(row)
    assert sentence == (
        "The law gives what this row refuses: a consumer in Spain with a defect on: Printer, 30 months after delivery. "
        "Let the row count only where the law says no, or send it to a person."
    )
    with override("fr"):
        assert told(row)[0].startswith(
            f"La loi accorde ce que cette ligne refuse{N}: un particulier (Espagne) qui signale un défaut sur{N}: "
            f"Imprimante, 30{N}mois après la livraison."
        )


def test_a_finding_names_the_article_it_goes_against() -> None:
    row = Row("a1", {"claim": one("withdraw")}, {"verdict": "refuse"}, "Non.", "No.")
    finding = check_policy(Policy(tables={TableName.ANSWER: (row,)}), "FR", date(2026, 12, 1))[0]
    assert "L221-18" in finding.sources[0].short_labels["fr"]


def test_what_a_row_lacks_is_asked_for() -> None:
    with override("en"):
        assert told(Row("a1", {"law": one("refuse")}, {"verdict": "refuse"}, note_fr="Non.")) == [
            "Say in English why it is refused: the customer reads it."
        ]
        assert (
            "Choose a remedy"
            in told(Row("a1", {"danger": Is(value=False)}, {"verdict": "accept", "automatic": True}))[0]
        )
        assert told(Row("d1", {}, {"percent": 140}), TableName.DEDUCTION) == [
            "Part kept: 140 is out of bounds. Write a number from 0 to 100."
        ]


def test_plural_and_singular_rows_are_told_apart() -> None:
    cheap, dear = (Row("a1", {"value_minor": Between(None, 10)}, {"verdict": "accept"}),
                   Row("a2", {"value_minor": Between(11)}, {"verdict": "accept"}))  # fmt: skip
    last = Row("a3", {"kind": one("resin")}, {"verdict": "accept"})
    policy = Policy(tables={TableName.ANSWER: (cheap, dear, last)})
    with override("en"):
        words = [finding_in_words(found) for found in check_policy(policy, "FR", date(2026, 12, 1))]
    assert words == ["This row never counts: rows a1, a2 above take every case together."]
