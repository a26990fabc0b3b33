"""The page of the thread: holes are what anti-joins find, and a thread reads the same both ways."""

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import queries
from handprint import releases
from handprint.analysis import thread as threads
from handprint.figures import indicators, thread, thread_holes
from handprint.publish.projects import FOLDERS, write
from handprint.views import exports
from handprint.words import catalogue, place
from tests.altered import altered
from tests.pages.opening import open_page, text_of

PAGE = "strategy/thread"
DAY, PERIOD = dt.date(2026, 11, 24), "2022-2025"
MEASURE = ("item", "measure_handprint")
DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


@pytest.fixture
def edited(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a release whose network, projects and strategy come from data files with an edit."""
    served = queries.data_folder()

    def _edited(file: str, old: str, new: str) -> None:
        files = tmp_path / "files"
        for name in (*FOLDERS, "indicators", "sources"):
            shutil.copytree(DATA / name, files / name)
        (files / "raw/geo").mkdir(parents=True)
        shutil.copy(DATA / "raw/geo/lapland_membership.csv", files / "raw/geo")
        path = files / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} is not once in {file}"
        path.write_text(text.replace(old, new), "utf-8")
        folder = altered(release, served, tmp_path / "served")
        (made,) = (folder / "releases").glob("*/")
        (made / releases.PROJECTS).unlink()
        write(made / releases.PROJECTS, files)
        sums = {name: releases.checksum(made / name) for name in releases.checksums(made)}
        (made / releases.CHECKSUMS).write_text(releases.listed(sums), encoding="utf-8")
        monkeypatch.setenv("HANDPRINT_DATA", str(folder))

    return _edited


def asked(sql: str, *values: object) -> list[tuple]:
    """An answer straight from the release's files, past the queries and the page."""
    folder = queries.data_folder() / "releases" / queries.release().id
    with duckdb.connect() as connection:
        for file in folder.glob("*.duckdb"):
            connection.execute(f"attach '{file}' as {file.stem} (read_only)")
        return connection.execute(sql, list(values)).fetchall()


def everything(app: object) -> str:
    """All that can be read, the smaller headings too, as printed."""
    smaller = "\n".join(head.value for head in app.get("subheader"))
    return f"{text_of(app)}\n{smaller}".replace("\\", "")


def ids(sql: str, *values: object) -> set[str]:
    return {row[0] for row in asked(sql, *values)}


def holes(kind: str, day: dt.date = DAY) -> set[str]:
    """The ids of one kind of holes on the page."""
    (found,) = [one for one in thread_holes.every(day) if one.kind == kind]
    assert str(len(found.holes)) in found.heading
    return {hole.id for hole in found.holes}


RUNNING = """
    select link.goal from projects.goal_link as link
    semi join (
        select project, arg_max(state, (day, state_order)) as state
        from projects.status_event where day <= ? group by project having state = 'running'
    ) as running on link.kind = 'project' and running.project = link.id
"""


# The answer


@pytest.mark.parametrize(
    ("lang", "answer"),
    [
        ("fi", "Yksikään 6 tavoitteen langoista ei ole ehjä, ja aukkoja on {holes}."),
        ("en", "None of the 6 goals’ threads is whole, and there are {holes} holes."),
    ],
)
def test_the_first_sentence_counts_whole_threads_and_holes(lang, answer):
    number = sum(len(one.holes) for one in thread_holes.every(DAY))
    app = open_page(PAGE, lang=lang, day="2026-11-24")
    assert app.title[0].value == answer.format(holes=number)
    said = text_of(app).replace("\\", "")
    for goal in ("G1", "G2", "G3", "G4", "G5", "G6"):
        assert goal in said
    ended, unseen = ("päättyi 31.12.2025", "2026–2029 painopisteitä ei ole nähty")
    if lang == "en":
        ended, unseen = ("ended on 31 Dec 2025", "priorities of 2026–2029 have not been seen")
    assert ended in said and unseen in said


def test_a_whole_thread_is_counted_when_everything_holds(serve):
    serve(
        "insert into projects.strategy_link values "
        "('funding_full_use', 'item', 'me', null, 'own', 'own'),"
        "('measure_handprint', 'item', 'me', null, 'own', 'own')",
        "insert into projects.status_event "
        "select 'toimintamalli', date '2026-01-01', 'running', 4, 'day', 'recorded', 'own', 'own'",
        "update projects.strategy_indicator set owner = 'lapin_liitto'",
    )
    whole = {one.goal for one in thread_holes.reaches(DAY, PERIOD) if one.whole}
    assert whole == {"G4", "G6"}
    assert thread_holes.opening(DAY, PERIOD).title.startswith("6 tavoitteen langoista ehjiä on 2,")


# Holes


@pytest.mark.parametrize(
    "day", [dt.date(2018, 1, 1), dt.date(2021, 6, 1), dt.date(2023, 6, 1), DAY]
)
def test_goals_without_a_running_project_are_what_the_anti_join_finds(day, release):
    every = ids("select goal from projects.goal")
    assert holes("goals", day) == every - ids(RUNNING, day)


def test_projects_without_goal_or_measure_are_what_the_anti_join_finds(release):
    rests = asked("select goal, id from projects.goal_link where kind = 'item'")
    parent = dict(asked("select item, parent from projects.strategy_item"))
    measures = ids("select item from projects.strategy_item where kind = 'measure'")

    def on_measure(item: str | None) -> bool:
        return item is not None and (item in measures or on_measure(parent[item]))

    good = {goal for goal, item in rests if on_measure(item)}
    serving = asked("select id, goal from projects.goal_link where kind = 'project'")
    every = ids("select project from projects.project")
    expected = every - {project for project, goal in serving if goal in good}
    assert holes("projects") == expected == {"soma"}


def test_municipalities_without_a_member_are_what_the_anti_join_finds(release):
    every = ids("select area_code from labour.area where level = 'municipality'")
    members = ids("select area_code from projects.organisation where block = 'municipalities'")
    assert holes("municipalities") == every - members
    assert len(holes("municipalities")) == 13 and len(members) == 8


def test_a_municipality_that_leaves_the_network_is_a_hole_from_the_next_day(serve):
    serve(
        "update projects.organisation set left_on = date '2026-06-30' where organisation = 'kemi'"
    )
    assert "240" not in holes("municipalities", dt.date(2026, 6, 30))
    assert "240" in holes("municipalities", dt.date(2026, 7, 1))
    every = ids("select area_code from labour.area where level = 'municipality'")
    reached = queries.run("network/white_coverage", day=DAY)
    assert holes("municipalities") == every - set(reached[reached["municipal"]]["area_code"])


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_answer_says_how_many_holes_the_day_decides_and_how_many_it_does_not(lang):
    days = [dt.date(2014, 6, 1), dt.date(2018, 6, 1), dt.date(2022, 6, 1), DAY, dt.date(2035, 1, 1)]
    found = {day: {one.kind: one for one in thread_holes.every(day)} for day in days}
    for kind in found[DAY]:
        fixed = {frozenset(o.id for o in found[d][kind].holes if not o.dated) for d in days}
        assert len(fixed) == 1, f"{kind}: the day decides it"
    assert len({found[day]["goals"].holes for day in days}) > 1, "the day decides nothing"
    then = found[dt.date(2022, 6, 1)].values()
    dated = sum(one.dated for one in then)
    always = sum(len(one.holes) for one in then) - dated
    shown = text_of(open_page(PAGE, lang=lang, day="2022-06-01")).replace("\\", "")
    said = {"fi": f"Päivästä (1.6.2022) riippuvia aukkoja on {dated} (käynnissä olevat hankkeet); "
                  f"muut {always} ovat samat minä päivänä tahansa",
            "en": f"Holes that depend on the day (1 Jun 2022): {dated} (running projects); "
                  f"the other {always} are the same on any day"}  # fmt: skip
    assert said[lang] in shown
    assert shown.count({"fi": "Sama minä", "en": "The same on any day"}[lang]) == sum(
        not one.dated for one in then if one.holes
    )


def test_an_owned_indicator_that_is_counted_by_the_day_is_a_hole_of_the_day(serve):
    serve("update projects.strategy_indicator set owner = 'lapin_liitto'")
    before, now = (
        {
            o.id: o.dated
            for o in next(k for k in thread_holes.every(day) if k.kind == "indicators").holes
        }
        for day in (dt.date(2014, 6, 1), DAY)
    )
    assert {id for id, dated in before.items() if not dated} == {
        id for id, dated in now.items() if not dated
    }
    assert before.keys() != now.keys()


def test_once_a_day_of_joining_is_recorded_the_day_decides_the_municipalities_too(serve):
    serve("update projects.organisation set joined = date '2025-01-01' where organisation = 'kemi'")
    assert "240" in holes("municipalities", dt.date(2024, 6, 1))
    assert "240" not in holes("municipalities", DAY)
    then = dt.date(2024, 6, 1)
    kinds = {one.kind: one for one in thread_holes.every(then)}
    assert [o.id for o in kinds["municipalities"].holes if o.dated] == ["240"]
    assert "kuntien jäsenyydet" in thread_holes.opening(then, PERIOD).lede
    assert "kuntien jäsenyydet" not in thread_holes.opening(DAY, PERIOD).lede


def test_an_example_closes_no_hole(serve):
    running = (
        "insert into projects.status_event select project, date '2026-01-01', 'running', 4, 'day',"
        " 'recorded', source, status from projects.project where project = 'ryhti'"
    )
    serve(running)
    assert "G2" not in holes("goals")
    before = holes("projects")
    serve_ties = "update projects.goal_link set status = 'example' where id in ('ryhti', 'wot')"
    serve(running, serve_ties)
    assert "G2" in holes("goals")
    assert holes("projects") == before | {"ryhti", "wot"}
    serve(running, "update projects.project set status = 'example' where project = 'ryhti'")
    assert "G2" in holes("goals")


def test_indicators_without_owner_or_data_are_what_the_anti_join_finds(release):
    unowned = ids(
        "select indicator from projects.strategy_indicator anti join "
        "(select organisation as owner from projects.organisation) using (owner)"
    )
    without = {one.indicator for one in indicators.all_of(day=DAY) if one.status != "real"}
    assert ids("select indicator from projects.strategy_indicator where basis = 'none'") <= without
    assert holes("indicators") == unowned | without
    assert len(holes("indicators")) == 29


def test_the_page_names_every_hole_and_links_to_where_it_is_mended(release):
    app = open_page(PAGE, day="2026-11-24")
    said = everything(app)
    for one in thread_holes.every(DAY):
        assert one.heading in said
        for hole in one.holes:
            assert hole.name in said
            page = hole.page.split("/")[1].removesuffix(".py")
            assert f'href="{page}?{hole.choice}={hole.id}"' in said
            assert (Path("pages") / hole.page).is_file()
    ways = {link.proto.page for link in app.get("page_link")}
    assert {one.page.split("/")[1].removesuffix(".py") for one in thread_holes.every(DAY)} <= ways


# A link taken out of a data file opens a hole on the page


def test_a_project_taken_off_its_goal_in_the_file_is_a_hole(edited):
    edited("strategy/goal_links.csv", "G1;project;wot;;own;own\n", "")
    app = open_page(PAGE, day="2026-11-24")
    assert holes("projects") == {"soma", "wot"}
    said = everything(app)
    assert "Hankkeita ilman tavoitetta tai toimenpidettä: 2" in said
    assert 'href="family?project=wot"' in said


def test_a_municipality_taken_off_the_network_in_the_file_is_a_hole(edited):
    text = (DATA / "network/organisations.toml").read_text("utf-8")
    (entry,) = [e for e in text.split("[[") if re.search(r'organisation\s*= "posio"', e)]
    edited("network/organisations.toml", f"[[{entry}", "")
    assert "614" in holes("municipalities") and len(holes("municipalities")) == 14
    assert "Kuntia ilman jäsentä verkostossa: 14" in everything(open_page(PAGE))


def test_a_tie_between_levels_taken_out_of_the_file_breaks_the_thread(edited):
    edited("strategy/links.csv", "measure_handprint;item;spearhead_handprint;;own;own\n", "")
    assert ("item", "spearhead_handprint") not in thread.of(MEASURE, PERIOD)
    (matching,) = [one for one in thread_holes.reaches(DAY, PERIOD) if one.goal == "G4"]
    assert set(thread.LEVELS) - set(matching.levels) == {"organisation", "me"}
    said = everything(open_page(PAGE, goal="G4", day="2026-11-24"))
    assert "lanka katkeaa, puuttuu oman organisaation taso ja minän taso" in said
    assert "Aukko:" in said


def test_an_owner_named_closes_no_hole_where_there_is_no_data(serve):
    before = holes("indicators")
    serve("update projects.strategy_indicator set owner = 'lapin_liitto'")
    without = {one.indicator for one in indicators.all_of(day=DAY) if one.status != "real"}
    assert holes("indicators") == without < before


# The thread, both ways


def reached(start: tuple[str, str], *, down: bool) -> set[tuple[str, str]]:
    """Everything on one side of a thing, by recursion in the database itself."""
    side = ("upper", "lower") if down else ("lower", "upper")
    sql = queries.text("strategy/thread_links").rstrip()
    return set(
        asked(
            f"""
            with recursive link as (select * from ({sql})),
            walk as (
                select ? as kind, ? as id
                union
                select {side[1]}_kind, {side[1]}_id from link
                inner join walk on {side[0]}_kind = walk.kind and {side[0]}_id = walk.id
            )
            select kind, id from walk
            """,
            *start,
        )
    )


@pytest.mark.slow
def test_every_thread_is_what_the_database_reaches_in_both_directions(release):
    for thing in thread.nodes():
        assert thread.of(thing, "") == reached(thing, down=True) | reached(thing, down=False)


def test_the_thread_read_upward_is_the_thread_read_downward(release):
    for period in ("", *(one.code for one in thread.periods())):
        on = {thing: thread.of(thing, period) for thing in thread.nodes()}
        # Another period's item keeps its own ties when it is in view, and is on no other thread.
        in_period = [
            thing
            for thing, node in thread.nodes().items()
            if not period or thing[0] != "item" or threads.in_period(node.period, period)
        ]
        for one in in_period:
            for other in in_period:
                assert (other in on[one]) == (one in on[other]), (one, other, period)


def test_the_measure_reaches_from_the_world_to_the_reader(release):
    found = thread.of(MEASURE, PERIOD)
    assert thread.reached(found) == thread.LEVELS
    assert {("item", "sdg_8_5"), ("item", "law_756_2021"), ("item", "me")} <= found
    assert {("goal", f"G{n}") for n in range(1, 7)} <= found
    assert ("project", "soma") not in found


def test_nothing_is_hidden_what_is_not_on_the_thread_stands_faded_beside_it(release):
    known = thread.nodes()
    beside = set(thread.BESIDE)
    for focus in (MEASURE, ("goal", "G2"), ("project", "soma"), ("organisation", "lapin_amk")):
        for compact in (False, True):
            figure = thread.drawn(focus, DAY, PERIOD, (), compact)
            picks = set(re.findall(r'data-pick="([^"]*)"', figure.picture.svg))
            on = {known[thing].pick for thing in thread.of(focus, PERIOD)}
            assert on <= picks
            for thing, node in known.items():
                if thing[0] in ("item", "goal", "project") and node.sort not in beside:
                    assert node.pick in picks


def test_anything_can_be_brought_into_view_by_the_address():
    for choice, code, name in (
        ("goal", "G2", "Yritysten yhteiskuntavastuu"),
        ("project", "wot", "WOT"),
        ("organisation", "eduro", "EDURO"),
        ("item", "sdg_11_a", "11.a"),
    ):
        app = open_page(PAGE, **{choice: code})
        assert any(name in header.value.replace("\\", "") for header in app.header), code
        assert app.query_params[choice] == code


def test_an_unknown_thing_in_the_address_gives_the_default_and_says_so():
    app = open_page(PAGE, goal="G9")
    assert any("kädenjälki" in header.value for header in app.header)
    assert "oletus" in text_of(app) and "goal" not in app.query_params


def test_choosing_in_the_box_leaves_one_thing_in_the_address():
    app = open_page(PAGE, goal="G2")
    (box,) = [one for one in app.selectbox if one.label == catalogue("fi")["thread"]["focus"]]
    box.set_value(("project", "wot")).run()
    assert not app.exception
    assert app.query_params["project"] == "wot" and "goal" not in app.query_params


def test_a_thing_without_ties_is_drawn_alone_and_says_so(release):
    alone = [thing for thing in thread.nodes() if thread.of(thing, PERIOD) == {thing}]
    assert any(kind == "organisation" for kind, _ in alone)
    figure = thread.drawn(alone[0], DAY, PERIOD, (), False)
    assert list(exports.shown(figure.table)["Alempi"]) == ["Yhteyksiä ei ole kirjattu."]
    assert figure.picture.alt.count("aukko") == figure.picture.svg.count('dasharray="5 4"') == 5


# Periods, me, and what stands beside


def test_the_period_whose_priorities_are_known_comes_first_and_the_new_one_breaks_every_thread():
    assert thread.known_period() == PERIOD
    for one in thread_holes.reaches(DAY, "2026-2029"):
        assert "regional" not in one.levels
    app = open_page(PAGE, strategy_period="2026-2029")
    assert "alueellinen taso" in " ".join(header.value for header in app.header)


def test_me_is_the_reader_and_an_empty_me_is_a_hole_without_a_name(serve):
    assert [n.id for n in thread.nodes().values() if n.level == "me"] == ["me"]
    serve(
        "delete from projects.strategy_link where id = 'me'",
        "delete from projects.strategy_item where level = 'me'",
    )
    figure = thread.drawn(MEASURE, DAY, PERIOD, (), False)
    assert "minän taso" in figure.heading
    assert catalogue("fi")["thread"]["level_hole"].split()[0] in figure.picture.svg


def test_change_factors_values_and_enablers_name_their_indicator_or_read_none(release):
    found = thread_holes.measured()
    assert {sort: len(rows) for sort, rows in found.items()} == {
        "change_factor": 5,
        "value": 3,
        "enabler": 3,
    }
    linked = ids(
        "select item from projects.strategy_link where kind in ('indicator', 'observation')"
    )
    named = asked("select item, name_fi from projects.strategy_item")
    measured = {row.name for rows in found.values() for row in rows if row.by}
    assert measured == {name for item, name in named if item in linked}
    without = sum(not row.by for rows in found.values() for row in rows)
    assert text_of(open_page(PAGE)).count(">ei mittaria<") == without


# What the figures say of themselves


@pytest.mark.parametrize("compact", [False, True])
def test_the_table_holds_every_tie_with_its_words_and_source(compact, release):
    figure = thread.drawn(MEASURE, DAY, PERIOD, (), compact)
    read = exports.shown(figure.table)
    quotes = set(read["Lähteen sanat"])
    assert "jokainen löytää paikkansa työelämästä" in quotes and "ei lainausta" in quotes
    assert set(read["Varmuus"]) <= {
        words for key, words in catalogue("fi")["thread"].items() if key.startswith("status_")
    }
    assert figure.picture.alt.count(";") >= 5
    assert figure.origins and figure.periods == "24.11.2026"
    assert not figure.mark


def test_an_example_tie_marks_the_figure_and_its_exports(serve):
    serve("update projects.strategy_link set status = 'example' where id = 'spearhead_handprint'")
    figure = thread.drawn(MEASURE, DAY, PERIOD, (), False)
    assert figure.mark == "example"
    assert "esimerkki" in exports.csv_file(figure).decode("utf-8-sig").lower()


def test_no_municipality_is_named_by_the_hole_that_is_a_member(release):
    members = {
        place(code).name
        for (code,) in asked(
            "select area_code from projects.organisation where block = 'municipalities'"
        )
    }
    (found,) = [one for one in thread_holes.every(DAY) if one.kind == "municipalities"]
    assert not members & {hole.name for hole in found.holes}
