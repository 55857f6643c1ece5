"""Money, dates and sizes as people of each language write them."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from reprise.core.money import Money
from reprise.web.templatetags.reprise_format import date_text, filesize, moment_text, money_text, strong_days
from reprise.web.templatetags.reprise_pages import initials, layers

MONDAY = date(2026, 12, 7)
INSTANT = datetime(2026, 11, 23, 13, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minor", "language", "text"),
    [(123450, "fr", "1 234,50 €"), (123450, "en", "€1,234.50"), (-990, "fr", "−9,90 €"), (0, "fr", "0,00 €")],
)
def test_money_has_two_decimals_no_break_and_a_real_minus(minor: int, language: str, text: str) -> None:
    assert money_text(Money(minor, "EUR"), language) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("style", "language", "text"),
    [
        ("long", "fr", "lundi 7\u00a0décembre 2026"),
        ("short", "fr", "lun. 7\u00a0déc."),
        ("day", "en", "7\u00a0December 2026"),
        ("long", "en", "Monday 7\u00a0December 2026"),
    ],
)
def test_a_day_is_long_where_it_binds_and_short_in_lists(style: str, language: str, text: str) -> None:
    assert date_text(MONDAY, style, language) == text


def test_the_first_of_a_month_is_the_first_in_french() -> None:
    assert date_text(date(2026, 10, 1), "day", "fr") == "1er\u00a0octobre 2026"
    assert date_text(date(2026, 10, 1), "day", "en") == "1\u00a0October 2026"


def test_a_moment_has_its_hour_in_the_time_zone_of_the_page() -> None:
    assert moment_text(INSTANT, "fr") == "lun. 23\u00a0nov., 14\u00a0h\u00a032"
    assert moment_text(INSTANT, "en") == "Mon 23\u00a0Nov, 14:32"


def test_an_unknown_language_reads_english() -> None:
    assert date_text(MONDAY, "day", "de") == "7\u00a0December 2026"


def test_days_that_bind_stand_out_and_nothing_else_becomes_markup() -> None:
    with override("fr"):
        marked = strong_days("Loi <i>: jusqu’au mardi 1er\u00a0décembre 2026, puis jeudi 3\u00a0juin 2027.")
    assert marked.startswith("Loi &lt;i&gt;: jusqu’au <b>mardi 1er\u00a0décembre 2026</b>, puis <b>jeudi 3")
    with override("en"):
        assert strong_days("Until Friday 4\u00a0May 2027.") == "Until <b>Friday 4\u00a0May 2027</b>."


def test_a_size_is_told_in_the_unit_that_reads_best() -> None:
    with override("fr"):
        assert (filesize(96_000), filesize(1_234_567)) == ("96\u00a0Ko", "1,2\u00a0Mo")
    with override("en"):
        assert filesize(1_234_567) == "1.2\u00a0MB"


def test_the_layers_of_step_two_of_five_are_printed_from_below() -> None:
    stack = layers(2, 5)
    assert stack.height == "26.0"
    assert [printed for _, printed in stack.paths] == [True, True, False, False, False]
    assert stack.paths[0][0] == "M2 22.4h24"


@pytest.mark.parametrize(
    ("name", "letters"), [("Inès Marchetti", "IM"), ("ines.m@x.example", "IM"), ("Inès", "I"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
