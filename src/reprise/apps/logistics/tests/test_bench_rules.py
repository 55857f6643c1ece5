"""Filled-in checklists, packing, dangers, variances, grades and destinations, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.logistics.kinds import Grade, ParcelState, Route, Variance
from reprise.apps.logistics.rules import grades, parcels, routes, variances
from reprise.apps.logistics.rules.checklists import Tick, is_complete
from reprise.apps.logistics.rules.dangers import WARNINGS, Danger, dangers_of
from reprise.apps.logistics.rules.notes import tidy_note
from reprise.apps.logistics.rules.packing import packing_steps

KINDS = ["printer", "filament", "resin", "spare_part", "accessory", "catalogue_print", "custom_print",
         "personalised_print"]  # fmt: skip


@pytest.mark.parametrize("kind", [*KINDS, "", "something new"])
def test_every_sendable_kind_has_packing_steps(kind: str) -> None:
    assert 3 <= len(packing_steps(kind)) <= 5


def test_a_digital_file_is_never_packed() -> None:
    assert not packing_steps("digital_file")


def test_a_missing_power_supply_makes_it_incomplete_and_a_missing_box_does_not() -> None:
    assert is_complete([Tick("machine", present=True), Tick("original_box", present=False)])
    assert not is_complete([Tick("machine", present=True), Tick("power", present=False)])


@pytest.mark.parametrize(
    ("kind", "name", "dangers"),
    [
        ("resin", "Résine Tough 1 L", {Danger.RESIN}),
        ("accessory", "Alcool isopropylique 5 L", {Danger.SOLVENT}),
        ("accessory", "Station de lavage, batterie Li-ion", {Danger.LITHIUM}),
        ("filament", "PLA Lipari bleu", set()),
        ("printer", "Lamelle One", set()),
    ],
)
def test_dangers_are_told_by_kind_and_name(kind: str, name: str, dangers: set[Danger]) -> None:
    assert dangers_of(kind, name) == dangers
    assert all(WARNINGS[danger] for danger in dangers)


@given(announced=st.integers(0, 50), counted=st.integers(0, 50), damaged=st.booleans(), complete=st.booleans())
def test_a_count_accounts_for_every_piece(announced: int, counted: int, damaged: bool, complete: bool) -> None:
    found = dict(variances.suggested_variances(announced, counted, damaged=damaged, complete=complete))
    missing, surplus = found.get(Variance.MISSING, 0), found.get(Variance.SURPLUS, 0)
    arrived = sum(quantity for variance, quantity in found.items() if variance in variances.ARRIVED)
    assert arrived + missing == announced
    assert arrived + surplus == counted


def test_a_wrong_article_never_counts_as_the_one_expected() -> None:
    found = dict(variances.suggested_variances(2, 1, right_article=False))
    assert found == {Variance.WRONG: 1, Variance.MISSING: 1}
    assert Variance.WRONG not in variances.ARRIVED


def test_a_used_resin_bottle_is_hazardous_waste_and_a_sealed_one_goes_back_to_stock() -> None:
    assert routes.suggested_route("resin", Grade.TRIED, complete=True) is Route.HAZARDOUS_WASTE
    assert routes.suggested_route("resin", Grade.LIKE_NEW, complete=True) is Route.RESTOCK
    assert routes.suggested_route("resin", Grade.LIKE_NEW, complete=False) is Route.HAZARDOUS_WASTE


def test_an_incomplete_printer_is_not_sold_as_new() -> None:
    assert routes.suggested_route("printer", Grade.LIKE_NEW, complete=False) is Route.REFURBISH


def test_a_person_says_where_an_unknown_kind_goes() -> None:
    assert routes.suggested_route("", Grade.LIKE_NEW, complete=True) is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("grade", list(Grade))
@pytest.mark.parametrize("complete", [True, False])
def test_no_proposed_destination_needs_a_reason(kind: str, grade: Grade, complete: bool) -> None:
    route = routes.suggested_route(kind, grade, complete=complete)
    assert route is not None
    assert routes.objection(kind, grade, route) is None


@pytest.mark.parametrize(
    ("kind", "grade", "route"),
    [
        ("printer", Grade.TRIED, Route.SCRAP),
        ("printer", Grade.BROKEN, Route.RESTOCK),
        ("resin", Grade.WORN, Route.RECYCLE),
    ],
)
def test_an_unusual_destination_needs_a_reason(kind: str, grade: Grade, route: Route) -> None:
    assert routes.objection(kind, grade, route)


def test_trying_the_goods_lowers_nothing() -> None:
    assert not grades.may_lower_refund(Grade.TRIED, complete=True)
    assert grades.may_lower_refund(Grade.TRIED, complete=False)
    assert grades.may_lower_refund(Grade.WORN, complete=True)


def test_every_word_has_a_sentence() -> None:
    assert set(variances.NAMES) == set(variances.NEXT_STEPS) == set(Variance)
    assert set(grades.NAMES) == set(grades.SIGNS) == set(grades.LETTERS) == set(Grade)
    assert set(routes.NAMES) == set(Route)
    assert set(parcels.STATES) == set(ParcelState)


def test_a_note_keeps_its_lines_and_loses_what_would_hide_or_break_it() -> None:
    assert tidy_note(" a\r\nb\x00\x07\u202ec \ud800") == "a\nbc"
    assert len(tidy_note("x" * 9000, 240)) == 240
