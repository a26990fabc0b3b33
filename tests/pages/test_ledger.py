"""The ledger sums what is told, once, by evidence; cost avoided is a range or not computed."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

import queries
from handprint.figures import ledger
from handprint.session import speaking
from tests.altered import altered

SOURCE = "https://example.invalid/report"
PERSONS = ("participants", "completed", "employed")


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def told(
    project: str,
    result: float,
    measure: str = "employed",
    *,
    evidence: str = "counted",
    status: str = "official",
) -> str:
    """A recorded figure in place of the row that says it is missing, as the publisher writes it."""
    secret = measure in PERSONS and 0 < result < 5
    shown, state = ("null", "secret") if secret else (result, "value" if result else "zero")
    return (
        f"update projects.output set result = {shown}, result_status = '{state}',"
        f" evidence = '{evidence}', period ="
        f" '2023-12', source = '{SOURCE}', status = '{status}'"
        f" where project = '{project}' and measure = '{measure}'"
    )


def continues(later: str, earlier: str, kind: str = "continues") -> str:
    return (
        f"insert into projects.project_link values ('{later}', '{earlier}', '{kind}',"
        f" '{SOURCE}', 'official')"
    )


def line(measure: str = "employed") -> ledger.Line:
    return next(one for one in ledger.lines() if one.measure == measure)


def sums(measure: str = "employed") -> dict[str, tuple[float, float]]:
    return {one.evidence: (one.low, one.high) for one in line(measure).amounts}


# What there is today


def test_today_every_line_of_the_projects_reads_missing():
    assert [one.measure for one in ledger.lines()] == list(ledger.MEASURES)
    for one in ledger.lines():
        assert (one.evidence, one.text, one.amounts) == ("missing", "–", ())
        assert one.asked == one.missing == 10
        assert one.said == f"{one.title}: puuttuu kaikilta 10 hankkeelta."
    assert "puuttuu" in ledger.sentence()


def test_the_counted_facts_are_the_records_and_the_seeds():
    facts = {one.key: (one.text, one.evidence) for one in ledger.facts()}
    assert facts == {
        "projects": ("10", "counted"),
        "organisations_named": ("39", "counted"),
        "organisations_reported": ("41", "reported"),
        "persons_reported": ("141", "reported"),
        "municipalities": ("8/21", "counted"),
        "publications": ("6", "counted"),
    }
    said = {one.key: one.basis for one in ledger.facts()}
    assert said["persons_reported"] == "verkostopäivän esitys 18.4.2024"
    with speaking("en"):
        said = {one.key: one.basis for one in ledger.facts()}
    assert said["organisations_reported"] == "network day presentation of 18 Apr 2024"


def test_an_example_is_no_fact_and_a_left_organisation_no_member(serve):
    serve(
        "update projects.publication set status = 'example'"
        " where publication = 'tyovoimapulan_olemus_lapissa'",
        "update projects.organisation set left_on = '2025-01-01' where organisation = 'kemi'",
    )
    facts = {one.key: one.text for one in ledger.facts()}
    assert facts["publications"] == "5"
    assert facts["organisations_named"] == "38" and facts["municipalities"] == "7/21"
    facts = {one.key: one.text for one in ledger.facts(dt.date(2025, 1, 1))}
    assert facts["organisations_named"] == "39", "a member to the last day of its membership"


# Sums


def test_projects_that_have_nothing_to_do_with_each_other_are_added_up(serve):
    serve(told("wot", 12), told("tyopaja_2030", 30))
    assert sums() == {"counted": (42, 42)}
    assert line().missing == 8
    assert line().said == "Työllistyneitä: 42 (laskettu). Luku puuttuu 8 hankkeelta 10 hankkeesta."


@pytest.mark.parametrize(("old", "new", "sum_"), [(12, 30, 30), (40, 30, 40)])
def test_of_a_project_and_its_successor_only_one_is_counted(serve, old, new, sum_):
    serve(told("wot", old), told("tyopaja_2030", new), continues("tyopaja_2030", "wot"))
    assert sums() == {"counted": (sum_, sum_)}
    assert len(line().left_out) == 1 and line().missing == 8


def test_a_successor_of_a_successor_is_not_counted_again(serve):
    """The project between the two has told nothing."""
    serve(
        told("voitto", 20),
        told("tyopaja_2030", 25),
        continues("wot", "voitto"),
        continues("tyopaja_2030", "wot"),
    )
    assert sums() == {"counted": (25, 25)}
    assert line().left_out == ("voitto",)


def test_a_project_in_the_background_is_no_successor(serve):
    serve(told("esiselvitys", 10), told("toimintamalli", 15))
    assert sums() == {"counted": (25, 25)}


def test_organisations_are_not_counted_twice_either(serve):
    serve(
        told("wot", 9, "organisations"),
        told("tyopaja_2030", 3, "organisations"),
        continues("tyopaja_2030", "wot"),
    )
    assert sums("organisations") == {"counted": (9, 9)}


def test_grades_stand_side_by_side_and_are_never_added_up(serve):
    serve(
        told("wot", 12),
        told("sytyke", 20, evidence="reported"),
        told("voitto", 7, evidence="estimated"),
    )
    assert sums() == {"counted": (12, 12), "reported": (20, 20), "estimated": (7, 7)}
    assert line().text == "12, 20 ja 7" and line().evidence == "counted"


def test_in_a_chain_the_better_evidence_stands_before_the_larger_figure(serve):
    serve(
        told("wot", 12),
        told("tyopaja_2030", 300, evidence="estimated"),
        continues("tyopaja_2030", "wot"),
    )
    assert sums() == {"counted": (12, 12)} and line().left_out == ("tyopaja_2030",)


def test_examples_and_unconfirmed_figures_are_never_summed(serve):
    serve(
        told("wot", 12),
        told("sytyke", 500, status="example"),
        told("voitto", 600, status="unconfirmed"),
    )
    assert sums() == {"counted": (12, 12)}
    assert set(line().unsure) == {"sytyke", "voitto"}
    # An example tells nothing; an unconfirmed figure is not missing.
    assert line().missing == 8


def test_a_small_group_makes_the_sum_a_range(serve):
    serve(told("wot", 12), told("sytyke", 3))
    assert sums() == {"counted": (13, 16)} and line().text == "13–16"


def test_a_true_zero_is_told_and_is_not_missing(serve):
    serve(told("wot", 0))
    assert line().text == "0" and line().evidence == "counted" and line().missing == 9


# Cost avoided


def test_cost_avoided_is_not_computed_while_nobody_is_counted_as_employed():
    found = ledger.avoided()
    assert (found.low, found.high, found.text) == (None, None, "–")
    assert found.reason.startswith("Ei laskettu: yhtään työllistynyttä ei ole kirjattu")


def test_cost_avoided_is_a_range_with_source_and_price_year_once_there_is_a_count(serve):
    serve(told("wot", 12), told("wot", 400, "participants"))
    found = ledger.avoided()
    # 12 persons at the lowest and the highest published saving of 2016: never all 400.
    assert (found.low, found.high) == (12 * 3600, 12 * 11000)
    assert found.text == "43\u00a0200–132\u00a0000\u00a0€" and not found.reason
    assert found.price_year == 2016 and "2016" in found.basis
    assert all(one.startswith("https://tietokayttoon.fi/") for one in found.sources)


def test_cost_avoided_of_a_small_group_does_not_tell_the_group(serve):
    serve(told("wot", 3))
    assert (ledger.avoided().low, ledger.avoided().high) == (1 * 3600, 4 * 11000)


def test_a_successor_does_not_double_the_cost_avoided(serve):
    serve(told("wot", 12), told("tyopaja_2030", 10), continues("tyopaja_2030", "wot"))
    assert ledger.avoided().low == 12 * 3600


@pytest.mark.parametrize("evidence", ["reported", "estimated"])
def test_cost_avoided_rests_on_counted_persons_alone(serve, evidence):
    serve(told("wot", 12, evidence=evidence))
    assert ledger.avoided().low is None
    assert ledger.avoided().reason == (
        "Ei laskettu: työllistyneet on ilmoitettu tai arvioitu, ei laskettu."
    )


def test_an_example_avoids_no_cost(serve):
    serve(told("wot", 12, status="example"))
    assert ledger.avoided().low is None


def test_nobody_employed_is_said_and_not_multiplied(serve):
    serve(told("wot", 0))
    assert ledger.avoided().low is None and "nolla" in ledger.avoided().reason


def test_money_of_different_years_and_kinds_is_not_mixed(serve):
    serve(
        told("wot", 10),
        "update projects.unit_cost set price_year = 2024 where unit_cost = 'average'",
    )
    assert (ledger.avoided().low, ledger.avoided().high) == (70_000, 70_000)
    assert ledger.avoided().price_year == 2024


def test_without_a_price_year_nothing_is_computed(serve):
    serve(told("wot", 10), "update projects.unit_cost set price_year = null")
    assert ledger.avoided().low is None
    assert "hintavuosi" in ledger.avoided().reason
