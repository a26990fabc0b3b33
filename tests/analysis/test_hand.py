"""A finger's fill is the share of its figures that move the right way, and never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis import hand

VERDICTS = ("right", "same", "wrong", "unknown")
weights = st.floats(min_value=1e-6, max_value=1e6)
parts = st.lists(st.tuples(weights, st.sampled_from(VERDICTS)), min_size=1, max_size=12)
values = st.floats(min_value=-1e6, max_value=1e6)


@given(parts)
def test_the_four_parts_lie_between_nought_and_one_and_make_up_one(given_parts):
    fill = hand.fill(given_parts)
    if fill is None:
        assert all(verdict == "unknown" for _, verdict in given_parts)
        return
    shares = (fill.right, fill.same, fill.wrong, fill.unknown)
    assert all(0 <= share <= 1 for share in shares)
    assert sum(shares) == pytest.approx(1)
    assert fill.share == fill.right


@given(parts, st.floats(min_value=1e-3, max_value=1e3))
def test_only_the_proportions_of_the_weights_matter(given_parts, factor):
    fill = hand.fill(given_parts)
    scaled = hand.fill([(weight * factor, verdict) for weight, verdict in given_parts])
    if fill is None:
        assert scaled is None
    else:
        assert scaled.right == pytest.approx(fill.right)
        assert scaled.unknown == pytest.approx(fill.unknown)


@given(parts)
def test_the_order_of_the_figures_does_not_matter(given_parts):
    assert hand.fill(given_parts) == hand.fill(list(reversed(given_parts)))


@given(parts, weights)
def test_a_figure_without_a_comparison_is_not_counted_as_wrong(given_parts, weight):
    """Among the parts that are known, right stays as large beside wrong as it was."""
    before = hand.fill(given_parts)
    after = hand.fill([*given_parts, (weight, "unknown")])
    if before is None:
        assert after is None
    else:
        assert after.right * before.wrong == pytest.approx(before.right * after.wrong)
        assert after.wrong <= before.wrong and after.unknown > 0


@given(parts, weights)
def test_one_more_figure_the_right_way_never_empties_a_finger(given_parts, weight):
    before = hand.fill(given_parts)
    after = hand.fill([*given_parts, (weight, "right")])
    assert after.right >= (before.right if before else 0) - 1e-12 and after.right > 0


def test_nothing_to_compare_is_no_share_and_not_nought():
    assert hand.fill([]) is None
    assert hand.fill([(1, "unknown"), (2, "unknown")]) is None
    assert hand.fill([(1, "wrong")]).share == 0


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_a_weight_is_a_number_above_zero(weight):
    with pytest.raises(ValueError, match="weight"):
        hand.fill([(weight, "right")])


def test_weights_are_counted():
    fill = hand.fill([(3, "right"), (1, "wrong"), (1, "unknown"), (1, "same")])
    assert (fill.right, fill.wrong, fill.unknown, fill.same) == pytest.approx(
        (0.5, 1 / 6, 1 / 6, 1 / 6)
    )


# Which way a figure moves


@given(values, values)
def test_turning_the_direction_round_turns_right_and_wrong_and_nothing_else(older, newer):
    series = {"2024": older, "2025": newer}
    up = hand.movement(series, better="higher", decimals=1).verdict
    down = hand.movement(series, better="lower", decimals=1).verdict
    assert {up, down} in ({"right", "wrong"}, {"same"})


@given(values, values)
def test_the_verdict_is_what_a_reader_sees_in_the_printed_figures(older, newer):
    from handprint.numbers import rounded

    verdict = hand.movement({"2024": older, "2025": newer}, better="higher", decimals=0).verdict
    old, new = rounded(older, 0), rounded(newer, 0)
    assert verdict == ("right" if new > old else "wrong" if new < old else "same")


def test_a_month_is_compared_with_the_same_month_and_not_with_the_one_before():
    series = {"2025-06": 10.8, "2026-05": 12.0, "2026-06": 11.1}
    moved = hand.movement(series, better="lower", decimals=1)
    assert moved.verdict == "wrong" and moved.change.before_period == "2025-06"
    assert hand.movement({"2026-05": 12.0, "2026-06": 11.1}, better="lower", decimals=1).reason == (
        "one_figure"
    )


def test_a_year_is_compared_with_the_last_one_there_is():
    moved = hand.movement({"2015": -985, "2016": -629, "2025": 183}, better="higher", decimals=0)
    assert (moved.verdict, moved.change.before_period, moved.change.years) == ("right", "2016", 9)


def test_why_a_figure_cannot_be_compared():
    one = hand.movement({"2024": 12.8}, better="lower", decimals=1)
    none = hand.movement({}, better="lower", decimals=1)
    assert (one.verdict, one.reason) == ("unknown", "one_figure")
    assert (none.verdict, none.reason) == ("unknown", "no_figure")


def test_a_series_that_ended_long_ago_tells_no_present_direction():
    series = {"2015": 99.8, "2016": 99.9}
    then = hand.movement(series, better="higher", decimals=1, year=2016 + hand.OLDEST)
    now = hand.movement(series, better="higher", decimals=1, year=2017 + hand.OLDEST)
    assert then.verdict == "right"
    assert (now.verdict, now.reason) == ("unknown", "old") and now.change.value == 99.9


def test_a_direction_is_lower_or_higher():
    with pytest.raises(ValueError, match="neither"):
        hand.movement({"2024": 1.0}, better="neither", decimals=1)
