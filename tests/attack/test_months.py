"""Attack 11: twelve months with 3 % churn tell no more of an unchanged small group than one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from handprint.publish.register import carry_over, cube, lattice
from tests.attack import months, truth

pytestmark = pytest.mark.attack

FORM = lattice.read(Path(__file__).resolve().parents[2] / "data")
# Rounding to 0 or 5 is off by about two persons, of groups of one to four.
ABOUT_TWO = 1.75


@pytest.fixture(scope="module")
def year(both) -> list[truth.Rows]:
    chance = np.random.default_rng(11)
    seekers = truth.raw(both, "jobseekers.csv")
    return [truth.rows(both, month) for month in months.passing(seekers, chance)]


def test_11_the_mean_of_twelve_months_tells_no_more_than_one(both, year, tell):
    kept = carry_over.CarryOver(b"a key of the test's own, 32 byte")
    found = months.attacked(year, lambda rows: cube.protected(rows, FORM, kept), both.lattice)
    tell(f"11 carried over: {found}")
    assert found.groups > 500
    assert found.unchanging > 0.99
    assert found.right == 0
    assert found.mean > 0.98 * found.one
    assert found.mean > ABOUT_TWO


def test_without_the_carry_over_the_mean_tells(both, year, tell):
    def forgetful(rows):
        return cube.protected(rows, FORM, carry_over.CarryOver(b"another key for every month, so."))

    found = months.attacked(year, forgetful, both.lattice)
    tell(f"11 not carried over: {found}")
    assert found.unchanging < 0.7
    assert found.right > 0.1
    assert found.mean < 0.75 * found.one
    assert found.mean < ABOUT_TWO
