"""The map as one pure function, and the geometry it is drawn from."""

import dataclasses
import itertools
import json
import re
import xml.etree.ElementTree as ET

import pytest
import shapely
from shapely.geometry import Polygon, box

from handprint.drawings import map as drawing
from handprint.drawings import marks, small_map
from handprint.publish import geometry
from tests.drawings.painting import DATA, MISSING, SECRET, made, names, painted, tables

LEVELS = tuple(geometry.LEVELS)
EVERY = [(level, sheet) for level in LEVELS for sheet in drawing.SHEETS]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(level: str = "municipality", sheet: str = "wide", **paint: object) -> ET.Element:
    return ET.fromstring(drawing.drawn(*tables(level), painted(level, **paint), sheet=sheet).svg)


def group(root: ET.Element, name: str, on: str = "map") -> ET.Element:
    found = [g for g in root.iter(f"{SVG}g") if g.get("class") == name]
    return next(g for g in found if g.get("data-on") in (on, None))


def polygons(path: str) -> list[Polygon]:
    rings = []
    for part in re.findall(r"M([^Mz]+)z", path):
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        xs = itertools.accumulate(x for x, _ in pairs)
        ys = itertools.accumulate(y for _, y in pairs)
        rings.append(Polygon(list(zip(xs, ys, strict=True))))
    return rings


def rooms(level: str, sheet: str, value: str = "12\u00a0345") -> dict[str, Polygon]:
    """The rectangle of each label, from measured glyphs."""
    shapes, layers = tables(level)
    text = layers[(layers["layer"] == "text") & (layers["sheet"] == sheet)].iloc[0]
    found = {}
    for row in shapes.to_dict("records"):
        parts = drawing.split_name(names(level)[row["area_code"]], row[f"{sheet}_lines"])
        widths = [
            marks.width_of(part, size=text["size"], weight=marks.STRONG) for part in (*parts, value)
        ]
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[row[f"{sheet}_anchor"]]
        left = row[f"{sheet}_x"] - max(widths) * share
        top = row[f"{sheet}_y"] - 0.74 * text["size"]
        bottom = row[f"{sheet}_y"] + text["height"] * (len(widths) - 1) + 0.24 * text["size"]
        found[row["area_code"]] = box(left, top, left + max(widths), bottom)
    return found


def test_every_area_is_there_once_on_every_level() -> None:
    assert {level: len(tables(level)[0]) for level in LEVELS} == {
        "municipality": 21, "sub_region": 6, "employment_area": 4,
    }  # fmt: skip
    for level in LEVELS:
        codes = [path.get("data-code") for path in group(drawn(level), "areas")]
        assert sorted(codes) == sorted(names(level))


@pytest.mark.parametrize("level", LEVELS)
def test_areas_are_valid_and_meet_without_gap_or_overlap(level: str) -> None:
    shapes, layers = tables(level)
    areas = {
        row["area_code"]: shapely.union_all(polygons(row["path"]))
        for row in shapes.to_dict("records")
    }
    assert all(area.is_valid and area.area > 0 for area in areas.values())
    for one, other in itertools.combinations(areas.values(), 2):
        assert one.intersection(other).area == 0
    outline = layers[layers["layer"] == "outline"]["path"].iloc[0]
    region = shapely.union_all(polygons(outline))
    assert region.area == pytest.approx(sum(area.area for area in areas.values()))


def test_areas_keep_their_size() -> None:
    whole = sum(p.area for path in tables()[0]["path"] for p in polygons(path)) / 100
    assert whole == pytest.approx(98_874, rel=0.002)


@pytest.mark.parametrize("level", LEVELS)
def test_an_arrow_leads_that_way_and_every_area_can_be_reached_from_every_other(level: str) -> None:
    shapes = tables(level)[0].set_index("area_code")
    arrows = {
        code: {way: row[way] for way in drawing.ARROWS if isinstance(row[way], str)}
        for code, row in shapes.iterrows()
    }
    for code, ways in arrows.items():
        for way, other in ways.items():
            dx = shapes.loc[other, "centre_x"] - shapes.loc[code, "centre_x"]
            dy = shapes.loc[other, "centre_y"] - shapes.loc[code, "centre_y"]
            assert {"up": -dy, "down": dy, "left": -dx, "right": dx}[way] > 0
    for start in arrows:
        seen, queue = {start}, [start]
        while queue:
            new = set(arrows[queue.pop()].values()) - seen
            seen |= new
            queue += new
        assert seen == set(arrows), start


@pytest.mark.parametrize(("level", "sheet"), EVERY)
def test_no_label_meets_another_and_all_lie_inside_the_picture(level: str, sheet: str) -> None:
    width, height = drawing.SIZES[level][sheet]
    found = rooms(level, sheet)
    assert all(box(0, 0, width, height).contains(room) for room in found.values())
    for (one, a), (other, b) in itertools.combinations(found.items(), 2):
        assert not a.intersects(b), (one, other)


@pytest.mark.parametrize(("level", "sheet"), EVERY)
def test_no_label_lies_on_the_inset_or_on_a_neighbour_state(level: str, sheet: str) -> None:
    _, layers = tables(level)
    mine = layers[layers["sheet"] == sheet].set_index("layer")
    size = mine.loc["text", "size"]
    states = []
    for state, words in zip(drawing.AROUND, ("Norway", "Sweden", "Venäjä"), strict=True):
        x, y = mine.loc[state, "x"], mine.loc[state, "y"]
        width = marks.width_of(words, size=size)
        left = x - width * (1 if x > 0.8 * drawing.SIZES[level][sheet][0] else 0.5)
        states.append(box(left, y - 0.74 * size, left + width, y + 0.24 * size))
    for code, room in rooms(level, sheet).items():
        assert not any(room.intersects(state) for state in states), code
        if "frame" in mine.index and code not in geometry.INSET:
            frame = mine.loc["frame"]
            ground = box(frame.x, frame.y - 22, frame.x + frame.width, frame.y + frame.height)
            assert not room.intersects(ground), code


def test_a_label_outside_its_area_has_a_line_to_it() -> None:
    for row in tables()[0].to_dict("records"):
        for sheet in drawing.SHEETS:
            assert bool(row[f"{sheet}_outside"]) == isinstance(row[f"{sheet}_leader"], str)


def test_the_enlarged_corner_shows_its_three_municipalities_whole() -> None:
    shapes = tables()[0].set_index("area_code")
    for code in geometry.INSET:
        assert shapes.loc[code, "inset_path"] is not None
        whole = sum(p.area for p in polygons(shapes.loc[code, "path"]))
        shown = sum(p.area for p in polygons(shapes.loc[code, "inset_path"]))
        assert shown == pytest.approx(whole, rel=0.001)


@pytest.mark.parametrize("sheet", drawing.SHEETS)
def test_a_secret_area_shows_its_pattern_and_never_a_class_or_a_number(sheet: str) -> None:
    root = drawn(sheet=sheet, measure="few")
    for on in ("map", "inset"):
        for path in group(root, "areas", on):
            if path.get("data-code") in SECRET:
                assert path.get("fill") == f"url(#p-secret-{on})"
            elif path.get("data-code") in MISSING:
                assert path.get("fill") == f"url(#p-missing-{on})"
            else:
                assert path.get("fill") in {f"var(--s{step})" for step in range(1, 6)}
    for label in group(root, "labels"):
        said = [text.text for text in label.iter(f"{SVG}text")]
        if label.get("data-code") in SECRET:
            assert said[-1] == "<5"
            assert not re.search(r"\d", "".join(said[:-1]))


def test_a_class_for_a_secret_cell_is_refused() -> None:
    with pytest.raises(ValueError, match="047: a step belongs to a value"):
        drawing.Mark("047", "secret", "Enontekiö", "<5", "Enontekiö alle 5", step=1)
    with pytest.raises(ValueError, match="047"):
        drawing.Mark("047", "value", "Enontekiö", "0", "Enontekiö 0")


def test_the_alternative_text_says_what_is_secret_and_what_is_missing() -> None:
    picture = drawing.drawn(*tables(), painted(measure="few"))
    assert "Alle 5: Enontekiö, Inari, Kemi, Pelkosenniemi." in picture.alt
    assert "Puuttuu: Sodankylä." in picture.alt
    assert "Alle 5" not in drawing.alt_text(painted())


def test_the_legend_names_only_the_patterns_in_use() -> None:
    def said(**paint: object) -> list[str]:
        return [text.text for text in group(drawn(**paint), "legend").iter(f"{SVG}text")]

    assert sorted(said()) == sorted(["8", "10", "12", "14", "%"])
    assert sorted(said(measure="few")) == sorted(["8", "10", "12", "14", "%", "alle 5", "puuttuu"])


@pytest.mark.parametrize("sheet", drawing.SHEETS)
@pytest.mark.parametrize("unit", ["%", "henkilöä", "avointa työpaikkaa", ""])
def test_the_legend_stays_inside_the_picture_and_its_words_apart(sheet: str, unit: str) -> None:
    paint = dataclasses.replace(
        painted(measure="few"),
        unit=unit,
        breaks=("1\u00a0000", "2\u00a0000", "5\u00a0000", "9\u00a0999"),
    )
    picture = drawing.drawn(*tables(), paint, sheet=sheet)
    legend = group(ET.fromstring(picture.svg), "legend")
    spans = []
    for text in legend.iter(f"{SVG}text"):
        if not text.text:
            continue
        x, y, size = (float(text.get(key)) for key in ("x", "y", "font-size"))
        width = marks.width_of(text.text, size=size)
        left = x - width / 2 if text.get("text-anchor") == "middle" else x
        spans.append(box(left, y - 0.7 * size, left + width, y + 0.2 * size))
    frame = box(0, 0, picture.width, picture.height)
    assert all(frame.contains(span) for span in spans)
    for one, other in itertools.combinations(spans, 2):
        assert not one.intersects(other)


def test_the_chosen_area_is_outlined_in_the_map_and_in_the_enlarged_corner() -> None:
    root = drawn(selected="241")
    paths = tables()[0].set_index("area_code")
    for on, column in (("map", "path"), ("inset", "inset_path")):
        lines = list(group(root, "chosen", on))
        assert [line.get("d") for line in lines] == [paths.loc["241", column]] * 2
        assert lines[-1].get("stroke") == "var(--ink)"
    assert all(line.get("d") is None for line in group(drawn(), "chosen"))


def test_marks_and_areas_must_be_the_same() -> None:
    paint = painted()
    with pytest.raises(ValueError, match="240"):
        drawing.drawn(
            *tables(), dataclasses.replace(paint, marks=paint.marks[:2] + paint.marks[3:])
        )


@pytest.mark.parametrize(
    ("name", "lines", "parts"),
    [
        ("Pelkosenniemi", 2, ["Pelkosen-", "niemi"]),
        ("Pelkosenniemi", 1, ["Pelkosenniemi"]),
        ("Pohjois- ja Itä-Lappi", 2, ["Pohjois- ja", "Itä-Lappi"]),
        ("Tunturi-Lappi–Pello", 2, ["Tunturi-", "Lappi–Pello"]),
        ("Kemi", 2, ["Kemi"]),
    ],
)
def test_names_break_where_a_reader_would_break_them(
    name: str, lines: int, parts: list[str]
) -> None:
    assert drawing.split_name(name, lines) == parts


@pytest.mark.slow
def test_the_same_raw_files_give_the_same_drawings() -> None:
    geometry._tables.cache_clear()
    again = geometry.tables(DATA)
    for name, table in made().items():
        assert table.to_csv() == again[name].to_csv()


def test_the_base_file_is_small_and_holds_what_the_browser_needs() -> None:
    for name, data in geometry.drawings(DATA).items():
        root = ET.fromstring(data.decode())
        facts = json.loads(root.find(f"{SVG}metadata").text)
        level = name.removeprefix("map-").removesuffix(".svg")
        assert sorted(facts["order"]) == sorted(names(level))
        assert set(facts["sheets"]) == set(drawing.SHEETS)
        assert len(data) < 32_000
        assert not any(path.get("fill", "").startswith("var(--s") for path in root.iter())


@pytest.mark.parametrize("measure", ["share", "few"])
def test_a_change_sends_less_than_four_kilobytes(measure: str) -> None:
    sent = drawing.message(painted(measure=measure, selected="240"))
    assert len(json.dumps(sent, ensure_ascii=False).encode()) < 4_000


@pytest.mark.parametrize("scale", ["sequential", "diverging", "openings"])
@pytest.mark.parametrize("theme", marks.THEMES)
def test_a_map_is_also_a_file_of_its_own(scale: str, theme: str) -> None:
    paint = dataclasses.replace(painted(measure="few"), scale=scale)
    file = marks.standalone(drawing.drawn(*tables(), paint), theme)
    ET.fromstring(file)
    assert "var(" not in file


def test_the_small_map_calls_its_areas_by_name_and_value() -> None:
    picture = small_map.drawn(*tables(), painted(), called=("758", "742", "240"))
    said = [text.text for text in ET.fromstring(picture.svg).iter(f"{SVG}text")]
    for words in ("Sodankylä", "6,9", "Savukoski", "15,8", "Kemi", "17,1"):
        assert words in said


def test_labels_of_the_small_map_keep_apart_below_its_legend() -> None:
    called = ("890", "148", "047", "758", "742", "498", "240")
    picture = small_map.drawn(*tables(), painted(measure="few"), called=called)
    heights = sorted(
        float(text.get("y"))
        for text in ET.fromstring(picture.svg).iter(f"{SVG}text")
        if text.text in {names("municipality")[code] for code in called}
    )
    assert len(heights) == len(called)
    assert all(b - a >= 18 for a, b in itertools.pairwise(heights))
    assert heights[0] > 60
    assert heights[-1] < picture.height
