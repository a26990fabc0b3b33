"""Nobody is in a sum twice because one project continues another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis.successors import ancestry, without_overlap

NAMES = "abcdefg"


@st.composite
def families(draw) -> tuple[dict[str, list[float]], list[tuple[str, str]]]:
    """Up to seven projects; a later letter may continue an earlier one, so there is no circle."""
    pairs = draw(st.lists(st.sampled_from(list(combinations(NAMES, 2))), max_size=9))
    grades = st.lists(st.integers(0, 60).map(float), min_size=2, max_size=2)
    known = draw(st.lists(st.sampled_from(NAMES), unique=True))
    return {name: draw(grades) for name in known}, [(later, earlier) for earlier, later in pairs]


def related(one: str, other: str, before: dict[str, frozenset[str]]) -> bool:
    return one in before.get(other, ()) or other in before.get(one, ())


def summed(figures: dict[str, list[float]], names: tuple[str, ...]) -> tuple[float, ...]:
    return tuple(sum(figures[name][grade] for name in names) for grade in (0, 1))


@given(families())
def test_the_choice_is_the_best_of_all_that_count_nobody_twice(family):
    figures, pairs = family
    before = ancestry(pairs)
    allowed = [
        chosen
        for size in range(len(figures) + 1)
        for chosen in combinations(figures, size)
        if not any(related(a, b, before) for a, b in combinations(chosen, 2))
    ]
    kept = without_overlap(figures, pairs)
    assert kept in allowed
    assert summed(figures, kept) == max(summed(figures, chosen) for chosen in allowed)


@given(families())
def test_without_successors_everything_is_summed(family):
    figures, _ = family
    assert without_overlap(figures, []) == tuple(figures)


def test_of_two_in_a_row_only_the_larger_counts():
    assert without_overlap({"old": [40.0], "new": [55.0]}, [("new", "old")]) == ("new",)
    assert without_overlap({"old": [60.0], "new": [55.0]}, [("new", "old")]) == ("old",)


def test_better_evidence_goes_before_a_larger_figure():
    figures = {"old": [12.0, 0.0], "new": [0.0, 500.0]}
    assert without_overlap(figures, [("new", "old")]) == ("old",)


def test_a_project_without_figures_between_them_still_ties_the_two():
    pairs = [("third", "second"), ("second", "first")]
    assert without_overlap({"first": [10.0], "third": [11.0]}, pairs) == ("third",)


def test_two_that_a_third_continues_may_be_summed_with_each_other():
    pairs = [("joint", "one"), ("joint", "other")]
    assert without_overlap({"one": [30.0], "other": [30.0], "joint": [50.0]}, pairs) == (
        "one",
        "other",
    )
    assert without_overlap({"one": [10.0], "other": [10.0], "joint": [50.0]}, pairs) == ("joint",)


def test_a_circle_is_refused():
    with pytest.raises(ValueError, match="continues itself"):
        ancestry([("a", "b"), ("b", "c"), ("c", "a")])
