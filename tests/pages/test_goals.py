"""The page of goals answers whether we are on pace, and says what it does not know."""

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import queries
from handprint.figures import goals, goals_card, indicators
from handprint.views import exports
from handprint.words import catalogue
from tests.altered import altered
from tests.pages.opening import open_page, sent, text_of

PAGE = "strategy/goals"
DAY = dt.date(2026, 11, 24)
GOALS = ("G1", "G2", "G3", "G4", "G5", "G6")
OFFICIAL = (
    "insert into projects.target by name select 'I01' as indicator, '2023-06' as baseline_period,"
    " 10.7 as baseline_value, '2028-06' as target_period, 12.0 as target_value, 'own' as source,"
    " 'official' as status"
)


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def drawn(app: object) -> str:
    """Everything the drawings of the page say, as the browser gets it."""
    return " ".join(json.loads(sent(e)).get("picture", {}).get("svg", "") for e in
                    app.get("bidi_component"))  # fmt: skip


def tree(goal: str = "all", *, compact: bool = False, examples: bool = True):
    return goals.tree(goal, "none", compact, examples, DAY)


# The answer


def test_the_first_sentence_says_that_nobody_knows_while_no_target_is_confirmed():
    title = open_page(PAGE).title[0].value
    assert title == (
        "Emme tiedä, olemmeko tahdissa: yhdelläkään 29 mittarista ei ole vahvistettua tavoitetta "
        "eikä nimettyä omistajaa."
    )


def test_the_first_sentence_in_english():
    title = open_page(PAGE, lang="en").title[0].value
    assert title == (
        "We do not know whether we are on pace: none of the 29 indicators has a confirmed target "
        "or a named owner."
    )


def test_a_confirmed_target_changes_the_answer(serve):
    serve(OFFICIAL)
    app = open_page(PAGE)
    assert app.title[0].value == (
        "Vahvistetuista tavoitteista on arvioitavissa 1/1: tahdissa 0, jäljessä 1, "
        "väärään suuntaan 0."
    )


def test_a_named_owner_leaves_the_answer_and_stands_in_the_row(serve):
    serve("update projects.strategy_indicator set owner = 'lapin_liitto' where indicator = 'I01'")
    app = open_page(PAGE)
    assert "omistajaa" not in app.title[0].value
    assert ">Lapin liitto<" in drawn(app)
    assert exports.shown(tree().table).set_index("Tunnus").at["I01", "Omistaja"] == "Lapin liitto"


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize(("examples", "counts"), [("show", (18, 11, 0)), ("hide", (18, 0, 11))])
def test_the_counts_of_real_example_and_no_data_stand_on_the_page(examples, counts, lang):
    app = open_page(PAGE, examples=examples, lang=lang)
    words = {"fi": "Oikea luku {}, pelkkä esimerkkiluku {}, ei vielä tietoa {}.",
             "en": "Real figure {}, example figure only {}, no data yet {}."}[lang]  # fmt: skip
    assert words.format(*counts) in text_of(app).replace("\\", "")


# Choices


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("goal", ["all", *GOALS])
def test_every_goal_opens_whole_by_its_link(goal, lang):
    app = open_page(PAGE, goal=goal, lang=lang)
    assert app.selectbox(key="goal").value == goal
    assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))
    words = re.sub(r"<style>.*?</style>", "", text_of(app), flags=re.S)
    assert not {"nan", "None", "inf", "NaT"} & set(re.findall(r"[A-Za-z]+", words))
    shown = {one.indicator for one in goals.of_goal(goal, examples=True, day=DAY)}
    counts = {"all": 29, "G1": 8, "G2": 4, "G3": 3, "G4": 5, "G5": 4, "G6": 5}
    assert len(shown) == counts[goal]


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("name", ["I01", "I03", "I17", "I17b", "I17d", "I18", "I23", "I25"])
def test_an_indicator_opens_its_card_by_its_link(name, lang):
    app = open_page(PAGE, indicator=name, lang=lang)
    words = catalogue(lang)["goals"]
    card = next(e.proto.body for e in app.get("html") if words["fact_definition"] in e.proto.body)
    for key in ("fact_unit", "fact_better", "fact_sign", "fact_owner", "fact_due", "fact_source"):
        assert words[key] in card, key
    assert f'<span class="hp-missing">{words["missing"]}</span>' in card, "no owner is a chip"
    assert not {"nan", "None", "NaT"} & set(re.findall(r"[A-Za-z]+", card))


def test_the_card_shows_rival_figures_with_where_they_were_published():
    app = open_page(PAGE, indicator="I01")
    card = next(e.proto.body for e in app.get("html") if "Määritelmä" in e.proto.body)
    assert "9,4\u00a0%, 10/2025, Lappi" in card and "sttinfo.fi" in card


def test_the_link_travels_from_an_indicator_and_from_a_goal():
    for choice in ({"indicator": "I22"}, {"goal": "G6"}):
        app = open_page(PAGE, **choice)
        found = [e for e in app.get("page_link")]
        assert found, choice
    assert any("G6" in str(e.proto) for e in open_page(PAGE, indicator="I22").get("page_link"))


def test_a_link_to_the_same_page_keeps_the_language():
    for lang in ("fi", "en"):
        links = open_page(PAGE, goal="G1", indicator="I01", lang=lang).get("page_link")
        own = [e.proto for e in links if e.proto.page == "goals"]
        assert len(own) > 8
        assert all(f"lang={lang}" in one.query_string for one in own)
        assert {one.label.split(" ")[0] for one in own} >= {"G1", "I01", "I08"}


def test_nonsense_in_the_address_gives_the_defaults_and_a_quiet_notice():
    app = open_page(PAGE, goal="' or 1=1 --", indicator="I99", examples="maybe")
    assert app.selectbox(key="goal").value == "all"
    said = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="hp-notice"' in said and "or 1=1" not in said


def test_the_language_switch_keeps_goal_and_indicator():
    app = open_page(PAGE, goal="G4", indicator="I17")
    app.selectbox(key="lang").select("en").run()
    assert app.selectbox(key="goal").value == "G4"
    assert app.selectbox(key="indicator").value == "I17"
    assert app.title[0].value.startswith("Occupational mismatch index: the pace cannot be judged")


def test_the_network_is_told_as_reported_and_as_named_side_by_side():
    app = open_page(PAGE, indicator="I23")
    card = next(e.proto.body for e in app.get("html") if "Määritelmä" in e.proto.body)
    assert "Ilmoitettu 41 tahoa ja 141 henkilöä, nimetty 39 tahoa." in card


# Examples


def test_one_setting_hides_every_example(release):
    for compact in (False, True):
        shown, hidden = tree(compact=compact), tree(compact=compact, examples=False)
        assert shown.mark == "example" and hidden.mark == ""
        assert "esimerkki" in shown.picture.svg and "esimerkki" in shown.picture.alt
        for told in (hidden.heading, hidden.picture.svg, hidden.picture.alt):
            assert "esimerkk" not in told and "11,0\u00a0%" not in told and "4\u00a0500" not in told
        frame = exports.shown(hidden.table).set_index("Tunnus")
        assert set(frame["Tavoitteen laji"]) <= {
            "ei tavoitetta",
            "vertailukohta, ei tavoitteen lähtö",
        }
    on_page = text_of(open_page(PAGE, examples="hide"))
    assert "4\u00a0500" not in on_page and "57,1" not in on_page


def test_an_example_bears_its_mark_on_figure_row_and_file(release):
    figure = tree()
    marked = figure.table.frame.set_index("id")["mark"]
    found = {one.indicator: one for one in indicators.all_of(day=DAY)}
    for name, one in found.items():
        assert (marked[name] == "example") is (one.target_example or one.status == "example")
    lines = exports.csv_file(figure).decode("utf-8-sig").splitlines()
    example = {line.split(";")[1] for line in lines[1:] if line.endswith(";esimerkki")}
    assert example == set(marked[marked == "example"].index)


def test_a_figure_nobody_has_reads_missing_and_never_nought(release):
    frame = exports.shown(tree(examples=False).table).set_index("Tunnus")
    for name in ("I03", "I10", "I12", "I15", "I20"):
        assert frame.at[name, "Nyt"] == "puuttuu" and frame.at[name, "Tieto"] == "ei vielä tietoa"
    assert frame.at["I26", "Nyt"] == "0,0\u00a0%", "a true nought stays one"


# Table, picture and words


def test_the_table_holds_baseline_latest_target_and_the_rest_for_all_29(release):
    frame = exports.shown(tree().table)
    assert len(frame) == 29
    row = frame.set_index("Tunnus").loc["I01"]
    assert (row["Lähtö"], row["Nyt"], row["Tavoitteen ajankohta"]) == (
        "10,7\u00a0%", "11,1\u00a0%", "6/2028",
    )  # fmt: skip
    assert row["Pitäisi olla nyt"] == "9,7\u00a0%"
    assert (row["Toteutunut vuodessa"], row["Tarvitaan vuodessa"]) == ("+0,13", "−1,05")
    assert row["Arvio"] == "väärään suuntaan" and row["Omistaja"] == "puuttuu"
    assert "5 havaintoa" in row["Toinen tapa"] and row["Viimeisin tieto"] == "6/2026, vanhentunut"
    assert row["Seuraava tieto"] == "ei sovittu"


def test_picture_table_and_alternative_text_say_the_same_figure(release):
    found = indicators.all_of(day=DAY)
    for compact in (False, True):
        figure = tree(compact=compact)
        texts = re.findall(r">([^<]+)</text>", figure.picture.svg)
        for one in found:
            if one.known:
                assert goals.latest_words(one) in figure.picture.alt
                assert goals.row_of(one).latest[0] in " ".join(texts)
        for goal in goals.all_goals():
            assert goal.name.split(" ")[0] in " ".join(texts)


def test_each_figure_of_a_row_says_its_own_period(release):
    by_name = {one.indicator: goals.when_words(one) for one in indicators.all_of(day=DAY)}
    assert by_name["I01"] == "6/2023 → 6/2026"
    assert by_name["I17"] == "12 kk:n keskiarvo 10/2022 → 10/2023"
    assert by_name["I17d"] == "11/2022, koko maa"
    assert by_name["I18"] == "ajankohtaa ei kerrota"
    assert by_name["I22"] == "4/2024"


def test_no_sentence_credits_a_project_with_a_regional_figure(release):
    assert "regional_context" in tree().cautions
    for lang in ("fi", "en"):
        assert catalogue(lang)["cautions"]["regional_context"]


def test_the_grouping_is_said_to_be_ours():
    for lang, words in (("fi", "oma ryhmittelymme"), ("en", "our own grouping")):
        app = open_page(PAGE, lang=lang)
        assert words in text_of(app).replace("\\", "")
        assert words in tree().sub or lang == "en"


def test_completeness_counts_what_is_there_and_what_rests_on_an_example(release):
    frame = goals.completeness("all", False, True, DAY).table.frame
    rows = [tuple(row) for row in frame[["count", "example", "lacking"]].to_numpy()]
    assert rows == [(18, 11, 0), (0, 0, 29), (0, 6, 23), (0, 2, 27), (0, 0, 29), (0, 0, 29)]
    assert all(sum(row) == 29 for row in rows)


def test_every_figure_names_its_source_question_and_period(release):
    figures = [tree(), goals.completeness("all", False, True, DAY)]
    figures += [goals_card.past(name, False, True, DAY) for name in ("I01", "I17", "I17b")]
    for figure in figures:
        assert figure.heading and figure.sub and figure.picture.alt and figure.periods
        assert figure.sources or figure.origins
        for caution in figure.cautions:
            assert catalogue("fi")["cautions"][caution]
        for name, given in figure.asked:
            assert len(queries.run(name, **given)) > 0


def test_one_figure_alone_has_no_line_drawn_for_it(release):
    assert goals_card.past("I22", False, True, DAY) is None
    assert goals_card.past("I03", False, True, DAY) is None
