"""Counts within limits stay within them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis.bounds import Bounds, of_cells, side

counts = st.integers(0, 500)


@st.composite
def bounds(draw):
    low = draw(counts)
    return Bounds(low, low + draw(st.integers(0, 30)))


@given(bounds(), bounds())
def test_a_difference_holds_every_difference_there_can_be(openings, unemployed):
    balance = openings.less(unemployed)
    for first in (openings.low, openings.high):
        for second in (unemployed.low, unemployed.high):
            assert balance.low <= first - second <= balance.high
    assert balance.middle == openings.middle - unemployed.middle


@given(bounds(), bounds())
def test_a_side_is_taken_only_beyond_doubt(openings, unemployed):
    told = side(openings, unemployed)
    if told == "short":
        assert openings.low > unemployed.high
    elif told == "long":
        assert openings.high < unemployed.low
    mirrored = {"short": "long", "long": "short", "even": "even"}[told]
    assert side(unemployed, openings) == mirrored


@given(counts)
def test_without_secret_cells_a_count_is_exact(value):
    count = of_cells(value, value, cells=12, secret=0)
    assert count.exact and not count.hidden and count.spread == 0 and count.middle == value


def test_secret_cells_alone_are_hidden():
    assert of_cells(1, 4, cells=1, secret=1).hidden
    assert of_cells(1, 4, cells=12, secret=12).hidden
    assert not of_cells(0.5, 2, cells=12, secret=6).hidden
    assert not of_cells(2, 8, cells=2, secret=2).hidden, "two of them have a sum worth telling"
    assert not of_cells(1, 4, cells=1, secret=1).exact


def test_limits_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="more than"):
        Bounds(2, 1)
