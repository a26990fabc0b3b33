"""Likeness by named features: symmetric, blind to units, never oneself."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis.peers import FEATURES, nearest

USING = ("one", "two", "three", "four")
NUMBERS = st.one_of(st.none(), st.floats(-1000, 1000).map(lambda x: round(x, 3)))
TABLES = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.fixed_dictionaries(dict.fromkeys(USING, NUMBERS)),
    min_size=2,
)


def distances(code, table):
    return {peer.area_code: peer.distance for peer in nearest(code, table, k=99, using=USING)}


@given(TABLES)
def test_distances_are_the_same_both_ways(table):
    for one in table:
        for other, distance in distances(one, table).items():
            assert math.isclose(distances(other, table)[one], distance, abs_tol=1e-9)


@given(TABLES)
def test_nobody_is_their_own_peer_and_the_nearest_come_first(table):
    for code in table:
        found = nearest(code, table, k=99, using=USING)
        assert code not in {peer.area_code for peer in found}
        order = [peer.distance for peer in found]
        assert all(a <= b + 1e-8 for a, b in zip(order, order[1:], strict=False))


@given(
    st.lists(st.integers(0, 30), min_size=16, max_size=16),
    st.sampled_from([0.5, 2.0, 1024.0]),
    st.integers(-64, 64),
)
def test_the_unit_of_a_feature_does_not_matter(values, scale, shift):
    rows = [values[n : n + 4] for n in range(0, 16, 4)]
    table = {
        c: dict(zip(USING, map(float, r), strict=True)) for c, r in zip("abcd", rows, strict=True)
    }
    other = {c: {f: x * scale + shift for f, x in r.items()} for c, r in table.items()}
    for code in table:
        here, there = distances(code, table), distances(code, other)
        assert here.keys() == there.keys()
        assert all(math.isclose(here[c], there[c], abs_tol=1e-6) for c in here)


@given(TABLES)
def test_the_answer_is_the_same_every_time_and_in_any_order_of_rows(table):
    turned = dict(reversed(table.items()))
    for code in table:
        here = nearest(code, table, using=USING)
        there = nearest(code, turned, using=USING)
        assert [p.area_code for p in here] == [p.area_code for p in there]
        assert all(
            math.isclose(a.distance, b.distance, abs_tol=1e-9)
            for a, b in zip(here, there, strict=True)
        )


def small(**rows):
    return {code: dict(zip(USING, row, strict=False)) for code, row in rows.items()}


def test_the_reasons_are_the_features_in_which_two_are_closest():
    table = small(a=(1, 10, 5, 0), b=(1, 20, 6, 9), c=(9, 90, 50, 30))
    first = nearest("a", table, using=USING, k=1)[0]
    assert first.area_code == "b"
    assert first.alike[0] == "one"
    assert first.unlike[0] == "four"
    assert first.compared == USING


def test_a_missing_feature_is_left_out_and_said():
    table = small(a=(1, 10, 5, None), b=(2, 20, 6, 9), c=(9, 90, 50, 30))
    peers = nearest("a", table, using=USING)
    assert all(peer.skipped == ("four",) for peer in peers)
    assert "four" not in peers[0].alike


def test_too_few_common_features_make_no_peer():
    table = small(a=(1, 10, 5, 7), b=(2, None, None, 9), c=(9, 90, 50, 30))
    assert [peer.area_code for peer in nearest("a", table, using=USING)] == ["c"]


def test_features_in_which_all_are_equal_tell_nobody_apart():
    assert nearest("a", small(a=(1, 1, 1, 1), b=(1, 1, 1, 1)), using=USING) == ()
    assert nearest("a", {}, using=USING) == ()


def test_populations_are_compared_by_ratio():
    table = {
        code: {"population": number, "share_over_64": 20.0 + n, "share_tertiary": 30.0}
        for n, (code, number) in enumerate([("a", 1000.0), ("b", 2000.0), ("c", 64000.0)])
    }
    near = nearest("b", table, using=("population",), at_least=1)
    assert [peer.area_code for peer in near] == ["a", "c"]
    assert math.isclose(near[1].distance / near[0].distance, 5.0)


def test_ties_are_in_code_order():
    table = small(a=(5, 5, 5, 5), b=(6, 6, 6, 6), c=(4, 4, 4, 4))
    assert [peer.area_code for peer in nearest("a", table, using=USING)] == ["b", "c"]


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_is_an_indicator_we_have(feature):
    from handprint import catalog

    assert catalog.indicator(feature).id == feature
