"""A timeline of projects with the day it is seen from, and how many run at once under it.

Filled: known by the day. Dashed and hatched: known by the year. Dotted: no day known, drawn over
the programme period. What lies after the day is only an outline. The stretch in which none runs is
one hatched band through both parts, named. A source that says otherwise is flagged by a triangle
and words. No name, date or flag is left out; places along the axis are decimal years.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Box, Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, svg, width_of
from handprint.drawings.picking import group, pickable
from handprint.drawings.scale import Scale

_THICK = 20


@dataclass(frozen=True)
class Row:
    """One project: `start` and `end` are where its mark runs, `text` the days or why there is none.

    `aside` stands before the bar, `flag` at the row's end. `pick` is what choosing the row gives,
    `says` the words of that to a screen reader.
    """

    name: str
    text: str
    start: float
    end: float
    kind: Literal["days", "years", "unknown"] = "days"
    aside: str = ""
    flag: str = ""
    core: bool = False
    strong: bool = False
    pick: str = ""
    says: str = ""


@dataclass(frozen=True)
class Level:
    """From a place on, how many run: those known by the day, and all with those known by years."""

    at: float
    exact: int
    total: int


@dataclass(frozen=True)
class Gap:
    """A stretch in which none runs: what ended before it, and the words on the curve."""

    start: float
    end: float
    head: str
    note: str
    text: str


def drawn(
    rows: Sequence[Row],
    levels: Sequence[Level],
    *,
    first: int,
    last: int,
    day: float,
    day_text: str,
    curve_head: str,
    curve_sub: str,
    peak: str,
    alt: str,
    gap: Gap | None = None,
    compact: bool = False,
) -> Picture:
    """Draw the years `first` to `last` with their projects; `peak` names the highest level."""
    line = _Line(rows, first, last, day, gap, compact=compact)
    line.day_words(day_text)
    line.rows_of(rows)
    line.curve(levels, curve_head, curve_sub, peak)
    return group(svg(line.width, line.bottom, line.markup(), alt))


class _Line:
    """The picture in the making: what lies where, shapes gathered by kind."""

    def __init__(
        self,
        rows: Sequence[Row],
        first: int,
        last: int,
        day: float,
        gap: Gap | None,
        *,
        compact: bool,
    ) -> None:
        self.compact, self.day, self.gap = compact, day, gap
        self.width, self.size = (358, 15) if compact else (1128, 14)
        self.small = self.size - 1
        self.sheet = Sheet(self.width)
        flags = max([0, *(width_of(row.flag, size=self.small) + 24 for row in rows if row.flag)])
        names = max([0, *(width_of(r.name, size=self.size, weight=650) for r in rows)])
        asides = max([0, *(width_of(row.aside, size=self.small) for row in rows)])
        left = 2 if compact else min(max(round(names + 18 + asides + 14), 250), 350)
        right = self.width - (4 if compact else max(flags + 18, 24))
        self.name_room = self.width * 0.97 if compact else left - asides - 32
        self.x = Scale(first, last + 1, left, right)
        self.years = range(first, last + 1)
        self.shapes: dict[str, str] = {}
        self.top = self.bottom = 0
        self.bands: list[tuple[int, int]] = []
        self.picks = ""

    @property
    def left(self) -> int:
        return round(self.x.start)

    @property
    def right(self) -> int:
        return round(self.x.end)

    def day_words(self, words: str) -> None:
        """The name of the day over its line."""
        at = self.x(self.day)
        label = Label(words, size=self.size, strong=True, ink="ink")
        self.sheet.write(label.at(Spot(at, self.size + 1, "middle")))
        self.top = self.size + 8

    def rows_of(self, rows: Sequence[Row]) -> None:
        """All projects, one under another."""
        y = float(self.top + 4)
        if not self.compact:
            # No word stands on the day's line or on the edge of the gap.
            for at in [self.day, *([self.gap.start] if self.gap else [])]:
                self.sheet.block(Box(self.x(at) - 2, self.top, self.x(at) + 2, 10_000))
        for row in rows:
            top = y
            y = self._phone_row(row, y) if self.compact else self._desk_row(row, y)
            if row.pick:
                self.picks += pickable(row.pick, row.says, Box(1, top + 1, self.width - 1, y - 1))
        self.foot = round(y + 4)
        if self.gap and not self.compact:
            self._gap_words(self.gap)

    def _desk_row(self, row: Row, y: float) -> float:
        names = folded(row.name, width=self.name_room, size=self.size, strong=row.strong)
        tall = max(30, len(names) * (self.size + 3) + 8)
        middle = round(y + tall / 2)
        level = middle + round(self.size * 0.35)
        up = (len(names) - 1) * (self.size + 3) / 2
        for at, words in enumerate(names):
            label = Label(words, size=self.size, strong=row.strong or row.core, ink="ink")
            self.sheet.write(label.at(Spot(0, level - up + at * (self.size + 3))))
        if row.aside:
            self.sheet.write(
                Label(row.aside, size=self.small).at(Spot(self.left - 14, level, "end"))
            )
        start, end = self._mark(row, middle)
        filled = min(end, self.x(self.day)) if row.kind == "days" else start
        label = Label(row.text, size=self.small, strong=row.strong)
        written = None
        if filled - start > label.width + 20:
            inside = Label(row.text, size=self.small, strong=row.strong, ink="on")
            self.sheet.labels.append(inside.at(Spot(start + 8, level - 1)))
        else:
            outside = Label(row.text, size=self.small, strong=row.strong, ink="ink", halo=True)
            after, before = Spot(end + 7, level), Spot(start - 7, level, "end")
            spots = [after, before] if row.kind == "days" else [before, after]
            if row.kind == "unknown":
                # A dotted line makes room for its own words.
                spots.append(Spot(start + 8, level))
            spots = [spot for spot in spots if self._inside(outside.at(spot))]
            # A free place beside the bar, else over it whatever lies there.
            written = self.sheet.place(outside, spots, gap=2) or self.sheet.write(
                outside.at(spots[0] if spots else Spot(start + 8, level))
            )
        if row.kind == "unknown":
            self._dots(start, end, middle, written)
        if row.flag:
            wide = width_of(row.flag, size=self.small)
            self._flag(row.flag, self.width - wide * 1.03 - 2, level)
        return y + tall

    def _inside(self, label: Label) -> bool:
        return label.box.left >= self.left + 2 and label.box.right <= self.right - 2

    def _phone_row(self, row: Row, y: float) -> float:
        strong = row.strong or row.core
        for words in folded(row.name, width=self.name_room, size=self.size, strong=strong):
            y += self.size + 4
            self.sheet.write(Label(words, 0, round(y), size=self.size, strong=strong, ink="ink"))
        if row.aside:
            y += self.small + 4
            self.sheet.write(Label(row.aside, 0, round(y), size=self.small))
        middle = round(y + 8 + _THICK / 2)
        self.bands.append((middle - 13, middle + 13))
        self._mark(row, middle)
        y = middle + _THICK / 2
        for words in folded(row.text, width=self.width * 0.97, size=self.small, lines=3):
            y += self.small + 5
            self.sheet.write(Label(words, 0, round(y), size=self.small, ink="ink"))
        if row.flag:
            y += self.small + 6
            self._flag(row.flag, 20, round(y))
        return y + 10

    def _mark(self, row: Row, middle: int) -> tuple[int, int]:
        """Draw a project's mark; return where it begins and ends."""
        x, top = self.x, middle - _THICK // 2
        start = max(x(row.start), self.left)
        end = max(min(x(row.end), self.right), start + 3)
        if row.kind == "unknown":
            if self.compact:
                self._dots(start, end, middle, None)
        elif row.kind == "years":
            self._add("years", f"M{start} {top + 2}H{end}v{_THICK - 4}H{start}z")
        else:
            cut = min(max(x(self.day), start), end)
            if cut > start:
                kind = "core" if row.core else "bar"
                self._add(kind, f"M{start} {top}H{cut}v{_THICK}H{start}z")
            if cut < end:
                self._add("ahead", f"M{cut} {top}H{end}v{_THICK}H{cut}z")
        if not self.compact and row.kind != "unknown":
            self.sheet.block(Box(start, top, end, top + _THICK))
        if row.strong:
            self._add("chosen", f"M{start - 3} {top - 3}H{end + 3}v{_THICK + 6}H{start - 3}z")
        return start, end

    def _dots(self, start: int, end: int, middle: int, words: Label | None) -> None:
        """A dotted line from start to end, broken where its own words stand on it."""
        if words and words.box.left < end and words.box.right > start:
            left, right = round(words.box.left) - 6, round(words.box.right) + 6
            parts = [(start, left), (right, end)]
        else:
            parts = [(start, end)]
        for first, last in parts:
            if last > first:
                self._add("dotted", f"M{first} {middle}H{last}")

    def _flag(self, words: str, at: float, level: int) -> None:
        left = round(at) - 20
        self._add("flag", f"M{left} {level + 1}l7 -13l7 13z")
        self._add("bang", f"M{left + 7} {level - 7}v3.5M{left + 7} {level - 1.6}v.2")
        self.sheet.write(Label(words, size=self.small, ink="ink").at(Spot(round(at), level)))

    def _gap_words(self, gap: Gap) -> None:
        """What ended before the band, in its first free place from above."""
        left, right = self.x(gap.start), self.x(gap.end)
        lines = [Label(gap.head, size=self.small, strong=True, ink="ink", halo=True)]
        note = folded(gap.note, width=max(right - left - 16, 120), size=self.small, lines=3)
        lines += [Label(words, size=self.small, ink="ink", halo=True) for words in note]
        spots = [Spot(left + 10, row) for row in range(self.top + 20, self.foot - 40, 5)]
        self.sheet.place_lines(lines, spots, pitch=self.small + 4, gap=6)

    def curve(self, levels: Sequence[Level], head: str, sub: str, peak: str) -> None:
        """How many run at once, as steps: a solid area, and hatched on it what years alone tell."""
        most = max([1, *(level.total for level in levels)])
        lines = folded(sub, width=self.width * 0.97, size=14)
        top = self.foot + (48 + 18 * len(lines) if self.compact else 26)
        base = top + (84 if self.compact else 96)
        y = Scale(0, most, base, top)
        if self.compact:
            self.sheet.write(Label(head, 0, self.foot + 18, size=15, strong=True, ink="ink"))
            for row, words in enumerate(lines):
                self.sheet.write(Label(words, 0, self.foot + 36 + row * 18, size=14))
        else:
            self.sheet.write(Label(head, 0, top + 8, size=14, strong=True, ink="ink"))
            room = self.left - 50
            for row, words in enumerate(folded(sub, width=room, size=13, lines=4)):
                self.sheet.write(Label(words, 0, top + 26 + row * 17, size=13))
            for value in (0, most) if most < 4 else (0, most // 2, most):
                label = Label(str(value), size=13)
                self.sheet.write(label.at(Spot(self.left - 8, y(value) + 4, "end")))
        self._steps(levels, y)
        self._peak(levels, y, most, peak)
        self._years(base)
        self.curve_top, self.base = top, base
        if self.gap:
            left, right = self.x(self.gap.start), self.x(self.gap.end)
            self.bands.append((top, base))
            size = 14 if self.compact else 13
            if self.compact:
                # Left of the band there is room on a phone only under the curve.
                for words in folded(self.gap.text, width=self.width * 0.97, size=size, lines=3):
                    self.bottom += size + 4
                    self.sheet.write(Label(words, 0, self.bottom, size=size, ink="ink"))
                self.bottom += 8
            else:
                room = max(right - left - 12, 100)
                lines = folded(self.gap.text, width=room, size=size, strong=True, lines=4)
                first = (top + base) / 2 - (len(lines) - 1) * 9 + 5
                for row, words in enumerate(lines):
                    label = Label(words, size=size, strong=True, ink="ink", halo=True)
                    spot = Spot((left + right) / 2, first + row * 18, "middle")
                    self.sheet.write(label.at(spot))

    def _steps(self, levels: Sequence[Level], y: Scale) -> None:
        """The areas up to the day, the line over them, and a dotted line for what is planned."""
        ends = [*(level.at for level in levels[1:]), self.years[-1] + 1]
        # Projects without any recorded time make no step at all.
        spans = list(zip(levels, ends, strict=False))
        before = after = ""
        for level, end in spans:
            start = self.x(max(level.at, self.years[0]))
            stop = self.x(min(end, self.day))
            if stop > start:
                self._add("area", f"M{start} {y(0)}V{y(level.exact)}H{stop}V{y(0)}z")
                if level.total > level.exact:
                    shape = f"M{start} {y(level.exact)}V{y(level.total)}H{stop}V{y(level.exact)}z"
                    self._add("rough", shape)
                before += f"{'' if before else f'M{start} {y(0)}'}V{y(level.total)}H{stop}"
            if end > self.day and (level.total or after):
                begin = max(start, self.x(self.day))
                after += f"{f'V{y(level.total)}' if after else f'M{begin} {y(level.total)}'}"
                after += f"H{self.x(end)}" if level.total else ""
        if before:
            self._add("curve", before)
        if after:
            self._add("planned", after)

    def _peak(self, levels: Sequence[Level], y: Scale, most: int, words: str) -> None:
        seen = [level for level in levels if level.at <= self.day]
        top = max(seen, key=lambda level: level.total, default=None)
        if top is None or not words:
            return
        ends = [level.at for level in levels if level.at > top.at]
        end = min([*ends, self.day]) if ends else self.day
        label = Label(words, size=14 if self.compact else 13, strong=True, ink="ink", halo=True)
        middle = (self.x(top.at) + self.x(end)) / 2
        self.sheet.write(label.at(Spot(middle, y(top.total) - 6, "middle")))

    def _years(self, base: int) -> None:
        size = 14 if self.compact else 13
        wide = self.x(self.years[0] + 1) - self.x(self.years[0])
        skip = 1 if wide > width_of("2000", size=size) + 8 else 2
        for year in self.years[::skip]:
            middle = (self.x(year) + self.x(year + 1)) / 2
            self.sheet.write(
                Label(str(year), size=size).at(Spot(middle, base + size + 6, "middle"))
            )
        self._add("base", f"M{self.left} {base}H{self.right}")
        self.bottom = base + size + 14

    def _add(self, kind: str, path: str) -> None:
        self.shapes[kind] = self.shapes.get(kind, "") + path

    def markup(self) -> str:
        """Bands and grid first, then bars, then the day's line, words on top."""
        grid = edge = band = day = ""
        at = self.x(self.day)
        if self.compact:
            strips = self.bands
        else:
            strips = [(self.top, self.foot), (self.curve_top, self.base)]
        for top, bottom in strips:
            grid += "".join(
                f"M{self.x(y)} {top}V{bottom}" for y in [*self.years, self.years[-1] + 1]
            )
            if self.compact:
                day += f"M{at} {top}V{bottom}"
        if not self.compact:
            day = f"M{at} {self.top - 2}V{self.base}"
            strips = [(self.top, self.base)]
        if self.gap:
            left, right = self.x(self.gap.start), self.x(self.gap.end)
            for top, bottom in strips:
                band += f"M{left} {top}H{right}V{bottom}H{left}z"
                edge += f"M{left} {top}V{bottom}"
        out = f'<path d="{grid}" stroke="var(--rule)"/>'
        if band:
            out += f'<path d="{band}" fill="url(#p-gap)"/>'
            out += f'<path d="{edge}" stroke="var(--line)" stroke-width="1.8"/>'
        styles = {
            "area": 'fill="var(--rule)"',
            "rough": 'fill="url(#p-white)"',
            "curve": 'fill="none" stroke="var(--ink)" stroke-width="1.8"',
            "planned": (
                'fill="none" stroke="var(--line)" stroke-width="1.8" stroke-dasharray="1.5 4"'
            ),
            "base": 'fill="none" stroke="var(--line)"',
            "bar": 'fill="var(--ctx)"',
            "core": 'fill="var(--ui)"',
            "ahead": 'fill="var(--bg)" stroke="var(--ctx)" stroke-width="1.4"',
            "years": (
                'fill="url(#p-white)" stroke="var(--ctx)" stroke-width="1.3" stroke-dasharray="5 4"'
            ),
            "dotted": (
                'fill="none" stroke="var(--ctx)" stroke-width="2.2" stroke-dasharray="1.5 5"'
            ),
            "chosen": 'fill="none" stroke="var(--ink)" stroke-width="2"',
        }
        for kind, style in styles.items():
            if kind in self.shapes:
                out += f'<path d="{self.shapes[kind]}" {style}/>'
        out += f'<path d="{day}" stroke="var(--ink)" stroke-width="2.4"/>'
        if "flag" in self.shapes:
            out += (
                f'<path d="{self.shapes["flag"]}" fill="none" stroke="var(--ink)" '
                'stroke-width="1.6" stroke-linejoin="round"/>'
                f'<path d="{self.shapes["bang"]}" stroke="var(--ink)" stroke-width="1.6" '
                'stroke-linecap="round"/>'
            )
        return out + self.sheet.markup() + self.picks
