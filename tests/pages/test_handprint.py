"""The handprint page counts what it can compare, says what it cannot, and claims no effect."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import queries
from handprint.figures import handprint, ledger
from handprint.views import exports
from handprint.words import catalogue
from handprint.words import handprint as words
from tests.altered import altered
from tests.pages.opening import open_page, text_of

PAGE = "overview/handprint"
YEAR = 2026
INDEX = {
    "fi": "oma piirtotapamme, ei virallinen indeksi",
    "en": "our own way of drawing it, not an official index",
}


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def by_code() -> dict[str, words.Finger]:
    return {finger.code: finger for finger in handprint.fingers(YEAR)}


# The answer


def test_the_first_sentence_counts_the_indicators_by_direction():
    assert open_page(PAGE).title[0].value == (
        "Kädenjäljen 8 mittarista 1 kulkee oikeaan suuntaan ja 1 väärään; "
        "vertailu puuttuu 6 mittarilta"
    )


def test_the_first_sentence_in_english():
    assert open_page(PAGE, lang="en").title[0].value == (
        "1 of the handprint’s 8 indicators moves the right way and 1 the wrong way; "
        "6 cannot be compared"
    )


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_page_says_that_it_is_no_index_and_no_effect(lang):
    said = text_of(open_page(PAGE, lang=lang))
    assert INDEX[lang] in said
    assert catalogue(lang)["handprint"]["context"] in said
    assert catalogue(lang)["handprint"]["context_sub"].split(".")[0] in said.replace("\\", "")


def test_the_answer_follows_the_figures(serve):
    serve(
        "update observation set value = 9.9 where indicator = 'unemployed_share' "
        "and area_code = 'MK19' and period = '2026-06'"
    )
    assert handprint.opening(YEAR).title == (
        "Kädenjäljen 8 mittarista 2 kulkee oikeaan suuntaan; vertailu puuttuu 6 mittarilta"
    )
    assert by_code()["employment"].fill.share == pytest.approx(0.5)


# The fingers


def test_five_fingers_stand_in_the_order_of_the_seed():
    assert [finger.name for finger in handprint.fingers(YEAR)] == [
        "Hyvinvointi", "Työllisyys", "Elinvoima", "Huoltovarmuus", "Omavaraisuus",
    ]  # fmt: skip


def test_each_finger_is_as_full_as_its_own_figures_make_it():
    fills = {code: finger.fill for code, finger in by_code().items()}
    assert fills["wellbeing"] is None and fills["security_of_supply"] is None
    assert fills["self_sufficiency"] is None
    assert (fills["employment"].right, fills["employment"].wrong) == (0, 0.5)
    assert (fills["vitality"].right, fills["vitality"].unknown) == (0.5, 0.5)


def test_unemployment_is_compared_with_the_same_month_a_year_before_as_on_the_overview():
    part = by_code()["employment"].parts[0]
    change = part.movement.change
    assert (change.before_period, change.period) == ("2025-06", "2026-06")
    assert (change.before_value, change.value) == (10.8, 11.1) and part.movement.verdict == "wrong"
    assert "tiedotteesta" in words.reason(part)


def test_a_long_gap_is_said_and_not_bridged():
    part = by_code()["vitality"].parts[0]
    assert words.span(part) == "2016 → 2025, 9 vuotta"
    assert words.moved(part) == "−629 → +183" and "Välivuosien lukuja ei ole" in words.reason(part)


def test_a_series_that_ended_in_2016_does_not_fill_a_finger_today():
    (part,) = by_code()["self_sufficiency"].parts
    assert part.movement.reason == "old" and words.moved(part) == "99,8\u00a0% → 99,9\u00a0%"
    then = {finger.code: finger for finger in handprint.fingers(2020)}["self_sufficiency"]
    assert then.fill.share == 1


def test_job_self_sufficiency_of_lapland_is_jobs_against_employed_residents(release):
    table = queries.run("overview/finger_series", area="MK19")
    mine = table[table["observation"] == "job_self_sufficiency"].set_index("period")["value"]
    assert len(mine) == 11 and mine["2016"] == pytest.approx(100 * 68934 / 69012)
    kemi = queries.run("overview/finger_series", area="240")
    published = kemi[kemi["observation"] == "job_self_sufficiency"]
    assert not published.empty and (published["source"] != "derived").all()


def test_one_year_alone_is_no_direction_and_a_missing_figure_is_not_zero():
    for part in by_code()["wellbeing"].parts:
        assert part.movement.reason == "one_figure" and part.latest[0] == "2024"
    rate = next(p for p in by_code()["employment"].parts if p.indicator.id == "employment_rate")
    assert rate.movement.reason == "no_figure" and rate.latest is None
    assert words.moved(rate) == "–" and "Koko Lapin lukua ei ole" in words.reason(rate)


def test_the_weights_of_a_finger_make_up_one_and_are_shown(serve):
    serve(
        "update projects.finger_indicator set weight = 3 where observation = 'unemployed_share'",
        "update observation set value = 9.9 where indicator = 'unemployed_share' "
        "and area_code = 'MK19' and period = '2026-06'",
    )
    for finger in handprint.fingers(YEAR):
        assert not finger.parts or sum(p.share for p in finger.parts) == pytest.approx(1)
    assert by_code()["employment"].fill.share == pytest.approx(0.75)
    assert "paino 75\u00a0% sormesta" in words.spoken(by_code()["employment"])


def test_an_example_never_fills_a_finger(serve):
    serve(
        "update projects.finger_indicator set status = 'example' "
        "where observation = 'net_migration_domestic'"
    )
    vitality = by_code()["vitality"]
    assert [part.indicator.id for part in vitality.parts] == ["net_immigration"]
    assert vitality.fill is None


def test_a_finger_that_loses_its_figures_becomes_an_outline(serve):
    serve("delete from projects.finger_indicator where finger = 'vitality'")
    assert words.note(by_code()["vitality"]) == "ei mittaria"
    title = handprint.opening(YEAR).title
    assert "yksikään ei kulje oikeaan suuntaan, 1 kulkee väärään" in title
    assert "Ilman mittaria ovat elinvoima ja huoltovarmuus." in handprint.opening(YEAR).lede


# Choosing a finger


def test_the_address_chooses_a_finger_and_shows_its_parts_alone():
    app = open_page(PAGE, finger="employment")
    assert app.selectbox(key="finger").value == "employment"
    headers = [header.value.replace("\\", "") for header in app.header]
    assert "Työllisyys: 0/2 oikeaan suuntaan" in headers
    html = "".join(e.proto.body for e in app.get("html"))
    assert "10,8\u00a0% → 11,1\u00a0%" in html and "Pienituloisuusaste" not in html
    assert "Työttömien osuus työvoimasta" in text_of(app)


def test_what_rests_on_the_figures_of_a_finger_is_one_link_away(release):
    ties = handprint.ties("employment")
    assert [one.id for one in ties["indicator"]] == ["I01", "I08"]
    assert [one.id for one in ties["goal"]] == ["G1"]
    assert handprint.ties("vitality")["item"] and not handprint.ties("security_of_supply")


def test_an_unknown_finger_gives_the_whole_hand_and_says_so():
    app = open_page(PAGE, finger="toe")
    assert app.selectbox(key="finger").value == "all"
    assert "Sormi" in "".join(e.proto.body for e in app.get("html") if "hp-notice" in e.proto.body)


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_every_finger_is_heard_with_its_parts(lang):
    said = text_of(open_page(PAGE, lang=lang))
    drawn = json.dumps(said)
    for part in (p for f in handprint.fingers(YEAR) for p in f.parts):
        assert part.indicator.title(lang) in said
    assert drawn.count("data-pick") >= 10
    assert words.verdict("wrong", lang) in said and words.verdict("unknown", lang) in said


# The palm and the ledger


def test_the_palm_holds_counted_facts_alone(release):
    assert [(one.figure, one.thing) for one in handprint.palm()] == [
        ("10", "hanketta"), ("39", "toimijaa"), ("8/21", "kuntaa"),
    ]  # fmt: skip


def test_the_ledger_reads_missing_where_nobody_has_told(release):
    table = exports.shown(handprint.ledger_of(False).table)
    told = dict(zip(table["Mitä"], zip(table["Luku"], table["Näyttö"], strict=True), strict=True))
    for line in ledger.lines():
        assert told[line.title] == ("–", "puuttuu")
    assert told[catalogue("fi")["ledger"]["avoided"]] == ("–", "ei laskettu")
    assert "0" not in table["Luku"].tolist()


def test_a_counted_result_takes_its_place_in_the_palm_and_a_reported_one_does_not(serve):
    serve(
        "update projects.output set result = 12, result_status = 'value', evidence = 'counted' "
        "where project = 'wot' and measure = 'employed' and code = ''",
        "update projects.output set result = 90, result_status = 'value', evidence = 'reported' "
        "where project = 'wot' and measure = 'participants' and code = ''",
    )
    assert [(one.figure, one.thing) for one in handprint.palm()][0] == ("12", "työllistynyttä")
    assert all(one.figure != "90" for one in handprint.palm())
    assert "43\u00a0200–132\u00a0000\u00a0€ vuodessa" in handprint.cost_words()


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_why_no_cost_avoided_is_computed_stands_on_the_page(lang):
    said = text_of(open_page(PAGE, lang=lang)).replace("\\", "")
    assert catalogue(lang)["handprint"]["not_computed"] in said
    assert "3\u00a0600–11\u00a0000\u00a0€" in said if lang == "fi" else "€3,600–11,000" in said


# Every figure can be challenged


def test_each_figure_names_its_sources_questions_and_words(release):
    figures = [
        make(compact)
        for compact in (False, True)
        for make in (
            lambda c: handprint.hand_of("all", YEAR, c),
            lambda c: handprint.hand_of("vitality", YEAR, c),
            lambda c: handprint.rows_of("all", YEAR, c),
            handprint.ledger_of,
        )
    ]
    for figure in figures:
        assert figure.heading and figure.sub and figure.picture.alt and not figure.mark
        assert figure.sources or figure.origins
        assert figure.heading in figure.picture.alt
        for name, given in figure.asked:
            queries.run(name, **given)
        for caution in figure.cautions:
            assert catalogue("fi")["cautions"][caution]
        with zipfile.ZipFile(io.BytesIO(exports.xlsx_file(figure))) as book:
            assert "xl/worksheets/sheet2.xml" in book.namelist()


def test_the_table_has_every_part_with_its_figures_years_weight_and_reason(release):
    table = exports.shown(handprint.hand_of("all", YEAR, False).table)
    assert len(table) == 9
    row = table[table["Mittari"] == "Kuntien välinen nettomuutto"].iloc[0]
    assert row.tolist()[:9] == [
        "Elinvoima", "Kuntien välinen nettomuutto", "suurempi on parempi", "−629", "2016",
        "+183", "2025", "9", "oikeaan suuntaan",
    ]  # fmt: skip
    assert "ei mittaria" in table[table["Sormi"] == "Huoltovarmuus"].iloc[0].tolist()


def test_this_year_is_the_year_of_the_clock():
    assert handprint.this_year() == dt.date.today().year
