"""The page of target groups answers by its address and never makes a number of a secret."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import queries
from handprint.analysis import ladder
from handprint.figures import groups, groups_seeking
from handprint.figures.target_groups import GROUPS
from handprint.views import exports
from handprint.words import catalogue, place
from tests.altered import altered
from tests.pages.opening import open_page, sent, text_of

PAGE = "labour/groups"
JUNE, REGION, COUNTRY = "2026-06", "MK19", "SSS"
LEVELS = ("municipality", "sub_region", "employment_area")


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def official(code: str) -> list:
    """The four figures on official statistics, desk and phone."""
    return [
        figure
        for compact in (False, True)
        for figure in (
            groups.every(code, "municipality", JUNE, compact),
            groups.map_of(code, "municipality", JUNE),
            groups.by_area(code, "municipality", JUNE, compact),
            groups.past(code, "municipality", JUNE, compact),
        )
    ]


def on_the_cube(code: str) -> list:
    """The two figures on the publication cube, desk and phone."""
    return [
        figure
        for compact in (False, True)
        for figure in (
            groups_seeking.wanted(code, compact),
            groups_seeking.where(code, "municipality", compact),
        )
    ]


def alt_of(figure) -> str:
    """The text alternative of a picture or a map."""
    return figure.picture.paint.alt if figure.key == "groups-map" else figure.picture.alt


def shares(level: str = "municipality") -> pd.DataFrame:
    return queries.run("labour/group_shares", level=level, period=JUNE)


# The answer


def test_the_first_sentence_is_the_group_that_stands_out_and_where():
    title = open_page(PAGE).title[0].value
    assert title == (
        "Suurin kohderyhmä ovat yli 50-vuotiaat: 35,5\u00a0% Lapin työttömistä, "
        "koko maassa 32,8\u00a0%. Osuus on korkein Savukoskella, 62,7\u00a0%."
    )


def test_the_first_sentence_in_english():
    title = open_page(PAGE, lang="en").title[0].value
    assert title == (
        "The largest target group is people over 50: 35.5\u00a0% of Lapland’s unemployed, "
        "32.8\u00a0% in the whole country. The share is highest in Savukoski, 62.7\u00a0%."
    )


@pytest.mark.parametrize("code", GROUPS)
def test_the_answer_is_computed_from_the_published_figures(code, release):
    table = shares().set_index(["indicator", "area_code"])
    mine = table.loc[GROUPS[code].indicator]
    persons, unemployed = mine.at[REGION, "persons"], mine.at[REGION, "unemployed"]
    title = groups.opening(code, "municipality", JUNE).title
    share = f"{100 * persons / unemployed:.1f}".replace(".", ",")
    country = f"{100 * mine.at[COUNTRY, 'persons'] / mine.at[COUNTRY, 'unemployed']:.1f}"
    assert f"{share}\u00a0%" in title and f"{country.replace('.', ',')}\u00a0%" in title
    shown = mine[(mine["level"] == "municipality") & mine["status"].isin(["value", "zero"])]
    highest = f"{shown['value'].max():.1f}".replace(".", ",")
    assert title.endswith(f"{highest}\u00a0%.")


def test_a_highest_share_is_among_the_published_when_some_are_secret(release):
    """Rovaniemi's foreign unemployed are withheld: nobody knows that Kemijärvi is highest."""
    said = groups.opening("foreign", "municipality", JUNE)
    assert "Julkaistuista osuuksista korkein on Kemijärvellä" in said.title
    assert "Salattu: 10 kuntaa." in said.lede
    assert "julkaistuista" in groups.map_of("foreign", "municipality", JUNE).heading
    assert "julkaistuista" not in groups.map_of("over_50", "municipality", JUNE).heading


def test_no_municipality_is_best_or_worst_and_no_figure_a_label_of_precise_ability(release):
    for lang in ("fi", "en"):
        words = catalogue(lang)["groups"]
        for key, text in words.items():
            assert not re.search(r"\bparas\b|huonoin|viimeinen|\bbest\b|\bworst\b", text), key
            if re.search(r"täsmätyök|precise", text, re.I):
                assert key in ("words_title", "words_precise", "term_precise"), key
    for code in GROUPS:
        for figure in [*official(code), *on_the_cube(code)]:
            told = " ".join([figure.heading, figure.sub, alt_of(figure), *figure.notes])
            told += " ".join(column.title for column in figure.table.columns.values())
            assert "täsmätyök" not in told.lower()


# Choices


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("code", GROUPS)
@pytest.mark.parametrize("level", LEVELS)
def test_every_group_and_level_opens_whole_by_its_link(code, level, lang):
    app = open_page(PAGE, target=code, level=level, lang=lang)
    assert app.selectbox(key="target").value == code
    assert app.selectbox(key="level").value == level
    assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))
    assert len(app.header) == 7
    words = re.sub(r"<style>.*?</style>", "", text_of(app), flags=re.S)
    assert not {"nan", "None", "inf"} & set(re.findall(r"[A-Za-z]+", words))


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_nonsense_in_the_address_gives_the_defaults_and_a_quiet_notice(lang):
    app = open_page(PAGE, target="' or 1=1 --", level="planet", period="1850-13", lang=lang)
    assert app.selectbox(key="target").value == "over_50"
    assert app.selectbox(key="level").value == "municipality"
    said = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="hp-notice"' in said and "or 1=1" not in said


def test_the_language_switch_keeps_the_group():
    app = open_page(PAGE, target="long_term", level="sub_region")
    app.selectbox(key="lang").select("en").run()
    assert app.selectbox(key="target").value == "long_term"
    assert app.selectbox(key="level").value == "sub_region"
    assert "long-term unemployed" in app.title[0].value


def test_the_default_is_the_group_most_above_the_country(release):
    table = shares().pivot_table(index="indicator", columns="area_code", values="value")
    gaps = table[REGION] - table[COUNTRY]
    assert GROUPS[groups.standing_out("municipality", JUNE)].indicator == gaps.idxmax()


# Numbers and secrets


@pytest.mark.parametrize("level", LEVELS)
def test_a_share_is_the_published_persons_of_the_published_unemployed(level, release):
    rows = shares(level)
    known = rows[rows["value"].notna()]
    assert len(known) > 20
    assert (known["value"] - 100 * known["persons"] / known["unemployed"]).abs().max() < 1e-9
    assert known["persons_status"].isin(["value", "zero"]).all()
    assert rows[rows["value"].isna()]["status"].isin(["secret", "withheld"]).all()


@pytest.mark.parametrize("code", GROUPS)
def test_every_municipality_reads_the_same_in_table_picture_and_words(code, release):
    table = shares()
    rows = table[
        (table["indicator"] == GROUPS[code].indicator) & (table["level"] == "municipality")
    ]
    figure = groups.by_area(code, "municipality", JUNE, False)
    read = exports.shown(figure.table).set_index("Kunta")
    alt, drawn = alt_of(figure), set(re.findall(r">([^<]+)</text>", figure.picture.svg))
    assert len(rows) == len(read) == 21
    for row in rows.itertuples():
        name = place(row.area_code).name
        share, persons, _ = read.loc[name]
        if row.status == "value":
            assert share == f"{row.value:.1f}".replace(".", ",") + "\u00a0%"
            assert persons == f"{row.persons:,.0f}".replace(",", "\u00a0")
            assert f"{name} {share}, {persons} henkilö" in alt
            assert {share, persons} <= drawn
        else:
            assert share == "salattu"
            assert persons == ("<5" if row.persons_status == "secret" else "salattu")
            assert f"{name} salattu, " in alt
    told = re.findall(r">salattu</text>", figure.picture.svg)
    withheld = (rows["persons_status"] == "withheld").sum()
    assert len(told) == rows["value"].isna().sum() + withheld


def test_a_secret_group_is_a_number_nowhere(release):
    """Keminmaa has one to four unemployed foreigners, Rovaniemi's are withheld to protect it."""
    for figure in official("foreign"):
        if figure.key in ("groups-every", "groups-past"):
            continue
        read = exports.shown(figure.table).set_index("Kunta")
        assert read.loc["Keminmaa"].tolist()[:2] == ["salattu", "<5"]
        assert read.loc["Rovaniemi"].tolist()[:2] == ["salattu", "salattu"]
        lines = exports.csv_file(figure).decode("utf-8-sig").splitlines()
        for name in ("Keminmaa", "Rovaniemi"):
            (line,) = [text for text in lines if text.startswith(f"{name};")]
            share, _, persons, _ = line.split(";")[1:5]
            assert not re.search(r"\d", share) and persons in ("<5", "")
        with zipfile.ZipFile(io.BytesIO(exports.xlsx_file(figure))) as book:
            assert "&lt;5" in book.read("xl/sharedStrings.xml").decode()


def test_a_secret_municipality_has_no_class_on_the_map():
    app = open_page(PAGE, target="foreign")
    (paint,) = [json.loads(sent(e)) for e in app.get("bidi_component") if '"paint"' in sent(e)]
    marks = {mark[0]: mark for mark in paint["paint"]["m"]}
    for code in ("241", "698"):
        _, kind, step, _, label, fact, note = marks[code]
        assert (kind, step, label) == (1, 0, "salattu"), "no colour tells its size"
        assert "salattu" in fact and not re.search(r"\d\d|\d,\d", f"{fact} {note}")
    assert marks["241"][6] == "alle 5 henkilöä"
    assert marks["320"][5].startswith("Kemijärvi 11,8") and "44 henkilöä" in marks["320"][6]


def test_secret_areas_are_counted_beside_the_dots_that_there_are(release):
    figure = groups.every("over_50", "municipality", JUNE, False)
    read = exports.shown(figure.table).set_index("Ryhmä")
    assert read.loc["Ulkomaalaiset", "Salattuja alueita"] == "10"
    assert "salattu: 10" in figure.picture.svg and "salattuja 10" in figure.picture.alt
    hidden = shares()["status"].isin(["secret", "withheld"]).sum()
    assert figure.picture.svg.count("<circle") == 5 * 21 - hidden


# The same month a year before


def test_a_missing_year_before_is_said_and_never_filled_with_another_month(release):
    for code in GROUPS:
        figure = groups.past(code, "municipality", JUNE, False)
        assert figure.heading == (
            "Kehitystä ei voi arvioida: saman kuukauden tieto vuoden takaa puuttuu"
        )
        assert figure.picture.svg.count(">vuoden takaa puuttuu<") == 5
        assert "%" not in figure.heading + figure.sub


def test_earlier_published_figures_stand_with_their_month_and_their_sentence(release):
    figure = groups.past("long_term", "municipality", JUNE, False)
    assert "10/2025: 2\u00a0470" in figure.picture.svg and "10/2025: 2\u00a0470" in alt_of(figure)
    read = exports.shown(figure.table)
    row = read[(read["Ryhmä"] == "Pitkäaikaistyöttömät") & (read["Kuukausi"] == "10/2025")]
    assert row["Tapa"].tolist() == ["tiedotteesta"]
    assert "lähes joka kolmas" in row["Tiedotteen sanat"].iloc[0]
    assert "published_facts" in figure.sources


def test_a_year_before_that_exists_is_compared(serve):
    """With the groups of June 2025 in the release, the page tells the change and not its lack."""
    serve(
        "insert into observation select indicator, area_code, '2025-06', value - 100, status,"
        " source from observation where period = '2026-06' and area_code = 'MK19'"
        " and indicator = 'unemployed_over_50'"
    )
    figure = groups.past("over_50", "municipality", JUNE, False)
    assert "100" in figure.heading and "vuotta aiemmin" in figure.heading, figure.heading
    assert figure.picture.svg.count(">vuoden takaa puuttuu<") == 4
    other = groups.past("foreign", "municipality", JUNE, False)
    assert other.heading == "Ulkomaalaiset: saman kuukauden tieto vuoden takaa puuttuu"


# The cube


@pytest.mark.parametrize("code", GROUPS)
def test_counts_of_the_cube_are_the_cubes_and_nought_reads_nought_to_four(code, release):
    group = GROUPS[code]
    given = {"field": group.field, "value": group.value}
    rows = queries.run("labour/group_by_occupation", **given)
    read = exports.shown(groups_seeking.wanted(code, False).table).set_index("Koodi")
    assert list(read.index) == list(rows["occupation_code"])
    for row in rows.itertuples():
        shown = read.loc[row.occupation_code]
        for column, count in (("Ryhmän hakijat", row.persons), ("Kaikki hakijat", row.everyone)):
            assert count == 0 or count >= 5
            assert shown[column] == (f"{count:,}".replace(",", "\u00a0") if count else "0–4")
        assert shown["Avoinna kuukauden lopussa"] == f"{row.openings:,}".replace(",", "\u00a0")
        assert 0 <= row.shaping <= row.openings
    for figure in on_the_cube(code):
        drawn = re.findall(r">([^<]+)</text>", figure.picture.svg)
        count = min(groups_seeking.SHOWN, len(rows))
        shown = figure.table.frame.head(count if figure.key == "groups-wanted" else None)
        nought = (shown["persons"] == 0).sum()
        assert drawn.count("0–4") == nought == figure.picture.alt.count(" 0–4 hakijaa")
        assert " 0 hakijaa" not in figure.picture.alt
    known = groups_seeking.register(code)
    assert rows["persons"].sum() + known.without == known.persons
    assert rows["openings"].sum() == known.openings and rows["shaping"].sum() == known.shaping


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("code", GROUPS)
def test_the_parts_of_lapland_make_up_lapland(code, level, release):
    known, group = groups_seeking.register(code), GROUPS[code]
    rows = queries.run("labour/group_by_area", field=group.field, value=group.value, level=level)
    assert rows["persons"].sum() == known.persons
    assert rows["everyone"].sum() == known.seekers
    assert rows["openings"].sum() == known.openings


@pytest.mark.parametrize("code", GROUPS)
def test_the_upper_bound_is_the_lesser_summed_over_occupations(code, release):
    group = GROUPS[code]
    rows = queries.run("labour/group_by_occupation", field=group.field, value=group.value)
    theirs = rows["shaping"] if group.shaping else rows["openings"]
    most = sum(min(u, v) for u, v in zip(rows["persons"], theirs, strict=True))
    assert most == ladder.meet(rows["persons"], theirs)
    heading = groups_seeking.wanted(code, False).heading
    assert heading.startswith(f"Enintään {most:,}".replace(",", "\u00a0"))
    assert ("muokattavan" in heading) == (code == "disabled")


def test_shares_of_a_sensitive_group_stay_inside_the_limits(release):
    for code in GROUPS:
        for figure in on_the_cube(code):
            read = exports.shown(figure.table)
            for share, everyone in zip(
                read["Ryhmän osuus hakijoista"], read["Kaikki hakijat"], strict=True
            ):
                few = everyone == "0–4" or int(everyone.replace("\u00a0", "")) < 30
                if few:
                    assert share == "–"
                elif share not in ("–", "alle 5\u00a0%", "yli 95\u00a0%"):
                    number = float(share.removesuffix("\u00a0%").replace(",", "."))
                    assert 0 < number < 100
                    assert not GROUPS[code].sensitive or 5 <= number <= 95


def test_what_rests_on_made_up_rows_is_marked_on_screen_in_words_and_in_every_export(release):
    for code in GROUPS:
        for figure in on_the_cube(code):
            assert figure.mark == "synthetic"
            assert figure.picture.alt.startswith("Synteettinen aineisto.")
            assert 'stroke-dasharray="5 4"' in figure.picture.svg
            assert not re.search(r'<path[^>]*fill="var\(--(seek|open)\)"', figure.picture.svg)
            lines = exports.csv_file(figure).decode("utf-8-sig").splitlines()
            assert all(line.endswith(";synteettinen aineisto") for line in lines[1:])
            with zipfile.ZipFile(io.BytesIO(exports.xlsx_file(figure))) as book:
                assert "synteettinen aineisto" in book.read("xl/sharedStrings.xml").decode()
        for figure in official(code):
            assert not figure.mark and "synteettinen" not in alt_of(figure).lower()


@pytest.mark.parametrize(("lang", "mark"), [("fi", "synteettinen"), ("en", "synthetic")])
def test_the_mark_stands_on_both_figures_and_in_the_words_before_them(lang, mark):
    app = open_page(PAGE, lang=lang)
    assert sum(mark in header.value for header in app.header) == 2
    said = text_of(app)
    assert ("noin 8\u00a0000" if lang == "fi" else "about 8,000") in said
    assert ("suojattu pyöristämällä" if lang == "fi" else "protected by rounding") in said


def test_a_field_that_stands_in_for_the_official_heading_says_so():
    for code, words in (("disabled", "eivätkä ryhmät ole samat"), ("foreign", "oma kenttä")):
        assert words in text_of(open_page(PAGE, target=code))
    assert "oma kenttä" not in text_of(open_page(PAGE, target="under_25"))


def test_a_real_extract_takes_the_marks_away_by_itself(serve):
    serve("update register set synthetic = false")
    for figure in on_the_cube("disabled"):
        assert figure.mark == "" and "synteet" not in figure.picture.alt.lower()
        assert "stroke-dasharray" not in figure.picture.svg
        assert figure.sources == ("register_extract",)


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_without_person_level_data_the_official_part_stays(lang, serve):
    serve("delete from register", "delete from cube_jobseekers", "delete from opening")
    app = open_page(PAGE, lang=lang)
    assert "35" in app.title[0].value and len(app.header) == 6
    assert catalogue(lang)["groups"]["empty_title"] in [h.value for h in app.header]
    assert groups_seeking.register("over_50") is None


# Words on work ability


def test_the_two_words_have_their_definitions_and_the_statistics_heading_stands_apart():
    said = text_of(open_page(PAGE))
    assert (
        "osatyökykyinen on henkilö, jolla on käytössään osa työkyvystään ja halu tämän kyvyn "
        "käyttämiseen" in said
    )
    assert "Osatyökykyisyydestä ei ole yhtä yhtenäistä määritelmää." in said
    assert "voi olla 100% työkykyinen tiettyyn työtehtävään" in said
    assert "eikä mikään rekisteri laske täsmätyökykyisiä" in said


def test_every_term_the_page_links_to_is_in_the_glossary_and_names_the_page():
    from handprint import glossary
    from handprint.views.groups import TERMS

    known = {term.code: term for term in glossary.terms()}
    for _, term in TERMS:
        assert PAGE in known[term].pages


def test_each_figure_names_its_month_source_question_and_cautions(release):
    for code in GROUPS:
        for figure in [*official(code), *on_the_cube(code)]:
            assert figure.sources and figure.asked and figure.periods == "6/2026"
            assert figure.heading and figure.sub and alt_of(figure)
            for caution in figure.cautions:
                assert catalogue("fi")["cautions"][caution]
            for name, given in figure.asked:
                assert len(queries.run(name, **given)) >= 0
