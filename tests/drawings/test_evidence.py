"""A matrix of evidence says every cell, with a sign and a word, and covers no word with another."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import evidence
from handprint.drawings.evidence import GRADES, Cell, Row
from tests.drawings.reading import OCCUPATIONS, assert_readable, assert_whole_units, texts

WORDS = {
    "counted": "laskettu",
    "reported": "ilmoitettu",
    "estimated": "arvioitu",
    "hidden": "ei kerrota",
    "missing": "puuttuu",
    "none": "ei koske",
}
COLUMNS = ("Tavoitettuja", "Loppuun osallistuneita", "Työllistyneitä", "Muuttuneita työyhteisöjä",
           "Uusia organisaatioita", "Julkaisuja")  # fmt: skip


def cell(grade: str, at: int) -> Cell:
    text = WORDS[grade] if grade in ("missing", "none", "hidden") else f"{1000 + at}"
    under = {"counted": "tavoite 50", "reported": "1\u00a0234 (arvioitu), 5/9 puuttuu"}
    return Cell(grade, text, under.get(grade, ""))


@st.composite
def matrices(draw) -> tuple[tuple[str, ...], list[Row]]:
    columns = COLUMNS[: draw(st.integers(2, 6))]
    rows = [
        Row(
            name=draw(st.sampled_from(OCCUPATIONS[:5])),
            cells=[cell(draw(st.sampled_from(GRADES)), 10 * at + n) for n, _ in enumerate(columns)],
            under=draw(st.sampled_from(["", "ESR", "rahastoa ei tiedetä"])),
            head=draw(st.sampled_from(["", "Lapin AMK: kuusi hanketta, 30 lukua puuttuu"])),
            strong=draw(st.booleans()),
            total=draw(st.booleans()),
        )
        for at in range(draw(st.integers(1, 7)))
    ]
    return columns, rows


def drawn(columns, rows, **size):
    return evidence.drawn(columns, rows, words=WORDS, every="kaikki puuttuu", alt="A. B.", **size)


@settings(max_examples=60, deadline=None)
@given(matrices(), st.booleans())
def test_no_word_covers_another_or_is_cut(matrix, compact):
    picture = drawn(*matrix, compact=compact)
    assert_readable(picture)
    assert_whole_units(picture)


@settings(max_examples=40, deadline=None)
@given(matrices())
def test_every_cell_is_a_sign_and_its_words(matrix):
    columns, rows = matrix
    picture = drawn(columns, rows)
    read = texts(picture)
    for row in rows:
        for one in row.cells:
            assert one.text in read and one.under in " ".join(read)
    used = {one.grade for row in rows for one in row.cells}
    for grade in used:
        assert WORDS[grade] in read


@settings(max_examples=40, deadline=None)
@given(matrices())
def test_a_phone_loses_no_figure(matrix):
    columns, rows = matrix
    read = " ".join(texts(drawn(columns, rows, compact=True)))
    for row in rows:
        for name, one in zip(columns, row.cells, strict=True):
            if one.figure:
                assert f"{name} {one.text}" in read


@pytest.mark.parametrize("grade", GRADES)
def test_each_grade_has_a_shape_of_its_own(grade):
    shapes = {one: re.sub(r'"[\d.]+"', "", evidence.disc(10, 10, one)) for one in GRADES}
    assert sum(shape == shapes[grade] for shape in shapes.values()) == 1


def test_a_row_of_which_all_is_missing_says_so_once_on_a_phone():
    rows = [Row("WOT", [Cell("missing", "puuttuu")] * 6)]
    read = texts(drawn(COLUMNS, rows, compact=True))
    assert read.count("kaikki puuttuu") == 1 and "Tavoitettuja" not in " ".join(read)
