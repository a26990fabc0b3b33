"""The pack as slides, 16:9: a message each, editable charts and tables, notes with sources.

A figure whose table is plain bars or lines becomes a native chart; another is its picture, and its
table follows on a slide of its own. Where pictures cannot be drawn the table stands in their place
and the slide says so.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches

from handprint import session
from handprint.drawings.heat import Grid
from handprint.drawings.marks import STRONG, Picture, width_of
from handprint.figures import Column, Figure
from handprint.figures.pack import Chart, Digest, Pack, Section, Shown
from handprint.packs import about, cells, pictures
from handprint.packs.slides import (
    COLOURS,
    FACE,
    SIDE,
    TALL,
    WIDE,
    Area,
    Series,
    barred,
    lined,
    lines_of,
    pictured,
    tabled,
    titled,
    written,
)
from handprint.words import capital, t
from handprint.words.forms import lower_first

FULL = WIDE - 2 * SIDE
BOTTOM = 6.5
"""Where a slide's body ends; source, choices and number stand below."""
MOST_BARS, MOST_ROWS = 24, 30
LEAST_BESIDE = 10.5
"""The size of letters down to which a whole table stands beside its narrow picture."""
_TITLE_ONLY = 5


def made(pack: Pack) -> bytes:
    """The pack as a PowerPoint file."""
    with session.speaking(pack.lang):
        return _Deck(pack).file()


class _Deck:
    """A presentation in the making: each slide with the same foot, numbered as it comes."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.drawing = pictures.available()
        self.told: list[pd.DataFrame] = []
        self.show = Presentation()
        self.show.slide_width, self.show.slide_height = Inches(WIDE), Inches(TALL)
        _themed(self.show)
        core = self.show.core_properties
        core.title, core.author, core.language = pack.title, t("frame.app"), pack.lang
        core.subject = about.stamp(pack)

    def file(self) -> bytes:
        """Every slide in order: what changed, the answers, then the sections."""
        self._first()
        for digest in (one for one in self.pack.digests[1:] if one.rows):
            slide, top = self._figure_slide(digest.heading, digest.sub)
            self._noted(slide, self._chosen())
            self._news(slide, digest, Area(SIDE, top, FULL, BOTTOM - top))
        self._answers()
        sheets = iter(about.sheet_names(self.pack))
        for section in self.pack.sections:
            self._opening(section)
            for shown in section.shown:
                self._figure(section, shown, next(sheets))
        out = BytesIO()
        self.show.save(out)
        return out.getvalue()

    def _slide(self, source: str = "") -> Any:
        """A slide with its foot: the hand, the source, what was chosen, the number."""
        slide = self.show.slides.add_slide(self.show.slide_layouts[_TITLE_ONLY])
        left = SIDE
        if self.drawing:
            pictured(slide, Area(SIDE, 6.83, 0.36, 0.4), _hand(), t("pack.logo"), ratio=0.927)
            left += 0.5
        room = WIDE - SIDE - 0.9 - left
        if source:
            words = f"{t('pack.source')}: {source}"
            size = 11 if lines_of(words, width=room, size=11) == 1 else 9.5
            tall = 0.24 * lines_of(words, width=room, size=size) - 0.05 * (size < 11)
            area = Area(left, 6.98 - tall, room, tall)
            written(slide, area, words, size=size, hue="ink2", name="source", bottom=True)
        stamp = about.stamp(self.pack)
        top = 6.98 if source else 6.92
        written(slide, Area(left, top, room, 0.24), stamp, size=11, hue="ink2", name="choices")
        number = str(len(self.show.slides))
        written(
            slide,
            Area(WIDE - SIDE - 0.8, 6.98, 0.8, 0.24),
            number,
            size=11,
            hue="ink2",
            align=PP_ALIGN.RIGHT,
            name="number",
        )
        return slide

    def _noted(self, slide: Any, words: Sequence[str]) -> None:
        slide.notes_slide.notes_text_frame.text = "\n".join(one for one in words if one)

    def _first(self) -> None:
        slide = self._slide()
        words = about.heading(self.pack)
        written(
            slide, Area(SIDE, 0.55, FULL, 0.32), t("pack.kicker"), size=16, hue="ink2", strong=True
        )
        rows = min(3, lines_of(words, width=FULL, size=34, strong=True))
        titled(slide, Area(SIDE, 0.95, FULL, 0.55 * rows), words, size=34)
        top = 1.05 + 0.55 * rows
        written(slide, Area(SIDE, top, FULL, 0.35), self.pack.line, size=18, hue="ink2")
        top += 0.75
        if self.pack.digests:
            digest = self.pack.digests[0]
            written(slide, Area(SIDE, top, FULL, 0.36), digest.heading, size=18, strong=True)
            written(slide, Area(SIDE, top + 0.36, FULL, 0.28), digest.sub, size=13, hue="ink2")
            room = BOTTOM - top - 0.78 - 0.45 * len(self._quiet())
            self._news(slide, digest, Area(SIDE, top + 0.78, FULL, room))
            for at, words in enumerate(reversed(self._quiet())):
                below = Area(SIDE, BOTTOM - 0.42 * (at + 1), FULL, 0.4)
                written(slide, below, words, size=12, hue="ink2")
        self._noted(slide, self._chosen())

    def _quiet(self) -> list[str]:
        """News that is one sentence and no rows: it needs no slide of its own."""
        rest = [one for one in self.pack.digests[1:] if not one.rows]
        return [f"{one.heading}: {lower_first(one.sub)}" for one in rest]

    def _news(self, slide: Any, digest: Digest, area: Area) -> None:
        rows = [(one.figure, one.words) for one in digest.rows]
        self._rows(slide, area, rows, digest.heading, digest.sub, first=1.5, right=True)

    def _answers(self) -> None:
        heading = t("pack.contents")
        slide, top = self._figure_slide(heading, self.pack.line)
        rows = [(one.name, one.title) for one in self.pack.sections]
        area = Area(SIDE, top, FULL, BOTTOM - top)
        self._rows(slide, area, rows, heading, self.pack.line, first=2.2, right=False)
        self._noted(slide, self._chosen())

    def _chosen(self) -> list[str]:
        """What the pack is of, for the notes of the slides that stand before its sections."""
        return [f"{a}: {b}" for a, b in self.pack.filters] + about.remarks(self.pack)

    def _rows(
        self,
        slide: Any,
        area: Area,
        rows: list[tuple[str, str]],
        heading: str,
        sub: str,
        *,
        first: float,
        right: bool,
    ) -> None:
        """A list of two columns, as large as it fits; what does not fit goes on to a next slide."""
        widths = (first, area.width - first)
        while rows:
            for size in (16, 14, 12):
                placed, heights = _fitting(rows, widths, size, area.height)
                if len(placed) == len(rows):
                    break
            tabled(
                slide,
                Area(area.left, area.top, area.width, sum(heights)),
                (),
                placed,
                (right, False),
                widths=widths,
                heights=heights,
                size=size,
                alt=f"{heading}. {sub}",
            )
            rows = rows[len(placed) :]
            if rows:
                slide, top = self._figure_slide(heading, sub)
                self._noted(slide, self._chosen())
                area = Area(SIDE, top, FULL, BOTTOM - top)

    def _opening(self, section: Section) -> None:
        slide = self._slide()
        written(slide, Area(SIDE, 1.1, FULL, 0.4), section.name, size=20, hue="ink2", strong=True)
        size = 40
        rows = lines_of(section.title, width=FULL, size=size, strong=True)
        if rows > 3:
            size, rows = 32, lines_of(section.title, width=FULL, size=32, strong=True)
        height = rows * size * 1.12 / 72
        titled(slide, Area(SIDE, 1.6, FULL, height), section.title, size=size)
        top = 1.6 + height + 0.25
        if section.lede:
            rows = lines_of(section.lede, width=FULL - 1, size=20)
            small = 20 if top + rows * 0.33 < 5.7 else 16
            rows = lines_of(section.lede, width=FULL - 1, size=small)
            height = rows * small * 1.3 / 72
            written(slide, Area(SIDE, top, FULL - 1, height), section.lede, size=small, hue="ink2")
            top += height + 0.2
        for note in section.notes:
            written(slide, Area(SIDE, top, FULL - 1, 0.3), note, size=14, hue="ink2")
            top += 0.34
        self._noted(slide, [section.lede, *section.notes])

    def _figure_slide(self, heading: str, sub: str, source: str = "") -> tuple[Any, float]:
        """A slide with a title and a sub-heading; return it and where its body begins."""
        slide = self._slide(source)
        size = 28
        rows = lines_of(heading, width=FULL, size=size, strong=True)
        if rows > 2:
            size, rows = 24, lines_of(heading, width=FULL, size=24, strong=True)
        height = rows * size * 1.12 / 72
        titled(slide, Area(SIDE, 0.55, FULL, height), heading, size=size)
        top = 0.55 + height + 0.08
        rows = lines_of(sub, width=FULL, size=15)
        small = 15 if rows <= 2 else 12
        rows = lines_of(sub, width=FULL, size=small)
        written(slide, Area(SIDE, top, FULL, rows * small * 1.25 / 72), sub, size=small, hue="ink2")
        return slide, top + rows * small * 1.25 / 72 + 0.2

    def _figure(self, section: Section, shown: Shown, sheet: str) -> None:
        figure, picture = shown.figure, shown.figure.picture
        sub = _sub(figure)
        notes = _notes(figure, section)
        slide, top = self._figure_slide(figure.heading, sub, about.source_line(figure))
        self._noted(slide, notes)
        body = Area(SIDE, top, FULL, BOTTOM - top)
        native = shown.chart is not None and _chart_fits(figure, shown.chart)
        if native:
            self.told.append(figure.table.frame)
        drawn = isinstance(picture, Picture) and self.drawing
        if shown.mapped and drawn and (native or shown.columns):
            width = body.height * picture.width / picture.height
            self._picture(slide, Area(SIDE, top, width, body.height), figure)
            right = SIDE + width + 0.5
            beside = Area(right, top, WIDE - SIDE - right, body.height)
            if native:
                _charted(slide, beside, figure, shown.chart)
            else:
                self._table(slide, beside, figure, 0, sheet, only=shown.columns, alone=True)
        elif native:
            _charted(slide, body, figure, shown.chart)
        elif drawn and (areas := self._together(body, shown)) is not None:
            self._picture(slide, areas[0], figure)
            self._table(slide, areas[1], figure, 0, sheet, only=shown.columns, alone=True)
        elif drawn:
            self._picture(slide, body, figure)
            self._tables(section, shown, sheet)
        else:
            # A table that is one on the screen too stands in for nothing.
            said = "" if isinstance(picture, Grid) else t("pack.as_table")
            self._table(slide, body, figure, 0, sheet, said=said, only=shown.columns, alone=True)

    def _together(self, body: Area, shown: Shown) -> tuple[Area, Area] | None:
        """Where a picture and its whole table stand on one slide in readable letters.

        The table stands right of a narrow picture or under a low one; None where it would not fit.
        """
        figure = shown.figure
        if len(figure.table.frame) > MOST_BARS or self._told(figure):
            return None
        ratio = figure.picture.width / figure.picture.height
        wide, tall = body.height * ratio, body.width / ratio
        if wide <= 0.56 * body.width:
            left = body.left + wide + 0.5
            picture = replace(body, width=wide)
            room = replace(body, left=left, width=body.left + body.width - left)
        elif tall <= 0.6 * body.height:
            picture = replace(body, height=tall)
            top = body.top + tall + 0.2
            room = replace(body, top=top, height=body.top + body.height - top)
        else:
            return None
        heads, rows, _ = _printed(figure, shown.columns)
        widths = _widths(heads, rows, room.width, LEAST_BESIDE)
        placed, _ = _fitting([heads, *rows], widths, LEAST_BESIDE, room.height)
        asked = sum(_asked(heads, rows, LEAST_BESIDE, room.width))
        fits = len(placed) == len(rows) + 1 and asked <= 1.25 * room.width
        return (picture, room) if fits else None

    def _picture(self, slide: Any, area: Area, figure: Figure) -> None:
        picture = figure.picture
        png = pictures.raster(pictures.vector(picture), picture.width, picture.height)
        pictured(slide, area, png, _alt(figure), ratio=picture.width / picture.height)

    def _tables(self, section: Section, shown: Shown, sheet: str) -> None:
        """The table twin on slides of its own; a long one is in the workbook."""
        figure = shown.figure
        if len(figure.table.frame) > MOST_ROWS or self._told(figure):
            return
        start = 0
        while start < len(figure.table.frame):
            slide, top = self._figure_slide(figure.heading, _sub(figure), about.source_line(figure))
            self._noted(slide, _notes(figure, section))
            start = self._table(
                slide, Area(SIDE, top, FULL, BOTTOM - top), figure, start, sheet, only=shown.columns
            )

    def _told(self, figure: Figure) -> bool:
        """Whether an earlier slide has the same table, as cells or as an editable chart."""
        return any(figure.table.frame.equals(frame) for frame in self.told)

    def _table(
        self,
        slide: Any,
        area: Area,
        figure: Figure,
        start: int,
        sheet: str,
        said: str = "",
        only: tuple[str, ...] = (),
        alone: bool = False,
    ) -> int:
        """Print rows from `start` while there is room; return the row after the last one.

        `only` names the columns to print, all of them when empty. No slide follows with the rest
        where the table is `alone` or something is `said`: then the rest is named.
        """
        self.told.append(figure.table.frame)
        heads, rows, measured = _printed(figure, only)
        room = area.height - (0.35 if said else 0)
        left = [heads, *rows[start:]]
        for size in (14, 12, 10.5, 9.5):
            widths = _widths(heads, rows, area.width, size)
            placed, heights = _fitting(left, widths, size, room)
            if len(placed) == len(left):
                break
        if alone and len(placed) < len(left):
            placed, heights = _fitting(left, widths, size, area.height - 0.35)
        printed = placed[1:]
        tabled(
            slide,
            Area(area.left, area.top, sum(widths), sum(heights)),
            heads,
            printed,
            measured,
            widths=widths,
            heights=heights,
            size=size,
            alt=t("pack.table_of", heading=_marked(figure, figure.heading)),
        )
        end = start + len(printed)
        words = [said] if said else []
        if (said or alone) and end < len(rows):
            words.append(t("pack.more_rows", rows=len(rows), shown=len(printed), sheet=sheet))
        if words:
            below = Area(area.left, BOTTOM - 0.28, area.width, 0.26)
            written(slide, below, " ".join(words), size=12, hue="ink2")
        return end if printed else len(rows)


def _charted(slide: Any, area: Area, figure: Figure, chart: Chart) -> None:
    """Draw a figure's table as a chart that can be edited."""
    alt = _alt(figure)
    pattern = _pattern(figure.table.columns[chart.values[0]])
    if chart.kind == "lines":
        months, series = _series_over_months(figure, chart)
        lined(slide, area, months, series, pattern=pattern, alt=alt)
        return
    names = []
    series_values: list[list[float | None]] = [[] for _ in chart.values]
    for row in figure.table.frame.to_dict("records"):
        absent = []
        for values, name in zip(series_values, chart.values, strict=True):
            column = figure.table.columns[name]
            value = cells.number(row[name], row[f"{name}_status"], column)
            values.append(value)
            if value is None:
                absent.append(cells.printed(row, name, column))
        label = cells.text(row[chart.names])
        names.append(f"{label} ({', '.join(absent)})" if absent else label)
    series = [
        Series(figure.table.columns[name].title, values, hue)
        for name, values, hue in zip(chart.values, series_values, chart.hues, strict=True)
    ]
    barred(slide, area, names, series, pattern=pattern, alt=alt)


def _series_over_months(figure: Figure, chart: Chart) -> tuple[list[dt.date], list[Series]]:
    """Every month from the first to the last, with None where the table has no number."""
    found: dict[dt.date, dict[str, Any]] = {}
    for row in figure.table.frame.to_dict("records"):
        month = cells.month_of(str(row[chart.names]), session.language())
        if month is not None and month not in found:
            found[month] = row
    months, at = [], min(found)
    while at <= max(found):
        months.append(at)
        at = (at.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    series = []
    for name, hue in zip(chart.values, chart.hues, strict=True):
        column = figure.table.columns[name]
        values = [
            cells.number(found[month][name], found[month][f"{name}_status"], column)
            if month in found
            else None
            for month in months
        ]
        series.append(Series(column.title, values, hue))
    return months, series


def _chart_fits(figure: Figure, chart: Chart) -> bool:
    """Whether the table still has what the chart asks for, and not more than it can show."""
    columns = figure.table.columns
    if not {chart.names, *chart.values} <= columns.keys():
        return False
    if chart.kind == "bars":
        return len(figure.table.frame) <= MOST_BARS
    months = {
        cells.month_of(str(one), session.language()) for one in figure.table.frame[chart.names]
    }
    return len(months - {None}) > 2


def _pattern(column: Column) -> str:
    pattern = "#,##0" + ("." + "0" * column.decimals if column.decimals else "")
    return f'{pattern}" %"' if column.unit == "percent" else pattern


def _marked(figure: Figure, words: str) -> str:
    mark = cells.mark(figure)
    return f"{capital(mark)}. {words}" if mark else words


def _sub(figure: Figure) -> str:
    mark = cells.mark(figure)
    return f"[{mark}] {figure.sub}" if mark else figure.sub


def _alt(figure: Figure) -> str:
    alt = getattr(figure.picture, "alt", "") or figure.heading
    return _marked(figure, alt)


def _notes(figure: Figure, section: Section) -> list[str]:
    """What the speaker may be asked: where the numbers are from, what they mean, what to mind."""
    origins = about.origins([figure])
    meanings = about.definitions([figure])
    said = [section.name, _marked(figure, figure.sub), "", f"{t('pack.notes_sources')}:"]
    said += [
        "– " + ". ".join(p for p in (one.name, one.publisher, one.licence, one.address) if p)
        for one in origins
    ]
    said.append(f"{t('exports.period')}: {figure.periods}")
    if meanings:
        said.append(f"{t('pack.notes_definitions')}:")
        said += [f"– {one.name} ({one.unit}): {one.meaning}" for one in meanings]
    said += [f"{t('exports.caution')}: {one}" for one in about.cautions(figure)]
    return said


def _printed(
    figure: Figure, only: tuple[str, ...]
) -> tuple[list[str], list[list[str]], list[bool]]:
    """A table as words: heads, rows with the mark of each, and which columns are numbers."""
    table = cells.only(figure.table, only)
    heads, measured = cells.heads(table), cells.measured(table)
    rows = list(cells.rows(table))
    marks = cells.marks_of_rows(figure)
    if marks:
        heads, measured = [*heads, t("exports.mark")], [*measured, False]
        rows = [[*row, mark] for row, mark in zip(rows, marks, strict=True)]
    return heads, rows, measured


def _widths(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: float, size: float
) -> list[float]:
    """Columns as wide as their words ask, within limits, and together no wider than the area."""
    asked = _asked(heads, rows, size, width)
    total = sum(asked)
    return [one * min(1, width / total) for one in asked]


def _asked(
    heads: Sequence[str], rows: Sequence[Sequence[str]], size: float, width: float
) -> list[float]:
    """How wide each column would like to be."""
    asked = []
    for across, head in enumerate(heads):
        longest = max((width_of(row[across], size=size) for row in rows), default=0)
        word = max(width_of(part, size=size, weight=STRONG) for part in head.split(" "))
        whole = 0.62 * width_of(head, size=size, weight=STRONG)
        asked.append(min(0.4 * width, max(0.8, max(longest, word, whole) / 72 * 1.15 + 0.25)))
    return asked


def _fitting(
    rows: Sequence[Sequence[str]], widths: Sequence[float], size: float, height: float
) -> tuple[list[Sequence[str]], list[float]]:
    """As many rows as fit, with their heights; the first always does."""
    placed: list[Sequence[str]] = []
    heights: list[float] = []
    for row in rows:
        most = max(
            lines_of(words, width=width - 0.14, size=size)
            for words, width in zip(row, widths, strict=True)
        )
        tall = most * size * 1.22 / 72 + (0.08 if size > 11 else 0.045)
        if placed and sum(heights) + tall > height:
            break
        placed.append(row)
        heights.append(tall)
    return placed, heights


@lru_cache(maxsize=1)
def _hand() -> bytes:
    return pictures.raster(pictures.hand(), 408, 440)


def _themed(show: Any) -> None:
    """The theme's own faces and colours, so that what a user adds looks like the rest."""
    master = show.slide_masters[0].part
    for relation in master.rels.values():
        if not relation.reltype.endswith("/theme"):
            continue
        part = relation.target_part
        text = part.blob.decode("utf-8")
        text = re.sub(
            r'<a:latin typeface="[^"]*"(?: panose="[^"]*")?/>',
            f'<a:latin typeface="{FACE}" panose="020B0503030403020204"/>',
            text,
            count=2,
        )
        hues = ("seek", "open", "ctx", "good", "bad", "neut")
        for place, hue in enumerate(hues, start=1):
            text = re.sub(
                rf"<a:accent{place}>.*?</a:accent{place}>",
                f'<a:accent{place}><a:srgbClr val="{COLOURS[hue]}"/></a:accent{place}>',
                text,
                flags=re.S,
            )
        part._blob = text.encode("utf-8")
