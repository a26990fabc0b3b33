"""Ranks from both ends, with ties, and with the hidden kept apart."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis.ranking import ends, hidden, standings

VALUES = st.lists(st.integers(5, 60), min_size=1, max_size=21)


def row(*figures, **options):
    """Standings of areas a, b, c … from numbers, `secret` and `missing`."""
    names = [chr(ord("a") + n) for n in range(len(figures))]
    words = {"secret", "missing", "not_applicable"}
    table = pd.DataFrame(
        {
            "area_code": names,
            "value": [None if f in words else f for f in figures],
            "status": [f if f in words else "zero" if f == 0 else "value" for f in figures],
        }
    )
    return standings(table, **options)


def ranks(standing):
    return [(s.rank_from_top, s.rank_from_bottom) for s in standing.values()]


def test_equal_values_share_a_rank_and_the_next_one_is_skipped():
    standing = row(9, 7, 7, 5)
    assert ranks(standing) == [(1, 4), (2, 2), (2, 2), (4, 1)]
    assert standing["b"].tied == ("c",)
    assert standing["a"].tied == ()


def test_values_are_compared_as_they_are_shown():
    assert row(10.46, 10.54, 10.55)["a"].tied == ("b",)
    assert row(10.46, 10.54, decimals=2)["a"].tied == ()
    assert row(2.5, 3.4, decimals=0)["a"].tied == ("b",)


def test_a_missing_value_has_no_rank_and_could_stand_anywhere():
    standing = row(9, "missing", 5)
    assert ranks(standing) == [(1, 2), (None, None), (2, 1)]
    assert standing["a"].unknown == ("b",)
    assert (standing["a"].of, standing["b"].of) == (2, 2)
    assert not standing["b"].ranked


def test_a_secret_share_could_stand_anywhere():
    standing = row(9.0, "secret", 5.0)
    assert standing["c"].rank_from_bottom == 1
    assert standing["c"].unknown == ("b",)


def test_a_secret_count_stands_under_every_shown_one_but_zero():
    standing = row(9, "secret", 5, 0, "secret", counted=True, decimals=0)
    assert ranks(standing) == [(1, 5), (None, None), (2, 4), (5, 1), (None, None)]
    assert standing["a"].unknown == ()
    assert standing["a"].of == 5
    assert ends(standing) == (("a",), ("d",))


def test_when_the_lowest_counts_are_secret_no_shown_area_is_lowest():
    standing = row(9, "secret", 5, counted=True, decimals=0)
    assert ends(standing) == (("a",), ())
    assert hidden(standing, "secret") == ("b",)


def test_a_derived_sum_with_secret_parts_is_withheld_and_could_stand_anywhere():
    table = pd.DataFrame(
        {
            "area_code": ["a", "b", "c"],
            "value": [9.0, None, None],
            "status": ["value", "secret", "secret"],
            "source": ["derived", "derived", "12r5"],
        }
    )
    standing = standings(table, decimals=0, counted=True)
    assert [s.status for s in standing.values()] == ["value", "withheld", "secret"]
    assert standing["a"].unknown == ("b",)
    assert hidden(standing, "withheld") == ("b",)


def test_what_does_not_apply_is_left_out_altogether():
    standing = row(9, "not_applicable", 5)
    assert standing["a"].unknown == ()
    assert standing["a"].of == 2


def test_all_equal_one_only_and_none_are_told_apart():
    assert row(5, 5, 5)["b"].all_equal
    assert not row(5)["a"].all_equal
    assert row(5, "missing")["a"].alone
    assert ends(row("missing", "missing")) == ((), ())
    assert standings(pd.DataFrame({"area_code": [], "value": [], "status": []})) == {}


def test_a_zero_counts_as_a_value_whatever_its_cell_holds():
    table = pd.DataFrame({"area_code": ["a", "b"], "value": [None, 3], "status": ["zero", "value"]})
    assert standings(table)["a"].rank_from_bottom == 1


@given(VALUES)
def test_ranks_from_both_ends_agree(values):
    for standing in row(*values, decimals=0).values():
        ties = len(standing.tied) + 1
        assert standing.rank_from_top + standing.rank_from_bottom + ties - 1 == standing.of + 1


@given(VALUES, st.integers(1, 1000))
def test_ranks_depend_on_the_order_only(values, shift):
    assert ranks(row(*values)) == ranks(row(*[value + shift for value in values]))


@given(VALUES, st.integers(0, 10))
def test_secret_counts_never_change_a_rank_from_the_top(values, secret):
    with_them = row(*values, *["secret"] * secret, counted=True, decimals=0)
    without = row(*values, decimals=0)
    for code, standing in without.items():
        assert with_them[code].rank_from_top == standing.rank_from_top
        assert with_them[code].rank_from_bottom == standing.rank_from_bottom + secret
