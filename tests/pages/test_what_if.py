"""The what-if page answers by its address, agrees with the ladder, and never claims too much."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import queries
from handprint.analysis.matching import LEVERS, REST, Levers
from handprint.figures import mismatch_counts, what_if
from handprint.levers import settings
from handprint.views import exports
from handprint.words import catalogue
from handprint.words import what_if as words
from handprint.words.what_if import Facts
from tests.altered import altered
from tests.pages.opening import open_page, text_of

PAGE = "labour/what_if"
PULLED = Levers(radius_km=60, remote_percent=30, retrained=200, shaped=100)
ADDRESS = {lever: str(getattr(PULLED, lever)) for lever in LEVERS}
ROOM = {"fi": "\u00a0", "en": ","}


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def figures(levers: Levers) -> list:
    """The three figures of a scenario."""
    return [what_if.reached(levers), what_if.next_steps(levers), what_if.left(levers)]


def printed(number: int, lang: str = "fi") -> str:
    """A whole number as the language prints it."""
    return f"{number:,}".replace(",", ROOM[lang])


def facts(**other) -> Facts:
    """Made-up facts in which everything but what is asked for stands still."""
    known = {
        "period": "2026-06",
        "levers": PULLED,
        "step": Levers(10, 10, 50, 50),
        "ends": Levers(300, 100, 1000, 500),
        "base": 2000,
        "met": 2300,
        "gains": {"radius_km": 3, "remote_percent": 0, "retrained": 50, "shaped": 7},
        "alone": {"radius_km": 600, "remote_percent": 70, "retrained": 250, "shaped": 20},
        "persons": 8000,
        "usable": 6700,
        "positions": 4200,
        "during": 10_000,
    }
    return Facts(**(known | other))


# The answer


def test_the_first_sentence_says_what_can_be_filled_now_and_what_would_help_most():
    assert open_page(PAGE).title[0].value == (
        "Esimerkkiaineistossa voi täyttyä enintään 2\u00a0590 avointa paikkaa; "
        "eniten auttaisi 50 uudelleenkoulutettua,\u00a0+50"
    )


def test_the_first_sentence_in_english():
    assert open_page(PAGE, lang="en").title[0].value == (
        "In the demonstration data at most 2,590 openings can be filled; "
        "retraining 50 people would help most,\u00a0+50"
    )


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_scenario_opens_with_how_many_more_than_now(lang):
    title = open_page(PAGE, **ADDRESS, lang=lang).title[0].value
    met, base = what_if.met(PULLED), what_if.met(REST)
    assert met > base
    assert printed(met, lang) in title and f" {printed(met - base, lang)} " in title


def test_the_lede_tells_all_three_counts_and_calls_the_seekers_about(release):
    lede = what_if.opening(REST).lede
    assert "noin 8\u00a0000 keksittyä" in lede and "4\u00a0233 keksittyä avointa paikkaa" in lede
    assert "kuukauden aikana avoinna 10\u00a0000" in lede


def test_levers_that_help_equally_are_both_named():
    gains = {"radius_km": 50, "remote_percent": 0, "retrained": 50, "shaped": 7}
    title = words.opening(facts(gains=gains)).title
    assert "yhtä paljon 10\u00a0km pidempi työmatka ja 50 uudelleenkoulutettua" in title


def test_it_is_said_when_no_step_helps_and_when_everything_is_filled():
    none = dict.fromkeys(LEVERS, 0)
    assert "ei toisi lisää" in words.opening(facts(gains=none)).title
    filled = facts(gains=none, met=4200)
    assert words.opening(filled).title == (
        "Näillä keinoilla kaikki 4\u00a0200 avointa paikkaa voisivat täyttyä, "
        "2\u00a0200 enemmän kuin ilman niitä"
    )
    assert "avoimia paikkoja ei ole enempää" in words.binding(filled)
    assert "hakijoita, joilla on ammatti" in words.binding(facts(gains=none, met=6700, positions=9))
    assert words.opening(facts(gains=none, met=2000)).title.startswith("Nämä keinot eivät lisäisi")


def test_the_last_step_of_a_lever_may_be_a_short_one():
    near = replace(PULLED, radius_km=295)
    assert words.step("radius_km", facts(levers=near)) == "5\u00a0km pidempi työmatka"


def test_what_binds_is_what_the_best_step_loosens():
    told = {lever: words.binding(facts(gains={lever: 9})) for lever in LEVERS}
    assert told["radius_km"] == "etäisyys" and told["retrained"] == "ammatti"
    assert len(set(told.values())) == len(LEVERS)


# The numbers


def test_with_every_lever_at_rest_the_number_is_the_ladders_last_rung(release):
    assert what_if.met(REST) == mismatch_counts.cube(2).capacity
    table = what_if.reached(REST).table.frame.set_index("row")
    assert table.at["Ilman keinoja", "met"] == mismatch_counts.cube(2).capacity


def test_the_cells_are_the_cubes_and_the_openings_of_the_last_day(release):
    register = queries.run("labour/mismatch_register").iloc[0]
    market = what_if.market()
    assert market.persons == register["seekers"]
    assert market.positions == register["openings_at_end"]


def test_the_shares_of_the_levers_add_up_to_what_the_sentence_says(release):
    found = what_if.scenario(PULLED)
    rows = what_if.reached(PULLED).table.frame
    assert rows["added"].dropna().sum() == found.facts.met - found.facts.base
    assert rows["met"].iloc[-1] == found.facts.met
    assert rows["added"].dropna().min() >= 0


def test_every_reason_adds_up_to_who_and_what_is_left(release):
    found = what_if.scenario(PULLED)
    sums = what_if.left(PULLED).table.frame.groupby("side")["number"].sum()
    assert sums["Työttömiä työnhakijoita"] == found.facts.persons - found.facts.met
    assert sums["Avoimia paikkoja"] == found.facts.positions - found.facts.met


def test_no_scenario_exceeds_either_side_and_the_ends_are_the_most(release):
    ends = settings().ends
    most = what_if.met(ends)
    assert what_if.met(REST) < what_if.met(PULLED) <= most
    assert most <= min(what_if.market().usable, what_if.market().positions)
    assert set(what_if.scenario(ends).facts.gains) == set()
    rows = what_if.next_steps(ends).table.frame
    assert set(rows["next"]) == {"ääriasennossa, askelta ei ole"}


def test_the_road_factor_lengthens_the_way(release):
    way = queries.run("labour/what_if_distances").set_index(["from_code", "to_code"])
    road = what_if.market().road_km
    assert road["240", "698"] == pytest.approx(1.18 * way.at[("240", "698"), "geodesic_km"])


# The address


def test_a_link_reopens_the_scenario_in_the_other_language():
    for lang in ("fi", "en"):
        app = open_page(PAGE, **ADDRESS, lang=lang)
        assert {lever: app.select_slider(key=lever).value for lever in LEVERS} == {
            lever: getattr(PULLED, lever) for lever in LEVERS
        }
        assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_nonsense_in_the_address_gives_rest_and_a_quiet_notice(lang):
    bad = {"radius_km": "7", "remote_percent": "101", "retrained": "-50", "shaped": "' or 1=1 --"}
    app = open_page(PAGE, **bad, lang=lang)
    assert {app.select_slider(key=lever).value for lever in LEVERS} == {0}
    said = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="hp-notice"' in said and "or 1=1" not in said
    assert all(catalogue(lang)["choices"][lever] in said for lever in LEVERS)
    assert not app.get("exception")


def test_a_slider_writes_to_the_address_and_says_in_words_where_it_stands():
    app = open_page(PAGE)
    app.select_slider(key="radius_km").set_value(120).run()
    assert app.query_params["radius_km"] == "120"
    assert app.select_slider(key="radius_km").options[12] == "enintään 120\u00a0km"
    assert printed(what_if.met(Levers(radius_km=120))) in app.title[0].value
    app.select_slider(key="radius_km").set_value(0).run()
    assert "radius_km" not in app.query_params
    assert "2\u00a0590" in app.title[0].value


def test_a_scenario_of_the_list_sets_all_four_levers_and_rest_takes_them_back():
    app = open_page(PAGE, shaped="500")
    box = app.selectbox(key="what-if-scenario")
    assert box.options[box.value] == "Oma valinta"
    box.set_value(3).run()
    assert {lever: app.select_slider(key=lever).value for lever in LEVERS} == {
        lever: getattr(PULLED, lever) for lever in LEVERS
    }
    assert {name: app.query_params[name] for name in LEVERS} == ADDRESS
    app.selectbox(key="what-if-scenario").set_value(0).run()
    assert {app.select_slider(key=lever).value for lever in LEVERS} == {0}
    assert not set(LEVERS) & set(app.query_params)


# Marks, exports, assumptions


@pytest.mark.parametrize("levers", [REST, PULLED], ids=["rest", "pulled"])
def test_every_picture_and_export_says_that_it_is_synthetic(release, levers):
    for figure in figures(levers):
        assert figure.mark == "synthetic"
        assert figure.sources[0] == "register_demonstration"
        for picture in (figure.picture, figure.small):
            assert picture.alt.endswith("Synteettinen aineisto.")
            assert "stroke-dasharray" in picture.svg and "synteettinen aineisto" in picture.svg
        assert exports.csv_file(figure).decode("utf-8-sig").count("synteettinen aineisto") == len(
            figure.table.frame
        )
        with zipfile.ZipFile(io.BytesIO(exports.xlsx_file(figure))) as book:
            inside = "".join(book.read(name).decode() for name in book.namelist())
        assert "synteettinen aineisto" in inside


def test_a_real_extract_takes_the_marks_away(serve):
    serve("update register set synthetic = false")
    for figure in figures(PULLED):
        assert figure.mark == "" and figure.sources[0] == "register_extract"
        for picture in (figure.picture, figure.small):
            assert "synteettinen" not in (picture.alt + picture.svg).lower()
            assert "stroke-dasharray" not in picture.svg


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_without_person_level_data_the_page_says_so_and_fails_at_nothing(serve, lang):
    tables = ("register", "cube_jobseekers", "opening", "occupation_neighbour")
    serve(*(f"delete from {table}" for table in tables))
    app = open_page(PAGE, **ADDRESS, lang=lang)
    assert app.title[0].value == catalogue(lang)["what_if"]["empty"]
    assert not app.get("select_slider") and "K-" not in text_of(app)


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_assumptions_stand_in_print(lang):
    app = open_page(PAGE, lang=lang)
    said = re.sub(r"\\(.)", r"\1", text_of(app))
    factor, whole = {"fi": ("1,18", "1,15–1,2"), "en": ("1.18", "1.15–1.2")}[lang]
    assert factor in said and whole in said
    for key in ("assume_bound", "assume_capacity", "assume_remote", "assume_steps", "assume_cells"):
        assert catalogue(lang)["what_if"][key] in said, key


def test_the_councils_own_links_are_counted_in_print_and_followed(serve):
    serve(
        "delete from occupation_neighbour",
        "insert into occupation_neighbour values ('53', '71', 'council'), ('71', '53', 'council')",
    )
    assert any("luettelossa olevaan ryhmään (pareja 1)" in said for said in what_if.assumptions())
    assert what_if.market().links == {("53", "71"), ("71", "53")}


def test_each_figure_says_how_it_was_fetched_and_fits_both_screens(release):
    for figure in figures(PULLED):
        assert {name for name, _ in figure.asked} == {
            f"labour/what_if_{name}" for name in ("seekers", "openings", "distances", "links")
        }
        assert figure.small.width < figure.picture.width
        assert not figure.table.frame.empty


@pytest.mark.parametrize(("lang", "word"), [("fi", "Synteettisessä"), ("en", "synthetic")])
def test_the_answer_itself_says_that_its_rows_are_made_up(lang, word):
    lede = open_page("labour/what_if", lang=lang).markdown[0].value
    assert word in lede


def test_a_real_extract_is_not_called_made_up():
    said = words.opening(facts(synthetic=False)).lede
    assert "keksit" not in said and "työtöntä työnhakijaa" in said
