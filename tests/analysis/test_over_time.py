"""Mismatch over time says what each month says on its own, fast enough for a slider."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.analysis import ladder, mismatch
from handprint.analysis.over_time import limits, panel

unhurried = settings(deadline=None, max_examples=60)

LIMITED = ["period", "cell", "u_low", "u_high", "v_low", "v_high"]
alphas = st.floats(0.01, 0.99)


@st.composite
def histories(draw, periods: int = 4):
    """Rows of period, cell, seekers, openings; some cells absent in some months."""
    rows = []
    for month in range(1, draw(st.integers(1, periods)) + 1):
        for cell in "abcde":
            if draw(st.booleans()):
                u, v = draw(st.integers(0, 40)), draw(st.integers(0, 40))
                rows.append((f"2023-{month:02}", cell, u, v))
    return pd.DataFrame(rows, columns=["period", "cell", "unemployed", "openings"])


@unhurried
@given(histories(), alphas)
def test_each_month_is_what_it_is_on_its_own(table, alpha):
    over_time = panel(table.sample(frac=1, random_state=1))
    assert list(over_time.periods) == sorted(table["period"].unique())
    for period in over_time.periods:
        month = table[table["period"] == period].set_index("cell")
        u, v = month["unemployed"], month["openings"]
        for found, wanted in (
            (over_time.tightness(), mismatch.tightness(u, v)),
            (over_time.dissimilarity(), mismatch.dissimilarity(u, v)),
            (over_time.dissimilarity_persons(), mismatch.dissimilarity_persons(u, v)),
            (over_time.sahin(alpha), mismatch.sahin(u, v, alpha)),
            (over_time.met(), ladder.meet(u, v)),
        ):
            if wanted is None:
                assert np.isnan(found[period])
            else:
                assert found[period] == pytest.approx(wanted, abs=1e-9)


@unhurried
@given(histories(periods=3), alphas, st.data())
def test_no_value_of_the_secret_cells_leads_outside_the_limits(table, alpha, data):
    table["u_high"] = table["unemployed"] + data.draw(st.integers(0, 3))
    table["v_high"] = table["openings"] + data.draw(st.integers(0, 3))
    told = limits(table[["period", "cell", "unemployed", "u_high", "openings", "v_high"]])
    for side in ("unemployed", "openings"):
        most = table["u_high" if side == "unemployed" else "v_high"]
        table[side] = [
            data.draw(st.integers(low, high)) for low, high in zip(table[side], most, strict=True)
        ]
    real = panel(table[["period", "cell", "unemployed", "openings"]])
    for found, exact in (
        (told.tightness(), real.tightness()),
        (told.dissimilarity(), real.dissimilarity()),
        (told.sahin(alpha), real.sahin(alpha)),
        (told.met(), real.met()),
    ):
        assert not (found["low"] > exact + 1e-9).any()
        assert not (found["high"] < exact - 1e-9).any()


@unhurried
@given(histories(), alphas)
def test_limits_that_are_equal_are_exact(table, alpha):
    both = table[["period", "cell", "unemployed", "unemployed", "openings", "openings"]]
    told, exact = limits(both.set_axis(LIMITED, axis=1)), panel(table)
    for found, wanted in (
        (told.dissimilarity(), exact.dissimilarity()),
        (told.sahin(alpha), exact.sahin(alpha)),
        (told.tightness(), exact.tightness()),
    ):
        for end in ("low", "high"):
            np.testing.assert_allclose(found[end], wanted, atol=1e-9)


def test_one_cell_alone_has_no_mismatch_whatever_it_holds():
    told = limits(pd.DataFrame([("2023-01", "a", 1, 4, 1, 4)], columns=LIMITED))
    assert told.dissimilarity().loc["2023-01"].tolist() == [0, 0]
    assert told.sahin(0.3).loc["2023-01"].tolist() == [0, 0]


def test_a_mean_of_twelve_months_is_of_the_counts_and_named_by_the_last():
    rows = [(f"2023-{month:02}", cell, month, 12) for month in range(1, 13) for cell in "ab"]
    rows += [("2024-01", cell, 13, 0) for cell in "ab"]
    means = panel(pd.DataFrame(rows)).means(12)
    assert means.periods == ("2023-12", "2024-01")
    assert means.u.tolist() == [[6.5, 6.5], [7.5, 7.5]] and means.v.tolist() == [[12, 12], [11, 11]]
    assert panel(pd.DataFrame(rows[:4])).means(12).periods == ()
    assert panel(pd.DataFrame(rows[:4])).means(12).sahin().empty


def test_what_is_unknown_or_the_wrong_way_round_is_refused():
    with pytest.raises(ValueError, match="unknown"):
        panel(pd.DataFrame([("2023-01", "a", None, 1.0)]))
    with pytest.raises(ValueError, match="names no period"):
        panel(pd.DataFrame([("2023-01", None, 1, 1.0)]))
    with pytest.raises(ValueError, match="above its high one"):
        limits(pd.DataFrame([("2023-01", "a", 4, 1, 1, 1)]))
    with pytest.raises(ValueError, match="both excluded"):
        panel(pd.DataFrame([("2023-01", "a", 4, 1)])).sahin(1)


def test_the_slider_moves_18_years_of_400_occupations_in_well_under_50_milliseconds():
    random = np.random.default_rng(1)
    months = [f"{2006 + month // 12}-{month % 12 + 1:02}" for month in range(214)]
    cells = pd.MultiIndex.from_product([months, range(400)]).to_frame(index=False)
    for column in range(4):
        cells[f"count {column}"] = random.poisson(20, len(cells)) + 30 * (column % 2)
    over_time = limits(cells)
    spent = []
    for alpha in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        began = time.process_time()
        over_time.low.sahin(alpha)
        over_time.sahin(alpha)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.05, spent
