"""Charts: every bar and point stays in its box, begins at zero and is as tall as its number."""

from hypothesis import given
from hypothesis import strategies as st

from reprise.web.backoffice.overview.drawing import BOTTOM, LEFT, RIGHT, TOP, Column, columns, curve, spark

VALUES = st.lists(st.integers(0, 100_000), min_size=1, max_size=30)
GAPPED = st.lists(st.one_of(st.none(), st.floats(0, 400)), min_size=1, max_size=30)


@given(VALUES)
def test_bars_stand_on_zero_and_keep_their_proportion(values: list[int]) -> None:
    drawing = columns([Column("x", ((value, "law"),)) for value in values])
    tall = [bar.height for bar in drawing.rects]
    kept = [value for value in values if value]
    assert len(tall) == len(kept)
    for bar, value in zip(drawing.rects, kept, strict=True):
        assert bar.y >= TOP - 0.2
        assert abs(bar.y + bar.height - BOTTOM) < 0.2
        assert bar.x >= LEFT
        assert bar.x + bar.width <= RIGHT + 0.2
        assert abs(bar.height - tall[0] * value / kept[0]) <= 0.06 * (1 + value / kept[0])


def test_parts_of_a_bar_are_stacked_without_a_gap() -> None:
    law, promise = columns([Column("x", ((3, "law"), (1, "promise")))]).rects
    assert abs(promise.y + promise.height - law.y) < 0.2


@given(GAPPED, st.floats(0.5, 100))
def test_a_curve_has_a_point_for_each_value_and_none_for_a_gap(values: list[float | None], limit: float) -> None:
    drawing = curve(values, [""] * len(values), limit=(limit, "law"))
    known = [value for value in values if value is not None]
    assert len(drawing.points) == len(known)
    assert drawing.limit is not None
    for point, value in zip(drawing.points, known, strict=True):
        assert TOP - 0.2 <= point.y <= BOTTOM + 0.2
        assert (point.look == "out") == (value > limit)


def test_a_curve_is_broken_where_nothing_happened() -> None:
    assert len(curve([1, 2, None, 3, 4], [""] * 5).curves) == 2
    assert curve([1, None, 3], [""] * 3).curves == ()


def test_the_last_week_is_drawn_as_not_over() -> None:
    assert [point.look for point in curve([1, 2, 3], [""] * 3).points] == ["", "", "open"]


def test_a_single_value_has_no_little_line() -> None:
    assert spark([None, 3, None]) is None
    assert spark([0, 3, 6]) is not None
