"""Mismatch indices keep their promises on any counts, and say None where they have no meaning."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handprint.analysis import mismatch
from handprint.analysis.cells import aligned, total

unhurried = settings(deadline=None, max_examples=60)

counts = st.integers(0, 500)
factors = st.floats(0.01, 1000)
alphas = st.floats(0.01, 0.99)
INDICES = (mismatch.dissimilarity, mismatch.sahin, mismatch.divergence)


@st.composite
def sides(draw, least: int = 0):
    """Seekers and openings of the same cells, in one order."""
    size = draw(st.integers(1, 8))
    cells = st.lists(st.integers(least, 500), min_size=size, max_size=size)
    return draw(cells), draw(cells)


@st.composite
def tables(draw, least: int = 0):
    """Seekers and openings by place and occupation."""
    places, occupations = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cells = [(f"a{a}", f"o{o}") for a in range(places) for o in range(occupations)]
    values = st.lists(st.integers(least, 60), min_size=len(cells), max_size=len(cells))
    return tuple(pd.Series(draw(values), index=pd.MultiIndex.from_tuples(cells)) for _ in "uv")


def same(one: float | None, other: float | None) -> bool:
    """Whether two results are both None or near one another."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-7, abs_tol=1e-9)


@unhurried
@given(st.lists(counts, min_size=1, max_size=8), factors)
def test_equal_distributions_give_no_mismatch(u, factor):
    assume(sum(u))
    v = [count * factor for count in u]
    for index in (*INDICES, mismatch.dissimilarity_persons, mismatch.relative_variance):
        assert index(u, v) == pytest.approx(0, abs=1e-9), index
    assert mismatch.lilien(u, v) == pytest.approx(0, abs=1e-9)


@unhurried
@given(sides(), factors, factors, alphas)
def test_indices_do_not_depend_on_the_scale_of_either_side(both, one, other, alpha):
    u, v = both
    scaled = [count * one for count in u], [count * other for count in v]
    for index in (*INDICES, mismatch.relative_variance, mismatch.lilien):
        assert same(index(u, v), index(*scaled)), index
    assert same(mismatch.sahin(u, v, alpha), mismatch.sahin(*scaled, alpha))


@unhurried
@given(sides(), factors)
def test_persons_follow_the_seekers_and_not_the_scale_of_openings(both, factor):
    u, v = both
    persons, index = mismatch.dissimilarity_persons(u, v), mismatch.dissimilarity(u, v)
    assert same(persons, mismatch.dissimilarity_persons(u, [count * factor for count in v]))
    assert same(persons, None if index is None else index * sum(u))


@unhurried
@given(tables(), alphas)
def test_finer_cells_never_lower_mismatch(both, alpha):
    u, v = both
    for level in (0, 1):
        coarse = u.groupby(level=level).sum(), v.groupby(level=level).sum()
        for index in (*INDICES, lambda a, b: mismatch.sahin(a, b, alpha)):
            found, finer = index(*coarse), index(u, v)
            if finer is not None:
                assert found is not None and finer >= found - 1e-9
            elif index is not mismatch.divergence:
                assert found is None


@unhurried
@given(sides(), alphas)
def test_indices_lie_in_0_to_1_and_lost_hires_never_exceed_dissimilarity(both, alpha):
    """Because the lesser of two is never more than their weighted geometric mean."""
    lost, apart = mismatch.sahin(*both, alpha), mismatch.dissimilarity(*both)
    if lost is not None and apart is not None:
        assert 0 <= lost <= apart + 1e-12 <= 1 + 1e-12


@unhurried
@given(sides())
def test_dissimilarity_is_what_cannot_meet_when_both_sides_are_as_many(both):
    u, v = (np.array(side, dtype=float) for side in both)
    assume(u.sum() and v.sum())
    u, v = u / u.sum(), v / v.sum()
    assert mismatch.dissimilarity(u, v) == pytest.approx(1 - np.minimum(u, v).sum(), abs=1e-9)


@unhurried
@given(sides(), alphas)
def test_the_sides_change_roles_when_alpha_does(both, alpha):
    u, v = both
    assert same(mismatch.sahin(u, v, alpha), mismatch.sahin(v, u, 1 - alpha))


@unhurried
@given(sides(), st.randoms(use_true_random=False))
def test_the_order_of_cells_and_empty_cells_change_nothing(both, random):
    u, v = (dict(enumerate(side)) for side in both)
    shuffled = random.sample(sorted(v), len(v))
    turned = pd.Series({cell: v[cell] for cell in shuffled if v[cell]}, dtype=float)
    for index in INDICES:
        assert same(index(*both), index(u, turned)), index
        assert same(index(*both), index([*both[0], 0], [*both[1], 0])), index


@unhurried
@given(st.lists(counts, min_size=1, max_size=8), alphas)
def test_without_seekers_or_openings_there_is_no_index(some, alpha):
    nobody = [0] * len(some)
    for u, v in ((nobody, some), (some, nobody), (nobody, nobody), ([], [])):
        for index in (*INDICES, mismatch.dissimilarity_persons, mismatch.relative_variance):
            assert index(u, v) is None, index
        assert mismatch.sahin(u, v, alpha) is None
        assert mismatch.lilien(u, v) is None
    cells = {("a", str(number)): count for number, count in enumerate(some)}
    empty = dict.fromkeys(cells, 0)
    for told in (mismatch.decomposition(empty, cells), mismatch.decomposition(cells, empty)):
        assert set(told) == {None}
    assert mismatch.tightness(nobody, some) is None
    assert mismatch.seekers_per_opening(some, nobody) is None
    assert mismatch.tightness([1], nobody) == 0


@pytest.mark.parametrize("alpha", [0, 1, -0.1, 1.1, math.nan])
def test_alpha_lies_strictly_between_0_and_1(alpha):
    for call in (
        lambda: mismatch.sahin([1, 2], [2, 1], alpha),
        lambda: mismatch.matching_efficiency(10, 5, 1, alpha),
        lambda: mismatch.job_finding_decomposition(
            mismatch.Market(1, 1, 1), mismatch.Market(1, 1, 1), alpha
        ),
    ):
        with pytest.raises(ValueError, match="both excluded"):
            call()


def test_near_the_ends_alpha_leaves_the_share_of_cells_without_the_other_side():
    """Why 0 and 1 are refused: there the formula itself would say that nothing is lost."""
    u, v = [60, 40, 0], [50, 0, 25]
    assert mismatch.sahin(u, v, 1e-9) == pytest.approx(40 / 100, abs=1e-6)
    assert mismatch.sahin(u, v, 1 - 1e-9) == pytest.approx(25 / 75, abs=1e-6)


@pytest.mark.parametrize("bad", [-1, math.nan, math.inf, None])
def test_what_is_not_a_count_is_refused(bad):
    for call in (*INDICES, mismatch.relative_variance, mismatch.lilien, mismatch.tightness):
        with pytest.raises(ValueError, match="count is"):
            call([1, bad], [1, 2])
        with pytest.raises(ValueError, match="count is"):
            call({"a": 1, "b": 2}, {"a": bad})


def test_cells_are_laid_over_one_another_by_name_or_not_at_all():
    with pytest.raises(ValueError, match="names its cells"):
        aligned({"a": 1}, [1])
    with pytest.raises(ValueError, match="unlike numbers"):
        aligned([1, 2], [1])
    twice = pd.Series([1, 2, 3], index=["a", "b", "a"])
    assert [list(side) for side in aligned(twice, {"b": 5, "c": 1})] == [[4, 2, 0], [0, 5, 1]]
    assert total(twice) == total(6) == total([1, 5]) == total({"a": 6}) == 6


# -- Decomposition


@unhurried
@given(tables())
def test_divergence_adds_up_in_both_orders_and_in_their_mean(both):
    told = mismatch.decomposition(*both)
    # On its own, not from the parts.
    assert same(told.total, mismatch.divergence(*both))
    if told.total is None:
        assert told.shapley_area is None and told.occupation_within_area is None
        return
    assert abs(told.area + told.occupation_within_area - told.total) < 1e-9
    assert abs(told.occupation + told.area_within_occupation - told.total) < 1e-9
    assert abs(told.shapley_area + told.shapley_occupation - told.total) < 1e-9
    assert all(part >= 0 for part in told)


@unhurried
@given(tables(least=1))
def test_what_is_common_is_everything_when_no_cell_is_empty(both):
    told = mismatch.decomposition_of_common(*both)
    assert told.openings_left_out == told.seekers_left_out == told.cells_left_out == 0
    assert told.parts == mismatch.decomposition(*both)
    assert told.parts.total is not None


@unhurried
@given(tables())
def test_what_the_common_cells_leave_out_is_said(both):
    u, v = both
    told = mismatch.decomposition_of_common(u, v)
    kept = (u > 0) & (v > 0)
    assert told.cells_left_out == int((((u > 0) | (v > 0)) & ~kept).sum())
    assert same(told.seekers_left_out, mismatch.percent(u[~kept].sum(), u.sum()))
    assert same(told.openings_left_out, mismatch.percent(v[~kept].sum(), v.sum()))
    assert (told.parts.total is None) == (not kept.any())
    if told.parts.total is not None:
        assert (
            abs(told.parts.shapley_area + told.parts.shapley_occupation - told.parts.total) < 1e-9
        )


def test_an_empty_cell_with_openings_has_no_divergence_but_its_margins_may():
    told = mismatch.decomposition(
        {("a", "x"): 0, ("a", "y"): 5, ("b", "x"): 5, ("b", "y"): 5},
        {("a", "x"): 5, ("a", "y"): 5, ("b", "x"): 5, ("b", "y"): 5},
    )
    assert told.total is None and told.shapley_area is None
    assert told.area is not None and told.occupation is not None


def test_places_alone_or_occupations_alone_are_all_of_the_divergence():
    apart = mismatch.decomposition(
        {("a", "x"): 30, ("b", "x"): 10}, {("a", "x"): 10, ("b", "x"): 30}
    )
    assert apart.shapley_area == apart.total > 0 and apart.shapley_occupation == 0
    skills = mismatch.decomposition(
        {("a", "x"): 30, ("a", "y"): 10}, {("a", "x"): 10, ("a", "y"): 30}
    )
    assert skills.shapley_occupation == skills.total > 0 and skills.shapley_area == 0


def test_a_table_of_three_columns_and_labelled_counts_are_the_same():
    table = pd.DataFrame({"place": ["047", "148"], "isco": ["51", "52"], "persons": [3, 9]})
    labelled = {("047", "51"): 3, ("148", "52"): 9}
    other = {("047", "51"): 4, ("148", "52"): 2}
    assert mismatch.decomposition(table, other) == mismatch.decomposition(labelled, other)
    again = pd.concat([table, table])
    twice = {cell: 2 * count for cell, count in labelled.items()}
    assert mismatch.decomposition(pd.concat([again, table.tail(1)]), other) == (
        mismatch.decomposition(twice | {("148", "52"): 27}, other)
    ), "rows of the same cell are summed"
    with pytest.raises(ValueError, match="no place or no occupation"):
        mismatch.decomposition(table.assign(isco=["51", None]), other)
    with pytest.raises(ValueError, match="its place and its occupation"):
        mismatch.decomposition({"047": 1}, {"047": 1})


# -- Dispersion and flows


def test_unemployed_where_there_is_no_labour_force_have_no_rate():
    assert mismatch.relative_variance([5, 5], [100, 0]) is None
    assert mismatch.relative_variance([5, 0], [100, 0]) == 0


def test_an_industry_that_begins_or_ends_has_no_growth():
    assert mismatch.lilien([10, 0], [10, 5]) is None
    assert mismatch.lilien([10, 0], [12, 0]) == 0


@unhurried
@given(counts, counts, counts, st.integers(0, 2000))
def test_the_stocks_and_flows_of_openings_balance(start, new, end, filled):
    told = mismatch.vacancy_stock_flow(start, new, end, filled)
    if end > start + new:
        assert set(told) == {None}
        return
    assert told.closed == start + new - end
    assert (told.turnover is None) == (start + new == 0)
    assert (told.open_days is None) == (told.closed == 0)
    assert (told.filled is None) == (told.closed == 0 or filled > told.closed)
    if told.filled is not None:
        assert 0 <= told.filled <= 100
    assert told.turnover is None or 0 <= told.turnover <= 100


@unhurried
@given(st.integers(1, 9000), st.floats(0.001, 0.999), counts)
def test_job_finding_is_found_again_from_the_stocks_it_makes(unemployed, chance, fresh):
    stayed = unemployed * (1 - chance)
    told = mismatch.shimer(unemployed, stayed + fresh, fresh)
    assert told.probability == pytest.approx(chance, abs=1e-6)
    assert told.hazard == pytest.approx(-math.log(1 - chance), rel=1e-6, abs=1e-9)
    assert told.months == pytest.approx(1 / told.hazard)


def test_job_finding_has_no_meaning_when_stocks_contradict_or_all_leave():
    assert set(mismatch.shimer(0, 5, 5)) == {None}
    assert set(mismatch.shimer(10, 15, 2)) == {None}, "more stayed than there were"
    assert set(mismatch.shimer(10, 5, 8)) == {None}, "more are new than there are"
    assert mismatch.shimer(10, 5, 5) == (1, None, None)
    assert mismatch.shimer(10, 12, 2) == (0, 0, None)


@unhurried
@given(*[st.tuples(*[st.integers(1, 9000)] * 3)] * 2, alphas)
def test_a_change_of_job_finding_is_efficiency_and_tightness(before, after, alpha):
    before, after = mismatch.Market(*before), mismatch.Market(*after)
    told = mismatch.job_finding_decomposition(before, after, alpha)
    assert told.efficiency + told.tightness == pytest.approx(told.total, abs=1e-9)
    efficiency = [
        mismatch.matching_efficiency(*market, alpha).efficiency for market in (before, after)
    ]
    assert told.efficiency == pytest.approx(math.log(efficiency[1] / efficiency[0]), abs=1e-9)
    assert mismatch.job_finding_decomposition(before, after._replace(hires=0), alpha) is None


def test_matching_says_none_where_a_side_is_empty():
    assert mismatch.matching_efficiency(0, 5, 0) == (None, None, 0)
    assert mismatch.matching_efficiency(5, 0, 0) == (None, 0, None)


@unhurried
@given(st.floats(0.001, 1), st.floats(0.001, 1), st.floats(0, 0.99))
def test_mismatch_never_lowers_unemployment(separation, finding, lost):
    told = mismatch.mismatch_unemployment(separation, finding, lost)
    assert told.gap >= -1e-9 and 0 <= told.share_without <= told.share + 1e-12 <= 1 + 1e-12
    assert mismatch.mismatch_unemployment(separation, finding, 0).gap == 0


def test_mismatch_unemployment_is_none_without_mismatch_or_movement():
    assert mismatch.mismatch_unemployment(0.02, 0.1, None) is None
    assert mismatch.mismatch_unemployment(0.02, 0.1, 1) is None
    assert mismatch.mismatch_unemployment(0, 0, 0.1) is None
    assert mismatch.mismatch_unemployment(0.02, 0, 0.1).share == 1


def test_shares_of_nothing_are_none():
    assert mismatch.percent(0, 0) is None
    assert mismatch.activation_rate(0, 0) is None
    assert mismatch.implied_labour_force(5, 0) is None
