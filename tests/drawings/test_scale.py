"""Values and periods on the page."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handprint.drawings.scale import Scale, month_number, nice, step_of

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@settings(deadline=None)
@given(low=numbers, high=numbers, about=st.integers(2, 9))
def test_round_values_cover_what_is_asked_and_are_evenly_spaced(
    low: float, high: float, about: int
) -> None:
    assume(high - low > 0.01)
    ticks = nice(low, high, about=about)
    near = (ticks[1] - ticks[0]) * 1e-8
    assert ticks[0] <= low + near and ticks[-1] >= high - near
    steps = [round(b - a, 9) for a, b in zip(ticks, ticks[1:], strict=False)]
    assert max(steps) - min(steps) < 1e-6
    assert len(ticks) <= about + 3


def test_round_values_are_those_a_person_would_choose() -> None:
    assert nice(6.9, 17.1, about=6) == [6, 8, 10, 12, 14, 16, 18]
    assert nice(0, 0) == [0, 0.2, 0.4, 0.6, 0.8, 1.0]


@settings(deadline=None)
@given(a=numbers, b=numbers)
def test_a_scale_keeps_order(a: float, b: float) -> None:
    x = Scale(-1e6, 1e6, 0, 500)
    assert (x(a) <= x(b)) == (a <= b) or x(a) == x(b)


def test_a_scale_of_one_value_does_not_divide_by_zero() -> None:
    assert Scale(5, 5, 10, 90)(5) == 10


def test_months_and_years_share_one_line_of_time() -> None:
    assert month_number("2026-01") == month_number("2026")
    assert month_number("2026-06") - month_number("2025-12") == 6
    assert step_of(["2024", "2025"]) == 12
    assert step_of(["2024-01", "2025"]) == 1
    assert step_of([]) == 1
