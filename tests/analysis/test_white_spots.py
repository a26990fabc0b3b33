"""Classes of need and coverage: as printed, relative to the region, nothing unknown classed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis import white_spots
from handprint.analysis.white_spots import Limits, Range

shares = st.floats(0, 100, allow_nan=False)
counts = st.integers(0, 10_000)


def exact(value: float) -> Range:
    return Range(value, value)


def test_limits_are_a_tenth_of_laplands_own_figure_away_and_printed() -> None:
    assert white_spots.limits(11.1, 1) == Limits(10.0, 12.2)


def test_a_municipality_printed_with_the_limits_digits_is_on_its_side() -> None:
    ends = white_spots.limits(11.1, 1)
    assert white_spots.need(exact(12.151), ends, 1) == "high"
    assert white_spots.need(exact(12.149), ends, 1) == "middle"
    assert white_spots.need(exact(10.049), ends, 1) == "low"


def test_a_great_need_exists_where_nearly_all_lack_an_opening() -> None:
    assert white_spots.limits(96, 0) == Limits(86, 98)


@given(region=shares, decimals=st.sampled_from([0, 1]))
def test_laplands_own_figure_lies_between_its_limits(region: float, decimals: int) -> None:
    ends = white_spots.limits(region, decimals)
    assert 0 <= ends.low <= round(region + 0.5, 1) and region - 0.5 <= ends.high <= 100


@pytest.mark.parametrize("region", [-0.1, 100.1])
def test_a_share_outside_its_scale_is_refused(region: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        white_spots.limits(region, 1)


@given(region=shares, value=shares, more=shares)
def test_more_need_is_never_a_lower_class(region: float, value: float, more: float) -> None:
    ends = white_spots.limits(region, 1)
    low, high = sorted((value, more))
    order = white_spots.NEEDS
    first, second = (white_spots.need(exact(one), ends, 1) for one in (low, high))
    assert order.index(first) <= order.index(second)


def test_a_range_over_a_limit_has_no_class_and_one_inside_has() -> None:
    ends = Limits(10, 12)
    assert white_spots.need(Range(11, 13), ends, 1) is None
    assert white_spots.need(Range(12, 40), ends, 1) == "high"


def test_unmet_is_what_the_ladder_cannot_place_in_its_own_municipality() -> None:
    assert white_spots.unmet(exact(1386), exact(68)) == exact(100 * (1386 - 68) / 1386)
    assert white_spots.unmet(exact(344), exact(418)) == exact(0)
    assert white_spots.unmet(exact(114), exact(0)) == exact(100)
    assert white_spots.unmet(exact(0), exact(5)) is None


@given(seekers=st.integers(1, 5000), openings=counts)
def test_unmet_times_the_seekers_are_the_persons_left(seekers: int, openings: int) -> None:
    found = white_spots.unmet(exact(seekers), exact(openings))
    assert found.low == found.high
    assert found.low * seekers / 100 == pytest.approx(seekers - min(seekers, openings))


@given(seekers=st.integers(1, 5000), low=counts, wide=st.integers(0, 4), at=st.integers(0, 4))
def test_a_secret_cell_gives_limits_that_hold_whatever_it_hides(
    seekers: int, low: int, wide: int, at: int
) -> None:
    found = white_spots.unmet(exact(seekers), Range(low, low + wide))
    true = white_spots.unmet(exact(seekers), exact(low + min(at, wide)))
    assert found.low <= true.low <= found.high


@given(municipal=st.booleans(), others=st.integers(0, 9))
def test_only_the_municipality_itself_is_full_coverage_by_members(
    municipal: bool, others: int
) -> None:
    found = white_spots.by_members(municipal, others + municipal)
    assert (found == "full") == municipal
    assert (found == "none") == (others + municipal == 0)


def test_only_a_running_project_is_full_coverage_by_projects() -> None:
    assert white_spots.by_projects(0, 0) == "none"
    assert white_spots.by_projects(0, 3) == "some"
    assert white_spots.by_projects(1, 3) == "full"
