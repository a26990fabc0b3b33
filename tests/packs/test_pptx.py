"""The slides hold the numbers of the queries, charts that can be edited, and words for the ear."""

import io
from itertools import combinations

import pytest
from pptx import Presentation
from pptx.util import Emu

from handprint import session
from handprint.drawings import marks
from handprint.figures.areas import REGION
from handprint.packs import about, cells, pptx
from queries import run
from tests.packs.conftest import Made


def slides(files: Made) -> list:
    return list(Presentation(io.BytesIO(files.pptx)).slides)


def charts(files: Made) -> dict[str, object]:
    """Every native chart by the title of its slide."""
    return {
        slide.shapes.title.text_frame.text: shape.chart
        for slide in slides(files)
        for shape in slide.shapes
        if shape.has_chart
    }


def test_bars_of_municipalities_are_those_of_the_query(kemi):
    figure = next(one for one in about.figures(kemi.pack) if one.key == "areas-map")
    chart = charts(kemi)[figure.heading]
    asked = dict(figure.asked)["labour/indicator_by_area"]
    table = run("labour/indicator_by_area", **asked)
    from handprint.words import place

    wanted = {place(row.area_code, "fi").name: round(row.value, 1) for row in table.itertuples()}
    plot = chart.plots[0]
    assert dict(zip(plot.categories, plot.series[0].values, strict=True)) == wanted


def test_a_line_has_every_month_of_the_query_and_gaps_for_the_others(kemi):
    figure = next(one for one in about.figures(kemi.pack) if one.key == "areas-trend")
    chart = charts(kemi)[figure.heading]
    plot = chart.plots[0]
    table = run("labour/indicator_over_time", indicator="unemployed_share", area="240")
    known = table[table["status"].isin(cells.KNOWN)]
    drawn = {
        f"{day:%Y-%m}": value for day, value in zip(_days(plot), plot.series[0].values, strict=True)
    }
    for row in known.itertuples():
        assert drawn[row.period] == pytest.approx(row.value, abs=0.051), row.period
    assert drawn["2024-02"] is None, "a month that was never published is a gap"
    assert chart._chartSpace.chart.find("{*}dispBlanksAs").get("val") == "gap"
    region = run("labour/indicator_over_time", indicator="unemployed_share", area=REGION)
    assert len(region)


def _days(plot) -> list:
    import datetime as dt

    origin = dt.date(1899, 12, 30)
    return [origin + dt.timedelta(days=int(float(one))) for one in plot.categories]


def test_every_native_table_prints_the_figures_cells(files):
    shown = {one.figure.heading: one for part in files.pack.sections for one in part.shown}
    assert len(shown) == len(about.figures(files.pack)), "two figures have one heading"
    seen, told, cut = 0, {}, {}
    for slide in slides(files):
        one = shown.get(slide.shapes.title.text_frame.text)
        for shape in slide.shapes:
            if not shape.has_table or one is None:
                continue
            seen += 1
            table = cells.only(one.figure.table, one.columns)
            printed = [[cell.text for cell in row.cells] for row in shape.table.rows]
            with session.speaking(files.pack.lang):
                heads, rows = cells.heads(table), list(cells.rows(table))
            assert printed[0][: len(heads)] == heads
            assert all(line[: len(heads)] in rows for line in printed[1:])
            told.setdefault(one.figure.key, []).extend(printed[1:])
            words = [box.text_frame.text for box in slide.shapes if box.has_text_frame]
            cut[one.figure.key] = any("Excel" in said for said in words)
    assert seen >= 4
    for key, rows in told.items():
        figure = next(one for one in about.figures(files.pack) if one.key == key)
        assert len(rows) >= len(figure.table.frame) or cut[key], f"{key} lost rows on its way"


def test_every_shape_has_an_alternative_text(files):
    for number, slide in enumerate(slides(files), start=1):
        for shape in slide.shapes:
            words = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            assert words and words.strip(), (number, shape.name)


def test_every_slide_has_a_title_of_its_own_place(files):
    for slide in slides(files):
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text


def test_notes_name_the_sources(files):
    notes = {
        slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text
        for slide in slides(files)
        if slide.has_notes_slide
    }
    with session.speaking(files.pack.lang):
        for figure in about.figures(files.pack):
            for origin in about.origins([figure]):
                assert origin.name in notes[figure.heading]


def test_nothing_leaves_the_slide_and_nothing_lies_on_another(files):
    show = Presentation(io.BytesIO(files.pptx))
    wide, tall = show.slide_width, show.slide_height
    assert round(wide / tall, 2) == 1.78
    slack = Emu(12700)
    for number, slide in enumerate(show.slides, start=1):
        boxes = [
            (one.left, one.top, one.left + one.width, one.top + one.height, one.name)
            for one in slide.shapes
        ]
        for left, top, right, bottom, name in boxes:
            assert min(left, top) >= 0 and right <= wide and bottom <= tall, (number, name)
        for a, b in combinations(boxes, 2):
            apart = (
                a[2] <= b[0] + slack
                or b[2] <= a[0] + slack
                or a[3] <= b[1] + slack
                or b[3] <= a[1] + slack
            )
            assert apart, (number, a[4], b[4])


def test_every_slide_has_notes(files):
    for number, slide in enumerate(slides(files), start=1):
        assert slide.has_notes_slide, (number, slide.shapes.title.text_frame.text)
        assert slide.notes_slide.notes_text_frame.text.strip(), number


def inches(length: int) -> float:
    return length / 914400


def height_of(frame, width: float) -> float:
    """How tall some words are set, in inches, by the widths of the face's own letters."""
    tall = 0.0
    for paragraph in frame.paragraphs:
        for part in paragraph.runs:
            size, weight = part.font.size.pt, marks.STRONG if part.font.bold else 400
            rows, room = 1, width * 72
            for word in part.text.split(" "):
                need = marks.width_of(word, size=size, weight=weight)
                if need > room and room < width * 72:
                    rows, room = rows + 1, width * 72
                room -= need + marks.width_of(" ", size=size, weight=weight)
            # The spacing of lines is Source Sans' own, and the foot of the last hangs below it.
            tall += rows * size * 1.257 / 72 * (paragraph.line_spacing or 1) - 0.05
    return tall


def test_no_words_run_out_of_their_boxes(files):
    for number, slide in enumerate(slides(files), start=1):
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                tall = height_of(shape.text_frame, inches(shape.width))
                assert tall <= inches(shape.height) + 0.06, (number, shape.name, tall)
            if not shape.has_table:
                continue
            bottom = inches(shape.top)
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    room = inches(column.width - cell.margin_left - cell.margin_right)
                    tall = height_of(cell.text_frame, room)
                    tall += inches(cell.margin_top + cell.margin_bottom)
                    assert tall <= inches(row.height) + 0.06, (number, cell.text)
                    for part in (r for p in cell.text_frame.paragraphs for r in p.runs):
                        weight = marks.STRONG if part.font.bold else 400
                        for word in part.text.split(" "):
                            wide = marks.width_of(word, size=part.font.size.pt, weight=weight)
                            assert wide / 72 <= room + 0.1, (number, word)
                bottom += inches(row.height)
            assert bottom <= 6.56, (number, "a table reaches the foot")


def test_without_the_drawing_program_the_table_stands_in_the_pictures_place(kemi, monkeypatch):
    monkeypatch.setattr("handprint.packs.pictures.available", lambda: False)
    show = Presentation(io.BytesIO(pptx.made(kemi.pack)))
    titles = {slide.shapes.title.text_frame.text: slide for slide in show.slides}
    figure = next(one for one in about.figures(kemi.pack) if one.key == "mismatch_curve")
    slide = titles[figure.heading]
    assert any(shape.has_table for shape in slide.shapes)
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any("taulukko" in one for one in said)
    assert not any(shape.shape_type == 13 for one in show.slides for shape in one.shapes)
