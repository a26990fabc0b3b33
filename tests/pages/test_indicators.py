"""The 29 indicators are what the reference says they are, and nothing but data moves their signs.

The expected figures stand in domain.md §8 and §3.4; each is computed from the release by a query.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import queries
from handprint import numbers
from handprint.analysis import mismatch
from handprint.analysis.progress import SIGNS
from handprint.figures import goals, indicators
from tests.altered import altered

DAY = dt.date(2026, 11, 24)
# Latest figure as printed, and the period it is of.
EXPECTED = {
    "I01": (11.1, "2026-06"),
    "I02": (27.4, "2026-06"),
    "I04": (13.2, "2026-06"),
    "I05": (15.1, "2026-06"),
    "I08": (10.2, "2026-06"),
    "I09": (7, "2024-04"),
    "I16": (0.275, "2026-06"),
    "I17": (0.387, "2023-10"),
    "I17b": (0.363, "2026-06"),
    "I17d": (28, "2022-11"),
    "I18": (15.4, ""),
    "I19": (3.7, ""),
    "I21": (30.0, "2024-04"),
    "I22": (38.1, "2024-04"),
    "I23": (41, "2024-04"),
    "I24": (0.0054, "2024-04"),
    "I25": (5.1, "2024-04"),
    "I26": (0.0, "2024-04"),
}
RANGES = {"I17": (0.387, 0.389), "I17b": (0.363, 0.366)}
PARTS = {"I18": (2.3e6, 14.9e6), "I19": (2.3e6, 62e6), "I21": (3, 10), "I22": (8, 21),
         "I23": (41, 39), "I24": (4, 741), "I25": (2, 39), "I26": (0, 10)}  # fmt: skip


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def standings(**asked: object) -> dict[str, indicators.Standing]:
    return {one.indicator: one for one in indicators.all_of(**{"day": DAY} | asked)}


def printed(value: float, decimals: int) -> float:
    return float(numbers.rounded(value, decimals))


# Figures


@pytest.mark.parametrize("name", EXPECTED)
def test_the_figure_is_the_reference_s(name, release):
    one = standings()[name]
    value, period = EXPECTED[name]
    assert (printed(one.latest, one.decimals), one.period) == (value, period)
    assert one.status == "real" and one.sources


def test_all_others_of_the_29_have_an_example_only_or_no_data_yet(release):
    shown, hidden = standings(), standings(examples=False)
    assert len(shown) == 29
    rest = set(shown) - set(EXPECTED)
    assert {shown[name].status for name in rest} == {"example"}
    assert {hidden[name].status for name in rest} == {"none"}
    assert all(hidden[name].latest is None for name in rest), "unknown is never a number"
    assert indicators.counts(tuple(shown.values())) == {"real": 18, "example": 11, "none": 0}
    assert indicators.counts(tuple(hidden.values())) == {"real": 18, "example": 0, "none": 11}


@pytest.mark.parametrize("name", RANGES)
def test_secret_cells_make_the_mismatch_indices_ranges(name, release):
    one = standings()[name]
    assert (printed(one.low, 3), printed(one.high, 3)) == RANGES[name]


@pytest.mark.parametrize("name", PARTS)
def test_a_count_of_rows_says_what_it_is_made_of(name, release):
    one = standings()[name]
    assert (one.part, one.whole) == PARTS[name]


def test_the_spatial_index_over_the_last_twelve_months_of_the_series_is_0181(release):
    rows = queries.run("strategy/indicator_areas", level="municipality")
    rows = rows[rows["period"].between("2022-11", "2023-10")].fillna(0)
    mean = rows.groupby("area_code")[["unemployed", "openings"]].mean()
    assert len(mean) == 21
    assert printed(mismatch.dissimilarity(mean["unemployed"], mean["openings"]), 3) == 0.181


def test_the_occupational_index_is_of_42_two_digit_groups(release):
    rows = queries.run("strategy/indicator_occupations", area="MK19")
    last = rows[rows["period"] == "2023-10"]
    assert last["occupation_code"].str[: indicators.OCCUPATION_DIGITS].nunique() == 42
    ends = [
        mismatch.dissimilarity(last["unemployed"].fillna(fill), last["openings"].fillna(fill))
        for fill in indicators.FILLS
    ]
    assert [printed(end, 3) for end in sorted(ends)] == [0.488, 0.489], "four digits, §8"


@pytest.mark.parametrize(
    ("name", "period", "value"),
    [("I16", "2022-10", 0.602), ("I01", "2019-09", 10.3), ("I01", "2021-09", 10.9),
     ("I01", "2023-08", 9.5), ("I01", "2023-06", 10.7),
     ("I08", "2023-06", 9.3)],
)  # fmt: skip
def test_the_past_is_the_reference_s_too(name, period, value, release):
    one = standings()[name]
    assert printed(one.series[period], one.decimals) == value


def test_rival_published_figures_stand_beside_and_never_in_the_series(release):
    found = standings()
    rivals = {(p.period, p.value) for p in found["I01"].published}
    assert {("2025-10", 9.4), ("2026-01", 10.0)} <= rivals
    assert {("2025-10", 32.2)} == {(p.period, p.value) for p in found["I02"].published}
    assert [p.value for p in found["I05"].published] == [30.4]
    for one in found.values():
        assert not {p.period for p in one.published} & set(one.series)
        assert all(not p.example for p in one.published)


def test_the_national_figure_says_whose_it_is(release):
    found = standings()
    assert found["I17d"].area == "SSS"
    assert {one.area for one in found.values() if one.indicator != "I17d"} == {"MK19"}


def test_a_spread_without_one_of_the_municipalities_has_no_figure(serve):
    serve(
        "update observation set status = 'missing', value = null where period = '2026-06'"
        " and area_code = '742' and indicator = 'unemployed_share'"
    )
    assert standings()["I08"].period == "2023-10"


def test_a_share_without_one_of_its_parts_has_no_figure(serve):
    serve("delete from observation where indicator = 'coaching'")
    one = standings(examples=False)["I05"]
    assert one.status == "none" and one.latest is None


def test_a_new_event_makes_an_organisation_active(serve):
    serve(
        "insert into projects.event by name select 'e' as event, date '2026-09-01' as day,"
        " 'meeting' as kind, 'Kokous' as name_fi, 'own' as source, 'reported' as status",
        "insert into projects.event_participation by name select 'e' as event, 'kemi' as"
        " organisation, 'own' as source, 'reported' as status",
    )
    one = standings()["I25"]
    assert (one.part, one.period) == (1, "2026-09"), "the older ones are no longer within 12 months"
    early = standings(day=dt.date(2026, 8, 31))["I25"]
    assert (early.part, early.period) == (2, "2024-04"), "what is not yet held does not count"


def test_a_project_of_three_sectors_crosses_them(serve):
    rows = [("ryhti", organisation) for organisation in ("kemi", "arina")]
    serve(
        *(
            "insert into projects.participation by name select "
            f"'{project}' as project, '{organisation}' as organisation, 'partner' as role,"
            " 'own' as source, 'reported' as status"
            for project, organisation in rows
        )
    )
    found = standings()
    assert found["I26"].part == 1 and found["I21"].part == 3
    assert found["I24"].part == 4 + 7, "two newcomers: three old partners each, and each other"


def test_a_funder_is_no_partner_and_an_example_is_no_record(serve):
    serve(
        "insert into projects.participation by name select 'ryhti' as project, 'lapin_liitto' as"
        " organisation, 'authority' as role, 'own' as source, 'official' as status",
        "insert into projects.participation by name select 'sytyke' as project, 'kemi' as"
        " organisation, 'partner' as role, 'own' as source, 'example' as status",
    )
    found = standings()
    assert (found["I24"].part, found["I21"].part) == (4, 3)


# Signs


def test_the_shipped_signs(release):
    found = standings()
    judged = {name: one.judgement.sign for name, one in found.items() if one.judged}
    assert judged == {"I01": "-", "I08": "--"}
    assert {found[name].judgement.reason for name in ("I04", "I22", "I23", "I24")} == {"one_point"}
    assert found["I02"].judgement.reason == "no_target"
    assert found["I03"].judgement.reason == "no_value"


def test_the_baseline_of_a_target_is_the_release_s_own_figure(release):
    for one in standings().values():
        if one.target is not None and one.baseline_period in one.series:
            now = printed(one.series[one.baseline_period], one.decimals)
            assert now == printed(one.baseline, one.decimals), one.indicator


def test_required_pace_stands_against_actual(release):
    pace = standings()["I01"].pace
    assert pace.planned == pytest.approx((9.0 - 10.7) / 5)
    assert pace.actual == pytest.approx((11.1 - 10.7) / 3)
    assert pace.needed == pytest.approx((9.0 - 11.1) / 2)
    assert pace.expected == pytest.approx(10.7 - 0.6 * 1.7)


def test_the_second_method_uses_press_releases_where_the_series_has_a_gap(release):
    one = standings()["I01"]
    assert one.second.points == 5 and not one.second.arrives and one.disagrees is False
    assert not one.doubt.certain and one.judgement.sign in one.doubt.signs
    assert standings()["I08"].second is None, "two points are no slope"


def test_a_disagreement_of_the_two_methods_is_told(serve):
    """A steep fall in the last months: still behind, but the slope would arrive."""
    months = {"2025-07": 14.0, "2025-10": 13.0, "2026-01": 12.0, "2026-04": 11.0}
    serve(
        "delete from published_figure where indicator = 'unemployed_share'",
        *(
            "insert into observation select indicator, area_code, "
            f"'{month}', {value}, status, source from observation where period = '2026-06'"
            " and area_code = 'MK19' and indicator = 'unemployed_share'"
            for month, value in months.items()
        ),
        "update observation set value = 10.5 where period = '2026-06' and area_code = 'MK19'"
        " and indicator = 'unemployed_share'",
        "delete from projects.indicator_value where indicator = 'I01'",
    )
    one = standings()["I01"]
    assert one.judgement.sign == "0" and one.second.arrives and one.disagrees is True
    assert "eri mieltä" in " ".join(goals.row_of(one).sure)


def test_hiding_examples_takes_away_example_targets_and_nothing_else(release):
    shown, hidden = standings(), standings(examples=False)
    for name, one in shown.items():
        bare = hidden[name]
        if one.known:
            assert (bare.latest, bare.period, bare.series) == (one.latest, one.period, one.series)
        assert bare.target is None and not bare.target_example, "all shipped targets are examples"
        assert bare.judgement.reason in ("no_target", "no_value")


def test_a_decided_target_stays_when_examples_are_hidden_and_stands_before_an_example(serve):
    serve(
        "insert into projects.target by name select 'I01' as indicator, '2023-06' as"
        " baseline_period, 10.7 as baseline_value, '2028-06' as target_period, 12.0 as"
        " target_value, 'own' as source, 'official' as status"
    )
    for examples in (True, False):
        one = standings(examples=examples)["I01"]
        assert one.target == 12.0 and not one.target_example and one.judgement.sign == "0"


def test_an_old_figure_is_not_judged_and_an_overdue_one_is_late(serve):
    serve(
        "insert into projects.target by name select 'I17' as indicator, '2022-10' as"
        " baseline_period, 0.32 as baseline_value, '2028-10' as target_period, 0.2 as"
        " target_value, 'own' as source, 'official' as status",
        "update projects.strategy_indicator set next_due = date '2026-02-01' where indicator ="
        " 'I01'",
    )
    found = standings()
    assert found["I17"].judgement.reason == "stale"
    assert found["I01"].overdue and not found["I02"].overdue
    assert not standings(day=dt.date(2026, 1, 1))["I01"].overdue


def signs_of(lang: str, goal: str, chosen: str) -> dict[str, str]:
    """The signs behind the page for a reader of a language who has focused on something."""

    def script(lang: str, goal: str, chosen: str) -> None:
        import datetime as dt

        import streamlit as st

        from handprint.figures import goals

        st.session_state["lang"] = lang
        day = dt.date(2026, 11, 24)
        for compact in (False, True):
            goals.tree(goal, chosen, compact, True, day)
        found = goals.of_goal(goal, examples=True, day=day)
        st.session_state["signs"] = {one.indicator: one.judgement for one in found}
        st.session_state["spoken"] = found[0].name

    app = AppTest.from_function(
        script, kwargs={"lang": lang, "goal": goal, "chosen": chosen}, default_timeout=60
    ).run()
    assert not app.exception
    first = goals.of_goal(goal, examples=True, day=DAY)[0].name
    assert (app.session_state["spoken"] == first) is (lang == "fi"), "the reader's own language"
    return app.session_state["signs"]


@settings(
    deadline=None, max_examples=14, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lang=st.sampled_from(["fi", "en"]),
    goal=st.sampled_from(["all", "G1", "G2", "G3", "G4", "G5", "G6"]),
    chosen=st.sampled_from(["none", "I01", "I08", "I22"]),
)
def test_a_status_never_changes_by_filter_or_language(lang, goal, chosen, release):
    whole = {name: one.judgement for name, one in standings().items()}
    found = signs_of(lang, goal, chosen)
    assert found and all(whole[name] == judgement for name, judgement in found.items())


# Lights


def test_a_light_is_the_weakest_judged_sign_and_says_how_many_were_judged(release):
    found = {light.goal: light for light in goals.lights()}
    assert list(found) == ["G1", "G2", "G3", "G4", "G5", "G6"], "goal order, never by colour"
    assert (found["G1"].sign, found["G1"].judged, found["G1"].indicators) == ("--", 2, 8)
    assert found["G1"].example and not found["G2"].example
    assert {found[g].sign for g in list(found)[1:]} == {"cannot_judge"}
    assert sum(sum(light.counts.values()) for light in found.values()) == 29
    assert all(set(light.counts) == set(SIGNS) for light in found.values())
    hidden = goals.lights(examples=False)
    assert {light.judged for light in hidden} == {0}
