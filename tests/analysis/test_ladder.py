"""The ladder never promises more than can meet, and its steps add up to the person."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from handprint.analysis import ladder
from handprint.analysis.bounds import Bounds

unhurried = settings(deadline=None, max_examples=60)

CODES = ("51", "52", "93", "none")
COLUMNS = ["area", "occupation", "count"]


@st.composite
def registers(draw, codes: tuple[str, ...] = CODES, most: int = 40):
    """Seekers and openings by place and occupation as tables; some cells absent."""
    tables = []
    for _ in "uv":
        rows = [
            (area, code, draw(st.integers(0, most)))
            for area in ("047", "148", "240")
            for code in codes
            if draw(st.booleans())
        ]
        tables.append(pd.DataFrame(rows, columns=COLUMNS))
    return tables[0], tables[1]


@st.composite
def capacities(draw):
    """Seekers, openings, and the parts of each that have or need room for partial ability."""
    u, v = draw(registers())
    parts = [
        side.assign(count=[draw(st.integers(0, count)) for count in side["count"]])
        for side in (u, v)
    ]
    return u, v, parts[0], parts[1]


@unhurried
@given(registers())
def test_municipality_and_occupation_each_lie_between_the_region_and_both(both):
    told = ladder.rungs(*both)
    for sibling in (told.area, told.occupation):
        assert told.joint <= sibling <= told.region
    assert told.region == min(both[0]["count"].sum(), both[1]["count"].sum())


@unhurried
@given(registers())
def test_those_without_occupation_are_counted_apart_and_meet_nobody_by_occupation(both):
    u, v = both
    told = ladder.rungs(u, v)
    assert told.without_occupation == u.loc[u["occupation"] == "none", "count"].sum()
    assert told.openings_without_occupation == v.loc[v["occupation"] == "none", "count"].sum()
    known = ladder.rungs(u[u["occupation"] != "none"], v[v["occupation"] != "none"])
    assert (told.occupation, told.joint) == (known.occupation, known.joint)
    areas = [side.groupby("area")["count"].sum() for side in both]
    assert told.area == ladder.meet(*areas), "they may meet in their municipality"


@unhurried
@given(registers())
def test_were_they_fit_for_any_occupation_the_rungs_would_lie_between(both):
    told = ladder.rungs(*both)
    assert told.joint <= told.joint_if_any <= told.area
    assert told.occupation <= told.occupation_if_any <= told.region
    assert told.joint_if_any <= told.occupation_if_any
    assert told.joint_if_any <= told.joint + told.without_occupation


@unhurried
@given(registers())
def test_the_loss_is_place_and_occupation_to_the_person_in_every_order(both):
    told = ladder.rungs(*both)
    for loss in (told.area_first, told.occupation_first, told.shapley):
        assert loss.area + loss.occupation == loss.total == told.lost == told.region - told.joint
        assert loss.area >= 0 and loss.occupation >= 0
    assert told.shapley.area == (told.region - told.area + told.occupation - told.joint) / 2
    assert told.shapley.occupation == (told.region - told.occupation + told.area - told.joint) / 2


@unhurried
@given(registers(codes=("51", "52")), st.integers(1, 9))
def test_equal_distributions_lose_nobody(both, factor):
    u = both[0]
    told = ladder.rungs(u, u.assign(count=u["count"] * factor))
    assert told.region == told.area == told.occupation == told.joint and told.lost == 0
    assert told.shapley == ladder.Loss(0, 0)


@unhurried
@given(registers())
def test_major_groups_let_at_least_as_many_meet(both):
    fine, coarse = ladder.rungs(*both), ladder.rungs(*both, digits=1)
    assert coarse.occupation >= fine.occupation and coarse.joint >= fine.joint
    assert (coarse.region, coarse.area) == (fine.region, fine.area)
    assert coarse.without_occupation == fine.without_occupation, "'none' is not the group 'n'"
    assert ladder.rungs(*both, digits=2) == fine
    by_hand = [
        side.assign(occupation=side["occupation"].replace({"51": "5", "52": "5", "93": "9"}))
        for side in both
    ]
    assert ladder.rungs(*by_hand) == coarse


@unhurried
@given(capacities())
def test_the_capacity_rung_is_at_most_both_and_all_of_it_when_everything_can_be_shaped(register):
    u, v, partial, shaping = register
    told = ladder.rungs(u, v, partial=partial, shaping=shaping)
    assert told.capacity <= told.joint == ladder.rungs(u, v).joint
    assert ladder.rungs(u, v, partial=partial, shaping=v).capacity == told.joint
    nobody = partial.assign(count=0)
    assert ladder.rungs(u, v, partial=nobody, shaping=shaping).capacity == told.joint


@unhurried
@given(*[st.integers(0, 4)] * 4)
def test_the_capacity_of_a_cell_is_the_size_of_a_largest_matching(full, partial, stiff, shaping):
    fits = np.zeros((full + partial, stiff + shaping), dtype=int)
    fits[:full, :] = 1
    fits[full:, stiff:] = 1
    matched = maximum_bipartite_matching(csr_array(fits), perm_type="column") if fits.size else []
    brute = sum(int(opening >= 0) for opening in matched)
    assert ladder.capacity([full], [partial], [stiff + shaping], [shaping]) == brute
    named = [{"a": count} for count in (full, partial, stiff + shaping, shaping)]
    assert ladder.capacity(*named) == brute


@st.composite
def limited(draw):
    """Cells within limits, secret ones 1 to 4, and counts that they may hold."""
    cells = []
    for _ in range(draw(st.integers(1, 8))):
        secret = [draw(st.booleans()) for _ in "uv"]
        counts = [draw(st.integers(1, 4) if hidden else st.integers(0, 60)) for hidden in secret]
        ends = [(1, 4) if hidden else (n, n) for hidden, n in zip(secret, counts, strict=True)]
        cells.append((*ends[0], *ends[1], *counts))
    return np.array(cells).T


@unhurried
@given(limited())
def test_what_secret_cells_leave_open_is_all_that_can_be_and_nothing_else(cells):
    u_low, u_high, v_low, v_high, u, v = cells
    told = ladder.meet_bounds(u_low, u_high, v_low, v_high)
    assert told.low <= ladder.meet(u, v) <= told.high
    assert told == Bounds(ladder.meet(u_low, v_low), ladder.meet(u_high, v_high)), "ends reached"


@unhurried
@given(registers())
def test_nobody_meets_where_one_side_is_empty(both):
    u, _ = both
    for told in (ladder.rungs(u, u.iloc[:0]), ladder.rungs(u.iloc[:0], u)):
        assert told.region == told.area == told.occupation == told.joint == told.lost == 0
    assert ladder.rungs({}, {}).region == 0


def test_the_none_of_the_register_is_a_step_of_its_own():
    u = {("047", "51"): 10, ("047", "none"): 30, ("148", "52"): 5}
    v = {("047", "51"): 20, ("148", "51"): 5}
    told = ladder.rungs(u, v)
    assert (told.region, told.area, told.occupation, told.joint) == (25, 25, 10, 10)
    assert (told.without_occupation, told.occupation_if_any, told.joint_if_any) == (30, 25, 20)


def test_a_part_that_is_more_than_its_whole_is_refused():
    u, v = {("047", "51"): 3}, {("047", "51"): 2}
    with pytest.raises(ValueError, match="seekers with partial work ability"):
        ladder.rungs(u, v, partial={("047", "51"): 4}, shaping={})
    with pytest.raises(ValueError, match="can be shaped"):
        ladder.rungs(u, v, partial={}, shaping={("047", "51"): 3})
    with pytest.raises(ValueError, match="above its high one"):
        ladder.meet_bounds([2], [1], [1], [1])
    with pytest.raises(ValueError, match="unknown"):
        ladder.rungs(pd.DataFrame([("047", "51", None)], columns=COLUMNS), v)
