"""A table leaves the page as a Finnish office opens it, and nothing in it runs."""

import csv
import io
import zipfile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handprint.drawings.marks import Picture
from handprint.figures import Column, Figure, Table
from handprint.views import exports


def figure_of(frame: pd.DataFrame, columns: dict[str, Column], *, mark: str = "") -> Figure:
    return Figure(
        key="test",
        heading="Havainto",
        sub="Mittari, %, kesäkuu 2026",
        picture=Picture("<svg/>", "", 1, 1),
        table=Table(frame, columns),
        sources=("12r5_2026M06",),
        periods="6/2026",
        asked=(),
        indicators=("unemployed_share",),
        mark=mark,
    )


FRAME = pd.DataFrame(
    {
        "area": ["Kemi", "Sodankylä", "Salla", "Utsjoki", "Posio"],
        "share": [17.14, 6.9, 0.0, None, None],
        "share_status": ["value", "value", "zero", "secret", "missing"],
    }
)
COLUMNS = {"area": Column("Kunta"), "share": Column("Osuus", "percent", 1)}


def rows(figure: Figure) -> list[list[str]]:
    text = exports.csv_file(figure)
    assert text.startswith(b"\xef\xbb\xbf"), "Excel needs the BOM to read ä and ö"
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))


def test_csv_has_decimal_comma_and_keeps_the_five_kinds_apart(release):
    head, kemi, _, salla, utsjoki, posio = rows(figure_of(FRAME, COLUMNS))
    assert head[:3] == ["Kunta", "Osuus", "Osuus: tila"]
    assert kemi[:3] == ["Kemi", "17,1", "luku"]
    assert salla[1:3] == ["0,0", "nolla"]
    assert utsjoki[1:3] == ["salattu", "salattu, alle 5"], "a share has no bound of five"
    assert posio[1:3] == ["", "puuttuu"]


def test_every_row_of_csv_says_source_period_and_release(release):
    head, *body = rows(figure_of(FRAME, COLUMNS))
    place = head.index("Julkaisu")
    assert {row[place] for row in body} == {release}
    assert all("Työttömät työnhakijat" in row[head.index("Lähde")] for row in body)
    assert {row[head.index("Ajankohta")] for row in body} == {"6/2026"}


def test_example_figures_are_marked_in_every_export(release):
    figure = figure_of(FRAME, COLUMNS, mark="synthetic")
    head, *body = rows(figure)
    assert {row[head.index("Merkintä")] for row in body} == {"synteettinen aineisto"}
    with zipfile.ZipFile(io.BytesIO(exports.xlsx_file(figure))) as book:
        assert "synteettinen aineisto" in book.read("xl/sharedStrings.xml").decode()


def test_the_cover_sheet_says_when_only_some_rows_are_made_up(release):
    some = FRAME.assign(mark=["synthetic", *[""] * (len(FRAME) - 1)])
    for frame, expected in ((FRAME, False), (some, True)):
        made = exports.xlsx_file(figure_of(frame, COLUMNS, mark="synthetic"))
        with zipfile.ZipFile(io.BytesIO(made)) as book:
            texts = book.read("xl/sharedStrings.xml").decode()
        assert ("vain ne rivit, joilla on tämä merkintä" in texts) is expected


@pytest.mark.parametrize(
    "name",
    ["=HYPERLINK(1)", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "\r=1"],
)
def test_a_name_that_a_spreadsheet_would_run_is_neutralised(name, release):
    frame = pd.DataFrame({"area": [name], "share": [1.0], "share_status": ["value"]})
    (_, row) = rows(figure_of(frame, COLUMNS))
    assert row[0] == f"'{name}" or row[0].startswith("'")


@given(st.text(min_size=0, max_size=30))
def test_no_text_begins_with_a_sign_that_runs(name):
    assert exports._safe(name)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_excel_cells_are_typed(release):
    with zipfile.ZipFile(io.BytesIO(exports.xlsx_file(figure_of(FRAME, COLUMNS)))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<v>17.1</v>" in sheet and "<f>" not in sheet
    assert "salattu" in strings and "puuttuu" in strings


def test_what_is_shown_is_what_is_downloaded(release):
    figure = figure_of(FRAME, COLUMNS)
    shown = exports.shown(figure.table)
    assert shown["Osuus"].tolist() == ["17,1\u00a0%", "6,9\u00a0%", "0,0\u00a0%", "salattu", "–"]
