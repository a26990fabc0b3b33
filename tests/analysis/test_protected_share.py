"""A share tells of a group or not at all."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handprint.analysis.protected_share import (
    HIGHEST,
    LEAST_WHOLE,
    LOWEST,
    Share,
    protected_share,
)

COUNTS = st.integers(0, 9000)


def test_a_share_is_in_per_cent():
    assert protected_share(10, 40) == Share("value", 25.0)


@pytest.mark.parametrize(
    ("part", "whole", "kind"),
    [
        (5, 29, "too_few"),
        (0, 0, "too_few"),
        (29, 29, "too_few"),
        (6, 30, "value"),
        (0, 30, "below"),
        (30, 30, "above"),
        (5, 101, "below"),
        (5, 100, "value"),
        (95, 100, "value"),
        (96, 101, "above"),
    ],
)
def test_the_limits_themselves_are_inside(part, whole, kind):
    assert protected_share(part, whole).kind == kind


def test_age_is_not_sensitive_but_zero_still_reads_nought_to_four():
    assert protected_share(5, 101, sensitive=False).kind == "value"
    assert protected_share(0, 5000, sensitive=False) == Share("below")
    assert protected_share(5000, 5000, sensitive=False) == Share("above")
    assert protected_share(5, 29, sensitive=False) == Share("too_few")


@pytest.mark.parametrize(("part", "whole"), [(-1, 40), (41, 40), (1, 0)])
def test_a_part_outside_its_whole_is_refused(part, whole):
    with pytest.raises(ValueError, match="not a part of"):
        protected_share(part, whole)


@given(COUNTS, COUNTS, st.booleans())
def test_a_shown_share_is_exact_and_never_of_few_or_of_nearly_all(part, whole, sensitive):
    assume(part <= whole)
    share = protected_share(part, whole, sensitive=sensitive)
    assert (share.value is None) == (share.kind != "value")
    if share.value is not None:
        assert whole >= LEAST_WHOLE and 0 < part < whole
        assert math.isclose(share.value * whole, 100 * part)
        assert not sensitive or LOWEST <= share.value <= HIGHEST


@given(COUNTS, COUNTS)
def test_having_and_lacking_a_trait_are_told_alike(part, whole):
    """Else what is kept back of one side would follow from the other."""
    assume(part <= whole)
    mirrored = {"below": "above", "above": "below"}
    one, other = protected_share(part, whole), protected_share(whole - part, whole)
    assert mirrored.get(one.kind, one.kind) == other.kind


@given(COUNTS, COUNTS)
def test_whatever_is_kept_back_of_age_is_kept_back_of_a_sensitive_trait(part, whole):
    assume(part <= whole)
    if protected_share(part, whole, sensitive=False).kind != "value":
        assert protected_share(part, whole).kind != "value"
