"""The municipalities page answers by its address, in both languages, without disclosing anyone."""

import json
import re

import pandas as pd
import pytest

from handprint import session
from handprint.figures import areas
from handprint.words import catalogue, place, place_codes
from queries import run
from tests.pages.opening import open_page, sent, text_of

PAGE = "labour/municipalities"


def test_a_finnish_link_opens_the_same_view_in_english():
    finnish = open_page(PAGE, area="240")
    english = open_page(PAGE, area="240", lang="en")
    assert finnish.title[0].value.startswith(
        "Kemissä työttömien osuus työvoimasta on Lapin korkein"
    )
    assert "Kemi" in english.title[0].value and "17\\.1" in english.title[0].value.replace(
        "17.1", "17\\.1"
    )
    for app in (finnish, english):
        assert app.selectbox(key="area").value == "240"
        assert app.selectbox(key="period").value == "2026-06"


def test_without_a_choice_the_page_speaks_of_lapland():
    title = open_page(PAGE).title[0].value
    assert title.startswith("Lapissa työttömien osuus työvoimasta on 11,1")
    assert "Kemissä 17,1" in title and "Sodankylässä 6,9" in title


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_nonsense_in_the_address_gives_the_defaults_and_a_quiet_notice(lang):
    app = open_page(
        PAGE, area="' or 1=1 --", level="planet", period="1850", indicator="../../etc", lang=lang
    )
    assert app.selectbox(key="area").value == "MK19"
    assert app.selectbox(key="level").value == "municipality"
    said = " ".join(element.proto.body for element in app.get("html"))
    assert "hp-notice" in said
    assert "or 1=1" not in said and "etc" not in re.sub(r"<style>.*?</style>", "", said, flags=re.S)


def test_a_secret_cell_reads_under_five_everywhere_and_never_as_a_number():
    app = open_page(PAGE, indicator="unemployed_under_20", area="047")
    title = app.title[0].value
    assert "alle 5" in title or "<5" in title, title
    (paint,) = [json.loads(sent(e)) for e in app.get("bidi_component") if '"paint"' in sent(e)]
    (mark,) = [m for m in paint["paint"]["m"] if m[0] == "047"]
    code, kind, step, name, label, fact, _ = mark
    assert kind == 1 and step == 0, "a secret cell has no class, so no colour tells its size"
    assert label == "<5" and "alle 5" in fact
    assert "Enontekiö" in paint["paint"]["a"].split("lle 5:")[1], "the text alternative names it"


def test_the_secret_cell_reads_the_same_in_table_csv_and_excel(release):
    import io
    import zipfile

    from handprint.figures import areas
    from handprint.views import exports

    figure = areas.map_of("municipality", "unemployed_under_20", "2026-06", "047")
    shown = exports.shown(figure.table).set_index("Kunta")
    assert (shown.loc["Enontekiö"].iloc[0]) == "<5"
    assert (shown.loc["Salla"].iloc[0]) == "0"
    line = next(
        row
        for row in exports.csv_file(figure).decode("utf-8-sig").splitlines()
        if "Enontekiö" in row
    )
    assert ";<5;salattu, alle 5;" in line
    with zipfile.ZipFile(io.BytesIO(exports.xlsx_file(figure))) as book:
        assert "&lt;5" in book.read("xl/sharedStrings.xml").decode()
    # Ten secret in the source, and one withheld so that none follows by subtraction.
    assert any("11 kuntaa" in note for note in figure.notes), "the sum says what it lacks"


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("area", place_codes("municipality"))
def test_every_municipality_opens_in_both_languages(area, lang):
    app = open_page(PAGE, area=area, lang=lang)
    assert place(area, lang).name.split()[0][:4] in text_of(app)
    assert "{" not in app.title[0].value and "nan" not in app.title[0].value.lower()


@pytest.mark.slow
@pytest.mark.parametrize("level", ["municipality", "sub_region", "employment_area"])
def test_every_indicator_of_a_level_opens(level, release):
    from queries import run

    for indicator in run("labour/indicators_by_level", level=level)["indicator"]:
        app = open_page(PAGE, level=level, indicator=indicator)
        title = app.title[0].value
        assert title and "nan" not in title.lower() and "None" not in title, (indicator, title)


def test_levels_do_not_share_areas():
    app = open_page(PAGE, level="sub_region", area="SK192")
    assert "Kemi" in app.title[0].value
    wrong = open_page(PAGE, level="sub_region", area="240")
    assert wrong.selectbox(key="area").value == "MK19"


def test_language_switch_keeps_every_choice():
    app = open_page(PAGE, area="758", indicator="population")
    app.selectbox(key="lang").select("en").run()
    assert app.selectbox(key="area").value == "758"
    assert app.selectbox(key="indicator").value == "population"
    assert catalogue("en")["choices"]["area_municipality"] == app.selectbox(key="area").label


@pytest.mark.parametrize("lang", session.LANGUAGES)
def test_the_table_of_the_line_has_both_areas_single_figures(lang: str) -> None:
    """A hollow point of Lapland on the picture was `missing` in the table beside it."""
    with session.speaking(lang):
        table = areas.trend_of("unemployed_share", "240", False).table
        rows = table.frame.set_index("period")
        single = run("labour/published_over_time", indicator="unemployed_share", area="MK19")
        series = run("labour/indicator_over_time", indicator="unemployed_share", area="MK19")
        known = series.set_index("period")["value"].to_dict()
        known = single.set_index("period")["value"].to_dict() | known
        known = {period: value for period, value in known.items() if not pd.isna(value)}
        assert rows["other"].dropna().to_dict() == known
        alone = rows[(rows["value_status"] == "missing") & (rows["other_status"] == "value")]
        # Where one area alone has a figure, how it was made known can be of no other.
        assert len(alone) and alone["how"].ne("").all()
        assert not rows["how"].str.contains(":").any()
        assert areas._how({"Kemi": "", "Lappi": "x"}) == "Lappi: x"
