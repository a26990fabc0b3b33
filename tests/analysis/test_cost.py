"""Money is a range: what is taken off, faded and discounted is in the open."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.analysis.cost import Assumptions, avoided, sroi, sroi_range

FIXTURE = next(
    f
    for f in json.loads((Path(__file__).parent / "mismatch.json").read_text("utf-8"))["fixtures"]
    if f["formula"] == "sroi"
)
IN = FIXTURE["inputs"]
GIVEN = Assumptions(
    persons=IN["persons"],
    proxy=IN["proxy_eur_per_year"],
    years_factor=IN["years_factor"],
    deadweight=IN["deadweight"],
    displacement=IN["displacement"],
    attribution=IN["attribution_to_others"],
    drop_off=IN["drop_off"],
    years=IN["years"],
    rate=IN["discount_rate"],
    cost=IN["input_eur"],
)
parts = st.floats(0, 1)


def test_the_return_is_the_one_of_the_reference():
    told, expected = sroi(GIVEN), FIXTURE["expected"]
    assert told.gross == pytest.approx(expected["gross_eur"])
    assert told.by_year == pytest.approx([expected[f"year_{n}_eur"] for n in (1, 2, 3)])
    assert told.present_value == pytest.approx(expected["pv_eur"], abs=FIXTURE["tolerance"])
    assert told.ratio == pytest.approx(expected["ratio"], abs=1e-4)


def test_nothing_put_in_has_no_ratio():
    assert sroi(replace(GIVEN, cost=0)).ratio is None


@given(low=st.tuples(parts, parts, parts), high=st.tuples(parts, parts, parts), at=parts)
def test_every_value_between_the_ends_lies_within_the_range(low, high, at):
    names = ("deadweight", "displacement", "attribution")
    between = {n: tuple(sorted(ends)) for n, *ends in zip(names, low, high, strict=True)}
    lowest, highest = sroi_range(GIVEN, between)
    inside = sroi(replace(GIVEN, **{n: a + at * (b - a) for n, (a, b) in between.items()}))
    slack = 1e-6
    assert lowest.present_value - slack <= inside.present_value <= highest.present_value + slack


def test_an_unknown_assumption_and_a_share_over_one_are_errors():
    with pytest.raises(ValueError, match="luck"):
        sroi_range(GIVEN, {"luck": (0, 1)})
    with pytest.raises(ValueError, match="deadweight"):
        replace(GIVEN, deadweight=1.2)


def test_cost_avoided_runs_from_the_low_unit_cost_to_the_high():
    assert avoided(40, 3600, 11000) == (144_000, 440_000)
    with pytest.raises(ValueError, match="range"):
        avoided(40, 11000, 3600)
