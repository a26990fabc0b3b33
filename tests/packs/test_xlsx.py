"""The workbook holds the queries' numbers as numbers, and no word in it can run."""

import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint import session
from handprint.drawings.marks import Picture
from handprint.figures import Column, Figure, Table
from handprint.figures.pack import Section, Shown
from handprint.packs import about, cells, xlsx
from queries import run
from tests.packs.conftest import Made
from tests.packs.reading import footers, outside, workbook


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
    sheets = workbook(files.xlsx)
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
                    if column.unit == "text":
                        assert cell == cells.text(row[key])
                        continue
                    value = cells.number(row[key], row[f"{key}_status"], column)
                    assert isinstance(cell, str) == (value is None)
                    if value is not None:
                        assert cell == pytest.approx(value)


def test_numbers_are_those_of_the_query(kemi):
    at = [one.key for one in about.figures(kemi.pack)].index("areas-map")
    found = workbook(kemi.xlsx)[about.sheet_names(kemi.pack)[at]]
    figure = about.figures(kemi.pack)[at]
    table = run("labour/indicator_by_area", **dict(figure.asked)["labour/indicator_by_area"])
    names = [found[row, 0] for row in range(xlsx.HEAD_ROW + 1, xlsx.HEAD_ROW + 22)]
    values = [found[row, 1] for row in range(xlsx.HEAD_ROW + 1, xlsx.HEAD_ROW + 22)]
    assert len(set(names)) == 21
    assert sorted(values) == sorted(round(one, 1) for one in table["value"])


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
