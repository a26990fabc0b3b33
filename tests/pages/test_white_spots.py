"""White spots answers by its address; what is not recorded stays a blank, a secret secret."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import queries
from handprint.figures import local_ties, white_spots
from handprint.views import exports
from handprint.words import catalogue, place
from tests.altered import altered
from tests.pages.opening import open_page, sent, text_of

PAGE = "network/white_spots"
JUNE, REGION = "2026-06", "MK19"
DAY = dt.date(2026, 11, 24)
OUTSIDE = (
    "Inari", "Kemijärvi", "Kittilä", "Kolari", "Muonio", "Pelkosenniemi", "Pello", "Ranua",
    "Savukoski", "Sodankylä", "Tervola", "Utsjoki", "Ylitornio",
)  # fmt: skip
EVERY = [(measure, by) for measure in white_spots.MEASURES for by in white_spots.BYS]


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def figures(measure: str = "share", by: str = "members", day: dt.date = DAY) -> list:
    return [
        white_spots.map_of(measure, JUNE, by, day, REGION),
        white_spots.crossed(measure, JUNE, by, day),
        white_spots.by_row(measure, JUNE, by, day, REGION),
    ]


def alt_of(figure) -> str:
    return figure.picture.paint.alt if figure.key == "white-map" else figure.picture.alt


def words_of(picture) -> list[str]:
    return re.findall(r">([^<]+)</text>", picture.svg)


# The answer


def test_the_first_sentence_is_where_need_is_greatest_and_the_network_thinnest():
    app = open_page(PAGE, day="2026-11-24")
    assert app.title[0].value == (
        "Tarve on suurin ja verkosto ohuin Savukoskella, Kemijärvellä, Muoniossa ja "
        "Pelkosenniemellä"
    )
    said = text_of(app)
    assert "verkoston jäseniä on 8 eli 38,1\u00a0%; 13 ei ole" in said.replace("\\", "")


def test_the_first_sentence_in_english():
    app = open_page(PAGE, lang="en", day="2026-11-24")
    assert app.title[0].value == (
        "Need is greatest and the network thinnest in Savukoski, Kemijärvi, Muonio and "
        "Pelkosenniemi"
    )
    assert "8, or 38.1\u00a0%, are members" in text_of(app).replace("\\", "")


def test_the_thirteen_are_named_in_picture_table_and_words(release):
    rows = white_spots.by_row("share", JUNE, "members", DAY, REGION)
    assert rows.heading == (
        "Lapin 21 kunnasta 13 ei ole verkoston jäsen; jäseniä on 8 eli 38,1\u00a0%"
    )
    for picture in (rows.picture, rows.small):
        words = words_of(picture)
        start, end = words.index("Kunta ei ole jäsen: 13"), words.index("Kunta on jäsen: 8")
        assert start >= 0 and end >= 0
        assert set(OUTSIDE) <= set(words)
    read = exports.shown(rows.table).set_index("Kunta")
    assert sorted(read[read["Jäsenkunta"] == "ei"].index) == sorted(OUTSIDE)
    assert (read["Jäsenkunta"] == "kyllä").sum() == 8
    assert all(name in alt_of(rows) for name in OUTSIDE)


def test_the_thirteen_are_the_anti_join_of_municipalities_and_members(serve):
    """Computed, not written: with Inari's municipality in the network there are twelve."""
    serve(
        "insert into projects.organisation (organisation, name_fi, block, position, sector,"
        " area_code, area_source, named_on, source, status) values ('inari', 'Inari',"
        " 'municipalities', 9, 'municipality', '148', 'own', '2024-04-18', 'own', 'own')"
    )
    heading = white_spots.by_row("share", JUNE, "members", DAY, REGION).heading
    assert heading == "Lapin 21 kunnasta 12 ei ole verkoston jäsen; jäseniä on 9 eli 42,9\u00a0%"


def test_a_member_that_has_left_leaves_a_blank(serve):
    serve(
        "update projects.organisation set left_on = '2025-12-31' where organisation = 'posio'",
        "update projects.organisation set area_code = null where organisation = 'kemi'",
    )
    spots = {spot.code: spot for spot in white_spots.every("share", JUNE, "members", DAY)}
    assert spots["614"].white and spots["240"].white
    before = white_spots.every("share", JUNE, "members", dt.date(2025, 12, 31))
    assert not {spot.code: spot for spot in before}["614"].white


@pytest.mark.parametrize(("measure", "by"), EVERY)
def test_classes_follow_from_the_published_figures(measure, by, release):
    """The whole classification again, from the tables and by hand."""
    spots = white_spots.every(measure, JUNE, by, DAY)
    table = queries.run(
        "labour/indicator_by_area", indicator="unemployed_share", level="municipality", period=JUNE
    ).set_index("area_code")
    cells = queries.run("labour/mismatch_areas", level="municipality")
    cells = cells[cells["period"] == JUNE].set_index("area_code")
    for spot in spots:
        if measure == "share":
            expected = "high" if round(table.at[spot.code, "value"], 1) >= 12.2 else None
        else:
            row = cells.loc[spot.code]
            unmet = [
                100 * max(row["unemployed_low"] - row[f"openings_{end}"], 0) / row["unemployed_low"]
                for end in ("high", "low")
            ]
            assert [spot.value.low, spot.value.high] == pytest.approx(unmet)
            ends = white_spots.limits(measure, JUNE)
            expected = "high" if round(unmet[0]) >= ends.high else None
        assert (spot.need == "high") == (expected == "high"), spot
        assert spot.white == (spot.need == "high" and spot.coverage == "none")
    whole = white_spots.region_need("unmet", JUNE)
    met = [
        cells[["unemployed_low", f"openings_{end}"]].min(axis=1).sum() for end in ("high", "low")
    ]
    assert [whole.low, whole.high] == pytest.approx(
        [100 * (1 - one / cells["unemployed_low"].sum()) for one in met]
    )


# Not recorded


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_what_is_not_recorded_is_said_to_be_so_and_is_never_a_lack(lang):
    said = text_of(open_page(PAGE, lang=lang, day="2026-11-24"))
    assert "36" in said and "16" in said
    words = {"fi": "puuttuvaa tietoa", "en": "missing information"}[lang]
    assert words in said


def test_the_notes_tell_named_reported_and_those_that_the_source_does_not_name(release):
    for figure in figures():
        (note,) = [one for one in figure.notes if "nimettyjä" in one]
        assert "nimettyjä 39, ilmoitettuja 41" in note
        assert "2 ei ole nimetty lähteessä" in note and "3 nimetyistä on lakannut" in note


def test_who_joins_later_is_not_among_those_that_the_source_counts(serve):
    serve(
        "update projects.organisation set named_on = '2026-09-01', joined = '2026-09-01'"
        " where organisation = 'lapin_ely'",
        "insert into projects.organisation by name select * replace ('uusi' as organisation, "
        "99 as position, date '2026-09-01' as named_on) "
        "from projects.organisation where organisation = 'arina'",
    )
    known = white_spots.network(DAY)
    assert (known.named, known.reported, known.unnamed) == (38, 41, 3)


def test_regional_figures_are_background_and_no_effect(release):
    for measure, by in EVERY:
        for figure in figures(measure, by):
            assert any("Ne eivät kerro" in note for note in figure.notes)


def test_a_project_is_where_its_implementers_are_and_an_authority_brings_none(release):
    rows = queries.run("network/white_coverage", day=DAY).set_index("area_code")
    assert rows["projects"].sum() == 11 and rows.at["320", "projects"] == 1
    assert rows.at["320", "members"] == 0, "Kemijärven kehitys Oy is not among the 39"
    assert rows["running"].sum() == 0
    then = queries.run("network/white_coverage", day=dt.date(2022, 9, 1)).set_index("area_code")
    assert (then.at["320", "running"], then.at["698", "running"]) == (1, 5)


def test_the_seat_of_an_authority_gets_no_project_from_the_money_it_grants(serve):
    serve("update projects.organisation set area_code = '742' where organisation = 'lapin_liitto'")
    rows = queries.run("network/white_coverage", day=DAY).set_index("area_code")
    assert rows.at["742", "members"] == 1 and rows.at["742", "projects"] == 0


def test_a_project_that_has_not_begun_or_was_rejected_reaches_nobody(serve):
    serve(
        "update projects.status_event set state = 'rejected' where project = 'kestavat_hankinnat'"
    )
    rows = queries.run("network/white_coverage", day=DAY).set_index("area_code")
    assert rows.at["320", "projects"] == 0
    early = queries.run("network/white_coverage", day=dt.date(2017, 1, 1)).set_index("area_code")
    assert early.at["698", "projects"] == 2, "only the two that have no days"


def test_without_laplands_figure_no_municipality_has_a_class(serve):
    serve(
        "delete from observation where indicator = 'unemployed_share' and area_code = 'MK19'"
        f" and period = '{JUNE}'"
    )
    for lang, words in (("fi", "ei ole julkaistu"), ("en", "was not published")):
        app = open_page(PAGE, month=JUNE, day="2026-11-24", lang=lang)
        assert words in app.title[0].value
        assert len(app.header) == 3
    assert {spot.need for spot in white_spots.every("share", JUNE, "members", DAY)} == {None}


def test_no_white_spot_is_said_plainly(serve):
    homes = {"arina": "742", "eezy": "320", "luovi": "498", "ppo": "583"}
    serve(
        *(
            f"update projects.organisation set area_code = '{code}' where organisation = '{one}'"
            for one, code in homes.items()
        )
    )
    app = open_page(PAGE, day="2026-11-24")
    assert app.title[0].value == (
        "Missään kunnassa suuri tarve ja puuttuva verkosto eivät osu yhteen"
    )
    (heading,) = [h.value for h in app.header if "Suurimman tarpeen" in h.value]
    assert "kirjattu jäsen" in heading
    spots = {spot.code: spot for spot in white_spots.every("share", JUNE, "members", DAY)}
    assert spots["742"].coverage == "some" and not spots["742"].municipal


# Secret cells


def test_a_secret_count_of_openings_leaves_a_range_and_never_a_number(release):
    spots = {spot.code: spot for spot in white_spots.every("unmet", JUNE, "members", DAY)}
    savukoski = spots["742"].value
    assert [savukoski.low, savukoski.high] == pytest.approx([100 * 63 / 67, 100 * 66 / 67])
    for figure in figures("unmet"):
        assert "94–99\u00a0%" in alt_of(figure)
        lines = exports.csv_file(figure).decode("utf-8-sig").splitlines()
        (line,) = [one for one in csv.reader(io.StringIO("\n".join(lines)), delimiter=";")
                   if one[0] == "Savukoski"]  # fmt: skip
        assert (line[1], line[3]) == ("94", "99")


def test_a_range_across_a_limit_gets_no_class_and_no_colour(serve):
    serve(
        "update observation set value = 10 where indicator = 'unemployed' and area_code = '742'"
        f" and period = '{JUNE}'"
    )
    spots = {spot.code: spot for spot in white_spots.every("unmet", JUNE, "members", DAY)}
    assert spots["742"].need is None
    paint = white_spots.map_of("unmet", JUNE, "members", DAY, REGION).picture.paint
    (mark,) = [one for one in paint.marks if one.code == "742"]
    assert (mark.kind, mark.step, mark.hatch) == ("secret", None, "")


# The map and its legend


@pytest.mark.parametrize(("measure", "by"), EVERY)
def test_the_map_tells_both_things_by_class_hatch_and_words(measure, by, release):
    paint = white_spots.map_of(measure, JUNE, by, DAY, REGION).picture.paint
    spots = {spot.code: spot for spot in white_spots.every(measure, JUNE, by, DAY)}
    words = catalogue("fi")["white_spots"]
    assert len(paint.marks) == 21
    for mark in paint.marks:
        spot = spots[mark.code]
        assert mark.step == {"low": 1, "middle": 2, "high": 3}[spot.need]
        assert mark.hatch == {"full": "", "some": "level", "none": "slant"}[spot.coverage]
        assert words[f"need_{spot.need}"] in mark.note
        assert words[f"{by}_{spot.coverage}"] in mark.note
        assert mark.text in mark.fact and mark.name in mark.fact
    told = dict(paint.hatches)
    assert set(told) == {mark.hatch for mark in paint.marks}
    assert len(paint.breaks) == 2 and paint.unit == "%"


@pytest.mark.parametrize(("measure", "by"), EVERY)
def test_every_municipality_stands_once_in_the_grid_and_in_the_rows(measure, by, release):
    _, grid, rows = figures(measure, by)
    names = [place(spot.code).short for spot in white_spots.every(measure, JUNE, by, DAY)]
    for picture in (grid.picture, grid.small):
        said = re.findall(r"[A-ZÄÖ][a-zäö]+", " ".join(words_of(picture)))
        assert all(said.count(name) == 1 for name in names)
    for picture in (rows.picture, rows.small):
        assert all(words_of(picture).count(name) == 1 for name in names)


# Choices


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize(("measure", "by"), EVERY)
def test_every_choice_opens_whole_by_its_link(measure, by, lang):
    app = open_page(PAGE, need=measure, coverage=by, lang=lang, day="2026-06-30", area="742")
    assert app.selectbox(key="need").value == measure
    assert app.selectbox(key="coverage").value == by
    assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))
    assert len(app.header) == 3
    (paint,) = [json.loads(sent(e)) for e in app.get("bidi_component") if '"paint"' in sent(e)]
    assert paint["paint"]["k"] == "742"
    assert "Savukoski: " in text_of(app).replace("\\", "")


def test_a_row_is_a_button_that_brings_its_municipality_into_view(release):
    rows = white_spots.by_row("share", JUNE, "members", DAY, "742")
    for picture in (rows.picture, rows.small):
        assert ' role="group"' in picture.svg and picture.svg.count('role="button"') == 21
        assert 'data-pick="742" aria-label="Savukoski 15,8\u00a0%, 0 jäsentä' in picture.svg
    assert white_spots.by_row("share", JUNE, "members", DAY, REGION).picture != rows.picture


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_a_municipality_in_view_has_the_way_to_its_own_page(lang):
    found = links(open_page(PAGE, area="742", lang=lang))
    assert [
        ("municipalities?area=742" in to, "Savukoski" in label) for label, to in found.items()
    ] == [(True, True)]
    assert not links(open_page(PAGE, lang=lang))


def test_a_day_before_the_network_was_named_gives_the_default_with_a_notice():
    app = open_page(PAGE, day="2020-01-01")
    assert any('class="hp-notice"' in e.proto.body for e in app.get("html"))


def test_nonsense_in_the_address_gives_the_defaults_and_a_quiet_notice():
    app = open_page(PAGE, need="' or 1=1 --", coverage="x", month="1850", area="../../etc")
    assert app.selectbox(key="need").value == "share"
    said = " ".join(e.proto.body for e in app.get("html"))
    assert "hp-notice" in said and "or 1=1" not in said


def test_each_figure_names_its_month_sources_and_questions(release):
    for measure, by in EVERY:
        for figure in figures(measure, by):
            assert figure.sources and figure.origins and figure.periods == "6/2026"
            assert figure.heading and figure.sub and alt_of(figure)
            for name, given in figure.asked:
                assert len(queries.run(name, **given)) > 0
            for caution in figure.cautions:
                assert catalogue("fi")["cautions"][caution]


# The page of a municipality


def links(app) -> dict[str, str]:
    """Where the links of the page lead: the label and the page with its choice."""
    return {e.proto.label: f"{e.proto.page}?{e.proto.query_string}" for e in app.get("page_link")}


def test_a_municipality_with_nothing_recorded_says_so():
    for lang, words, none in (
        ("fi", "Savukoskella ei ole kirjattua verkoston jäsentä eikä hanketta",
         "Yhteyksiä ei ole kirjattu."),
        ("en", "In Savukoski no member of the network and no project is recorded",
         "No ties are recorded."),
    ):  # fmt: skip
        app = open_page("labour/municipalities", area="742", lang=lang)
        assert words in [one.value for one in app.subheader]
        assert none in text_of(app).replace("\\", "")
        assert len(links(app)) == 1, "only the way to the map of white spots"


def test_those_seated_in_a_municipality_who_are_no_members_are_told_apart(release):
    ties = local_ties.of("698", dt.date(2026, 11, 24))
    assert len(ties["member"]) == 9 and [one.id for one in ties["other"]] == [
        "tyollisyysalue_rovaseutu"
    ]
    assert "other" not in local_ties.of("240", dt.date(2026, 11, 24))
    assert "member" not in local_ties.of("698", dt.date(2000, 1, 1)), "nobody yet"


def test_a_municipality_leads_to_its_members_projects_and_their_goals():
    app = open_page("labour/municipalities", area="698")
    said = [one.value for one in app.subheader]
    assert "Rovaniemellä on 9 kirjattua verkoston jäsentä ja 10 kirjattua hanketta" in said
    found = {label.replace("\\", ""): to for label, to in links(app).items()}
    assert "actors?organisation=lapin_amk" in found["Lapin AMK"]
    assert "family?project=wot" in found["WOT"]
    assert "goals?goal=G1" in found["G1 Työllistyminen"]
    assert any("white_spots?area=698" in to for to in found.values())


def test_kemijarvi_has_a_project_but_no_member():
    said = [one.value for one in open_page("labour/municipalities", area="320").subheader]
    assert "Kemijärvellä on 1 kirjattu hanke, mutta ei kirjattua verkoston jäsentä" in said


@pytest.mark.parametrize("choices", [{}, {"level": "sub_region"}])
def test_lapland_and_sub_regions_have_no_such_list(choices):
    assert not links(open_page("labour/municipalities", **choices))
