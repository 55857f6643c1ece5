"""Amounts, quantities and dates as people and programs write them; nothing is guessed."""

from decimal import Decimal

import pytest

from reprise.apps.catalogue.reading.amounts import amount, amount_or_zero, quantity
from reprise.apps.catalogue.reading.dates import day, moment
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.places import country, currency
from reprise.apps.catalogue.reading.shapes import number_of, records, said
from reprise.apps.catalogue.reading.texts import Notebook, clean, identifier, postcode

ZONE = "Europe/Paris"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1234.50", "1234.50"), ("1234,50", "1234.50"), ("1 234,50", "1234.50"), ("1 234,50 €", "1234.50"),
        ("1.234,50", "1234.50"), ("1,234.50", "1234.50"), ("1'234.50", "1234.50"), ("€12", "12"), ("12 EUR", "12"),
        ("1.234.567", "1234567"), ("0.123", "0.123"), ("-5", None), ("1.234", None), ("1,234", None), ("12..5", None),
        ("NaN", None), ("Infinity", None), ("1e5", None), ("", None), ("9999999999999", None), ("١٢", None),
    ],
)  # fmt: skip
def test_amounts_by_hand(written: str, value: str | None) -> None:
    if value is None:
        with pytest.raises(RowFault):
            amount(written, "price", "EUR", by_hand=True)
    else:
        assert amount(written, "price", "EUR", by_hand=True) == Decimal(value)


def test_a_file_s_control_characters_are_not_repeated_in_a_refusal() -> None:
    with pytest.raises(RowFault) as caught:
        amount("\x1b[31m\ud800 1", "price", "EUR")
    assert str(caught.value.reason).startswith("“\ufffd[31m\ufffd 1”")


def test_three_decimals_are_decimals_where_the_currency_has_them() -> None:
    assert amount("1.234", "price", "KWD", by_hand=True) == Decimal("1.234")


@pytest.mark.parametrize("value", ["12.5", Decimal("12.5"), Decimal("1.25E+1")])
def test_amounts_by_programs(value: object) -> None:
    assert amount(value, "price", "EUR") == Decimal("12.5")


@pytest.mark.parametrize("value", ["12,5", None, True, False, [], {}, Decimal("1E+999999"), Decimal("NaN")])
def test_what_no_program_means_as_an_amount_is_refused(value: object) -> None:
    with pytest.raises(RowFault):
        amount(value, "price", "EUR")


@pytest.mark.parametrize("value", [None, "", "  ", False])
def test_nothing_is_zero_where_that_is_meant(value: object) -> None:
    assert amount_or_zero(value, "price", "EUR") == 0


@pytest.mark.parametrize(
    ("value", "pieces"),
    [("2", 2), (2, 2), ("2.000", 2), *((bad, None) for bad in ("0", "-1", "1.5", "", True, "999999999"))],
)
def test_quantities_are_whole_and_at_least_one(value: object, pieces: int | None) -> None:
    if pieces is None:
        with pytest.raises(RowFault):
            quantity(value, "quantity")
    else:
        assert quantity(value, "quantity") == pieces


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-06-02 06:09:25 +0200", "2026-06-02T04:09:25+00:00"), ("2026-06-02", "2026-06-01T22:00:00+00:00"),
        ("2026-06-02T06:09:25Z", "2026-06-02T06:09:25+00:00"),
        ("2026-06-02T06:09:25.123+02:00", "2026-06-02T04:09:25+00:00"),
        ("2026-01-02 00:30", "2026-01-01T23:30:00+00:00"), ("30/06/2026 14:05", "2026-06-30T12:05:00+00:00"),
        ("30.06.2026", "2026-06-29T22:00:00+00:00"),
    ],
)  # fmt: skip
def test_moments(written: str, instant: str) -> None:
    found = moment(written, "at", ZONE)
    assert found is not None
    assert found.isoformat() == instant


@pytest.mark.parametrize(
    "written", ["06/30/2026", "2026-13-01", "2026-02-30", "yesterday", "1926-06-02", "9999-12-31", "20260602"]
)
def test_what_is_no_date_of_an_order_is_refused(written: str) -> None:
    with pytest.raises(RowFault):
        moment(written, "at", ZONE)


@pytest.mark.parametrize("written", ["", None, "0000-00-00", "0000-00-00 00:00:00"])
def test_no_date_is_none(written: str | None) -> None:
    assert moment(written, "at", ZONE) is None


def test_a_day_is_the_shop_s() -> None:
    assert str(day("2026-06-01T22:30:00Z", "at", ZONE)) == "2026-06-02"


def test_texts_lose_what_no_page_or_database_wants_and_keep_the_rest() -> None:
    assert clean("  a\u0000b\tc\n\u202ed\ufeff ") == "ab c d"
    assert clean("e\u0301") == "\u00e9"
    assert clean("<b>=1+1</b>") == "<b>=1+1</b>"
    assert clean([{"id": "1", "value": "Noir"}]) == "Noir"
    assert clean({"x": 1}) == clean(None) == clean(True) == ""


def test_long_texts_are_cut_and_remarked_and_identifiers_never() -> None:
    notes = Notebook()
    assert notes.text("x" * 300, "name", 240) == "x" * 239 + "…"
    assert [remark.field for remark in notes.remarks] == ["name"]
    with pytest.raises(RowFault):
        identifier("x" * 65, "number", 64)
    with pytest.raises(RowFault):
        identifier("caf\ufffd", "number", 64)
    assert postcode("'06000") == "06000"


def test_codes_of_currencies_and_countries() -> None:
    assert (currency("chf", "c"), currency("", "c", otherwise="EUR")) == ("CHF", "EUR")
    assert currency("€", "c") == "EUR"
    with pytest.raises(RowFault):
        currency("$", "c")
    assert (country("fr"), country("UK"), country("EL"), country(None), country("FRX")) == ("FR", "GB", "GR", "", "")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("France", "FR"), ("BELGIQUE", "BE"), ("Deutschland", "DE"), ("etats unis", "US"), ("États-Unis", "US"),
        ("Pays-Bas", "NL"), ("Côte d’Ivoire", "CI"), ("gbr", "GB"), ("Atlantis", ""), ("Europe", ""), ("-", ""),
    ],
)  # fmt: skip
def test_countries_by_their_names(written: str, code: str) -> None:
    assert country(written) == code


@pytest.mark.parametrize(
    ("written", "day_"),
    [
        ("2 juin 2026", "2026-06-02"), ("1er août 2026", "2026-08-01"), ("Jun 2, 2026", "2026-06-02"),
        ("2-Jun-2026", "2026-06-02"), ("June 2nd, 2026 11:05 PM", "2026-06-02"), ("2 févr. 2026 14:05", "2026-02-02"),
        ("2026/06/02", "2026-06-02"), ("02/06/2026 23:00:00 -0500", "2026-06-03"), ("2. Juni 2026", "2026-06-02"),
        ("31 sept. 2026", None), ("2 brumaire 2026", None), ("June 2026", None), ("2026/06-02", None),
        ("2/6/2026 3:05 PM", None), ("2 June 2 2026", None), ("02/06/26", None),
    ],
)  # fmt: skip
def test_days_that_can_be_read_in_one_way_only(written: str, day_: str | None) -> None:
    if day_ is None:
        with pytest.raises(RowFault):
            day(written, "day", ZONE)
    else:
        assert str(day(written, "day", ZONE)) == day_


@pytest.mark.parametrize("told", ["45.830000000000005", "45.829999999999998", Decimal("45.830000000000002")])
def test_the_noise_of_binary_fractions_is_no_money(told: object) -> None:
    assert amount(told, "total", "EUR") == Decimal("45.83")


@pytest.mark.parametrize("told", ["(12,50)", "12,50-", "-12,50", "€ (12.50)"])
def test_less_than_nothing_as_accountants_write_it(told: str) -> None:
    assert amount(told, "price", "EUR", by_hand=True, negative=True) == Decimal("-12.5")
    with pytest.raises(RowFault):
        amount(told, "price", "EUR", by_hand=True)


def test_json_shapes_of_programs() -> None:
    one = {"id": 1}
    assert records([one, "x"]) == records({"row": [one]}, "row") == records({"row": one}, "row") == [one]
    assert records({"0": one}) == records(one) == [one]
    assert records("") == records(None) == records({}) == []
    assert (number_of("12"), number_of(12), number_of(Decimal("12.0")), number_of("0"), number_of(None)) == (
        "12", "12", "12", "", "",
    )  # fmt: skip
    assert said([{"name": "a.stl", "size": 3}, "b.stl", None, 4]) == "a.stl, b.stl, 4"
