"""A cell of a table file is never a formula, however its first sign is hidden."""

import pytest

from reprise.web.backoffice.queue.export import harmless


@pytest.mark.parametrize(
    "hidden", ["", " ", "\t", "\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\u2060 ", "\u202e", "\x00", "\x1b"]
)
@pytest.mark.parametrize("formula", ["=1+1", "+1", "-2+3", "@SUM(1)", "＝1", "＋1", "－1", "＠SUM(1)", "﹦1"])
def test_what_a_spreadsheet_would_run_is_text(hidden: str, formula: str) -> None:
    assert harmless(hidden + formula) == f"'{hidden}{formula}"


@pytest.mark.parametrize("said", ["", "Alice", "1=1", "été - hiver", "«=»", "RP-7F3K-Q2M4", "01 23", "…", "a" * 5_000])
def test_what_is_no_formula_stays_as_it_is(said: str) -> None:
    assert harmless(said) == said
