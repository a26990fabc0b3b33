"""What known totals say of secret cells."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.analysis.known_totals import Totals, likely, met_at_least, met_at_most
from handprint.analysis.over_time import Limits, Panel

SECRET = (1, 4)
cell = st.one_of(st.integers(0, 9), st.just(None))
"""A count, or a secret cell."""


def limits_of(u: list[int | None], v: list[int | None]) -> Limits:
    """One month of cells within limits."""

    def side(cells: list[int | None], end: int) -> np.ndarray:
        return np.array([[SECRET[end] if c is None else c for c in cells]], dtype=float)

    names = tuple(range(len(u)))
    low, high = (Panel(("2023-10",), names, side(u, end), side(v, end)) for end in (0, 1))
    return Limits(low, high)


def fillings(cells: list[int | None]) -> list[tuple[int, ...]]:
    """Every way in which the secret cells can be filled."""
    return list(itertools.product(*[range(1, 5) if c is None else [c] for c in cells]))


def total(number: float) -> Totals:
    return Totals(np.array([float(number)]), np.array([float(number)]))


@settings(deadline=None, max_examples=150)
@given(pairs=st.lists(st.tuples(cell, cell), min_size=1, max_size=3), data=st.data())
def test_limits_hold_and_the_upper_one_is_reached(
    pairs: list[tuple[int | None, int | None]], data: st.DataObject
) -> None:
    """Against brute force: every filling that has the known sums."""
    u, v = ([pair[side] for pair in pairs] for side in (0, 1))
    truth_u, truth_v = (data.draw(st.sampled_from(fillings(side))) for side in (u, v))
    limits = limits_of(u, v)
    sums = total(sum(truth_u)), total(sum(truth_v))
    met = [
        sum(map(min, a, b))
        for a in fillings(u)
        for b in fillings(v)
        if sum(a) == sum(truth_u) and sum(b) == sum(truth_v)
    ]
    assert met_at_most(limits, *sums)[0] == max(met)
    assert met_at_least(limits, *sums)[0] <= min(met)


@settings(deadline=None, max_examples=100)
@given(pairs=st.lists(st.tuples(cell, cell), min_size=1, max_size=6), data=st.data())
def test_the_likely_panel_has_the_known_sums_and_stays_within_the_limits(
    pairs: list[tuple[int | None, int | None]], data: st.DataObject
) -> None:
    u, v = ([pair[side] for pair in pairs] for side in (0, 1))
    truth_u, truth_v = (data.draw(st.sampled_from(fillings(side))) for side in (u, v))
    limits = limits_of(u, v)
    sums = total(sum(truth_u)), total(sum(truth_v))
    found = likely(limits, *sums)
    assert found.u.sum() == pytest.approx(sum(truth_u))
    assert found.v.sum() == pytest.approx(sum(truth_v))
    for side in ("u", "v"):
        low, high = getattr(limits.low, side), getattr(limits.high, side)
        assert (getattr(found, side) >= low - 1e-9).all()
        assert (getattr(found, side) <= high + 1e-9).all()
    met = np.minimum(found.u, found.v).sum()
    assert met_at_least(limits, *sums)[0] - 1e-9 <= met <= met_at_most(limits, *sums)[0] + 1e-9


def test_every_secret_cell_of_a_side_is_filled_alike() -> None:
    found = likely(limits_of([None, None, 7], [3, 3, 3]), total(7 + 5), total(9))
    assert found.u[0].tolist() == [2.5, 2.5, 7.0]


def test_totals_outside_the_limits_give_the_nearer_end() -> None:
    limits = limits_of([None, None], [9, 9])
    assert likely(limits, total(100), total(18)).u.sum() == 8
    assert likely(limits, total(0), total(18)).u.sum() == 2


def test_known_totals_bring_the_upper_limit_nearer() -> None:
    limits = limits_of([None] * 4, [9] * 4)
    assert met_at_most(limits, total(7), total(36))[0] == 7
    assert limits.high.met().iloc[0] == 16
