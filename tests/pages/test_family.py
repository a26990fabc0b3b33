"""The page of the project family: its answer on any day, and what is missing said as missing."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import queries
from handprint.analysis import succession
from handprint.analysis.succession import STAGES, Event
from handprint.figures import family, family_card, family_facts, family_successors
from handprint.session import speaking
from handprint.views import exports
from tests.altered import altered
from tests.drawings.reading import assert_readable, texts
from tests.pages.opening import open_page, text_of

PAGE = "projects/family"
TODAY = dt.date(2026, 11, 24)
EVERYTHING = ("all", "all", "all")
DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2029, 1, 1))
ONCE = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SEEDS_WORDS = (
    "Ideavaiheessa",
    "Valmistelussa",
    "Rahoituskäsittelyssä",
    "Käynnissä",
    "Päättynyt",
)


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def pictures(day: dt.date = TODAY, chosen: tuple[str, str, str] = EVERYTHING) -> list:
    """The page's three figures, for the desk."""
    return [
        family.pipeline_of(day, TODAY, *chosen, False),
        family.timeline_of(day, TODAY, *chosen, "", False),
        family_successors.tree_of(day, *chosen, "", False),
    ]


def by_events(project: str, day: dt.date) -> str | None:
    """A project's status on a day, from the rows of its events alone."""
    rows = queries.run("projects/events")
    events = [
        Event(row.day.date(), row.state) for row in rows[rows["project"] == project].itertuples()
    ]
    found = succession.state_on(events, day)
    return found.state if found else None


# The answer


def test_the_first_sentence_says_what_has_ended_and_that_nothing_is_recorded_to_carry_on():
    app = open_page(PAGE, day="2026-11-24")
    assert app.title[0].value.endswith(
        "ymmenestä tunnetusta hankkeesta kahdeksan on päättynyt, eikä jatkajaa ole kirjattu"
    )
    words = text_of(app)
    assert "Kädenjälki\\-toimintamalli ja Työpaja 2030 31\\.12\\.2023" in words
    assert "Social entrepreneurship in Lapland ja RYHTI" in words
    assert "Kustannukset on jätetty tyhjiksi" in words


def test_the_first_sentence_in_english():
    title = open_page(PAGE, day="2026-11-24", lang="en").title[0].value
    assert title.endswith("ight of the ten known projects have ended, and no successor is recorded")


def test_today_is_not_named_but_another_day_is(release):
    now = family.opening(TODAY, TODAY, *EVERYTHING, "").title
    then = family.opening(dt.date(2023, 8, 1), TODAY, *EVERYTHING, "").title
    ahead = family.opening(dt.date(2027, 5, 1), TODAY, *EVERYTHING, "").title
    assert now.startswith("Kymmenestä")
    assert then == (
        "Tilanne 1.8.2023: kymmenestä tunnetusta hankkeesta kaksi on käynnissä; seuraavaksi "
        "päättyvät Kädenjälki-toimintamalli ja Työpaja 2030 31.12.2023, eikä jatkajaa ole kirjattu"
    )
    assert ahead.startswith("Suunnitelmien mukaan 1.5.2027: ")


# The pipeline


def test_the_five_statuses_are_in_the_seeds_words_and_order_and_the_sixth_beside(release):
    figure = pictures()[0]
    read = exports.shown(figure.table)
    assert tuple(read["Tila"][:5]) == SEEDS_WORDS and read["Tila"][5] == "Hylätty"
    found = texts(figure.picture)
    places = [found.index(word) for word in SEEDS_WORDS]
    assert places == sorted(places)
    assert "Tämä kuudes tila puuttuu esityksen selitteestä." in " ".join(found)


def test_a_number_stands_only_where_one_is_known_and_never_a_nought_for_the_unknown(release):
    figure = pictures()[0]
    read = exports.shown(figure.table).set_index("Tila")["Hankkeita"]
    assert read["Päättynyt"] == "8"
    assert (read[list(SEEDS_WORDS[:4])] == "–").all() and read["Hylätty"] == "–"
    drawn = texts(figure.picture)
    assert drawn.count("–") == 4 and "0" not in drawn and "8" in drawn
    assert "2 hankkeen tila puuttuu" in drawn


def test_nobody_is_a_nought_only_when_every_status_is_known(release):
    """Among the ESR projects nothing is unknown: none under way is then a fact."""
    drawn = texts(pictures(chosen=("all", "ESR", "all"))[0].picture)
    assert "0" in drawn and "ei yhtään" in drawn and drawn.count("–") == 3


def test_time_in_status_is_counted_to_the_day(release):
    drawn = " ".join(texts(pictures()[0].picture))
    assert "tilassa 2 v 10 kk – 5 v 6 kk" in drawn
    table = exports.shown(pictures()[1].table).set_index("Hanke")
    assert table.loc["WOT", "Aika tilassa"] == "3 v 4 kk"
    assert table.loc["RYHTI", "Aika tilassa"] == "puuttuu"


def test_ideas_reviews_and_rejections_are_counted_once_they_are_recorded(serve):
    serve(
        "insert into projects.status_event values ('ryhti', date '2026-01-01', 'idea', 1, 'day',"
        " 'recorded', 'own', 'own'), ('ryhti', date '2026-03-01', 'funding_review', 3, 'day',"
        " 'recorded', 'own', 'own'), ('social_entrepreneurship', date '2026-03-01', 'rejected',"
        " 6, 'day', 'recorded', 'own', 'own')"
    )
    read = exports.shown(pictures()[0].table).set_index("Tila")
    assert read.loc["Rahoituskäsittelyssä", "Hankkeita"] == "1"
    assert read.loc["Hylätty", "Hankkeita"] == "1"
    assert "RYHTI" in read.loc["Rahoituskäsittelyssä", "Hankkeet"]
    assert "Hylätty: 1." in " ".join(texts(pictures()[0].picture))
    before = exports.shown(pictures(dt.date(2026, 2, 1))[0].table).set_index("Tila")
    assert before.loc["Ideavaiheessa", "Hankkeita"] == "1"


# Any day, any filter


@ONCE
@given(DAYS)
def test_the_status_on_any_day_follows_from_the_events_of_the_data(day):
    for one in family_facts.standings(day):
        assert one.state == by_events(one.project.id, day), one.project.id
        assert one.since is None or one.since <= day


@ONCE
@given(
    DAYS,
    st.sampled_from(["all", "G1", "G2", "G3", "G4", "G5", "G6"]),
    st.sampled_from(["all", "none", "ESR", "ESR+", "EAKR", "Interreg Europe"]),
    st.sampled_from(["all", "none", "lapin_amk", "eduro", "lapin_yliopisto"]),
    st.sampled_from(["fi", "en"]),
)
def test_neither_a_filter_nor_the_language_ever_changes_a_status(day, goal, fund, lead, lang):
    whole = {one.project.id: one.state for one in family_facts.standings(day)}
    with speaking(lang):
        for one in family_facts.chosen(day, goal, fund, lead):
            assert one.state == whole[one.project.id]
            assert goal in ("all", *one.project.goals)
            assert fund in ("all", one.project.fund or "none")
            assert lead in ("all", *(one.project.leads or ("none",)))


def test_the_filters_split_the_family_whole(release):
    rows = family_facts.standings(TODAY)
    funds = {one.project.fund or "none" for one in rows}
    parts = [family_facts.chosen(TODAY, "all", fund, "all") for fund in funds]
    assert sum(len(part) for part in parts) == len(rows) == 10


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize(
    "day", ["2016-06-01", "2019-09-01", "2021-04-30", "2022-06-01", "2023-12-31", "2026-11-24"]
)
def test_every_picture_is_readable_on_any_day(day, lang, release):
    with speaking(lang):
        for figure in pictures(dt.date.fromisoformat(day)):
            assert_readable(figure.picture, least=13)
            assert_readable(figure.small, least=14)
            assert not re.search(r"\b(nan|None|NaT)\b", figure.picture.svg + figure.picture.alt)


def test_nothing_left_says_so_and_offers_one_way_out():
    app = open_page(PAGE, goal="G5", fund="EAKR")
    assert "Tällä rajauksella ei ole hankkeita" in text_of(app)
    assert not app.title
    (button,) = [one for one in app.button if one.label == "Poista rajaus"]
    button.click().run()
    assert app.title and app.selectbox(key="goal").value == "all"


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_nonsense_in_the_address_gives_the_defaults_and_a_quiet_notice(lang):
    app = open_page(PAGE, day="2026-13-45", goal="G9", project="' or 1=1 --", lang=lang)
    assert app.selectbox(key="goal").value == "all" and app.selectbox(key="project").value == ""
    said = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="hp-notice"' in said and "or 1=1" not in said


# What the source says, and what is missing


def test_a_card_that_still_reads_toiminnassa_is_flagged_though_the_status_is_ended(release):
    flagged = {
        one.project.code for one in family_facts.standings(TODAY) if one.conflict(TODAY, TODAY)
    }
    assert {"S22825", "A75667", "S22305"} <= flagged
    figure = pictures()[1]
    assert texts(figure.picture).count("lähde: Toiminnassa") == len(flagged)
    table = exports.shown(figure.table).set_index("Koodi")
    for code in flagged:
        assert table.loc[code, "Tila"] == "Päättynyt" and table.loc[code, "Ristiriita"] == "kyllä"
        assert table.loc[code, "Lähteen tila"] == "Toiminnassa"


def test_a_source_that_knows_more_than_an_earlier_day_did_is_not_flagged(release):
    """SYTYKE's card says that it has ended: on a day when it still ran, that is no conflict."""
    day = dt.date(2021, 6, 1)
    one = next(o for o in family_facts.standings(day) if o.project.id == "sytyke")
    assert one.state == "running" and not one.conflict(day, TODAY)
    assert one.conflict(day, day), "had it said so on that day, it would have been"


def test_projects_without_days_are_named_and_drawn_as_such(release):
    figure = pictures()[1]
    table = exports.shown(figure.table).set_index("Hanke")
    for name in ("RYHTI", "Social entrepreneurship in Lapland"):
        assert table.loc[name, ["Alkaa", "Päättyy", "Tilassa alkaen"]].tolist() == ["puuttuu"] * 3
        assert table.loc[name, "Tila"] == "ei tiedossa"
    assert table.loc["SOMA", ["Alkaa", "Päättyy"]].tolist() == ["2021", "2022"]
    drawn = " ".join(texts(figure.picture))
    assert drawn.count("päivät puuttuvat") == 2 and "vain vuodet tiedetään" in drawn


def test_costs_are_empty_for_every_project_and_no_euro_is_made_up(release):
    figure = pictures()[1]
    assert (exports.shown(figure.table)["Kustannukset"] == "–").all()
    assert (figure.table.frame["cost_status"] == "missing").all()
    assert any("Kustannukset puuttuvat" in note for note in figure.notes)
    for project in family_facts.projects():
        card = family_card.card_of(project.id, TODAY, TODAY)
        (cost,) = [fact for fact in card.facts if fact.name == "Kustannukset"]
        assert cost.missing and "puuttuu" in cost.text
        assert not any("€" in fact.text for fact in card.facts)


def test_a_cost_is_shown_once_one_is_published(serve):
    serve(
        "insert into projects.funding values ('w', 'wot', 'ESR', null, 'cost', 1000, null, null,"
        " null, 'own', 'own')"
    )
    table = exports.shown(pictures()[1].table).set_index("Hanke")
    assert table.loc["WOT", "Kustannukset"] == "1\u00a0000\u00a0€"
    card = family_card.card_of("wot", TODAY, TODAY)
    assert any(fact.text == "kustannukset 1\u00a0000\u00a0€" for fact in card.facts)


# The gap and the successors


def test_the_gap_is_as_long_as_nobody_is_known_to_run(release):
    figure = pictures()[1]
    assert figure.heading == (
        "Viimeisten hankkeiden päättymisestä on 2 vuotta 10 kuukautta, "
        "eikä uuden alkamispäivää ole kirjattu"
    )
    assert "ei kirjattua 2 v 10 kk" in texts(figure.picture)
    assert "enimmillään 6" in texts(figure.picture)
    running = pictures(dt.date(2022, 6, 1))[1]
    assert "url(#p-gap" not in running.picture.svg and "neljä hanketta" in running.heading


def test_background_is_no_successor_and_its_gaps_are_told(release):
    figure = pictures()[2]
    assert figure.heading == "Yhdellekään päättyneistä hankkeista ei ole kirjattu jatkajaa"
    table = exports.shown(figure.table).set_index("Hanke")
    assert table.loc["Sosiaalitalouden esiselvitys", "Väli"] == "väliä 6 kk"
    assert table.loc["Kohti kestäviä hankintoja", "Väli"] == "yhtä aikaa 7 kk"
    assert table.loc["SOMA", "Väli"] == "väliä ei tiedetä"
    assert (table["Yhteys"] == "tausta").sum() == 4 and (table["Yhteys"] == "jatkaa").sum() == 0


def test_a_recorded_successor_changes_the_answer_the_tree_and_the_card(serve):
    serve("insert into projects.project_link values ('ryhti', 'wot', 'continues', 'own', 'own')")
    title = family.opening(TODAY, TODAY, *EVERYTHING, "").title
    assert title.endswith("kahdeksan on päättynyt, ja niistä yhdellä on kirjattu jatkaja")
    figure = pictures()[2]
    assert figure.heading == "Yhdelle päättyneistä hankkeista on kirjattu jatkaja"
    table = exports.shown(figure.table).set_index("Hanke")
    assert table.loc["WOT", ["Seuraava", "Yhteys"]].tolist() == ["RYHTI", "jatkaa"]
    one = family.opening(TODAY, TODAY, *EVERYTHING, "wot").title
    assert one == "WOT päättyi 30.6.2023, ja sitä jatkaa RYHTI"


# One project in view


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("project", [p for p in ("wot", "soma", "ryhti", "toimintamalli")])
def test_a_project_in_view_has_its_answer_its_card_and_its_links(project, lang):
    app = open_page(PAGE, project=project, day="2026-11-24", lang=lang)
    with speaking(lang):
        card = family_card.card_of(project, TODAY, TODAY)
    assert card.name in app.title[0].value
    html = " ".join(element.proto.body for element in app.get("html"))
    for fact in card.facts:
        assert fact.name in html
    assert len(app.get("page_link")) >= 2, "goals, organisations: the link travels"
    (button,) = [b for b in app.button if b.label in ("Sulje kortti", "Close the card")]
    button.click().run()
    assert app.selectbox(key="project").value == ""
    assert card.name not in app.title[0].value


def test_a_card_says_whose_word_it_is_and_what_it_lacks(release):
    facts = {f.name: f for f in family_card.card_of("wot", TODAY, TODAY).facts}
    assert facts["Koodi"].text == "S22305" and facts["Johto"].text == "Lapin AMK"
    assert facts["Kumppanit"].text == "EDURO-säätiö"
    assert facts["Viranomainen"].text.startswith("Pohjois-Pohjanmaan ELY-keskus (lakannut")
    assert "ristiriidassa" in facts["Tila lähteessä"].text
    soma = {f.name: f for f in family_card.card_of("soma", TODAY, TODAY).facts}
    for name in ("Koodi", "Rahasto", "Viranomainen", "Kustannukset"):
        assert soma[name].missing and soma[name].text.startswith("puuttuu")


def test_no_persons_name_is_on_any_card(release):
    """Contact persons stand on the source's cards; their names stay there."""
    for project in family_facts.projects():
        for fact in family_card.card_of(project.id, TODAY, TODAY).facts:
            assert not re.search(r"Palmgren|Ainonen|Nisula|@", fact.text), fact


# For the overview


def test_what_ends_within_six_months_is_told_with_what_is_not_known(release):
    now = family.ending_within(TODAY)
    assert now.rows == () and "ei pääty yhtään hanketta" in now.sentence
    assert "RYHTI" in now.sentence
    then = family.ending_within(dt.date(2023, 9, 1))
    assert [row.id for row in then.rows] == ["toimintamalli", "tyopaja_2030"]
    assert all(row.last_day == dt.date(2023, 12, 31) and not row.successors for row in then.rows)
    assert then.sentence.startswith(
        "Tulevien 6 kuukauden aikana päättyvät Kädenjälki-toimintamalli ja Työpaja 2030 31.12.2023,"
        " eikä jatkajaa ole kirjattu."
    )


@ONCE
@given(DAYS, st.integers(1, 24))
def test_what_ends_soon_is_under_way_and_ends_in_time(day, months):
    rows = family.ending_within(day, months).rows
    states = {one.project.id: one for one in family_facts.standings(day)}
    until = succession.later(day, months)
    for row in rows:
        assert states[row.id].state == "running" and day <= row.last_day <= until
    left = {id for id, one in states.items() if one.state == "running"} - {r.id for r in rows}
    for id in left:
        assert states[id].project.last_day is None or states[id].project.last_day > until


def test_the_stages_of_the_page_are_those_of_the_data():
    assert len(STAGES) == len(SEEDS_WORDS)
