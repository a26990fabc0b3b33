"""A month is compared with the same month of an earlier year."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis import season
from handprint.numbers import month_range, months_before

MONTHS = month_range("2018-01", "2026-06")
SERIES = st.dictionaries(st.sampled_from(MONTHS), st.floats(0, 1e5), max_size=60)


def test_the_change_is_from_the_same_month_a_year_before():
    change = season.same_month_last_year({"2025-06": 8765.0, "2026-06": 9137.0}, "2026-06")
    assert (change.before_period, change.years, change.difference) == ("2025-06", 1, 372)
    assert change.year_before
    assert math.isclose(change.relative, 372 / 8765)


def test_without_that_month_the_newest_same_month_stands_in_and_is_labelled():
    series = {"2021-06": 1.0, "2023-06": 4713.0, "2024-05": 9.0, "2026-05": 7.0, "2026-06": 2515.0}
    change = season.same_month_last_year(series, "2026-06")
    assert (change.before_period, change.years, change.difference) == ("2023-06", 3, -2198)
    assert not change.year_before


def test_nothing_is_compared_with_nothing():
    assert season.same_month_last_year({}, "2026-06") is None
    assert season.same_month_last_year({"2026-06": 1.0}, "2026-06") is None
    assert season.same_month_last_year({"2025-06": 1.0}, "2026-06") is None
    assert season.same_month_last_year({"2026-06": 1.0, "2027-06": 2.0}, "2026-06") is None


def test_years_are_compared_with_years_only():
    series = {"2025": 10.0, "2024": 8.0, "2024-06": 99.0}
    assert season.same_month_last_year(series, "2025").before_period == "2024"


def test_a_change_from_zero_has_no_relative_size():
    assert season.same_month_last_year({"2025-06": 0.0, "2026-06": 5.0}, "2026-06").relative is None


def test_only_whole_years_apart_can_be_compared():
    series = {"2026-01": 1.0, "2026-06": 2.0}
    assert season.since(series, "2026-06", "2026-01") is None
    with pytest.raises(ValueError, match="not both"):
        season.since(series, "2026-06", "2025")


@given(SERIES, st.sampled_from(MONTHS))
def test_a_comparison_is_always_between_like_months_and_the_newest_there_is(series, month):
    change = season.same_month_last_year(series, month)
    if change is None:
        return
    assert change.before_period[5:] == month[5:]
    assert change.before_period <= months_before(month)
    between = [p for p in series if change.before_period < p < month and p[5:] == month[5:]]
    assert between == []


def test_hidden_cells_do_not_enter_a_series():
    table = pd.DataFrame(
        {
            "period": ["2026-03", "2026-04", "2026-05", "2026-06"],
            "value": [5.0, None, None, None],
            "status": ["value", "zero", "secret", "missing"],
        }
    )
    assert season.values(table) == {"2026-03": 5.0, "2026-04": 0.0}


def test_a_twelve_month_mean_wants_all_twelve():
    months = month_range("2022-11", "2023-10")
    series = {month: float(n) for n, month in enumerate(months)}
    assert season.twelve_month_mean(series, "2023-10") == 5.5
    assert season.twelve_month_means(series) == {"2023-10": 5.5}
    del series["2023-02"]
    assert season.twelve_month_mean(series, "2023-10") is None


@given(st.floats(0, 1e6), st.sampled_from(MONTHS[11:]))
def test_the_mean_of_a_level_series_is_its_level(level, month):
    mean = season.twelve_month_mean(dict.fromkeys(MONTHS, level), month)
    assert math.isclose(mean, level, abs_tol=1e-6)


def test_a_seasonal_gap_needs_three_like_months():
    series = {"2023-06": 10.0, "2024-06": 12.0, "2026-06": 20.0}
    assert season.seasonal_gap(series, "2026-06") is None
    assert season.seasonal_gap(series | {"2025-06": 14.0}, "2026-06") == 8.0


def test_gaps_are_the_months_missing_between_published_ones():
    series = dict.fromkeys(["2023-09", "2023-10", "2026-06"], 1.0)
    assert season.gaps(series) == [("2023-11", "2026-05")]
    assert season.gaps({}) == []


def test_two_series_are_compared_over_the_months_both_have():
    one = {"2026-01": 5.0, "2026-02": 3.0, "2026-03": 4.0, "2026-04": 9.0}
    other = {"2026-01": 4.0, "2026-02": 4.0, "2026-03": 4.02}
    ran = season.beside(one, other)
    assert (ran.months, ran.above, ran.below, ran.equal) == (3, 1, 1, 1)
    assert (ran.start, ran.end) == ("2026-01", "2026-03")
    assert season.beside(one, {}) is None


@given(SERIES, SERIES)
def test_one_above_the_other_is_the_other_below_it(one, other):
    ran, back = season.beside(one, other), season.beside(other, one)
    if ran is None:
        assert back is None
    else:
        assert (ran.above, ran.below, ran.equal) == (back.below, back.above, back.equal)
        assert ran.above + ran.below + ran.equal == ran.months
