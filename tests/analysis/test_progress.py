"""A sign says how a goal stands against its pace, or why none can; a minus is a minus."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handprint.analysis import progress
from handprint.analysis.progress import SIGNS, Thresholds, judge

HERE = Path(__file__).parent
REFERENCE = json.loads((HERE / "mismatch.json").read_text(encoding="utf-8"))["fixtures"]
SAID = tomllib.loads((HERE.parents[1] / "data/strategy/progress.toml").read_text(encoding="utf-8"))
RULES = Thresholds.of(SAID)

figures = st.floats(-1e6, 1e6).map(lambda x: round(x, 6))
shares = st.floats(0, 1)
ways = st.sampled_from(["lower", "higher"])
OTHER_WAY = {"lower": "higher", "higher": "lower", "neither": "neither"}


def fixtures(formula: str) -> list:
    return [pytest.param(f, id=f["id"]) for f in REFERENCE if f["formula"] == formula]


@pytest.mark.parametrize("fixture", fixtures("progress_sign"))
def test_a_sign_is_the_one_of_the_reference(fixture):
    given_, expected = fixture["inputs"], fixture["expected"]
    told = judge(
        given_["baseline"],
        given_["target"],
        given_["latest"],
        given_["elapsed_share"],
        better=given_["better"],
        thresholds=RULES,
        band=given_["band"],
    )
    assert told.sign == expected["sign"]
    assert told.p == pytest.approx(expected["p"], abs=fixture["tolerance"])
    assert (told.reason is None) == (told.sign != "cannot_judge")


@pytest.mark.parametrize("fixture", fixtures("goal_progress"))
def test_the_share_done_is_the_one_of_the_reference(fixture):
    done = progress.share_done(**fixture["inputs"])
    assert done == pytest.approx(fixture["expected"]["p"], abs=fixture["tolerance"])


def test_every_fixture_of_progress_is_tried():
    assert [len(fixtures(f)) for f in ("progress_sign", "goal_progress")] == [16, 3]


@given(target=figures, latest=figures, elapsed=shares)
def test_a_zero_base_divides_nothing_by_itself(target, latest, elapsed):
    assume(target != 0)
    told = judge(0.0, target, latest, elapsed, better="higher", thresholds=RULES)
    assert told.p == pytest.approx(latest / target)


@given(baseline=figures, latest=figures, elapsed=shares)
def test_a_zero_target_is_a_target_like_any_other(baseline, latest, elapsed):
    assume(baseline != 0)
    told = judge(baseline, 0.0, latest, elapsed, better="lower", thresholds=RULES)
    assert told.p == pytest.approx((baseline - latest) / baseline)
    assert judge(baseline, 0.0, 0.0, elapsed, better="lower", thresholds=RULES).sign == "++"


@given(baseline=figures, target=figures, latest=figures, elapsed=shares, way=ways,
       band=st.floats(0.01, 100))  # fmt: skip
def test_a_mirrored_figure_has_the_same_sign(baseline, target, latest, elapsed, way, band):
    """Reversed direction: what is lower and better has the sign of what is higher and better."""
    told = judge(baseline, target, latest, elapsed, better=way, thresholds=RULES, band=band)
    mirrored = judge(
        -baseline, -target, -latest, elapsed,
        better=OTHER_WAY[way], thresholds=RULES, band=band,
    )  # fmt: skip
    assert told == mirrored


@given(value=st.integers(-1000, 1000), drift=st.integers(-1000, 1000), band=st.integers(1, 300),
       elapsed=shares, way=ways)  # fmt: skip
def test_a_figure_to_be_kept_is_judged_by_its_band_alone(value, drift, band, elapsed, way):
    told = judge(value, value, value + drift, elapsed, better=way, thresholds=RULES, band=band)
    better = (drift > 0) == (way == "higher")
    if abs(drift) <= band:
        expected = "+"
    elif better:
        expected = "++"
    else:
        expected = "-" if abs(drift) <= 2 * band else "--"
    assert (told.sign, told.p, told.keep, told.reason) == (expected, None, True, None)


def test_a_figure_to_be_kept_needs_a_band():
    told = judge(8.0, 8.0, 8.1, 0.5, better="lower", thresholds=RULES)
    assert (told.sign, told.reason) == ("cannot_judge", "no_band")


@pytest.mark.parametrize(
    "drift, sign", [(0.2, "+"), (-0.2, "+"), (0.5, "-"), (-0.5, "-"), (1, "--")]
)
def test_a_figure_without_a_direction_can_only_stay_or_drift(drift, sign):
    told = judge(5.0, 5.0, 5.0 + drift, 0.5, better="neither", thresholds=RULES, band=0.3)
    assert told.sign == sign


@given(baseline=figures, target=figures, latest=figures, elapsed=shares, way=ways)
def test_one_observation_is_never_a_trend(baseline, target, latest, elapsed, way):
    told = judge(baseline, target, latest, elapsed, better=way, thresholds=RULES, points=1, band=1)
    assert (told.sign, told.reason) == ("cannot_judge", "one_point")


@pytest.mark.parametrize(
    "changed, reason",
    [
        ({"latest": None}, "no_value"),
        ({"latest": float("nan")}, "no_value"),
        ({"target": None}, "no_target"),
        ({"baseline": None}, "no_baseline"),
        ({"stale": True}, "stale"),
        ({"elapsed": 0.09}, "too_early"),
        ({"latest": None, "target": None, "stale": True}, "no_value"),
    ],
)
def test_what_cannot_be_judged_says_the_plainest_reason(changed, reason):
    said = {"baseline": 9.4, "target": 8.0, "latest": 9.0, "elapsed": 0.5} | changed
    told = judge(**said, better="lower", thresholds=RULES)
    assert (told.sign, told.reason) == ("cannot_judge", reason)


def test_a_target_met_early_is_met():
    assert judge(9.4, 8.0, 8.0, 0.0, better="lower", thresholds=RULES).sign == "++"


@given(baseline=figures, target=figures, latest=figures, way=ways)
def test_past_the_end_only_a_nearly_met_target_is_on_pace(baseline, target, latest, way):
    assume(abs(target - baseline) > 1e-3)
    told = judge(baseline, target, latest, 1.0, better=way, thresholds=RULES)
    assert told.reason is None
    if told.p >= 1:
        assert told.sign == "++"
    elif told.p < 0.9 - 1e-6:
        assert told.sign in ("0", "-", "--")


@given(baseline=figures, target=figures, one=figures, other=figures, elapsed=st.floats(0.1, 1))
def test_nearer_the_target_is_never_a_worse_sign(baseline, target, one, other, elapsed):
    assume(target != baseline)
    signs = [
        judge(baseline, target, latest, elapsed, better="lower", thresholds=RULES)
        for latest in (one, other)
    ]
    near, far = sorted(signs, key=lambda told: -told.p)
    assert SIGNS.index(near.sign) <= SIGNS.index(far.sign)


@given(baseline=figures, target=figures, latest=figures, elapsed=st.floats(0.1, 1))
def test_a_minus_always_means_the_wrong_direction(baseline, target, latest, elapsed):
    assume(target != baseline)
    told = judge(baseline, target, latest, elapsed, better="lower", thresholds=RULES)
    away = (latest - baseline) * (target - baseline) < 0
    assert (told.sign in ("-", "--")) <= away
    assert (told.sign in ("++", "+", "0")) <= (not away or abs(told.p) < 1e-6)


def test_a_figure_on_a_threshold_counts_as_reaching_it():
    """44 is 1.1 × 0.4 of 100, although 1.1 × 0.4 is 0.44000000000000006 in binary fractions."""
    assert judge(0, 100, 44, 0.4, better="higher", thresholds=RULES).sign == "++"
    assert judge(0, 100, 27, 0.3, better="higher", thresholds=RULES).sign == "+"
    assert judge(0, 100, -15, 0.3, better="higher", thresholds=RULES).sign == "-"


@pytest.mark.parametrize(
    "baseline, target, at, share",
    [
        ("2023-06", "2028-06", "2025-12", 0.5),
        ("2023-06", "2028-06", "2023-06", 0.0),
        ("2023-06", "2028-06", "2031-01", 1.0),
        ("2023-06", "2028-06", "2020-01", 0.0),
        ("2020", "2030", "2023", 0.3),
    ],
)
def test_the_elapsed_share_runs_from_the_baseline_to_the_target(baseline, target, at, share):
    assert progress.elapsed_share(baseline, target, at) == pytest.approx(share)


def test_a_target_before_its_baseline_has_no_elapsed_share():
    with pytest.raises(ValueError, match="2023-06"):
        progress.elapsed_share("2023-06", "2023-06", "2024-01")
    with pytest.raises(ValueError, match="share"):
        judge(1, 2, 3, 1.2, better="higher", thresholds=RULES)


def test_the_pace_says_what_was_planned_what_was_done_and_what_is_needed():
    told = progress.pace(10.7, 9.0, 11.1, ("2023-06", "2028-06", "2026-06"))
    assert told.planned == pytest.approx(-0.34)
    assert told.actual == pytest.approx(0.4 / 3)
    assert told.needed == pytest.approx(-1.05)
    assert told.expected == pytest.approx(10.7 - 0.6 * 1.7)


def test_when_the_time_is_up_no_pace_is_needed_and_at_the_start_none_is_made():
    assert progress.pace(10, 8, 9, ("2020", "2025", "2026")).needed is None
    assert progress.pace(10, 8, 10, ("2020", "2025", "2020")).actual is None


@given(slope=st.floats(-10, 10), start=st.floats(-1000, 1000))
def test_the_course_of_a_straight_line_is_the_line(slope, start):
    assume(abs(3 * slope - 1) > 1e-3)
    months = [f"2025-{m:02}" for m in range(6, 13)] + [f"2026-{m:02}" for m in range(1, 7)]
    series = {month: start + slope * (n / 12 - 1) for n, month in enumerate(months)}
    told = progress.course(series, start, start + 1, "2029-06", better="higher", thresholds=RULES)
    assert told.slope == pytest.approx(slope, abs=1e-6)
    assert told.projected == pytest.approx(start + 3 * slope, abs=1e-5)
    assert (told.points, told.arrives) == (13, 3 * slope > 1)
    assert told.spread == pytest.approx(0, abs=1e-5)


def test_the_course_looks_back_twelve_months_and_no_further():
    series = {"2023-06": 99.0, "2025-06": 10.8, "2025-10": 9.4, "2026-06": 11.1}
    told = progress.course(series, 10.7, 9.0, "2028-06", better="lower", thresholds=RULES)
    assert told.points == 3
    assert not told.arrives


@pytest.mark.parametrize(
    "series",
    [
        {},
        {"2026-06": 11.1},
        {"2023-10": 9.0, "2023-09": 9.1, "2026-06": 11.1},
        {"2028-04": 9.0, "2028-05": 9.0, "2028-06": 9.0},
    ],
    ids=["none", "one", "the others too old", "the time is up"],
)
def test_without_recent_observations_or_time_there_is_no_course(series):
    assert progress.course(series, 10.7, 9.0, "2028-06", better="lower", thresholds=RULES) is None


def test_an_annual_series_looks_back_as_many_years_as_it_needs_points():
    series = {"2019": 50.0, "2023": 10.0, "2024": 11.0, "2025": 12.0}
    told = progress.course(series, 10, 15, "2028", better="higher", thresholds=RULES)
    assert (told.points, told.projected, told.arrives) == (3, pytest.approx(15.0), True)


def test_two_methods_that_say_opposite_things_are_flagged():
    """On pace by the whole way, but the last twelve months go the other way."""
    series = {"2025-06": 8.0, "2025-12": 8.4, "2026-06": 8.8}
    first = judge(10.7, 7.0, 8.8, 0.5, better="lower", thresholds=RULES)
    second = progress.course(series, 10.7, 7.0, "2029-06", better="lower", thresholds=RULES)
    assert first.sign == "+"
    assert progress.disagree(first, second) is True
    falling = {"2025-06": 9.8, "2025-12": 9.3, "2026-06": 8.8}
    same = progress.course(falling, 10.7, 7.0, "2029-06", better="lower", thresholds=RULES)
    assert progress.disagree(first, same) is False
    assert progress.disagree(first, None) is None


def test_a_kept_figure_arrives_when_its_course_keeps_within_the_band():
    steady = {"2025-06": 41.0, "2025-12": 41.0, "2026-06": 41.0}
    falling = {"2025-06": 43.0, "2025-12": 42.0, "2026-06": 41.0}
    ends = [
        progress.course(s, 41, 41, "2028-06", better="higher", thresholds=RULES, band=2).arrives
        for s in (steady, falling)
    ]
    assert ends == [True, False]


def test_a_sign_on_the_edge_is_in_doubt_and_one_far_from_it_is_not():
    edge = progress.doubt(9.4, 8.0, 9.02, 0.3, better="lower", thresholds=RULES, decimals=1)
    assert edge.margin == 0.05
    assert edge.signs == ("+", "+", "0")
    assert not edge.certain
    sure = progress.doubt(9.4, 8.0, 11.1, 0.3, better="lower", thresholds=RULES, decimals=1)
    assert (sure.signs, sure.certain) == (("--", "--", "--"), True)
    assert progress.doubt(9.4, 8.0, 11.1, 0.3, better="lower", thresholds=RULES, decimals=1,
                          spread=0.7).margin == 0.7  # fmt: skip


@pytest.mark.parametrize(
    "changed, name",
    [
        ({"on_pace": 1.2}, "on_pace"),
        ({"behind": 0.95}, "behind"),
        ({"slipping": 0.0}, "slipping"),
        ({"too_early": 1.0}, "too_early"),
        ({"slope_points": 1}, "slope_points"),
        ({"ahead": "much"}, "ahead"),
        ({"hurried": 2.0}, "hurried"),
    ],
)
def test_thresholds_out_of_order_are_refused_by_name(changed, name):
    with pytest.raises(ValueError, match=name):
        Thresholds.of(SAID | changed)


def test_a_missing_threshold_is_refused_by_name():
    with pytest.raises(ValueError, match="slipping"):
        Thresholds.of({k: v for k, v in SAID.items() if k != "slipping"})
