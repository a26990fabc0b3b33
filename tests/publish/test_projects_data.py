"""Network, projects and strategy say what their sources say, and nothing else gets in."""

import datetime as dt
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint import catalog
from handprint.analysis import network
from handprint.publish import Refused
from handprint.publish.projects import FOLDERS, Report, write
from handprint.publish.projects.contact import personal
from handprint.publish.projects.files import FILES, FILLED_BY
from handprint.publish.projects.schema import MAY_BE_EMPTY, STATES, TABLES

REAL = Path(__file__).resolve().parents[2] / "data"
TODAY = dt.date(2026, 11, 24)

# The project's implementers: an authority grants the money and is no partner.
IMPLEMENTERS = "select * from participation where role in ('lead', 'partner')"
STATE_ON = """
    select project, arg_max(state, day) as state from status_event where day <= ? group by project
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The file made of the committed data."""
    path = tmp_path_factory.mktemp("projects") / "projects.duckdb"
    return path, write(path, REAL)


@pytest.fixture(scope="module")
def projects(built: tuple[Path, Report]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its tables, read-only."""
    with duckdb.connect(str(built[0]), read_only=True) as connection:
        yield connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder of one's own: the three folders and what they lean on."""
    for name in (*FOLDERS, "indicators", "sources"):
        shutil.copytree(REAL / name, tmp_path / name)
    (tmp_path / "raw/geo").mkdir(parents=True)
    shutil.copy(REAL / "raw/geo/lapland_membership.csv", tmp_path / "raw/geo")
    return tmp_path


def one(connection: duckdb.DuckDBPyConnection, question: str, *values: object) -> object:
    """The single cell of an answer."""
    (row,) = connection.execute(question, list(values)).fetchall()
    (cell,) = row
    return cell


def column(connection: duckdb.DuckDBPyConnection, question: str, *values: object) -> list:
    return [row[0] for row in connection.execute(question, list(values)).fetchall()]


def edited(folder: Path, file: str, old: str, new: str) -> None:
    """Change a file as a hand would; the old text must be there once."""
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def appended(folder: Path, file: str, *lines: str) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in lines), "utf-8")


# --- what is there ------------------------------------------------------------------------------


def test_every_table_is_there_filled_and_explained(built, projects):
    _, report = built
    assert list(report.tables) == list(TABLES)
    assert [t for t, rows in report.tables.items() if not rows] == list(MAY_BE_EMPTY)
    for table, (meaning, _, columns) in TABLES.items():
        told = one(projects, "select comment from duckdb_tables() where table_name = ?", table)
        assert told == meaning
        shape = projects.execute(
            "select column_name, comment from duckdb_columns() where table_name = ?", [table]
        ).fetchall()
        assert dict(shape) == {name: said for name, (_, said) in columns.items()}


def test_the_network_has_the_counts_of_the_seed(projects):
    blocks = projects.execute(
        "select block, count(*) from organisation where block is not null group by block"
    ).fetchall()
    assert dict(blocks) == {
        "municipalities": 8,
        "public": 6,
        "associations": 7,
        "business": 7,
        "education": 8,
        "foundations": 3,
    }
    named = sum(dict(blocks).values())
    reported = dict(projects.execute("select subject, value from reported").fetchall())
    assert (named, reported) == (39, {"organisations": 41, "persons": 141})
    assert reported["organisations"] - named == 2


def test_the_names_of_the_network_stand_in_the_seeds_order(projects):
    business = column(
        projects, "select name_fi from organisation where block = 'business' order by position"
    )
    assert business == [
        "Lapin kauppakamari",
        "Lapin Yrittäjät",
        "Arina",
        "Eezy",
        "Finnsofia",
        "Coronaria",
        "Oorninki",
    ]


def test_the_member_municipalities_are_those_the_map_is_drawn_with(projects):
    with (REAL / "network.toml").open("rb") as file:
        said = tomllib.load(file)
    named = projects.execute(
        "select area_code, named_on from organisation where block = 'municipalities' "
        "order by area_code"
    ).fetchall()
    assert [code for code, _ in named] == sorted(said["municipalities"])
    assert {day for _, day in named} == {said["said_on"]}
    assert len(named) / 21 == pytest.approx(0.381, abs=5e-4)


def test_what_has_ended_has_its_last_day_and_its_successors(projects):
    told = projects.execute("""
        select organisation, valid_to, list_sort(list(successor))
        from organisation inner join organisation_successor using (organisation)
        group by all order by organisation
    """).fetchall()
    areas = [
        "tyollisyysalue_meri_lappi",
        "tyollisyysalue_pohjois_ja_ita_lappi",
        "tyollisyysalue_rovaseutu",
        "tyollisyysalue_tunturi_lappi_pello",
    ]
    assert told == [
        ("lapin_ely", dt.date(2025, 12, 31), ["lapin_elinvoimakeskus"]),
        ("lapin_te_palvelut", dt.date(2024, 12, 31), areas),
        ("tyollisyyden_kuntakokeilu", dt.date(2024, 12, 31), areas),
    ]


def test_the_five_statuses_stand_in_the_seeds_order_and_the_sixth_after_them():
    assert STATES == ("idea", "preparation", "funding_review", "running", "ended", "rejected")


def test_eight_of_ten_projects_have_ended_and_two_have_no_days(projects):
    states = dict(projects.execute(STATE_ON, [TODAY]).fetchall())
    assert sorted(states.values()) == ["ended"] * 8
    without = column(
        projects, "select project from project where start_year is null order by project"
    )
    assert without == ["ryhti", "social_entrepreneurship"]
    assert one(projects, "select count(*) from project") == 10


def test_a_project_runs_through_its_last_day(projects):
    running = f"select project from ({STATE_ON}) where state = 'running' order by project"
    assert column(projects, running, dt.date(2023, 12, 31)) == ["toimintamalli", "tyopaja_2030"]
    assert column(projects, running, dt.date(2024, 1, 1)) == []
    assert column(projects, running, dt.date(2022, 9, 1)) == [
        *("kestavat_hankinnat", "soma", "toimintamalli", "tyopaja_2030", "wot"),
    ]


def test_cards_that_still_say_running_are_known_to_disagree(projects):
    disagree = column(
        projects,
        f"select project from project inner join ({STATE_ON}) using (project) "
        "where source_state_means <> state order by project",
        TODAY,
    )
    assert disagree == ["kestavat_hankinnat", "toimintamalli", "tyopaja_2030", "wot"]


def test_no_project_has_a_sum_a_target_or_a_result_that_nobody_published(projects):
    assert one(projects, "select count(*) from funding where project is not null") == 0
    told = projects.execute("select distinct target, result, evidence from output").fetchall()
    assert told == [(None, None, "missing")]
    assert one(projects, "select count(*) from output") == 10 * 5


def test_the_known_partners_are_the_only_ties(projects):
    rows = projects.execute(f"""
        select project, list(organisation) from ({IMPLEMENTERS})
        semi join organisation using (organisation) group by project
    """).fetchall()
    ties = network.shared(dict(rows), "project")
    assert {(t.left, t.right, t.evidence) for t in ties} == {
        ("eduro", "lapin_amk", "wot"),
        ("kemijarven_kehitys", "lapin_amk", "kestavat_hankinnat"),
        ("lapin_amk", "lapin_yliopisto", "ryhti"),
        ("lapin_amk", "lappia", "ryhti"),
        ("lapin_yliopisto", "lappia", "ryhti"),
    }


def test_authorities_are_no_partners(projects):
    assert column(
        projects,
        "select distinct organisation from participation where role = 'authority' order by 1",
    ) == ["lapin_liitto", "pohjois_pohjanmaan_ely"]


def test_the_levels_the_priorities_and_the_seeds_lists_are_whole(projects):
    counts = dict(
        projects.execute("select kind, count(*) from strategy_item group by kind").fetchall()
    )
    wanted = {"sdg": 4, "sdg_target": 11, "priority": 7, "theme": 6, "measure": 1, "value": 3}
    wanted |= {"enabler": 3, "change_factor": 5, "choice": 3, "focus_area": 6, "spearhead": 4}
    assert {kind: counts[kind] for kind in wanted} == wanted
    assert one(projects, "select count(distinct level) from strategy_item") == 6
    assert column(projects, "select goal from goal order by position") == [
        *("G1", "G2", "G3", "G4", "G5", "G6"),
    ]
    assert column(projects, "select distinct source || status from goal") == ["ownown"]


def test_every_level_is_linked_to_the_next(projects):
    steps = set(
        projects.execute("""
            select upper.level, lower.level
            from strategy_link
            inner join strategy_item as upper on upper.item = strategy_link.item
            inner join strategy_item as lower on lower.item = strategy_link.id
            where strategy_link.kind = 'item'
        """).fetchall()
    )
    levels = ["global", "eu", "national", "regional", "organisation", "me"]
    assert set(zip(levels, levels[1:], strict=False)) <= steps


def test_the_hand_has_five_fingers_and_one_has_no_figure(projects):
    fingers = projects.execute("""
        select name_fi, count(observation) from finger
        left join finger_indicator using (finger) group by all order by any_value(position)
    """).fetchall()
    assert fingers == [
        ("Hyvinvointi", 3),
        ("Työllisyys", 2),
        ("Elinvoima", 2),
        ("Huoltovarmuus", 0),
        ("Omavaraisuus", 1),
    ]


def test_the_targets_are_all_examples_and_an_example_says_so(built, projects):
    assert column(projects, "select distinct status from target") == ["example"]
    assert column(projects, "select distinct decided_by from target") == [None]
    assert built[1].examples == one(
        projects, "select (select count(*) from target) + (select count(*) from indicator_value "
        "where status = 'example')"
    )  # fmt: skip


def test_nobody_is_named_an_owner_and_nothing_is_due(projects):
    assert one(projects, "select count(owner) + count(next_due) from strategy_indicator") == 0
    assert one(projects, "select count(owner) from goal") == 0


# --- the 29 indicators --------------------------------------------------------------------------


def test_there_are_29_indicators_and_eleven_have_no_data_yet(projects):
    basis = dict(
        projects.execute("select basis, count(*) from strategy_indicator group by basis").fetchall()
    )
    assert basis == {"observation": 7, "occupations": 1, "records": 9, "published": 1, "none": 11}
    assert sum(basis.values()) == 29


def test_what_has_no_data_has_at_most_a_placeholder_that_says_so(projects):
    odd = projects.execute("""
        select indicator, basis, kind, indicator_value.status
        from indicator_value inner join strategy_indicator using (indicator)
        where (basis = 'none') <> (kind = 'placeholder')
            or (kind = 'placeholder') <> (indicator_value.status = 'example')
    """).fetchall()
    assert odd == []


@pytest.mark.parametrize(
    "indicator, value, decimals",
    [("I01", 11.1, 1), ("I02", 27.4, 1), ("I04", 13.2, 1), ("I05", 15.1, 1), ("I08", 10.2, 1),
     ("I16", 0.275, 3)],
)  # fmt: skip
def test_an_indicator_of_the_statistics_is_what_the_proposal_says(
    projects, labour, indicator, value, decimals
):
    assert computed(projects, labour, indicator, "2026-06") == pytest.approx(
        value, abs=0.5 * 10**-decimals
    )


def test_an_example_target_starts_from_the_real_figure(projects, labour):
    rows = projects.execute("""
        select indicator, baseline_period, baseline_value, decimals
        from target inner join strategy_indicator using (indicator) where basis = 'observation'
    """).fetchall()
    assert len(rows) == 3
    for indicator, period, value, decimals in rows:
        real = computed(projects, labour, indicator, period)
        assert value == pytest.approx(real, abs=0.5 * 10**-decimals), indicator


def computed(projects, labour, indicator: str, period: str) -> float:
    """An indicator from the observations its parts name."""
    parts: dict[str, list[str]] = {}
    for part, observation in projects.execute(
        "select part, observation from indicator_part where indicator = ?", [indicator]
    ).fetchall():
        parts.setdefault(part, []).append(observation)
    if "spread" in parts:
        return one(
            labour,
            "select max(value) - min(value) from observation inner join area using (area_code) "
            "where indicator = ? and period = ? and level = 'municipality'",
            parts["spread"][0],
            period,
        )

    def total(names: list[str]) -> float:
        return one(
            labour,
            "select sum(value) from observation where area_code = 'MK19' and period = ? "
            "and indicator in (select unnest(?))",
            period,
            names,
        )

    if "value" in parts:
        return total(parts["value"])
    unit = one(projects, "select unit from strategy_indicator where indicator = ?", indicator)
    times = 100 if unit == "percent" else 1
    return times * total(parts["numerator"]) / total(parts["denominator"])


RECORDS = {
    "I09": ("select count(*) from organisation where block is not null and sector = 'business'", 7),
    "I18": (
        "select 100 * sum(amount_eur) filter (where kind = 'granted') "
        "/ sum(amount_eur) filter (where kind = 'applied') from funding",
        15.4,
    ),
    "I19": (
        "select 100 * sum(amount_eur) filter (where kind = 'granted') "
        "/ sum(amount_eur) filter (where kind = 'envelope') from funding where fund = 'JTF'",
        3.7,
    ),
    "I21": (
        "select 100 * count(*) filter (where partners >= 2) / (select count(*) from project) from "
        f"(select count(*) as partners from ({IMPLEMENTERS}) group by project)",
        30.0,
    ),
    "I22": (
        "select 100 * count(distinct area_code) / 21 from organisation "
        "where block = 'municipalities'",
        38.1,
    ),
    "I23": ("select value from reported where subject = 'organisations'", 41),
    "I24": (
        "with named as (select organisation from organisation where block is not null), "
        f"inside as (select * from ({IMPLEMENTERS}) semi join named using (organisation)), "
        "tied as (select distinct a.organisation, b.organisation from inside as a "
        "inner join inside as b on a.project = b.project and a.organisation < b.organisation) "
        "select 2 * count(*) / (39 * 38) from tied",
        0.0054,
    ),
    "I26": (
        "select 100 * count(*) filter (where sectors >= 3) / (select count(*) from project) from "
        f"(select count(distinct sector) as sectors from ({IMPLEMENTERS}) "
        "inner join organisation using (organisation) group by project)",
        0.0,
    ),
}


@pytest.mark.parametrize("indicator", RECORDS)
def test_an_indicator_of_the_records_is_what_they_add_up_to(projects, indicator):
    question, value = RECORDS[indicator]
    assert one(projects, question) == pytest.approx(value, abs=0.05 if value > 1 else 5e-5)
    basis = one(projects, "select basis from strategy_indicator where indicator = ?", indicator)
    assert basis == "records"


# --- holes --------------------------------------------------------------------------------------

HOLES = {
    "goals without a running project": """
        select goal from goal where goal not in (
            select goal from goal_link
            inner join status_event on status_event.project = goal_link.id
            where goal_link.kind = 'project'
            group by goal, status_event.project
            having arg_max(state, day) = 'running'
        ) order by goal
    """,
    "goals without any project": """
        select goal from goal anti join (select goal from goal_link where kind = 'project')
        using (goal) order by goal
    """,
    "projects without a goal": """
        select project from project
        anti join (select id as project from goal_link where kind = 'project')
        using (project) order by project
    """,
    "change factors, values and enablers without a measure": """
        select item from strategy_item
        anti join (select item from strategy_link where kind <> 'item') using (item)
        where kind in ('change_factor', 'value', 'enabler') order by item
    """,
}


def test_the_holes_are_the_ones_there_are(projects):
    assert {name: column(projects, question) for name, question in HOLES.items()} == {
        "goals without a running project": ["G1", "G2", "G3", "G4", "G5", "G6"],
        "goals without any project": ["G5"],
        "projects without a goal": ["soma"],
        "change factors, values and enablers without a measure": [
            *("change_arctic", "change_circular_economy", "change_climate"),
            *("enabler_global", "enabler_study", "enabler_work", "value_trust"),
        ],
    }


def test_taking_a_link_out_opens_a_hole(folder):
    edited(folder, "strategy/goal_links.csv", "G3;project;toimintamalli;", "G4;project;wot;")
    path = folder / "projects.duckdb"
    write(path, folder)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert column(connection, HOLES["goals without any project"]) == ["G3", "G5"]


def test_a_recorded_running_project_closes_a_hole(folder):
    appended(folder, "projects/status_events.csv", "ryhti;2024-09-01;running;own;own")
    path = folder / "projects.duckdb"
    write(path, folder)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert "G2" not in column(connection, HOLES["goals without a running project"])


# --- what is refused ----------------------------------------------------------------------------

SEED = "seed;reported"
OWN = "own;own"
IDEA = """
[[project]]
project  = "uusi"
short_fi = "Uusi"
short_en = "New"
name_fi  = "Uusi hanke"
{more}family   = "adjacent"
source   = "own"
status   = "own"
"""


def idea(more: str = "") -> str:
    return IDEA.format(more=more)


# what is wrong: (changes, file, row, field)
WRONG = {
    "an unknown organisation in a project": (
        [("+projects/participation.csv", f"wot;lapin_amkk;partner;{SEED}")],
        ("projects/participation.csv", "23", "organisation"),
    ),
    "an unknown organisation at an event": (
        [("network/events.csv", "lapin_liitto lapin_amk", "lapin_liitto lapin_am")],
        ("network/events.csv", "2", "organisations"),
    ),
    "a project that ends before it starts": (
        [("projects/projects.toml", "end_date           = 2023-06-30",
          "end_date           = 2020-06-30")],
        ("projects/projects.toml", "wot", "end_date"),
    ),
    "an organisation that ends before it begins": (
        [("network/organisations.toml", "valid_from   = 2026-01-01",
          'valid_from   = 2026-01-01\nvalid_to = 2025-01-01\nended_source = "own"')],
        ("network/organisations.toml", "lapin_elinvoimakeskus", "valid_to"),
    ),
    "a successor that began before the end": (
        [("network/organisations.toml", "valid_from   = 2025-01-01", "valid_from   = 2024-01-01")],
        ("network/successors.csv", "3", "successor"),
    ),
    "a jump from idea to running": (
        [("+projects/projects.toml", idea()),
         ("+projects/status_events.csv", f"uusi;2026-01-01;idea;{OWN}",
          f"uusi;2026-06-01;running;{OWN}")],
        ("projects/status_events.csv", "3", "state"),
    ),
    "a step back": (
        [("+projects/projects.toml", idea()),
         ("+projects/status_events.csv", f"uusi;2026-03-01;funding_review;{OWN}",
          f"uusi;1.6.2026;preparation;{OWN}")],
        ("projects/status_events.csv", "3", "state"),
    ),
    "anything after the rejection": (
        [("+projects/projects.toml", idea()),
         ("+projects/status_events.csv", f"uusi;2026-03-01;rejected;{OWN}",
          f"uusi;2026-06-01;running;{OWN}")],
        ("projects/status_events.csv", "3", "state"),
    ),
    "two statuses on one day": (
        [("+projects/projects.toml", idea()),
         ("+projects/status_events.csv", f"uusi;2026-03-01;idea;{OWN}",
          f"uusi;2026-03-01;preparation;{OWN}")],
        ("projects/status_events.csv", "3", "day"),
    ),
    "an idea with a code": (
        [("+projects/projects.toml", idea('code = "S99999"\n')),
         ("+projects/status_events.csv", f"uusi;2026-03-01;idea;{OWN}")],
        ("projects/projects.toml", "uusi", "code"),
    ),
    "money granted to an idea": (
        [("+projects/projects.toml", idea()),
         ("+projects/status_events.csv", f"uusi;2026-03-01;preparation;{OWN}"),
         ("+projects/funding.csv", f"f;uusi;ESR+;;granted;1000;;;;{OWN}")],
        ("projects/funding.csv", "5", "kind"),
    ),
    "a duplicate organisation": (
        [("network/organisations.toml", 'organisation = "keminmaa"', 'organisation = "kemi"')],
        ("network/organisations.toml", "kemi", "organisation"),
    ),
    "a duplicate code": (
        [("projects/projects.toml", '"S22305"', '"S22857"')],
        ("projects/projects.toml", "tyopaja_2030", "code"),
    ),
    "the same tie from both ends": (
        [("+network/links.csv", f"eduro;redu;cooperation;;;;;{SEED}",
          f"redu;eduro;cooperation;;;;;{SEED}")],
        ("network/links.csv", "3", "kind"),
    ),
    "a tie to oneself": (
        [("+network/links.csv", f"eduro;eduro;cooperation;;;;;{SEED}")],
        ("network/links.csv", "2", "other"),
    ),
    "an e-mail address": (
        [("network/organisations.toml", "Lyhenteen koko nimeä ei ole nähty.",
          "Kysy: etunimi.sukunimi@esimerkki.fi")],
        ("network/organisations.toml", "rotko", "note_fi"),
    ),
    "an e-mail address as cards hide it": (
        [("projects/projects.toml", "Vain vuodet tiedetään.", "etu.suku(at)esimerkki.fi")],
        ("projects/projects.toml", "soma", "note_fi"),
    ),
    "a telephone number": (
        [("network/events.csv", "Järjestäjät.", "Soita 040 123 4567.")],
        ("network/events.csv", "2", "note_fi"),
    ),
    "an identity code": (
        [("projects/publications.toml", 'series      = "Lumen"', 'series = "131052-308T"')],
        ("projects/publications.toml", "sosiaalisesta_vastuullisuudesta_menestystekija", "series"),
    ),
    "a second leader": (
        [("+projects/participation.csv", f"wot;eduro;lead;{SEED}")],
        ("projects/participation.csv", "23", "role"),
    ),
    "the same partner twice": (
        [("+projects/participation.csv", f"wot;lapin_amk;partner;{SEED}")],
        ("projects/participation.csv", "23", "organisation"),
    ),
    "a partner that had ended": (
        [("+projects/projects.toml", idea("start_date = 2026-02-01\n")),
         ("+projects/participation.csv", f"uusi;lapin_ely;partner;{SEED}")],
        ("projects/participation.csv", "23", "organisation"),
    ),
    "a partner of a sole applicant": (
        [("+projects/participation.csv", f"toimintamalli;redu;partner;{SEED}")],
        ("projects/participation.csv", "23", "role"),
    ),
    "an ESF+ code on an old project": (
        [("+projects/outputs.csv", "wot;indicator;EECO01;2023;;100;reported;seed;reported")],
        ("projects/outputs.csv", "2", "code"),
    ),
    "an old code on an ESF+ project": (
        [("+projects/outputs.csv", "ryhti;indicator;CO01;2025;;100;reported;seed;reported")],
        ("projects/outputs.csv", "2", "code"),
    ),
    "participants by health, project by project": (
        [("+projects/outputs.csv", "ryhti;indicator;EECO12;2025;;10;reported;seed;reported")],
        ("projects/outputs.csv", "2", "code"),
    ),
    "participants of the whole family that each project can tell": (
        [("+projects/outputs.csv", ";indicator;EECO01;2025;;10;reported;seed;reported")],
        ("projects/outputs.csv", "2", "project"),
    ),
    "a result of no project": (
        [("+projects/outputs.csv", ";employed;;2025;;10;reported;seed;reported")],
        ("projects/outputs.csv", "2", "project"),
    ),
    "more long-term unemployed than unemployed": (
        [("+projects/outputs.csv", "ryhti;indicator;EECO02;2025;;10;reported;seed;reported",
          "ryhti;indicator;EECO03;2025;;11;reported;seed;reported")],
        ("projects/outputs.csv", "3", "result"),
    ),
    "more completed than took part": (
        [("+projects/outputs.csv", "wot;participants;;2023;;10;counted;seed;reported",
          "wot;completed;;2023;;11;counted;seed;reported")],
        ("projects/outputs.csv", "3", "result"),
    ),
    "a result without evidence": (
        [("+projects/outputs.csv", "wot;employed;;2023;;10;missing;seed;reported")],
        ("projects/outputs.csv", "2", "evidence"),
    ),
    "ESF+ in the old period": (
        [("projects/projects.toml", 'programme_period   = "2021-2027"',
          'programme_period   = "2014-2020"')],
        ("projects/projects.toml", "ryhti", "programme_period"),
    ),
    "a circle of predecessors": (
        [("+projects/project_links.csv", f"esiselvitys;toimintamalli;background;{OWN}")],
        ("projects/project_links.csv", "6", "predecessor"),
    ),
    "a continuation of what began later": (
        [("+projects/project_links.csv", f"voitto;wot;continues;{OWN}")],
        ("projects/project_links.csv", "6", "predecessor"),
    ),
    "a target on the worse side": (
        [("strategy/targets.toml", "= 9.0\nsource", "= 12.0\nsource")],
        ("strategy/targets.toml", "I01", "target_value"),
    ),
    "a target before its baseline": (
        [("strategy/targets.toml", '"2028-06"', '"2022-06"')],
        ("strategy/targets.toml", "I01", "target_period"),
    ),
    "a kept figure without a band": (
        [("strategy/targets.toml", "band            = 2\n", "")],
        ("strategy/targets.toml", "I23", "band"),
    ),
    "a real target that nobody decided": (
        [("strategy/targets.toml", 'source          = "own"\nstatus          = "example"',
          'source = "https://example.org/"\nstatus = "official"')],
        ("strategy/targets.toml", "I01", "decided_by"),
    ),
    "a link up the levels": (
        [("+strategy/links.csv", f"me;item;sdg_8;;{OWN}")],
        ("strategy/links.csv", "28", "id"),
    ),
    "a link to nothing": (
        [("strategy/goal_links.csv", "G1;item;sdg_8_5", "G1;item;sdg_8_55")],
        ("strategy/goal_links.csv", "4", "id"),
    ),
    "a parent on another level": (
        [("strategy/items.toml", 'parent   = "agenda_2030"', 'parent   = "lappi_sopimus_2022"')],
        ("strategy/items.toml", "sdg_3", "parent"),
    ),
    "an indicator of unknown figures": (
        [("strategy/indicators.toml", '"long_term_unemployed"', '"longterm_unemployed"')],
        ("strategy/indicators.toml", "I02", "numerator"),
    ),
    "an indicator without its parts": (
        [("strategy/indicators.toml", 'value         = ["unemployed_share"]\n', "")],
        ("strategy/indicators.toml", "I01", "basis"),
    ),
    "an unknown owner": (
        [("strategy/indicators.toml", 'frequency     = "month"',
          'frequency     = "month"\nowner = "maija"')],
        ("strategy/indicators.toml", "I01", "owner"),
    ),
    "a finger filled the wrong way round": (
        [("strategy/fingers.toml", 'observation = "low_income_share"\n  better = "lower"',
          'observation = "low_income_share"\n  better = "higher"')],
        ("strategy/fingers.toml", "wellbeing", "better"),
    ),
    "a municipality that is not ours": (
        [("network/organisations.toml", 'area_code    = "047"', 'area_code    = "091"')],
        ("network/organisations.toml", "enontekio", "area_code"),
    ),
    "a code that lost its zero": (
        [("network/organisations.toml", 'area_code    = "047"', "area_code    = 47")],
        ("network/organisations.toml", "enontekio", "area_code"),
    ),
    "our own reading called official": (
        [("strategy/links.csv", "sdg_8;item;fund_esr_plus;;own;own",
          "sdg_8;item;fund_esr_plus;;own;official")],
        ("strategy/links.csv", "2", "status"),
    ),
    "a row without a source": (
        [("strategy/links.csv", "sdg_8;item;fund_esr_plus;;own;own",
          "sdg_8;item;fund_esr_plus;;;own")],
        ("strategy/links.csv", "2", "source"),
    ),
    "a misspelt field": (
        [("projects/projects.toml", "start_date         = 2022-05-02", "start_day = 2022-05-02")],
        ("projects/projects.toml", "toimintamalli", "start_day"),
    ),
    "a word that is not a choice": (
        [("projects/participation.csv", "wot;eduro;partner", "wot;eduro;friend")],
        ("projects/participation.csv", "14", "role"),
    ),
    "a day that does not exist": (
        [("network/events.csv", "2018-10-23", "31.2.2018")],
        ("network/events.csv", "2", "day"),
    ),
    "an official row without an address": (
        [("network/organisations.toml", 'status       = "reported"', 'status       = "official"')],
        ("network/organisations.toml", "enontekio", "source"),
    ),
    "a code of another fund": (
        [("projects/projects.toml", '"S22305"', '"A22305"')],
        ("projects/projects.toml", "wot", "code"),
    ),
    "an indicator's result without its code": (
        [("+projects/outputs.csv", "wot;indicator;;2023;;100;reported;seed;reported")],
        ("projects/outputs.csv", "2", "code"),
    ),
    "a target for what has no direction": (
        [("strategy/targets.toml", 'indicator       = "I22"', 'indicator       = "I16"')],
        ("strategy/targets.toml", "I16", "indicator"),
    ),
    "a successor of what has not ended": (
        [("+network/successors.csv", f"eduro;saura;{SEED}")],
        ("network/successors.csv", "11", "organisation"),
    ),
    "a seat without its source": (
        [("network/organisations.toml", 'area_source  = "seed"\n', "")],
        ("network/organisations.toml", "enontekio", "area_source"),
    ),
    "an end without its source": (
        [("network/organisations.toml", "valid_from   = 2026-01-01",
          "valid_from   = 2026-01-01\nvalid_to = 2027-01-01")],
        ("network/organisations.toml", "lapin_elinvoimakeskus", "ended_source"),
    ),
    "two organisations in one place": (
        [("network/organisations.toml", "position     = 2", "position     = 1")],
        ("network/organisations.toml", "kemi", "position"),
    ),
    "a status of the source without its meaning": (
        [("projects/projects.toml", 'source_state_means = "running"\n', "")],
        ("projects/projects.toml", "toimintamalli", "source_state_means"),
    ),
    "neither yes nor no": (
        [("projects/programme_indicators.csv", "participants;no;", "participants;maybe;")],
        ("projects/programme_indicators.csv", "2", "sensitive"),
    ),
    "an id with a space": (
        [("network/organisations.toml", 'organisation = "kemi"', 'organisation = "ke mi"')],
        ("network/organisations.toml", "ke mi", "organisation"),
    ),
    "a month against a year": (
        [("strategy/targets.toml", 'target_period   = "2028-06"', 'target_period   = "2028"')],
        ("strategy/targets.toml", "I01", "target_period"),
    ),
    "a thirteenth month": (
        [("strategy/values.csv", "I02;2025-10", "I02;2025-13")],
        ("strategy/values.csv", "2", "period"),
    ),
    "a list of numbers": (
        [("strategy/indicators.toml", '["long_term_unemployed"]', "[1]")],
        ("strategy/indicators.toml", "I02", "numerator"),
    ),
    "the same figure twice": (
        [("strategy/indicators.toml", '["long_term_unemployed"]', '["unemployed", "unemployed"]')],
        ("strategy/indicators.toml", "I02", "numerator"),
    ),
    "a numerator without a denominator": (
        [("strategy/indicators.toml", 'denominator   = ["unemployed"]\n', "")],
        ("strategy/indicators.toml", "I02", "denominator"),
    ),
    "a negative sum": (
        [("projects/funding.csv", "62000000", "-62000000")],
        ("projects/funding.csv", "2", "amount_eur"),
    ),
    "a negative result": (
        [("+projects/outputs.csv", "wot;employed;;2023;;-1;reported;seed;reported")],
        ("projects/outputs.csv", "2", "result"),
    ),
    "half a person found work": (
        [("+projects/outputs.csv", "wot;employed;;2023;;10,5;reported;seed;reported")],
        ("projects/outputs.csv", "2", "result"),
    ),
    "an unknown word for a source": (
        [("projects/project_links.csv", "background;seed;", "background;presentation;")],
        ("projects/project_links.csv", "2", "source"),
    ),
    "a source called ours": (
        [("projects/project_links.csv", "background;seed;reported", "background;seed;own")],
        ("projects/project_links.csv", "2", "status"),
    ),
    "a finger of plain words": (
        [("strategy/fingers.toml", "note_fi  = \"Ei mittaria", "filled_by = 'x'\nnote_fi = \"Ei")],
        ("strategy/fingers.toml", "security_of_supply", "filled_by"),
    ),
    "a finger filled twice by one figure": (
        [("strategy/fingers.toml", '"net_immigration"', '"net_migration_domestic"')],
        ("strategy/fingers.toml", "vitality", "observation"),
    ),
    "a target that would go down where up is better": (
        [("strategy/targets.toml", "= 57.1", "= 30")],
        ("strategy/targets.toml", "I22", "target_value"),
    ),
    "half a person": (
        [("network/reported.toml", "value   = 141", "value   = 140.5")],
        ("network/reported.toml", "persons_2024", "value"),
    ),
    "a year of long ago": (
        [("projects/publications.toml", "year        = 2023", "year        = 202")],
        ("projects/publications.toml", "lapin_sosiaalinen_kadenjalki", "year"),
    ),
    "a year that is not the day's": (
        [("projects/projects.toml", "start_date         = 2022-05-02",
          "start_date = 2022-05-02\nstart_year = 2021")],
        ("projects/projects.toml", "toimintamalli", "start_year"),
    ),
    "a circle of parents": (
        [("strategy/items.toml", 'item     = "agenda_2030"',
          'item     = "agenda_2030"\nparent = "sdg_3"')],
        ("strategy/items.toml", "sdg_3", "parent"),
    ),
    "an organisation that succeeds itself": (
        [("network/successors.csv", "lapin_ely;lapin_elinvoimakeskus", "lapin_ely;lapin_ely")],
        ("network/successors.csv", "2", "successor"),
    ),
    "a circle of successors": (
        [("+network/successors.csv", f"lapin_ely;pohjois_pohjanmaan_ely;{SEED}",
          f"pohjois_pohjanmaan_ely;lapin_ely;{SEED}")],
        ("network/successors.csv", "12", "successor"),
    ),
    "a member municipality without its code": (
        [("network/organisations.toml", 'area_code    = "240"\narea_source  = "seed"\n', "")],
        ("network/organisations.toml", "kemi", "area_code"),
    ),
    "a municipality twice among the members": (
        [("network/organisations.toml", 'area_code    = "240"', 'area_code    = "047"')],
        ("network/organisations.toml", "kemi", "area_code"),
    ),
    "a day after the last that can be reckoned with": (
        [("projects/projects.toml", "end_date           = 2023-06-30",
          "end_date           = 9999-12-31")],
        ("projects/projects.toml", "wot", "end_date"),
    ),
    "a day of the year 202": (
        [("projects/projects.toml", "start_date         = 2021-01-01",
          "start_date         = 0202-01-01")],
        ("projects/projects.toml", "wot", "start_date"),
    ),
    "a name on two lines": (
        [("network/organisations.toml", '"ROTKO"', '"ROT\\nKO"')],
        ("network/organisations.toml", "rotko", "name_fi"),
    ),
    "a name that turns the reading direction": (
        [("network/organisations.toml", '"ROTKO"', '"ROT\\u202eKO"')],
        ("network/organisations.toml", "rotko", "name_fi"),
    ),
    "a publication of another year than its day": (
        [("projects/publications.toml", "day         = 2023-12-14", "day         = 2022-12-14")],
        ("projects/publications.toml", "lapin_sosiaalinen_kadenjalki", "year"),
    ),
    "two goals in one place": (
        [("strategy/goals.toml", "position = 2", "position = 1")],
        ("strategy/goals.toml", "G2", "position"),
    ),
    "a finger in the sixth place": (
        [("strategy/fingers.toml", "position = 5", "position = 6")],
        ("strategy/fingers.toml", "self_sufficiency", "position"),
    ),
    "a number with spaces": (
        [("projects/funding.csv", "62000000", "62 000 000")],
        ("projects/funding.csv", "2", "amount_eur"),
    ),
}  # fmt: skip


def changed(folder: Path, changes: list[tuple[str, ...]]) -> None:
    for file, *texts in changes:
        if file.startswith("+"):
            appended(folder, file[1:], *texts)
        else:
            edited(folder, file, *texts)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_edit_is_refused_with_file_row_and_field(folder, wrong):
    changes, (file, row, field) = WRONG[wrong]
    changed(folder, changes)
    path = folder / "projects.duckdb"
    with pytest.raises(Refused) as caught:
        write(path, folder)
    words = {"fi": ("kenttä", "Odotettiin"), "en": ("field", "Expected")}
    for lang, (named, expected) in words.items():
        said = caught.value.message(lang)
        assert said.startswith(f"{file}, "), said
        assert re.search(rf"(?:\({row}\)|(?:rivi|line) {row}), {named} {field}: «", said), said
        assert re.search(rf"{expected}: .+\.$", said), said
        assert "{" not in said
    assert not path.exists()


@pytest.mark.parametrize("secret", ["etunimi.sukunimi@esimerkki.fi", "040 123 4567", "131052-308T"])
def test_what_leads_to_a_person_is_not_repeated_in_the_refusal(folder, secret):
    edited(folder, "network/organisations.toml", "Lyhenteen koko nimeä ei ole nähty.", secret)
    with pytest.raises(Refused) as caught:
        write(folder / "projects.duckdb", folder)
    assert secret[:6] not in caught.value.message("fi") + caught.value.message("en")


@pytest.mark.parametrize(
    "file, old, new, said",
    [
        ("projects/funding.csv", "funding;project;", "funding;projct;", "project"),
        ("projects/funding.csv", ";", ",", "funding"),
        ("projects/participation.csv", "wot;eduro;partner;", "wot;eduro;", "14"),
        ("strategy/goals.toml", "\n[[goal]]\n", "\n[[gaol]]\n", "gaol"),
        ("strategy/goals.toml", 'goal     = "G1"', "goal     = G1", "TOML|value|Invalid"),
        ("strategy/progress.toml", "on_pace   = 0.9", "on_pace   = 1.9", "on_pace"),
        ("strategy/progress.toml", "on_pace ", "on_time ", "on_pace"),
    ],
)
def test_a_broken_file_is_refused_by_name(folder, file, old, new, said):
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1 if old != ";" else -1), "utf-8")
    with pytest.raises(Refused) as caught:
        write(folder / "projects.duckdb", folder)
    for lang in catalog.LANGUAGES:
        message = caught.value.message(lang)
        assert message.startswith(file)
        assert re.search(said, message), message


def test_a_missing_or_wrongly_encoded_file_is_refused_by_name(folder):
    path = folder / "network/events.csv"
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))
    with pytest.raises(Refused, match=r"network/events\.csv.*UTF-8"):
        write(folder / "projects.duckdb", folder)
    path.unlink()
    with pytest.raises(Refused, match=r"network/events\.csv"):
        write(folder / "projects.duckdb", folder)


def test_a_null_byte_is_refused_by_its_line(folder):
    edited(folder, "network/events.csv", "seminar;", "semi\x00nar;")
    with pytest.raises(Refused) as caught:
        write(folder / "projects.duckdb", folder)
    assert caught.value.message("en").startswith("network/events.csv, line 2: ")


SCRAPS = ("", "0", "-1", "nan", "1e308", "true", "[]", "{}", '"', ";", "\x00", "2026-13-01",
          "[[x]]", "1979-05-27T07:32:00Z", '"wot"', "own", "a;b", "= 3")  # fmt: skip


@pytest.fixture(scope="module")
def worn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose files are damaged one at a time and put right again."""
    place = tmp_path_factory.mktemp("worn")
    for name in (*FOLDERS, "indicators", "sources"):
        shutil.copytree(REAL / name, place / name)
    (place / "raw/geo").mkdir(parents=True)
    shutil.copy(REAL / "raw/geo/lapland_membership.csv", place / "raw/geo")
    return place


@settings(max_examples=30, deadline=None)
@given(file=st.sampled_from(FILES), at=st.integers(0, 10_000), cut=st.integers(0, 30),
       scrap=st.sampled_from(SCRAPS))  # fmt: skip
def test_whatever_happens_to_a_file_it_is_published_or_refused_in_words(worn, file, at, cut, scrap):
    path, target = worn / file.path, worn / "projects.duckdb"
    whole = path.read_text("utf-8")
    at %= len(whole)
    path.write_text(whole[:at] + scrap + whole[at + cut :], "utf-8")
    try:
        write(target, worn)
    except Refused as refusal:
        for lang in catalog.LANGUAGES:
            assert re.match(r"\w+/\w+\.(?:toml|csv)\b", refusal.message(lang))
        assert not target.exists()
    finally:
        target.unlink(missing_ok=True)
        path.write_text(whole, "utf-8")


def test_a_file_that_is_there_already_is_left_alone(folder):
    path = folder / "projects.duckdb"
    path.write_text("an older release")
    with pytest.raises(FileExistsError):
        write(path, folder)
    assert path.read_text() == "an older release"


# --- what is accepted ---------------------------------------------------------------------------


def test_a_project_may_go_the_whole_way_and_be_linked_and_met(folder):
    appended(folder, "projects/projects.toml", idea("end_date = 2028-12-31\n"))
    steps = ("idea", "preparation", "funding_review", "running")
    for month, state in enumerate(steps, 1):
        appended(folder, "projects/status_events.csv", f"uusi;2026-0{month}-01;{state};{OWN}")
    appended(folder, "projects/project_links.csv", f"uusi;toimintamalli;continues;{OWN}")
    appended(folder, "network/links.csv", f"eduro;redu;agreement;2026-01-01;;;;{SEED}")
    path = folder / "projects.duckdb"
    write(path, folder)
    with duckdb.connect(str(path), read_only=True) as connection:
        told = connection.execute(
            "select state, day, basis from status_event where project = 'uusi' order by day"
        ).fetchall()
    assert [state for state, _, _ in told] == [*steps, "ended"]
    assert told[-1] == ("ended", dt.date(2029, 1, 1), "dates")


@pytest.mark.parametrize("day, unnamed", [("2024-04-18", 1), ("2026-09-01", 2)])
def test_only_who_was_counted_is_taken_for_one_of_the_unnamed(folder, day, unnamed):
    appended(
        folder,
        "network/organisations.toml",
        f'[[organisation]]\norganisation = "uusi"\nname_fi = "Uusi"\nblock = "business"\n'
        f'position = 8\nsector = "business"\nnamed_on = {day}\nsource = "seed"\n'
        'status = "reported"',
    )
    path = folder / "projects.duckdb"
    write(path, folder)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert (
            one(connection, "select count(*) from network_place where kind = 'unnamed'") == unnamed
        )


def test_planned_days_do_not_make_an_application_run(folder):
    planned = "start_date = 2026-02-01\nend_date = 2026-12-31\n"
    appended(folder, "projects/projects.toml", idea(planned))
    appended(folder, "projects/status_events.csv", f"uusi;2026-01-01;funding_review;{OWN}")
    path = folder / "projects.duckdb"
    write(path, folder)
    with duckdb.connect(str(path), read_only=True) as connection:
        question = "select state from status_event where project = 'uusi'"
        assert column(connection, question) == ["funding_review"]
        missing = "select count(*) from output where project = 'uusi'"
        assert one(connection, missing) == 0


def test_the_order_of_columns_a_bom_and_carriage_returns_do_not_matter(folder, built):
    path = folder / "projects/project_links.csv"
    rows = [line.split(";") for line in path.read_text("utf-8").splitlines()]
    path.write_bytes(
        b"\xef\xbb\xbf" + "".join(";".join(row[::-1]) + "\r\n" for row in rows).encode()
    )
    assert write(folder / "projects.duckdb", folder) == built[1]


def test_a_result_that_is_reported_takes_the_place_of_its_blank(folder):
    appended(folder, "projects/outputs.csv", "wot;participants;;2023;;12;estimated;seed;reported")
    path = folder / "projects.duckdb"
    report = write(path, folder)
    assert report.tables["output"] == 50
    with duckdb.connect(str(path), read_only=True) as connection:
        question = "select result, evidence from output where project = 'wot' and result > 0"
        assert connection.execute(question).fetchall() == [(12, "estimated")]


@pytest.mark.parametrize(
    "text, kind",
    [
        ("a.b@c.fi", "email"),
        ("a.b(at)c.fi", "email"),
        ("+358 40 123 4567", "phone"),
        ("131052-308T", "identity"),
        ("etu.suku @ esimerkki.fi", "email"),
        ("etu.suku(ät)esimerkki.fi", "email"),
        ("etu\uff20esimerkki.fi", "email"),
        ("040\u00a0123\u00a04567", "phone"),
        ("040\u2011123\u20114567", "phone"),
        ("040.123.4567", "phone"),
        ("040/1234567", "phone"),
        ("131052\u2011308T", "identity"),
        ("1.2.2024, 01.02.2024, 05/2024, 0.123, kohta 3.1 (a) ja (b)", None),
        ("978-952-316-501-4", None),
        ("https://www.sttinfo.fi/tiedote/x?publisherId=0401234567", None),
        ("30.6.2026, 62 000 000 euroa, 100 366 km², 8 500", None),
    ],
)
def test_only_what_leads_to_a_person_is_taken_for_it(text, kind):
    assert personal(text) == kind


# --- instructions -------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_the_readme_names_every_field_of_every_file(file):
    name, _, base = file.path.partition("/")
    text = (REAL / name / "README.md").read_text("utf-8")
    section = text.partition(f"## `{base}`")[2].partition("\n## ")[0]
    fields = [*file.fields, *(FILLED_BY if file.table == "finger" else ())]
    assert [f for f in fields if f"`{f}`" not in section] == []


def test_every_hand_edited_file_is_read():
    there = {
        path.relative_to(REAL).as_posix()
        for name in FOLDERS
        for path in (REAL / name).iterdir()
        if path.name != "README.md"
    }
    assert there == {file.path for file in FILES} | {"strategy/progress.toml"}
