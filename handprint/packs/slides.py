"""What stands on one slide of the pack: charts, tables, words and pictures at exact places.

Lengths are inches on a slide of 13.333 by 7.5. Words are set in Source Sans 3 with its own kind of
face named for computers that lack it, and every box leaves a tenth of its width to spare.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from handprint.drawings import marks
from handprint.drawings.marks import width_of

FACE = "Source Sans 3"
WIDE, TALL = 13.333, 7.5
SIDE = 0.75
COLOURS = {name[2:]: colour.lstrip("#") for name, colour in marks.variables().items()}


@dataclass(frozen=True)
class Area:
    """A rectangle on the slide in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The same for the library."""
        return tuple(Inches(one) for one in (self.left, self.top, self.width, self.height))


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart; None where there is none to draw."""

    name: str
    values: Sequence[float | None]
    hue: str


def described(shape: Any, words: str, *, name: str = "") -> None:
    """Give a shape its alternative text, and a name a screen reader's list can show."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", words)
    if name:
        properties.set("name", name)


def coloured(font: Any, hue: str, *, size: float, strong: bool = False) -> None:
    """Set the face, size and colour of some letters."""
    font.name, font.size, font.bold = FACE, Pt(size), strong
    font.color.rgb = RGBColor.from_string(COLOURS[hue])


def lines_of(words: str, *, width: float, size: float, strong: bool = False) -> int:
    """How many lines some words take in a width of inches, with a tenth to spare."""
    weight = marks.STRONG if strong else 400
    count, room = 1, width * 72 * 0.9
    left = room
    for word in words.split(" "):
        need = width_of(word + " ", size=size, weight=weight)
        if need > left and left < room:
            count, left = count + 1, room
        left -= need
    return count


def written(
    slide: Any,
    area: Area,
    words: str,
    *,
    size: float,
    hue: str = "ink",
    strong: bool = False,
    align: Any = PP_ALIGN.LEFT,
    name: str = "",
    bottom: bool = False,
) -> Any:
    """Write a paragraph into a box of its own."""
    box = slide.shapes.add_textbox(*area.emu)
    frame = box.text_frame
    _bare(frame, MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP)
    paragraph = frame.paragraphs[0]
    paragraph.alignment, paragraph.line_spacing = align, 0.98
    run = paragraph.add_run()
    run.text = words
    coloured(run.font, hue, size=size, strong=strong)
    described(box, words, name=name)
    return box


def titled(slide: Any, area: Area, words: str, *, size: float) -> None:
    """Put the slide's title into its own placeholder, so that outlines and readers find it."""
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = area.emu
    frame = title.text_frame
    _bare(frame, MSO_ANCHOR.TOP)
    paragraph = frame.paragraphs[0]
    paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, 0.9
    run = paragraph.add_run()
    run.text = words
    coloured(run.font, "ink", size=size, strong=True)
    described(title, words)


def _bare(frame: Any, anchor: Any) -> None:
    frame.word_wrap, frame.vertical_anchor = True, anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def pictured(slide: Any, area: Area, png: bytes, alt: str, *, ratio: float) -> None:
    """Place a picture as large as its area allows, flush left and top; `ratio` is its shape."""
    width = min(area.width, area.height * ratio)
    shape = slide.shapes.add_picture(
        BytesIO(png), Inches(area.left), Inches(area.top), Inches(width), Inches(width / ratio)
    )
    described(shape, alt)


def barred(
    slide: Any,
    area: Area,
    names: Sequence[str],
    series: Sequence[Series],
    *,
    pattern: str,
    alt: str,
) -> None:
    """A native chart of lying bars, first name on top, each bar with its number."""
    data = CategoryChartData(number_format=pattern)
    data.categories = list(names)
    for one in series:
        data.add_series(one.name, one.values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *area.emu, data)
    described(frame, alt)
    chart = _plain(frame.chart, series, size=12 if len(names) <= 14 else 10.5)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = (45, -5) if len(series) == 1 else (60, -5)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = pattern, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    coloured(labels.font, "ink", size=12 if len(names) <= 14 else 10.5)
    for drawn, one in zip(plot.series, series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = RGBColor.from_string(COLOURS[one.hue])
        drawn.invert_if_negative = False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    if all((value or 0) >= 0 for one in series for value in one.values):
        chart.value_axis.minimum_scale = 0


def lined(
    slide: Any,
    area: Area,
    months: Sequence[date],
    series: Sequence[Series],
    *,
    pattern: str,
    alt: str,
) -> None:
    """A native chart of lines over months: a month without a number is a gap, never a line."""
    data = CategoryChartData(number_format=pattern)
    data.categories = list(months)
    for one in series:
        data.add_series(one.name, one.values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *area.emu, data)
    described(frame, alt)
    chart = _plain(frame.chart, series, size=12)
    for drawn, one in zip(chart.plots[0].series, series, strict=True):
        drawn.smooth = False
        drawn.format.line.width = Pt(2.25 if one.hue != "ctx" else 1.5)
        drawn.format.line.color.rgb = RGBColor.from_string(COLOURS[one.hue])
        _markers(drawn, one)
    axis = chart.category_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy", False
    years = max(1, (months[-1].year - months[0].year) // 8)
    _every(axis._element, years)
    chart.value_axis.has_major_gridlines = True
    chart.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(COLOURS["rule"])
    chart.value_axis.format.line.fill.background()
    chart.value_axis.tick_labels.number_format = pattern
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.value_axis.minimum_scale = 0
    blanks = chart._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "gap")


def _markers(drawn: Any, one: Series) -> None:
    """A disc where a month stands alone between gaps: no line would show it."""
    drawn.marker.style = XL_MARKER_STYLE.NONE
    values = [None, *one.values, None]
    for at in range(1, len(values) - 1):
        if values[at] is not None and values[at - 1] is None and values[at + 1] is None:
            marker = drawn.points[at - 1].marker
            marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 7
            marker.format.fill.solid()
            marker.format.fill.fore_color.rgb = RGBColor.from_string(COLOURS["bg"])
            marker.format.line.color.rgb = RGBColor.from_string(COLOURS[one.hue])


def _every(axis: Any, years: int) -> None:
    """Ticks every so many years on an axis of months, in the order that the schema wants."""
    for tag in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
        for old in axis.findall(qn(tag)):
            axis.remove(old)
    for tag, value in (
        ("c:baseTimeUnit", "months"),
        ("c:majorUnit", str(years)),
        ("c:majorTimeUnit", "years"),
    ):
        element = etree.SubElement(axis, qn(tag))
        element.set("val", value)


def _plain(chart: Any, series: Sequence[Series], *, size: float) -> Any:
    """No title, no frame, a legend only where there are several series to tell apart."""
    chart.has_title = False
    chart.font.name, chart.font.size = FACE, Pt(size)
    chart.font.color.rgb = RGBColor.from_string(COLOURS["ink2"])
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        coloured(chart.legend.font, "ink", size=13)
    axis = chart.category_axis
    axis.format.line.color.rgb = RGBColor.from_string(COLOURS["line"])
    axis.has_major_gridlines = False
    coloured(axis.tick_labels.font, "ink", size=size)
    return chart


def tabled(
    slide: Any,
    area: Area,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    measured: Sequence[bool],
    *,
    widths: Sequence[float],
    heights: Sequence[float],
    size: float,
    alt: str,
) -> None:
    """A native table: words left, numbers right, one rule under each row and nothing else."""
    frame = slide.shapes.add_table(len(rows) + bool(heads), len(widths), *area.emu)
    described(frame, alt)
    table = frame.table
    table.first_row, table.horz_banding = bool(heads), False
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    lines = ([(heads, True)] if heads else []) + [(row, False) for row in rows]
    for down, ((words, head), height) in enumerate(zip(lines, heights, strict=True)):
        table.rows[down].height = Inches(height)
        for across, text in enumerate(words):
            cell = table.cell(down, across)
            cell.margin_left, cell.margin_right = Inches(0.02), Inches(0.12)
            cell.margin_top = cell.margin_bottom = Inches(0.03 if size > 11 else 0.015)
            cell.vertical_anchor = MSO_ANCHOR.TOP
            cell.text_frame.word_wrap = True
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if measured[across] else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = text
            coloured(run.font, "ink", size=size, strong=head)
            _ruled(cell, "ink2" if head else "rule")


def _ruled(cell: Any, hue: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    for edge in ("a:lnL", "a:lnR", "a:lnT"):
        etree.SubElement(etree.SubElement(properties, qn(edge), w="0"), qn("a:noFill"))
    below = etree.SubElement(properties, qn("a:lnB"), w="9525")
    fill = etree.SubElement(below, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=COLOURS[hue])
    etree.SubElement(properties, qn("a:noFill"))
