"""Map classes are round, rising, and the same for every month of a series."""

from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis.classes import CLASSES, round_breaks, step_of

numbers = st.floats(-1e6, 1e6).map(lambda x: round(x, 1))


@given(st.lists(numbers, min_size=0, max_size=80))
def test_breaks_rise_and_lie_within_the_values(values):
    breaks = round_breaks(values)
    assert len(breaks) < CLASSES
    assert list(breaks) == sorted(set(breaks))
    if breaks:
        assert min(values) < breaks[0] and breaks[-1] <= max(values)


@given(st.lists(numbers, min_size=2, max_size=80))
def test_classes_follow_the_order_of_values(values):
    breaks = round_breaks(values)
    steps = [step_of(value, breaks) for value in sorted(values)]
    assert steps == sorted(steps)
    assert set(steps) <= set(range(1, CLASSES + 1))


def test_a_value_on_a_break_belongs_to_the_class_above():
    assert step_of(8.0, (8, 10, 12, 14)) == 2
    assert step_of(7.9, (8, 10, 12, 14)) == 1
    assert step_of(17.1, (8, 10, 12, 14)) == 5


def test_equal_values_have_no_breaks():
    assert round_breaks([5.0, 5.0, 5.0]) == ()
    assert round_breaks([]) == ()


def test_breaks_are_round():
    assert round_breaks([float(x) for x in range(101)]) == (20.0, 40.0, 60.0, 80.0)
