"""The occupations page answers by its address, in both languages, and never guesses at a secret."""

import datetime as dt
import json
import re

import pytest

from handprint.figures import occupations
from handprint.figures.occupation_counts import Stretch, months, rows
from handprint.views import exports
from handprint.words import catalogue
from tests.pages.opening import open_page, text_of

PAGE = "labour/occupations"
YEAR = Stretch("2022-11", "2023-10")
OCTOBER = Stretch("2023-10", "2023-10")


def plot(app):
    """The specification that plotly was sent, and its alternative text."""
    (chart,) = app.get("plotly_chart")
    return json.loads(chart.proto.spec), chart.proto.alt


def test_the_page_opens_with_the_largest_shortage_and_the_largest_surplus():
    title = open_page(PAGE).title[0].value
    assert title == (
        "Eniten pulaa: tarjoilijat, paikkoja\u00a0453 ja työttömiä\u00a091. "
        "Eniten ylitarjontaa: kirvesmiehet ja rakennuspuusepät, 62 ja\u00a0307."
    )


def test_the_opening_says_how_many_are_in_no_occupation_and_where_the_data_end():
    said = text_of(open_page(PAGE)).replace("\\", "")
    assert "8\u00a0129 työtöntä" in said and "4\u00a0301 avointa paikkaa" in said
    assert "ilman ammattia 776, ammatti ei tiedossa 491" in said
    assert "Ammattitieto päättyy 10/2023" in said


def test_a_finnish_link_opens_the_same_view_in_english():
    chosen = {"digits": "2", "span": "1", "month": "2022-09", "occupation": "53"}
    finnish = open_page(PAGE, **chosen)
    english = open_page(PAGE, **chosen, lang="en")
    for app in (finnish, english):
        assert {name: app.selectbox(key=name).value for name in chosen} == chosen
        assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))
    assert "Hoivapalvelun" in finnish.header[1].value
    assert "Personal care workers" in english.header[1].value


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_nonsense_in_the_address_gives_the_defaults_and_a_quiet_notice(lang):
    app = open_page(
        PAGE, digits="3", span="999", month="1850-13", occupation="' or 1=1 --", lang=lang
    )
    found = {n: app.selectbox(key=n).value for n in ("digits", "span", "month", "occupation")}
    assert found == {"digits": "4", "span": "12", "month": "2023-10", "occupation": "5131"}
    said = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="hp-notice"' in said and "or 1=1" not in said


def test_an_occupation_of_the_other_level_falls_back():
    app = open_page(PAGE, digits="2", occupation="5131")
    assert app.selectbox(key="occupation").value == "51"


def test_a_mean_needs_its_twelve_months():
    app = open_page(PAGE, month="2006-05")
    assert app.selectbox(key="month").value == "2023-10"
    assert open_page(PAGE, span="1", month="2006-05").selectbox(key="month").value == "2006-05"


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_an_occupation_is_found_by_either_name_and_by_its_code(lang):
    options = open_page(PAGE, lang=lang).selectbox(key="occupation").options
    (waiters,) = [option for option in options if "5131" in option]
    assert "Tarjoilijat" in waiters and "Waiters" in waiters
    assert waiters.startswith("Tarjoilijat" if lang == "fi" else "Waiters")
    assert len(options) == 417


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("digits", ["4", "2"])
@pytest.mark.parametrize("span", ["12", "1"])
def test_every_level_and_stretch_opens_whole(lang, digits, span):
    app = open_page(PAGE, lang=lang, digits=digits, span=span)
    assert len(app.header) == 3
    spec, alt = plot(app)
    assert alt and "var(" not in json.dumps(spec)
    said = text_of(app)
    assert "nan" not in re.findall(r"[A-Za-z]+", said.split("<style>")[0]), said[:400]
    assert "None" not in said.split("<style>")[0]


def test_the_chosen_occupation_is_marked_in_every_picture():
    app = open_page(PAGE, occupation="5321")
    assert app.header[1].value.startswith("Lähihoitajat")
    spec, alt = plot(app)
    bold = [n for n in spec["layout"]["annotations"] if n.get("font", {}).get("weight") == 650]
    assert "Lähihoitajat" in {n["text"] for n in bold}
    assert "Valittu Lähihoitajat: työttömiä 175, paikkoja 289, ero +114." in alt


def test_the_english_page_has_no_finnish_occupation_in_its_pictures():
    app = open_page(PAGE, lang="en")
    spec, alt = plot(app)
    drawn = json.dumps(spec, ensure_ascii=False) + alt
    assert "Waiters" in drawn and "Tarjoilijat" not in drawn


def test_every_field_of_work_has_words(release):
    codes = {row.code for row in rows(2, YEAR)}
    for lang in ("fi", "en"):
        words = catalogue(lang)["occupations"]
        assert codes <= {key.removeprefix("field_of_") for key in words if "field_of_" in key}


def test_bars_stand_on_the_side_that_is_beyond_doubt(release):
    every = {row.name: row for row in rows(4, YEAR)}
    shown = occupations.ranking(4, YEAR, "5131").table.frame
    assert len(shown) == 20
    sides = [every[name].side for name in shown["occupation_name"]]
    assert sides == ["short"] * 10 + ["long"] * 10
    assert (shown["balance_low"][:10] > 0).all() and (shown["balance_high"][10:] < 0).all()


def test_a_figure_with_secret_cells_says_about_and_the_table_holds_both_limits(release):
    figure = occupations.ranking(4, YEAR, "5131")
    assert "Informaatiopisteen asiakasneuvojat ≈\u00a0+50" in figure.picture.alt
    assert "≈ = mukana on salattuja lukuja" in figure.sub
    table = exports.shown(figure.table).set_index("Ammatti")
    row = table.loc["Informaatiopisteen asiakasneuvojat"]
    assert (row["Paikkoja vähintään"], row["Paikkoja enintään"]) == ("56,3", "57,5")


def test_a_secret_cell_is_never_a_number_of_its_own(release):
    """October 2023: wherever either count is a single secret cell, no digit stands for it."""
    hidden = [row for row in rows(4, OCTOBER) if row.unemployed.hidden or row.openings.hidden]
    assert len(hidden) > 100
    figure = occupations.field(4, OCTOBER, "5131")
    table = exports.shown(figure.table).set_index("Koodi")
    csv = exports.csv_file(figure).decode("utf-8-sig").splitlines()
    for row in hidden:
        for kind, head in (("unemployed", "Työttömiä"), ("openings", "Paikkoja")):
            if getattr(row, kind).hidden:
                ends = table.loc[row.code, [f"{head} vähintään", f"{head} enintään"]]
                assert ends.tolist() == ["<5", "<5"]
        (line,) = [text for text in csv if f";{row.code};" in text]
        assert "<5;salattu, alle 5" in line
    tips = [c for trace in figure.picture.spec["data"] for c in trace.get("customdata", ())]
    told = {code: (unemployed, openings) for code, _, unemployed, openings, _ in tips}
    for row in hidden:
        if row.code in told:
            spoken = told[row.code]
            assert (spoken[0] == "alle 5") == row.unemployed.hidden
            assert (spoken[1] == "alle 5") == row.openings.hidden


def test_secret_months_are_no_points_of_a_line_and_read_under_five(release):
    figure = occupations.through_time("2261")
    assert "työttömiä alle 5 ja paikkoja 14; vuotta aiemmin alle 5 ja alle 5." in figure.sub
    table = exports.shown(figure.table).set_index("Kuukausi")
    assert table.loc["10/2023"].tolist() == ["<5", "14"]
    assert table.loc["10/2022"].tolist() == ["<5", "<5"]
    assert "url(#p-secret" in figure.picture.svg


def test_the_newest_month_is_compared_with_the_same_month_a_year_before(release):
    figure = occupations.through_time("5131")
    assert "10/2023: työttömiä 103 ja paikkoja 331; vuotta aiemmin 111 ja 502." in figure.sub


def test_the_stale_mark_is_computed(release):
    assert months()[0] == "2023-10"
    assert occupations.stale(dt.date(2023, 12, 1)) == ""
    assert occupations.stale(dt.date(2024, 3, 1)) == "Ammattitieto päättyy 10/2023"


def test_each_figure_names_its_month_source_question_and_concept_of_openings(release):
    for figure in (
        occupations.ranking(2, YEAR, "51"),
        occupations.field(4, OCTOBER, "5131"),
        occupations.through_time("51"),
    ):
        assert figure.sources and figure.asked and figure.periods in figure.sub
        assert "kuukauden lopussa" in figure.sub and "Lappi" in figure.sub
        assert "vacancy_concepts" in figure.cautions
