"""The page of actors says what is recorded and no more, and no choice changes a number."""

import datetime as dt
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import queries
from handprint.analysis import network
from handprint.figures import actors, actors_beside, actors_losses, actors_record
from handprint.figures.actors import View
from handprint.views import exports
from tests.altered import altered
from tests.pages.opening import open_page, text_of

PAGE = "network/actors"
TODAY = dt.date.today()
BETWEEN = dt.date(2022, 6, 1)


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def participation(project: str, organisation: str, status: str = "official") -> str:
    return (
        "insert into projects.participation values "
        f"('{project}', '{organisation}', 'partner', 'https://example.org', '{status}')"
    )


def tied(net: actors_record.Network) -> set[tuple[str, str]]:
    return set(network.edges(net.graph))


# The answer


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        (
            "fi",
            "Verkoston 39 nimetystä toimijasta neljällä on kirjattu yhteinen hanke, "
            "ja Lapin AMK yhdistää ne",
        ),
        (
            "en",
            "Four of the network’s 39 named organisations have a recorded joint project, "
            "and Lapland University of Applied Sciences connects them",
        ),
    ],
)
def test_the_first_sentence_answers_in_both_languages(lang, title):
    app = open_page(PAGE, lang=lang)
    assert app.title[0].value == title
    words = text_of(app)
    assert "41" in words and "141" in words and "RYHTI" in words
    assert len(app.header) >= 4
    bare = re.sub(r"<style>.*?</style>", "", words, flags=re.S)
    assert not {"nan", "None", "inf", "NaT"} & set(re.findall(r"[A-Za-z]+", bare))


JOINED = (
    "insert into projects.organisation by name select * replace ('uusi_osk' as organisation, "
    "'Osk <b>[x](y)</b> *t* $a$' as name_fi, null as name_en, 99 as position, "
    "date '2026-09-01' as named_on, null as area_code) "
    "from projects.organisation where organisation = 'arina'",
    "insert into projects.network_place values "
    "('organisation', 'uusi_osk', 'right', 'business', 99)",
)


def test_who_joins_later_takes_no_place_of_those_that_the_source_does_not_name(serve):
    serve(*JOINED)
    net = actors_record.on(TODAY)
    assert (len(net.named), net.unnamed) == (40, 2)
    assert "lähde laskee 41 toimijaa" in actors.opening(actors.View(TODAY)).lede.casefold()


def test_who_leaves_changes_nothing_of_what_the_source_said(serve):
    serve("update projects.organisation set left_on = '2025-01-01' where organisation = 'arina'")
    assert len(actors_record.on(TODAY).named) == 38
    assert "lähde laskee 41 toimijaa" in actors.opening(actors.View(TODAY)).lede.casefold()


def test_a_name_is_printed_as_it_is_whatever_signs_it_has(serve):
    serve(*JOINED)
    app = open_page(PAGE, organisation="uusi_osk")
    assert app.title[0].value.startswith(r"Osk \<b\>\[x\](y)\</b\> \*t\* \$a\$")


def test_the_counts_are_those_of_the_source(release):
    net = actors_record.on(TODAY)
    assert len(net.named) == 39
    assert net.reported == {"organisations": 41, "persons": 141}
    assert net.unnamed == 2
    assert sum(a.sector == "municipality" for a in net.actors.values()) == 8
    assert len(network.isolates(net.named)) == 35
    figure = actors.picture(View(TODAY))
    assert figure.heading.startswith("35 nimetyllä toimijalla")
    assert figure.picture.svg.count(">ei nimetty lähteessä</text>") == 3, "two marks and a key"
    read = exports.shown(figure.table)
    assert (read["Toimija"] == "ei nimetty lähteessä").sum() == 2
    assert set(read[read["Toimija"] == "ei nimetty lähteessä"]["Kumppaneita"]) == {"–"}, "never 0"


def test_the_ties_are_the_projects_done_together_and_nothing_else(release):
    net = actors_record.on(TODAY)
    table = queries.run("network/actor_ties")
    work = table[table["role"].isin(["lead", "partner"])]
    teams = work.groupby("id")["organisation"].agg(sorted)
    by_hand = {pair for team in teams for pair in itertools.combinations(team, 2)}
    assert tied(net) == by_hand
    assert ("lapin_amk", "lapin_liitto") not in by_hand, "the same seminar is no tie"
    assert not any("pohjois_pohjanmaan_ely" in pair for pair in by_hand), "nor is granting money"


# Fragility and bridges against brute force


def components(nodes: set[str], edges: set[tuple[str, str]]) -> list[set[str]]:
    """The parts of a graph by joining sets until nothing joins."""
    parts = [{node} for node in nodes]
    for left, right in edges:
        joined = [part for part in parts if left in part or right in part]
        parts = [part for part in parts if part not in joined] + [set().union(*joined)]
    return parts


@pytest.mark.parametrize("day", [TODAY, BETWEEN])
def test_bridges_and_cut_points_agree_with_taking_each_away(day, release):
    net = actors_record.on(day)
    nodes, edges = set(net.graph), tied(net)
    before = len(components(nodes, edges))
    bridges = {edge for edge in edges if len(components(nodes, edges - {edge})) > before}
    cuts = {
        node
        for node in nodes
        if len(components(nodes - {node}, {e for e in edges if node not in e})) > before
    }
    assert set(network.bridges(net.graph)) == bridges != set()
    assert set(network.articulation_points(net.graph)) == cuts == {"lapin_amk"}


@pytest.mark.parametrize("day", [TODAY, BETWEEN])
def test_fragility_agrees_with_reading_the_rows_without_each(day, release):
    net = actors_record.on(day)
    ties = queries.run("network/actor_ties")
    begun = {
        id for (kind, id), one in net.undertakings.items() if kind == "project"
        and not one.ahead(day)
    }  # fmt: skip
    work = ties[ties["role"].isin(["lead", "partner"]) & ties["id"].isin(begun)]
    links = queries.run("network/actor_goals")
    rows = queries.run("network/actors")
    counted = set(rows[rows["block"].notna()]["organisation"]) | set(work["organisation"])
    seats = rows[rows["area_code"].notna() & rows["organisation"].isin(counted)]

    def standing(without: str | None) -> set[tuple[str, str]]:
        left = work[work["organisation"] != without]
        held = {("project", id) for id in left["id"]}
        held |= {("goal", g) for g in links[links["id"].isin(left["id"])]["goal"]}
        here = seats[seats["organisation"] != without]
        return held | {("area", area) for area in here["area_code"]}

    everything = standing(None)
    losses = {one.node: one for one in network.fragility(net.graph, net.holders)}
    assert set(losses) == set(net.actors)
    for id, one in losses.items():
        assert set(one.things) == everything - standing(id), id
    assert losses["lapin_amk"].things, "not all of them are empty"


def test_the_fragility_figure_tells_the_gravest_and_its_table_names_the_things(release):
    figure = actors_losses.picture(View(TODAY))
    assert figure.heading == (
        "Jos Lapin AMK lähtisi, kolme tavoitetta, viisi hanketta ja kaksi toimijaa "
        "jäisi vaille ainoaa sidettään"
    )
    first = exports.shown(figure.table).iloc[0]
    assert first["Toimija"] == "Lapin AMK" and first["Yhteensä"] == "10"
    assert "SOMA" in first["Hankkeet"] and "EDURO-säätiö" in first["Toimijat"]
    assert all(word in figure.picture.alt for word in ("Lapin AMK", "Enontekiö"))


# Focus, filters, day


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"organisation": "lapin_amk"}, "päätoteuttaja|lead partner"),
        ({"organisation": "lapin_te_palvelut"}, "Rovaseudun työllisyysalue|Rovaseutu"),
        ({"organisation": "pohjois_pohjanmaan_ely"}, "rahoittava|funding authority"),
        ({"organisation": "enontekio"}, "Enontekiö"),
        ({"project": "wot"}, "EDURO"),
        ({"event": "social_values_2018"}, "arcticsmartness.eu"),
    ],
)
def test_each_kind_of_thing_opens_by_its_link(choices, said, lang):
    app = open_page(PAGE, lang=lang, **choices)
    assert re.search(said, text_of(app))
    assert ":" in app.title[0].value
    assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))


def test_nonsense_in_the_address_gives_the_whole_network_and_a_quiet_notice():
    app = open_page(PAGE, organisation="' or 1=1 --", day="1850-13-77", block="moon")
    assert app.title[0].value.startswith("Verkoston 39")
    said = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="hp-notice"' in said and "or 1=1" not in said


def test_no_choice_changes_a_number_or_hides_a_node(release):
    whole = actors.picture(View(TODAY))
    for view in (
        View(TODAY, "organisation", "eduro"),
        View(TODAY, "organisation", "eduro", steps=2),
        View(TODAY, block="education"),
        View(TODAY, area="698", state="ended"),
        View(TODAY, find="säätiö"),
        View(TODAY, find="nothing like this"),
    ):
        figure = actors.picture(view)
        assert figure.table.frame.equals(whole.table.frame)
        assert figure.heading == whole.heading
        assert set(figure.picture.order) == set(whole.picture.order)
        assert figure.picture.svg.count('class="tie"') == whole.picture.svg.count('class="tie"')
        assert figure.picture.svg != whole.picture.svg, "and yet it shows"


def test_with_nothing_chosen_only_what_does_not_exist_yet_is_faded(release):
    for day, faded in ((TODAY, False), (BETWEEN, True)):
        svg = actors.picture(View(day)).picture.svg
        later = re.search(r'data-code="organisation:lapin_elinvoimakeskus".*?</text>', svg)[0]
        assert ('fill="var(--ctx)"' in later) == faded
        assert (
            'fill="var(--ctx)"' not in re.search(r'data-code="organisation:kemi".*?</text>', svg)[0]
        )


def lit(view: View) -> set[str]:
    found = actors._lit(actors_record.on(view.day), view)
    return {code.split(":")[1] for code in found}


def test_one_step_reaches_partners_and_two_their_partners(release):
    near = lit(View(TODAY, "organisation", "eduro"))
    assert {"wot", "tyopaja_2030", "lapin_amk"} <= near
    assert not {"lapin_yliopisto", "ryhti", "pohjois_pohjanmaan_ely"} & near
    far = lit(View(TODAY, "organisation", "eduro", steps=2))
    assert near < far and {"lapin_yliopisto", "lappia", "ryhti"} <= far
    assert lit(View(TODAY, "project", "wot")) == {
        "wot", "lapin_amk", "eduro", "pohjois_pohjanmaan_ely",
    }  # fmt: skip


def test_filters_bring_forward_what_meets_them_together_with_what_it_is_in(release):
    assert {"luovi", "lapin_amk", "wot"} <= lit(View(TODAY, block="education"))
    assert "eduro" not in lit(View(TODAY, block="education"))
    ended = lit(View(TODAY, state="ended"))
    assert "wot" in ended and "ryhti" not in ended and "luovi" not in ended
    assert lit(View(TODAY, area="047")) == {"enontekio"}
    assert lit(View(TODAY, find="SAURA")) == {"saura"}


def test_the_network_of_a_day_holds_what_had_begun_by_then(release):
    before = actors_record.on(dt.date(2018, 6, 1))
    assert tied(before) == set()
    assert actors.opening(View(dt.date(2018, 6, 1))).title == (
        "1.6.2018 mennessä: verkoston 39 nimetystä toimijasta yhdelläkään ei ole "
        "kirjattua yhteistä hanketta"
    )
    assert (
        "sitä aiemmasta jäsenyydestä ei ole tietoa"
        in actors.opening(View(dt.date(2018, 6, 1))).lede
    )
    then = actors.opening(View(BETWEEN)).lede
    assert "käynnissä 1.6.2022: Kohti kestäviä hankintoja ja WOT" in then
    assert "vaikka päivät puuttuvat: RYHTI" in then, (
        "a project without days is never told as running"
    )
    ahead = actors_record.on(BETWEEN).undertakings["project", "tyopaja_2030"]
    assert ahead.ahead(BETWEEN)


def test_the_link_of_a_day_opens_that_day():
    app = open_page(PAGE, day="2022-06-01", lang="en")
    assert app.title[0].value.startswith("By 1 Jun 2022: four of the network’s")


# What is not so


def test_an_example_is_drawn_with_its_mark_and_counted_nowhere(serve):
    serve(participation("soma", "luovi", "example"))
    net = actors_record.on(TODAY)
    assert not any("luovi" in pair for pair in tied(net))
    figure = actors.picture(View(TODAY))
    assert figure.mark == "example"
    line = re.search(r'<path class="tie" data-a="organisation:luovi".*?/>', figure.picture.svg)[0]
    assert 'stroke-dasharray="5 4"' in line
    assert "esimerkkejä" in figure.picture.alt
    rows = figure.table.frame.set_index("actor")
    assert rows.at["Luovi", "mark"] == "example" and rows.at["Lappia", "mark"] == ""
    assert "esimerkki" in rows.at["Luovi", "evidence"]
    assert "esimerkki" in exports.csv_file(figure).decode("utf-8-sig")
    assert actors.opening(View(TODAY)).title.startswith(
        "Verkoston 39 nimetystä toimijasta neljällä"
    )


def test_a_new_partner_in_a_data_file_is_a_new_tie_everywhere(serve):
    serve(participation("soma", "luovi"))
    assert ("lapin_amk", "luovi") in tied(actors_record.on(TODAY))
    said = actors.opening(View(TODAY)).title
    assert "viidellä" in said
    assert actors.picture(View(TODAY)).heading.startswith("34 nimetyllä")
    assert "Luovi" in str(actors_beside.focus(View(TODAY, "project", "soma")))


def test_a_tie_recorded_outside_projects_says_what_it_is(serve):
    serve(
        "insert into projects.organisation_link values ('kemi', 'tornio', 'agreement',"
        " date '2020-01-01', null, null, null, 'https://example.org', 'official')"
    )
    net = actors_record.on(TODAY)
    assert ("kemi", "tornio") in tied(net)
    assert ("kemi", "tornio") not in tied(actors_record.on(dt.date(2019, 12, 31)))
    assert "yhteinen hanke tai muu side" in actors.opening(View(TODAY)).title
    for end in ("kemi", "tornio"):
        assert "sopimus" in str(actors_beside.focus(View(TODAY, "organisation", end)))


def test_every_entry_stands_with_its_evidence(release):
    rows = actors_beside.entries(View(TODAY))
    assert len(rows) == len(queries.run("network/actor_ties"))
    assert all(all(cell for cell in row) for row in rows)
    assert any("eura2014.fi" in row[4] for row in rows)


def test_the_measures_say_their_value_and_what_it_means(release):
    told = {one.name: one for one in actors_losses.measures(View(TODAY))}
    assert told["Tiheys"].value == "0,5\u00a0%"
    assert "741 parista 4" in told["Tiheys"].means
    assert told["Välissä"].value == "5" and "5/6" in told["Välissä"].means
    assert "Lapin AMK" in told["Nivelkohdat"].means
    assert told["Sillat"].value == "2"
    empty = {one.name: one for one in actors_losses.measures(View(dt.date(2018, 6, 1)))}
    assert empty["Sillat"].value == "0" and empty["Tiheys"].value == "0,0\u00a0%"
