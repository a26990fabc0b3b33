"""The Beveridge curve runs in time order over whole years, and its movements are told as data."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.analysis import beveridge
from handprint.analysis.beveridge import Point, movement

unhurried = settings(deadline=None, max_examples=60)

COLUMNS = ["period", "unemployed", "openings", "labour_force"]
percentages = st.floats(0.1, 50)


def months(count: int, first: int = 2006) -> list[str]:
    return [f"{first + month // 12}-{month % 12 + 1:02}" for month in range(count)]


def history(count: int = 36) -> pd.DataFrame:
    rows = [
        (period, 1000 + 300 * (number % 12), 50 + 20 * (number % 12), 20000)
        for number, period in enumerate(months(count))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def test_seasons_do_not_move_the_curve():
    told = beveridge.curve(history())
    assert len(told) == 25 and told["period"].iloc[[0, -1]].tolist() == ["2006-12", "2008-12"]
    assert told["unemployed_share"].nunique() == told["vacancy_rate"].nunique() == 1
    assert told["unemployed_share"].iloc[0] == pytest.approx(100 * 2650 / 20000)
    assert told["vacancy_rate"].iloc[0] == pytest.approx(100 * 160 / (160 + 20000 - 2650))


def test_rows_in_any_order_give_the_same_curve_in_time_order():
    table = history()
    shuffled = table.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(beveridge.curve(table), beveridge.curve(shuffled))
    told = [point.period for point in beveridge.points(beveridge.curve(shuffled))]
    assert told == sorted(told)


def test_no_point_reaches_over_a_month_that_is_missing_or_unknown():
    table = history(40)
    for gap in (
        table.drop(index=20),
        table.assign(openings=table["openings"].where(lambda _: table.index != 20)),
    ):
        told = set(beveridge.curve(gap)["period"])
        assert told == set(months(40)[11:20] + months(40)[32:])


def test_too_few_months_or_nobody_employed_give_no_point():
    assert beveridge.curve(history(11)).empty
    assert beveridge.curve(history().iloc[:0]).empty
    assert beveridge.curve(history().assign(labour_force=2650)).empty


def test_what_is_not_a_series_of_counts_is_refused():
    table = history(12)
    with pytest.raises(ValueError, match="occurs twice"):
        beveridge.curve(pd.concat([table, table.tail(1)]))
    with pytest.raises(ValueError, match="negative"):
        beveridge.curve(table.assign(openings=-1))


@pytest.mark.parametrize(
    ("unemployed", "vacancies", "kind"),
    [
        (8, 3, "along_up"), (12, 1, "along_down"), (12, 3, "outward"), (8, 1, "inward"),
        (12, 2, "outward"), (10, 3, "outward"), (8, 2, "inward"), (10, 1, "inward"),
        (10, 2, "still"), (10.04, 1.96, "still"), (10.04, 3, "outward"),
    ],
)  # fmt: skip
def test_a_movement_is_along_the_curve_or_off_it(unemployed, vacancies, kind):
    told = movement(Point("2008-12", 10, 2), Point("2009-12", unemployed, vacancies))
    assert told.kind == kind
    assert told.unemployed == pytest.approx(unemployed - 10)
    assert told.vacancies == pytest.approx(vacancies - 2)


@unhurried
@given(st.tuples(percentages, percentages), st.tuples(percentages, percentages))
def test_a_movement_back_is_the_reverse(before, after):
    first, last = Point("a", *before), Point("b", *after)
    there, back = movement(first, last), movement(last, first)
    mirrored = {
        "along_up": "along_down", "along_down": "along_up",
        "outward": "inward", "inward": "outward", "still": "still",
    }  # fmt: skip
    assert back.kind == mirrored[there.kind]
    assert back.shift == pytest.approx(-there.shift, abs=1e-12)
    assert back.along == pytest.approx(-there.along, abs=1e-12)


@unhurried
@given(percentages, percentages, st.floats(0.2, 5))
def test_on_one_hyperbola_nothing_shifts_and_on_one_ray_nothing_runs_along(share, rate, factor):
    first = Point("a", share, rate)
    assert movement(first, Point("b", share * factor, rate / factor)).shift == pytest.approx(
        0, abs=1e-9
    )
    outward = movement(first, Point("b", share * factor, rate * factor))
    assert outward.along == pytest.approx(0, abs=1e-9)
    assert (outward.shift > 0) == (factor > 1) or factor == 1


def test_without_openings_a_movement_has_signs_but_no_logs():
    told = movement(Point("a", 10, 0), Point("b", 12, 1))
    assert told.kind == "outward" and told.shift is None and told.along is None


def test_a_rate_of_nothing_is_none():
    assert beveridge.vacancy_rate(0, 0) is None and beveridge.unemployed_share(0, 0) is None
    assert beveridge.vacancy_rate(0, 10) == 0
