"""The mismatch page: its answer, its ladder, and numbers that are the queries' own."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import queries
from handprint.figures import (
    mismatch,
    mismatch_counts,
    mismatch_curve,
    mismatch_parts,
    mismatch_series,
    occupation_by_place,
)
from handprint.figures.mismatch_counts import stretch
from handprint.figures.occupation_by_place import View
from handprint.views import exports
from handprint.words import LEVELS
from handprint.words import mismatch as words
from handprint.words.mismatch import Both, Ceiling
from queries import run
from tests.altered import altered
from tests.pages.opening import open_page, text_of

PAGE = "labour/mismatch"
YEAR = stretch("2023-10")
EMPTY = tuple(
    f"delete from {table}"
    for table in ("register", "cube_jobseekers", "opening", "occupation_neighbour")
)
FIRST = View("municipality", "all", "code", "name")


@pytest.fixture
def serve(release: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Serve a copy of the release that some SQL has changed."""
    served = queries.data_folder()

    def _serve(*statements: str) -> None:
        monkeypatch.setenv("HANDPRINT_DATA", str(altered(release, served, tmp_path, *statements)))

    return _serve


def every_figure(level: int = 2) -> list:
    """All six figures of the page."""
    found = [
        mismatch.rungs(level, YEAR),
        mismatch_parts.loss(level),
        mismatch_series.index(level, 0.5),
        mismatch_series.tightness(),
        mismatch_curve.beveridge_curve(YEAR),
        occupation_by_place.balances(FIRST),
    ]
    return [figure for figure in found if figure is not None]


def said(figure) -> pd.DataFrame:
    return exports.shown(figure.table)


def number(text: str) -> int:
    return int(text.replace("\u00a0", "").replace("−", "-").replace("+", ""))


# -- The answer --------------------------------------------------------------------------------


def test_the_first_sentence_answers_in_both_languages() -> None:
    assert open_page(PAGE).title[0].value == (
        "Enintään noin seitsemän kymmenestä avoimesta paikasta voi täyttyä "
        "saman ammattiryhmän työttömällä"
    )
    assert open_page(PAGE, lang="en", grain="4").title[0].value == (
        "At most about six openings in ten can be filled by someone unemployed in the same "
        "occupation"
    )


def test_the_lede_tells_what_only_persons_can_and_that_they_are_made_up() -> None:
    text = text_of(open_page(PAGE)).replace("\\", "")
    both = mismatch_counts.cube(2)
    assert both is not None
    assert f"{both.joint:,.0f}".replace(",", "\u00a0") + " paikassa" in text
    assert "noin 8\u00a0000 keksittyä työtöntä" in text
    assert "Ammattitieto päättyy 10/2023" in text


def ceiling(met: float, high: float | None = None, **more: object) -> Ceiling:
    facts = {
        "level": 2, "periods": "x", "newest": True, "openings": 1000.0, "met": met,
        "met_high": met if high is None else high, "area": 900.0,
    }  # fmt: skip
    return Ceiling(**{**facts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("met", "high", "opening"),
    [
        (600, 600, "Enintään kuusi kymmenestä"),
        (595, 610, "Enintään noin kuusi kymmenestä"),
        (649, 649, "Enintään noin kuusi kymmenestä"),
        (590, 599, "Enintään kuusi kymmenestä"),
        (40, 49, "Alle yksi kymmenestä"),
        (951, 960, "Lähes jokainen"),
    ],
)
def test_at_most_is_said_without_about_only_where_it_is_certain(
    met: float, high: float, opening: str
) -> None:
    assert words.opening(ceiling(met, high), None, "fi").title.startswith(opening)


@pytest.mark.parametrize(("met", "why"), [(800, "ammatti"), (950, "kunta"), (900, "yhtä paljon")])
def test_the_lede_names_what_separates_more(met: float, why: str) -> None:
    assert why in words.opening(ceiling(met), None, "fi").lede.split(":")[1]


def test_an_earlier_window_is_told_in_its_own_time() -> None:
    title = open_page(PAGE, window="2015-10").title[0].value
    assert title.startswith("Jaksolla 11/2014–10/2015 enintään")
    assert "olisi voinut täyttyä" in title


def test_a_real_extract_is_not_called_made_up() -> None:
    both = Both(level=2, synthetic=False, seekers=9137, openings=2515, joint=1400)
    lede = words.opening(ceiling(600), both, "fi").lede
    assert "rekisteripoiminnan" in lede and "keksit" not in lede


# -- Choices -----------------------------------------------------------------------------------


def test_a_finnish_link_opens_the_same_view_in_english() -> None:
    chosen = {
        "grain": "1", "window": "2019-10", "drill": "5", "across": "sub_region",
        "rows": "balance", "columns": "51",
    }  # fmt: skip
    finnish, english = (
        open_page(PAGE, alpha="0.3", **chosen),
        open_page(PAGE, alpha="0.3", **chosen, lang="en"),
    )
    for app in (finnish, english):
        assert {name: app.selectbox(key=name).value for name in chosen} == chosen
        assert app.select_slider(key="alpha").value == "0.3"
        assert not any('class="hp-notice"' in e.proto.body for e in app.get("html"))
    assert "Personal service workers" in text_of(english)


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_nonsense_in_the_address_gives_the_defaults_and_a_quiet_notice(lang: str) -> None:
    app = open_page(
        PAGE, grain="3", window="1850-01", alpha="7", drill="x", rows="' or 1=1 --", lang=lang
    )
    found = {n: app.selectbox(key=n).value for n in ("grain", "window", "drill", "rows")}
    assert found == {"grain": "2", "window": "2023-10", "drill": "all", "rows": "code"}
    assert app.select_slider(key="alpha").value == "0.5"
    html = " ".join(element.proto.body for element in app.get("html"))
    assert 'class="hp-notice"' in html and "or 1=1" not in html


def test_windows_end_in_the_same_month_of_each_year_newest_first(release: str) -> None:
    found = mismatch_counts.windows()
    assert found[0] == "2023-10" and found[-1] == "2007-10" and len(found) == 17
    assert {month[5:] for month in found} == {"10"}


@pytest.mark.parametrize("lang", ["fi", "en"])
@pytest.mark.parametrize("grain", ["1", "2", "4"])
def test_every_level_opens_whole(lang: str, grain: str) -> None:
    app = open_page(PAGE, lang=lang, grain=grain)
    assert len(app.header) == 6
    text = text_of(app).split("<style>")[0]
    assert "nan" not in re.findall(r"[A-Za-z]+", text) and "None" not in text


# -- The ladder --------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2])
def test_each_sibling_of_the_cube_lies_between_the_region_and_both(
    level: int, release: str
) -> None:
    met = mismatch_counts.cube(level)
    assert met is not None and met.capacity is not None
    for sibling in (met.area, met.occupation):
        assert met.region >= sibling >= met.joint >= met.capacity
    assert met.region == min(met.seekers, met.openings)


@pytest.mark.parametrize("level", [1, 2, 4])
def test_the_statistics_rungs_are_means_of_twelve_monthly_sums(level: int, release: str) -> None:
    """Computed anew from the query's rows, month by month."""
    rows = run("labour/mismatch_occupations", area="MK19", occupation_level=level)
    rows = rows[rows["period"].between("2022-11", "2023-10")]
    low = np.minimum(rows["unemployed_low"], rows["openings_low"]).groupby(rows["period"]).sum()
    high = np.minimum(rows["unemployed_high"], rows["openings_high"]).groupby(rows["period"]).sum()
    found = mismatch_counts.counted(level, YEAR).occupation
    assert len(low) == 12
    assert found.limits.low == pytest.approx(low.mean())
    assert low.mean() <= found.value <= found.limits.high <= high.mean()
    # The coarser the groups, the more can meet.
    assert found.value < mismatch_counts.counted(level, YEAR).region


def test_finer_occupations_let_fewer_meet(release: str) -> None:
    met = [mismatch_counts.counted(level, YEAR).occupation.value for level in (1, 2, 4)]
    assert met == sorted(met, reverse=True)


def test_the_ladder_shows_the_counts_of_both_kinds_of_data_and_says_which(release: str) -> None:
    figure, met = mismatch.rungs(2, YEAR), mismatch_counts.cube(2)
    assert met is not None
    table = said(figure)
    made_up = table[table["Aineisto"] == "synteettinen esimerkkiaineisto 6/2026"].set_index("Ehto")[
        "Arvio"
    ]
    real = table[table["Aineisto"] == "tilasto 11/2022–10/2023"].set_index("Ehto")["Arvio"]
    register = run("labour/mismatch_register").iloc[0]
    assert number(made_up["Työttömät työnhakijat"]) == register["seekers"] == 8000
    assert number(made_up["Avoinna kuukauden lopussa"]) == register["openings_at_end"]
    assert number(made_up["Avoinna kuukauden aikana"]) == register["openings_during"] == 10_000
    assert number(made_up["Sama kunta ja sama ammattiryhmä"]) == met.joint
    assert number(made_up["Työttömät ilman ammattia"]) == met.without_occupation
    assert (number(real["Työttömät työnhakijat"]), number(real["Sama kunta"])) == (8129, 4073)
    svg = figure.picture.svg
    for shown in ("8\u00a0129", "4\u00a0301", "4\u00a0073", "≈\u00a03\u00a0020", "10\u00a0000"):
        assert shown in svg
    assert f"{met.joint:,.0f}".replace(",", "\u00a0") in svg
    assert "esimerkkiaineisto" in svg and "tilasto" in svg and 'stroke-dasharray="5 4"' in svg


def test_the_heading_says_which_of_its_numbers_are_made_up(release: str) -> None:
    met = mismatch_counts.cube(2)
    assert met is not None
    statistics, made_up = mismatch.rungs(2, YEAR).heading.split(";")
    assert (
        statistics.startswith("Tilastossa") and "1\u00a0280" in statistics and "228" in statistics
    )
    assert made_up.startswith(" esimerkkiaineistossa")
    assert number(made_up.split(" ")[-1]) == met.openings - met.joint
    assert ";" not in mismatch.rungs(4, YEAR).heading


def test_the_cube_counts_are_those_of_its_tables(release: str) -> None:
    cells = run("labour/mismatch_cells")
    with_occupation = cells[cells["occupation_code"] != "none"]
    met = mismatch_counts.cube(2)
    assert met is not None
    assert met.joint == np.minimum(with_occupation["persons"], with_occupation["positions"]).sum()
    by_area = cells.groupby("area_code")[["persons", "positions"]].sum()
    assert met.area == by_area.min(axis=1).sum()
    assert (cells["persons"].isin([0]) | (cells["persons"] >= 5)).all()


def test_four_digits_have_no_joint_rung_and_say_why(release: str) -> None:
    figure = mismatch.rungs(4, YEAR)
    assert "1–4 työtöntä" in figure.picture.alt and "molemmat" not in figure.picture.alt
    table = said(figure)
    joint = table[table["Ehto"].str.startswith("Sama kunta ja")]
    assert joint["Arvio"].tolist() == ["–"]


def test_openings_are_named_wherever_they_stand(release: str) -> None:
    for figure in every_figure():
        told = figure.sub if figure.key != "mismatch_ladder" else figure.picture.svg
        assert "vacancy_concepts" in figure.cautions
        assert "kuukauden lopussa" in told.lower()


# -- What keeps them apart -----------------------------------------------------------------------


@pytest.mark.parametrize("level", [1, 2])
def test_the_parts_add_up_to_the_loss_in_both_orders_and_both_measures(
    level: int, release: str
) -> None:
    figure, met = mismatch_parts.loss(level), mismatch_counts.cube(level)
    assert figure is not None and met is not None
    frame = figure.table.frame
    assert np.allclose(frame["area"] + frame["occupation"], frame["whole"])
    assert np.allclose(frame["whole"], [met.lost] * 3 + [100] * 3)
    area, occupation = (int(n) for n in re.findall(r"(\d+)\u00a0%", figure.heading)[::-1])
    assert area + occupation == 100


def test_what_the_divergence_leaves_out_is_printed(release: str) -> None:
    figure = mismatch_parts.loss(2)
    assert figure is not None
    assert any("ulos jää" in note and re.search(r"\d,\d\u00a0% paikoista", note)
               for note in figure.notes)  # fmt: skip


# -- Over the years ------------------------------------------------------------------------------


def test_the_index_is_the_mean_of_twelve_months_and_computed_anew_for_alpha(release: str) -> None:
    for alpha in (0.5, 0.3):
        panel = mismatch_counts.by_occupation(2).likely
        monthly = []
        for month in panel.periods[-12:]:
            at = panel.periods.index(month)
            u, v = panel.u[at] / panel.u[at].sum(), panel.v[at] / panel.v[at].sum()
            monthly.append(1 - (v**alpha * u ** (1 - alpha)).sum())
        frame = mismatch_series.index(2, alpha).table.frame
        newest = frame[frame["period"] == "10/2023"].iloc[0]
        assert newest["sahin_occupation"] == pytest.approx(100 * np.mean(monthly))


def test_the_gap_is_a_gap_and_the_month_after_it_is_one_month(release: str) -> None:
    for figure in (mismatch_series.index(2, 0.5), mismatch_series.tightness()):
        svg = figure.picture.svg
        assert "url(#p-gap" in svg and "11/2023–5/2026" in svg
        newest = figure.table.frame.iloc[0]
        assert (newest["period"], newest["kind"]) == ("6/2026", "yksi kuukausi")
        assert 'fill="var(--bg)" stroke="var(--' in svg
    frame = mismatch_series.index(2, 0.5).table.frame.iloc[0]
    assert frame["sahin_occupation_status"] == "missing"
    assert frame["sahin_area_status"] == "value"


def test_the_single_month_is_compared_with_its_like(release: str) -> None:
    figure = mismatch_series.index(2, 0.5)
    monthly = 100 * mismatch_counts.by_area().likely.sahin(0.5)
    told = f"{monthly['2026-06']:.1f}\u00a0% 6/2026, {monthly['2023-06']:.1f}\u00a0% 6/2023"
    assert told.replace(".", ",") in figure.sub


def test_the_warnings_stand_with_the_index(release: str) -> None:
    figure = mismatch_series.index(2, 0.5)
    assert {"entorf", "granularity"} <= set(figure.cautions)


def test_tightness_is_openings_per_hundred_unemployed(release: str) -> None:
    totals = run("labour/mismatch_totals", area="MK19").set_index("period")
    year = totals.loc["2022-11":"2023-10"].mean()
    frame = mismatch_series.tightness().table.frame.set_index("period")
    assert frame.loc["10/2023", "tightness"] == pytest.approx(
        100 * year["openings"] / year["unemployed"]
    )
    june = totals.loc["2026-06"]
    assert frame.loc["6/2026", "tightness"] == pytest.approx(
        100 * june["openings"] / june["unemployed"]
    )


def test_the_movement_on_the_curve_is_computed_and_follows_the_window(release: str) -> None:
    newest = mismatch_curve.beveridge_curve(YEAR)
    assert "10/2019–10/2023" in newest.sub and "kohtaanto heikkeni" in newest.heading
    frame = newest.table.frame.set_index("period")
    change = frame.loc["10/2023", "vacancy_rate"] - frame.loc["10/2019", "vacancy_rate"]
    assert f"{change:+.1f}".replace(".", ",") in newest.sub
    earlier = mismatch_curve.beveridge_curve(stretch("2015-10"))
    assert "10/2011–10/2015" in earlier.sub and "10/2015" in earlier.picture.svg


# -- Occupations by places -------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("drill", ["all", "5"])
def test_cells_are_openings_less_seekers_of_the_cube(level: str, drill: str, release: str) -> None:
    cells = run("labour/mismatch_cells")
    if drill != "all":
        cells = cells[cells["occupation_code"].str.startswith(drill)]
    figure = occupation_by_place.balances(View(level, drill, "code", "name"))
    assert figure is not None
    frame = figure.table.frame
    assert frame["seekers"].sum() == cells["persons"].sum()
    assert frame["openings"].sum() == cells["positions"].sum()
    known = frame[frame["seekers_status"] == "value"]
    assert (known["balance"] == known["openings"] - known["seekers"]).all()
    assert (known["seekers"] >= 5).all()


def test_where_the_cube_has_nobody_the_cell_reads_nought_to_four(release: str) -> None:
    figure = occupation_by_place.balances(FIRST)
    assert figure is not None
    table = said(figure)
    hidden = table[table["Työttömät"] == "0–4"]
    assert len(hidden) and set(hidden["Paikat − työttömät"]) == {"–"}
    assert 'class="hp-none">0–4<' in figure.picture.html
    assert ">0<" not in figure.picture.html


def rows_of(figure) -> list[str]:
    return list(dict.fromkeys(figure.table.frame["group"]))


def test_rows_and_columns_are_sorted_by_what_was_chosen(release: str) -> None:
    by_kemi = occupation_by_place.balances(View("municipality", "all", "240", "name"))
    assert by_kemi is not None
    frame = by_kemi.table.frame
    kemi = frame[frame["place"] == "Kemi"]
    balance = kemi["openings"] - kemi["seekers"].fillna(0)
    assert balance.tolist() == sorted(balance, reverse=True)
    assert 'aria-sort="descending"><span>Kemi<' in by_kemi.picture.html
    by_services = occupation_by_place.balances(View("municipality", "all", "code", "5"))
    assert by_services is not None
    frame = by_services.table.frame
    services = frame[frame["group"].str.startswith("Palvelu")]
    balance = services["openings"] - services["seekers"].fillna(0)
    assert balance.tolist() == sorted(balance, reverse=True)
    assert rows_of(by_services) != rows_of(by_kemi)


# -- Marks, exports, states ------------------------------------------------------------------------


def test_what_rests_on_made_up_rows_is_marked_and_the_statistics_are_not(release: str) -> None:
    marks = {figure.key: figure.mark for figure in every_figure()}
    assert marks == {
        "mismatch_ladder": "synthetic",
        "mismatch_parts": "synthetic",
        "mismatch_places": "synthetic",
        "mismatch_index": "",
        "mismatch_tightness": "",
        "mismatch_curve": "",
    }


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_mark_is_on_the_screen_in_alternatives_and_in_exports(lang: str) -> None:
    app = open_page(PAGE, lang=lang)
    mark = {"fi": "synteettinen aineisto", "en": "synthetic data"}[lang]
    assert sum(mark in header.value for header in app.header) == 3
    named = {"fi": "esimerkkiaineisto", "en": "demonstration data"}[lang]
    assert named in text_of(app)


def test_exports_mark_the_rows_that_are_made_up_and_those_alone(release: str) -> None:
    head, *rows = exports.csv_file(mismatch.rungs(2, YEAR)).decode("utf-8-sig").splitlines()
    made_up = [row for row in rows if row.endswith(";synteettinen aineisto")]
    official = [row for row in rows if row.endswith(";")]
    assert head.endswith(";Merkintä") and len(made_up) == 10 and len(official) == 6
    assert all("esimerkkiaineisto" in row for row in made_up)
    assert all("tilasto 11/2022–10/2023" in row for row in official)


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_without_person_level_data_the_statistics_stay(
    lang: str, serve: Callable[..., None]
) -> None:
    serve(*EMPTY)
    app = open_page(PAGE, lang=lang)
    assert len(app.header) == 4
    text = text_of(app)
    assert {"fi": "henkilötason aineistoa ei ole", "en": "no person-level data"}[lang] in text
    assert {"fi": "esimerkkiaineisto", "en": "demonstration data"}[lang] not in text
    assert app.title[0].value.startswith({"fi": "Enintään", "en": "At most"}[lang])


def test_a_real_extract_takes_the_marks_and_the_dashes_away_by_itself(
    serve: Callable[..., None],
) -> None:
    serve("update register set synthetic = false")
    open_page(PAGE)
    figures = every_figure()
    assert {figure.mark for figure in figures} == {""}
    ladder = figures[0]
    bars = re.sub(r"<rect[^>]*/>", "", ladder.picture.svg)
    assert 'stroke-dasharray="5 4"' not in bars
    assert "rekisteripoiminta" in ladder.picture.alt.lower()
    assert "register_extract" in ladder.sources


def test_each_figure_names_its_source_its_questions_and_its_time(release: str) -> None:
    for figure in every_figure():
        assert figure.sources and figure.asked and figure.periods and figure.sub
        for name, given in figure.asked:
            run(name, **given)
