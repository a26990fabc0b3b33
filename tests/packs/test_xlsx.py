"""The workbook holds the queries' numbers as numbers, and no word in it can run."""

import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint import session
from handprint.drawings.marks import Picture
from handprint.figures import Column, Figure, Table, indicators
from handprint.figures.pack import Section, Shown
from handprint.numbers import rounded
from handprint.packs import about, cells, xlsx
from handprint.words import t
from queries import run
from tests.packs.conftest import DAY, Made
from tests.packs.reading import footers, numbers_kept_as_text, outside, patterns, shown, workbook


def figure_of(frame: pd.DataFrame, columns: dict[str, Column], **more: object) -> Figure:
    return Figure(
        key="test",
        heading="Havainto",
        sub="Mittari",
        picture=Picture("<svg/>", "", 1, 1),
        table=Table(frame, columns),
        sources=(),
        periods="6/2026",
        asked=(),
        **more,
    )


def pack_of(made: Made, figure: Figure) -> object:
    section = Section("now", "Koe", "Havainto", "", (Shown(figure),))
    return replace(made.pack, sections=(section,), digests=())


def test_there_is_a_sheet_for_each_figure_and_three_more(files):
    sheets = workbook(files.xlsx)
    assert len(sheets) == len(about.figures(files.pack)) + 3
    assert len(set(sheets)) == len(sheets)
    assert all(len(name) <= 31 for name in sheets)


def test_every_cell_is_that_of_the_figure(files):
    """Numbers and days are typed and print as on the screen; other cells hold its words."""
    sheets, shapes = workbook(files.xlsx), patterns(files.xlsx)
    typed = 0
    with session.speaking(files.pack.lang):
        for name, figure in zip(
            about.sheet_names(files.pack), about.figures(files.pack), strict=True
        ):
            found = sheets[name]
            assert found[0, 0] == figure.heading
            for across, (key, column) in enumerate(figure.table.columns.items()):
                assert found[xlsx.HEAD_ROW, across] == column.title
                records = figure.table.frame.to_dict("records")
                for down, row in enumerate(records, start=xlsx.HEAD_ROW + 1):
                    cell = found.get((down, across), "")
                    if column.unit != "text":
                        value = cells.number(row[key], row[f"{key}_status"], column)
                        assert isinstance(cell, str) == (value is None)
                        assert value is None or cell == pytest.approx(value)
                    elif isinstance(cell, str):
                        words = cells.text(row[key])
                        missing = column.kind == "amount" and words == "–"
                        assert cell == (t("exports.missing") if missing else words)
                    else:
                        typed += 1
                        shape = shapes[name][down, across]
                        assert shown(cell, shape, files.pack.lang) == row[key], (figure.key, key)
    assert typed > 100


def test_no_number_is_kept_as_text(files):
    sheets = workbook(files.xlsx)
    with session.speaking(files.pack.lang):
        for name, figure in zip(
            about.sheet_names(files.pack), about.figures(files.pack), strict=True
        ):
            assert numbers_kept_as_text(figure, sheets[name], xlsx.HEAD_ROW + 1) == []


def test_a_number_kept_as_text_would_be_found():
    frame = pd.DataFrame(
        {"a": ["12,5\u00a0%"], "b": ["4\u00a0500"], "c": ["5131"], "d": ["Kemi 3"]}
    )
    columns = {name: Column(name) for name in "abd"} | {"c": Column("c", kind="code")}
    figure = figure_of(frame, {name: columns[name] for name in "abcd"})
    sheet = {(0, at): cell for at, cell in enumerate(frame.iloc[0])}
    assert [one[1] for one in numbers_kept_as_text(figure, sheet, 0)] == ["a", "b"]


def sheet_of(files: Made, key: str, at: int = 0) -> tuple[Figure, dict[tuple[int, int], object]]:
    """A figure of the pack by its key, and its sheet as read back."""
    named = zip(about.sheet_names(files.pack), about.figures(files.pack), strict=True)
    name, figure = [(name, one) for name, one in named if one.key == key][at]
    return figure, workbook(files.xlsx)[name]


def column_of(figure: Figure, found: dict[tuple[int, int], object], key: str) -> list[float | str]:
    across = list(figure.table.columns).index(key)
    first = xlsx.HEAD_ROW + 1
    return [found.get((first + at, across), "") for at in range(len(figure.table.frame))]


def test_the_goals_of_mixed_units_are_the_indicators_own_numbers(kemi):
    every = {one.indicator: one for one in indicators.all_of(day=DAY)}
    told = 0
    for at in range(6):
        figure, found = sheet_of(kemi, "goals-tree", at)
        latest, target = (column_of(figure, found, key) for key in ("latest", "target"))
        done = column_of(figure, found, "done")
        for place, id in enumerate(column_of(figure, found, "id")):
            one = every[id]
            for cell, value in ((latest[place], one.latest), (target[place], one.target)):
                ranged = isinstance(cell, str) and "–" in cell
                if value is not None and not ranged:
                    assert cell == pytest.approx(float(rounded(value, one.decimals))), id
                    told += 1
            if one.judged and one.judgement.p is not None:
                assert done[place] == float(rounded(100 * one.judgement.p, 0))
    assert told >= 30


def test_the_ledger_is_the_records_own_numbers(kemi):
    figure, found = sheet_of(kemi, "handprint-ledger")
    facts = run("projects/ledger_facts", **dict(figure.asked)["projects/ledger_facts"])
    cells_ = column_of(figure, found, "figure")
    assert cells_[: len(facts)] == facts["value"].astype(float).tolist()
    assert not any(one in ("", "–") for one in cells_[len(facts) :]), "what is missing says so"


def test_the_fingers_are_the_series_own_numbers(kemi):
    figure, found = sheet_of(kemi, "handprint-hand")
    series = run("overview/finger_series", area="MK19")
    values = {round(float(one), 1) for one in series["value"].dropna()}
    newest = [one for one in column_of(figure, found, "newest") if one != ""]
    assert len(newest) >= 5
    assert all(isinstance(one, float) for one in newest)
    assert sum(round(one, 1) in values for one in newest) >= 5


def test_numbers_are_those_of_the_query(kemi):
    at = [one.key for one in about.figures(kemi.pack)].index("areas-map")
    found = workbook(kemi.xlsx)[about.sheet_names(kemi.pack)[at]]
    figure = about.figures(kemi.pack)[at]
    table = run("labour/indicator_by_area", **dict(figure.asked)["labour/indicator_by_area"])
    names = [found[row, 0] for row in range(xlsx.HEAD_ROW + 1, xlsx.HEAD_ROW + 22)]
    values = [found[row, 1] for row in range(xlsx.HEAD_ROW + 1, xlsx.HEAD_ROW + 22)]
    assert len(set(names)) == 21
    assert sorted(values) == sorted(round(one, 1) for one in table["value"])


def test_what_has_changed_is_numbers_on_the_cover(files):
    name = next(iter(workbook(files.xlsx)))
    sheet, shapes = workbook(files.xlsx)[name], patterns(files.xlsx)[name]
    told = {sheet.get((row, 1)): row for row in range(60)}
    rows = [one for digest in files.pack.digests for one in digest.rows if one.value is not None]
    assert len(rows) >= 3
    for one in rows:
        cell = sheet[told[one.words], 0]
        assert isinstance(cell, float)
        assert shown(cell, shapes[told[one.words], 0], files.pack.lang) == one.figure


def test_definitions_and_sources_have_their_own_sheets(files):
    sheets = list(workbook(files.xlsx).items())
    with session.speaking(files.pack.lang):
        meanings = [one.meaning for one in about.definitions(about.figures(files.pack))]
        origins = [one.name for one in about.origins(about.figures(files.pack))]
    said = [set(cells.values()) for _, cells in sheets[-2:]]
    assert set(meanings) <= said[0]
    assert set(origins) <= said[1]


def test_nought_missing_and_secret_are_told_apart(kemi):
    frame = pd.DataFrame(
        {
            "area": ["Salla", "Posio", "Utsjoki"],
            "count": [0.0, None, None],
            "count_status": ["zero", "missing", "secret"],
        }
    )
    columns = {"area": Column("Kunta"), "count": Column("Työttömiä", "persons")}
    made = xlsx.made(pack_of(kemi, figure_of(frame, columns)))
    sheet = workbook(made)["1 Koe"]
    first = xlsx.HEAD_ROW + 1
    assert [sheet[first + at, 1] for at in range(3)] == [0.0, "puuttuu", "<5"]


@settings(max_examples=15, deadline=None)
@given(st.sampled_from("=+-@\t\r＝＋"), st.text(max_size=12))
def test_no_word_can_run(kemi, sign, rest):
    word = f"{sign}HYPERLINK({rest})".replace("\x00", "")
    word = "".join(letter for letter in word if letter.isprintable() or letter in "\t")
    frame = pd.DataFrame({"area": [word]})
    figure = figure_of(frame, {"area": Column(word or "x")}, origins=(word,))
    made = xlsx.made(pack_of(kemi, replace(figure, heading=word, sub=word)))
    workbook(made)  # fails on a formula
    assert outside(made) == []


def test_what_was_chosen_is_printed_at_the_foot_of_every_sheet(files):
    for footer in footers(files.xlsx):
        assert files.pack.line.replace("&", "&&") in footer


def test_the_mark_of_made_up_rows_stands_on_each_of_them(kemi):
    marked = [one for one in about.figures(kemi.pack) if one.mark]
    assert marked
    sheets = workbook(kemi.xlsx)
    for name, figure in zip(about.sheet_names(kemi.pack), about.figures(kemi.pack), strict=True):
        said = " ".join(str(one) for one in sheets[name].values())
        with session.speaking("fi"):
            mark = cells.mark(figure)
        assert (mark in said) == bool(mark) or not mark
        if "mark" in figure.table.frame and figure.mark:
            column = len(figure.table.columns)
            found = [
                sheets[name].get((row, column), "")
                for row in range(xlsx.HEAD_ROW + 1, xlsx.HEAD_ROW + 1 + len(figure.table.frame))
            ]
            wanted = ["" if not isinstance(one, str) else one for one in figure.table.frame["mark"]]
            assert [bool(one) for one in found] == [bool(one) for one in wanted]


def test_it_is_a_real_file(files):
    assert io.BytesIO(files.xlsx).read(2) == b"PK"
