"""The files of every single figure: typed, complete, and read back number by number."""

import csv
import io
import re
from collections.abc import Iterator

import pandas as pd
import pytest

from handprint import session
from handprint.figures import Figure, focus
from handprint.numbers import rounded
from handprint.packs import cells
from handprint.views import exports
from handprint.words import t
from tests.packs.reading import numbers_kept_as_text, patterns, shown, workbook


def figures(lang: str) -> Iterator[Figure]:
    """Every figure that any page shows, by its page's defaults."""
    for key in sorted(focus.KEYS):
        figure = focus.figure(key, {})
        if figure is not None and not figure.table.frame.empty:
            yield figure


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_workbook_of_each_figure_is_typed_and_prints_as_the_screen(release, lang):
    found, typed = 0, 0
    with session.speaking(lang):
        for figure in figures(lang):
            made = exports.xlsx_file(figure)
            name = t("exports.sheet_table")
            sheet, shapes = workbook(made)[name], patterns(made)[name]
            assert numbers_kept_as_text(figure, sheet, 1) == []
            found += 1
            for across, (key, column) in enumerate(figure.table.columns.items()):
                for down, row in enumerate(figure.table.frame.to_dict("records"), start=1):
                    cell = sheet.get((down, across), "")
                    if column.unit != "text":
                        value = cells.number(row[key], row[f"{key}_status"], column)
                        assert isinstance(cell, str) == (value is None), (figure.key, key)
                        assert value is None or cell == pytest.approx(value)
                    elif not isinstance(cell, str):
                        typed += 1
                        told = shown(cell, shapes[down, across], lang)
                        assert told == row[key], (figure.key, key)
    assert found >= 35
    assert typed > 500


@pytest.mark.parametrize("lang", ["fi", "en"])
def test_the_csv_of_each_figure_has_number_status_and_unit_side_by_side(release, lang):
    amounts = 0
    with session.speaking(lang):
        for figure in figures(lang):
            text = exports.csv_file(figure).decode("utf-8-sig")
            head, *body = csv.reader(io.StringIO(text), delimiter=";")
            assert len(body) == len(figure.table.frame)
            at = 0
            for key, column in figure.table.columns.items():
                assert head[at].lstrip("'") == column.title
                for row, line in zip(figure.table.frame.to_dict("records"), body, strict=True):
                    if column.kind != "amount" or pd.isna(row[f"{key}_number"]):
                        continue
                    value = rounded(float(row[f"{key}_number"]), int(row[f"{key}_decimals"]))
                    assert float(line[at].replace(",", ".")) == float(value)
                    assert line[at + 1] == t("exports.value" if value else "exports.zero")
                    # Number, status and unit together tell what the screen tells.
                    unit = line[at + 2].lstrip("'")
                    assert all(part in row[key] for part in unit.split()), (figure.key, key)
                    amounts += 1
                at += 3 if column.kind == "amount" else 1 if column.unit == "text" else 2
    assert amounts > 60


@pytest.mark.parametrize(
    ("words", "value"),
    [("<5", 5), ("< 5", 5), ("5–9", 5), ("5–9", 9), ("15.3.2024", 15), ("5,3", 5), ("5,3", 3)],
)
def test_a_limit_a_range_and_a_part_of_a_number_are_never_a_number(words, value):
    assert cells.amount(words, value, 0) is None
    assert cells.amount(f"−{value}\u00a0km", -value, 0).value == -value
    assert cells.amount(f"{value}.", value, 0).value == value


def test_a_range_and_a_missing_amount_are_no_numbers(release):
    with session.speaking("fi"):
        figure = focus.figure("goals-tree", {})
        text = exports.csv_file(figure).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        sheet = workbook(exports.xlsx_file(figure))[t("exports.sheet_table")]
    ranged = [one for one in rows if one["Tunnus"] == "I17"]
    assert re.fullmatch(r"0,\d+–0,\d+", ranged[0]["Nyt"])
    assert ranged[0]["Nyt: tila"] == "sanoina"
    without = [one for one in rows if one["Lähtö"] == ""]
    assert without
    assert {one["Lähtö: tila"] for one in without} == {"puuttuu"}
    assert "puuttuu" in sheet.values()


def test_a_mark_of_a_row_goes_along_to_the_single_workbook(release):
    with session.speaking("fi"):
        figure = focus.figure("goals-tree", {})
        sheet = workbook(exports.xlsx_file(figure))[t("exports.sheet_table")]
    last = len(figure.table.columns)
    assert sheet[0, last] == "Merkintä"
    marked = [bool(sheet.get((at, last))) for at in range(1, len(figure.table.frame) + 1)]
    assert marked == [one == "example" for one in figure.table.frame["mark"]]
    assert any(marked)
    assert not all(marked)
