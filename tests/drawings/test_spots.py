"""The grid and the rows of white spots, and the hatch over a map's class."""

import dataclasses
import json
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handprint.drawings import hatching, map, marks, spots
from handprint.drawings.marks import Picture
from tests.drawings.painting import painted, tables
from tests.drawings.reading import PLACES, assert_readable, texts

NEEDS = [
    spots.Side("Suuri tarve", "vähintään\n12,2\u00a0%", 3),
    spots.Side("Lapin tasoa", "siltä väliltä", 2),
    spots.Side("Pieni tarve", "enintään\n10,0\u00a0%", 1),
]
COVERS = [
    spots.Side("ei jäsentä", hatch="slant"),
    spots.Side("muu jäsen, ei kunta", hatch="level"),
    spots.Side("jäsenkunta"),
]


def grid(where: dict[str, tuple[int, int]], *, compact: bool = False) -> Picture:
    names: dict[tuple[int, int], list[str]] = {}
    for name, cell in where.items():
        names.setdefault(cell, []).append(name)
    return spots.matrix(
        NEEDS, COVERS, names, heads=("tarve", "kattavuus"), empty="ei yhtään", alt="Ruudukko.",
        strong=(0, 0), compact=compact,
    )  # fmt: skip


cells = st.tuples(st.integers(0, 2), st.integers(0, 2))
everywhere = st.fixed_dictionaries({name: cells for name in PLACES})


@settings(deadline=None, max_examples=40)
@given(where=everywhere, compact=st.booleans())
def test_every_name_is_written_whole_wherever_it_falls(
    where: dict[str, tuple[int, int]], compact: bool
) -> None:
    picture = grid(where, compact=compact)
    said = " ".join(texts(picture)).replace(",", " ")
    for name in PLACES:
        assert re.search(rf"(?<!\S){name}(?!\S)", said), name
    assert_readable(picture, least=14 if compact else 12.5)


def test_the_grid_reads_without_colour() -> None:
    """Each swatch differs by hatch or place, and the words of both its sides stand beside it."""
    picture = grid({"Kemi": (0, 2), "Savukoski": (0, 0)})
    fills = re.findall(r'<rect [^>]*fill="([^"]+)" stroke="var\(--line\)"', picture.svg)
    assert len(fills) == 9 == len(set(fills))
    for row in range(3):
        mine = fills[3 * row : 3 * row + 3]
        assert ["slant" in mine[0], "level" in mine[1], "url" in mine[2]] == [True, True, False]
    for side in (*NEEDS, *COVERS):
        assert all(word in " ".join(texts(picture)) for word in side.words.split())
    for name in re.findall(r"url\(#([^)]+)\)", picture.svg):
        assert f'id="{name}"' in picture.svg, "every hatch is there"


def row(name: str, value: float | None, **more: object) -> spots.Row:
    text = "puuttuu" if value is None else f"{value:.1f}\u00a0%".replace(".", ",")
    step = None if value is None else 3
    return spots.Row(name, value, text, step, counts=("9", "10"), **more)


@settings(deadline=None, max_examples=40)
@given(
    values=st.lists(st.none() | st.floats(0, 100), min_size=len(PLACES), max_size=len(PLACES)),
    compact=st.booleans(),
)
def test_the_rows_are_readable_and_a_missing_need_has_no_bar(
    values: list[float | None], compact: bool
) -> None:
    held = [row(name, value, hatch="slant") for name, value in zip(PLACES, values, strict=True)]
    picture = spots.rows(
        [spots.Part("Kunta ei ole jäsen: 13", held[:13]), spots.Part("Jäseniä: 8", held[13:])],
        heads=("tarve", "jäseniä", "hankkeita"), alt="Palkit.",
        region=(11.1, "Lappi 11,1\u00a0%"), compact=compact,
    )  # fmt: skip
    assert picture.svg.count("<rect x") == sum(value is not None for value in values)
    assert texts(picture).count("puuttuu") == values.count(None)
    assert_readable(picture, least=14 if compact else 12.5)


# The hatch on a map


def hatched() -> map.Paint:
    paint = painted()
    changed = tuple(
        dataclasses.replace(mark, hatch="slant", step=3 if mark.step > 3 else 1)
        if mark.code in ("742", "320", "698")
        else dataclasses.replace(mark, step=2)
        for mark in paint.marks
    )
    return dataclasses.replace(
        paint, marks=changed, scale="need", breaks=("10,0", "12,2"),
        hatches=(("", "jäsenkunta"), ("slant", "muu jäsen, ei kuntaa jäsenenä")),
    )  # fmt: skip


@pytest.mark.parametrize("sheet", map.SHEETS)
def test_a_hatch_lies_over_its_class_on_every_sheet_and_is_told_in_the_legend(sheet: str) -> None:
    svg = map.drawn(*tables(), hatched(), sheet=sheet).svg
    root = ET.fromstring(svg)
    ids = {one.get("id") for one in root.iter("{http://www.w3.org/2000/svg}pattern")}
    areas = re.findall(r'data-code="742" fill="([^"]+)"', svg)
    assert areas[0] == "url(#p-slant-n3-map)" and set(areas) <= {areas[0], "url(#p-slant-n3-inset)"}
    assert {name for name in re.findall(r"url\(#([^)]+)\)", svg)} <= ids
    assert 'data-code="240" fill="var(--n2)"' in svg
    assert ">jäsenkunta<" in svg and ">muu jäsen, ei kuntaa jäsenenä<" in svg


def test_the_legends_words_stay_inside_the_picture_on_the_narrowest_sheet() -> None:
    picture = map.drawn(*tables(), hatched(), sheet="least")
    group = next(g for g in ET.fromstring(picture.svg).iter() if g.get("class") == "legend")
    for text in group.iter("{http://www.w3.org/2000/svg}text"):
        if text.get("text-anchor") == "middle":
            continue
        right = float(text.get("x")) + marks.width_of(text.text, size=float(text.get("font-size")))
        assert right <= picture.width + 1 and float(text.get("y")) <= picture.height


def test_the_browser_is_told_the_hatch_and_an_unhatched_map_says_nothing_new() -> None:
    told = map.message(hatched())
    by_code = {mark[0]: mark for mark in told["m"]}
    assert by_code["742"][7] == 1 and len(by_code["240"]) == 7
    assert (
        told["h"] == [[0, "jäsenkunta"], [1, "muu jäsen, ei kuntaa jäsenenä"]] and told["s"] == "n"
    )
    assert "h" not in map.message(painted())
    json.dumps(told)


def test_the_browser_makes_the_same_hatches() -> None:
    """Size, line and turn are written twice, in Python and in the script; they must not part."""
    script = (marks.HERE.parents[1] / "assets" / "drawing.js").read_text("utf-8")
    assert f"const HATCHES = {list(hatching.HATCHES)}".replace('"', "'") in script
    assert "const TURN = { slant: 45, level: 90 }" in script
    assert f"'stroke-width': {hatching.WIDTH}" in script
    assert f"plain ? 1 : {hatching.OPACITY}" in script
    assert f"width: {hatching.SIZE}, height: {hatching.SIZE}" in script


def test_only_a_value_can_be_hatched() -> None:
    with pytest.raises(ValueError, match="hatch"):
        map.Mark("742", "secret", "Savukoski", "salattu", "", hatch="slant")
