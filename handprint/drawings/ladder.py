"""The ladder: two totals, and how many at most can meet under each condition.

Every row may hold two bars on one scale: a solid one for what the statistics count and a dashed
one for demonstration data. From each rung to the openings it is measured against, the bar goes
on as an orange hatch: openings that cannot be filled under the condition. The threads at the
left edge say which condition holds which: two conditions beside each other are two strands,
and what asks for both hangs from both. No word is ever left out; long ones are folded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Box, Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of
from handprint.drawings.scale import Scale

Strand = Literal["", "start", "left", "right", "both"]
_CHIP = 19


@dataclass(frozen=True)
class Measure:
    """One count: its length, its words, and the openings it is measured against.

    `low` and `high` are the limits of a count that sums secret cells; the bar is solid up to the
    lower one and hatched as secret between them. `whole` is where the hatch of what cannot be
    filled ends; without it the bar is a total. `rest` stands beside the number. `example` draws
    the dashed outline of demonstration data, and `chip` is its tag.
    """

    value: float
    text: str
    whole: float | None = None
    low: float | None = None
    high: float | None = None
    rest: str = ""
    example: bool = False
    chip: str = ""

    @property
    def end(self) -> float:
        """The furthest value that is drawn."""
        return max(self.value, self.whole or 0, self.high or 0)


@dataclass(frozen=True)
class Rung:
    """One row: its name, one or two counts, and its place among the conditions.

    `absent` says why there is nothing to draw. `start` is what the conditions are measured
    against, `left` and `right` are siblings, `both` asks for everything above it.
    """

    name: str
    bars: Sequence[Measure]
    hue: Literal["seek", "open"] = "open"
    under: str = ""
    strand: Strand = ""
    absent: str = ""


@dataclass(frozen=True)
class _Size:
    """The measures of one layout, in units."""

    width: int
    name: int
    small: int
    number: int
    light: int
    thick: int
    thin: int
    lanes: tuple[int, int, int]
    names: int


_DESK = _Size(1128, 14, 13, 22, 16, 22, 14, (6, 20, 34), 50)
_PHONE = _Size(358, 15, 14, 20, 16, 18, 13, (5, 14, 23), 34)


def drawn(
    totals: Sequence[Rung],
    rungs: Sequence[Rung],
    *,
    head: str,
    alt: str,
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the totals, the words over the conditions (`head`) and the conditions in order."""
    size = _PHONE if compact else _DESK
    sheet = Sheet(width or size.width)
    every = [*totals, *rungs]
    frame = _Frame(sheet, size, every, head, compact)
    y = 2.0
    for row in totals:
        y = frame.row(row, y)
    y = frame.head(head, y)
    frame.align(rungs)
    for before, row in zip([None, *rungs], rungs, strict=False):
        # What asks for both stands apart from the two that do not.
        if before and row.strand == "both" != before.strand:
            y += 6
        y = frame.row(row, y)
    return svg(sheet.width, round(y), frame.markup(y), alt)


class _Frame:
    """One attempt at the picture: where rows have come to lie, and the shapes gathered by kind."""

    def __init__(
        self, sheet: Sheet, size: _Size, every: Sequence[Rung], head: str, compact: bool
    ) -> None:
        self.sheet, self.size, self.compact = sheet, size, compact
        bars = [bar for row in every for bar in row.bars]
        most = max([1.0, *(bar.end for bar in bars)])
        if compact:
            self.axis = size.names
        else:
            wide = [width_of(row.name, size=size.name, weight=STRONG) for row in every]
            wide += [
                width_of(words, size=size.small) for words in (head, *(r.under for r in every))
            ]
            self.axis = round(size.names + min(max([0, *wide]), sheet.width * 0.24) + 16)
        number = max([0, *(self._number_width(row, i) for row in every for i in _places(row))])
        reach = sheet.width - number - 12
        # On a desk the words beside the longest bar need their room too.
        self.x = Scale(0, most, self.axis, reach if compact else min(reach, sheet.width * 0.7))
        self.column: float | None = None
        self.strands: list[tuple[Strand, int]] = []
        self.solid: dict[str, str] = {"seek": "", "open": ""}
        self.dashed: dict[str, str] = {"seek": "", "open": ""}
        self.shapes = {"left": "", "dotted": "", "secret": ""}
        self.chips = ""

    def align(self, rungs: Sequence[Rung]) -> None:
        """Let the words beside the numbers of the rungs begin at one edge."""
        ends = [
            self.x(row.bars[i].end) + 9 + self._number_width(row, i)
            for row in rungs
            for i in _places(row)
        ]
        self.column = None if self.compact else max([0, *ends]) + 16

    def head(self, words: str, y: float) -> float:
        """Write the words over the conditions; return where they begin."""
        if not words:
            return y
        size = self.size.small
        room = self.sheet.width - self.size.names
        y += size + 6
        for line in folded(words, width=room, size=size, lines=3):
            self.sheet.write(Label(line, self.size.names, round(y), size=size))
            y += size + 4
        return y + (4 if self.compact else 2)

    def row(self, row: Rung, y: float) -> float:
        """Draw one row from `y` on; return where the next one begins."""
        return self._tall(row, y) if self.compact else self._wide(row, y)

    def _wide(self, row: Rung, y: float) -> float:
        """Names left of the axis, words right of the numbers."""
        size = self.size
        thick = [size.thick if self._first(i, row) else size.thin for i in _places(row)]
        tall = sum(thick) + 4 * max(0, len(thick) - 1)
        names = self._names(row)
        pitch = size.name + 4
        deep = len(names) * pitch - 4
        top = y + 4
        if row.absent:
            lines = folded(row.absent, width=self.sheet.width - self.axis - 12, size=size.small)
            tall = max(tall, len(lines) * (size.small + 4))
            for at, line in enumerate(lines):
                level = round(top + size.small + at * (size.small + 4))
                self.sheet.write(Label(line, self.axis + 12, level, size=size.small))
        room = max(tall, deep)
        # Two bars and a name of two lines: the first line stands level with the first bar.
        first = top + (size.thick + size.name * 0.7) / 2 if row.bars else top + size.small
        if len(row.bars) == 1 and len(names) > 1:
            first = top + room / 2 - deep / 2 + size.name * 0.8
        for at, label in enumerate(names):
            spot = Spot(size.names, first + at * pitch)
            self.sheet.write(label.at(spot))
        level = top
        for i in _places(row):
            self._bar(row, i, level, thick[i])
            level += thick[i] + 4
        middle = top + (thick[0] / 2 if row.bars else size.small * 0.7)
        self._strand(row, round(middle))
        return top + room + 10

    def _tall(self, row: Rung, y: float) -> float:
        """A phone: names over their bars, words under them."""
        size = self.size
        y += 6
        for label in self._names(row):
            y += label.size + 3
            self.sheet.write(label.at(Spot(size.names, y)))
        self._strand(row, round(y - size.name * 0.35))
        y += 5
        if row.absent:
            for line in folded(
                row.absent, width=self.sheet.width - size.names, size=size.small, lines=5
            ):
                y += size.small + 3
                self.sheet.write(Label(line, size.names, round(y), size=size.small))
            y += 4
        for i in _places(row):
            thick = size.thick if self._first(i, row) else size.thin
            y = self._bar(row, i, y, thick) + 3
        return y + 6

    def _names(self, row: Rung) -> list[Label]:
        size = self.size
        room = self.sheet.width - size.names if self.compact else self.axis - size.names - 10
        names = [
            Label(line, size=size.name, strong=True, ink="ink")
            for line in folded(row.name, width=room, size=size.name, strong=True)
        ]
        if row.under:
            under = folded(row.under, width=room, size=size.small)
            names += [Label(line, size=size.small) for line in under]
        return names

    def _first(self, i: int, row: Rung) -> bool:
        return i == 0 or not row.bars

    def _number_width(self, row: Rung, i: int) -> float:
        bar = row.bars[i]
        if bar.example:
            return width_of(bar.text, size=self.size.light)
        return width_of(bar.text, size=self.size.number, weight=STRONG)

    def _bar(self, row: Rung, i: int, y: float, thick: int) -> float:
        """Draw one bar with its number and its words; return where it ends downwards."""
        bar, size, hue = row.bars[i], self.size, row.hue
        top, left = round(y), self.axis
        low = self.x(bar.low if bar.low is not None else bar.value)
        high = self.x(bar.high if bar.high is not None else bar.value)
        if bar.example:
            self.dashed[hue] += _box(left, self.x(bar.value), top, thick)
            if bar.whole is not None and bar.whole > bar.value:
                end = self.x(bar.whole)
                middle = top + thick // 2
                self.shapes["dotted"] += f"M{self.x(bar.value)} {middle}H{end}M{end} {top}v{thick}"
        else:
            self.solid[hue] += _box(left, low, top, thick)
            if high > low:
                self.shapes["secret"] += _box(low, high, top, thick)
            if bar.whole is not None and self.x(bar.whole) > high:
                self.shapes["left"] += _box(high, self.x(bar.whole), top, thick)
        middle = top + thick / 2
        ink = "ink2" if bar.example else hue
        letters = size.light if bar.example else size.number
        number = Label(bar.text, size=letters, strong=not bar.example, ink=ink)
        at = Spot(self.x(bar.end) + 9, round(middle + letters * 0.35))
        written = self.sheet.write(number.at(at))
        after = self.x(bar.end) + 9 + self._number_width(row, i) + 12
        if self.compact:
            return self._under(bar, top + thick, after, middle)
        after = max(after, self.column or 0)
        if bar.rest:
            room = self.sheet.width - after
            for line in folded(bar.rest, width=room, size=size.small, lines=1):
                spot = Spot(after, round(middle + size.small * 0.35))
                after = self.sheet.write(Label(line, size=size.small).at(spot)).box.right + 10
        if bar.chip:
            self._chip(bar.chip, after, middle)
        return max(top + thick, written.box.bottom)

    def _under(self, bar: Measure, y: float, after: float, middle: float) -> float:
        """A phone: the chip beside the number if it fits there, the words under the bar."""
        size = self.size
        wide = width_of(bar.chip, size=size.small) + 14
        if bar.chip and after + wide <= self.sheet.width:
            self._chip(bar.chip, after, middle)
        elif bar.chip:
            self._chip(bar.chip, size.names, y + 4 + _CHIP / 2)
            y += _CHIP + 6
        room = 0.97 * (self.sheet.width - size.names)
        for line in folded(bar.rest, width=room, size=size.small, lines=3) if bar.rest else ():
            y += size.small + 4
            self.sheet.write(Label(line, size.names, round(y), size=size.small))
        return y + (5 if bar.rest else 0)

    def _chip(self, words: str, x: float, middle: float) -> None:
        size = self.size.small
        left, top = round(x), round(middle - _CHIP / 2)
        wide = round(1.02 * width_of(words, size=size)) + 12
        self.chips += (
            f'<rect x="{left}" y="{top}" width="{wide}" height="{_CHIP}" rx="4" fill="none" '
            'stroke="var(--ctx)" stroke-width="1.2" stroke-dasharray="5 4"/>'
        )
        self.sheet.write(Label(words, left + 6, round(middle + size * 0.35), size=size))
        self.sheet.block(Box(left, top, left + wide, top + _CHIP))

    def _strand(self, row: Rung, middle: int) -> None:
        if row.strand:
            self.strands.append((row.strand, middle))

    def markup(self, bottom: float) -> str:
        """Return everything: threads under bars, bars under the axis, words on top."""
        out = self._threads()
        for hue, shape in self.solid.items():
            if shape:
                out += f'<path d="{shape}" fill="var(--{hue})"/>'
        if self.shapes["secret"]:
            out += f'<path d="{self.shapes["secret"]}" fill="url(#p-secret)" stroke="var(--open)"/>'
        if self.shapes["left"]:
            out += (
                f'<path d="{self.shapes["left"]}" fill="url(#p-open)" stroke="var(--open)" '
                'stroke-width="1.5"/>'
            )
        for hue, shape in self.dashed.items():
            if shape:
                out += (
                    f'<path d="{shape}" fill="none" stroke="var(--{hue})" stroke-width="1.6" '
                    'stroke-dasharray="5 4"/>'
                )
        if self.shapes["dotted"]:
            out += (
                f'<path d="{self.shapes["dotted"]}" fill="none" stroke="var(--open)" '
                'stroke-width="1.5" stroke-dasharray="1.5 4"/>'
            )
        if not self.compact:
            out += f'<path d="M{self.axis} 2V{round(bottom) - 4}" stroke="var(--line)"/>'
        return out + self.chips + self.sheet.markup()

    def _threads(self) -> str:
        """The strands from the openings through the two siblings to what asks for both."""
        where = {strand: y for strand, y in self.strands if strand != "both"}
        both = [y for strand, y in self.strands if strand == "both"]
        left, middle, right = self.size.lanes
        lane = {"start": middle, "left": left, "right": right}
        bend = 14
        path = ""
        for side in ("left", "right"):
            if side not in where or "start" not in where:
                continue
            top, at, x = where["start"], where[side], lane[side]
            path += f"M{middle} {top}C{middle} {top + bend} {x} {top + bend} {x} {top + 2 * bend}"
            path += f"V{at}"
            if both:
                foot = both[0]
                path += f"V{foot - 2 * bend}C{x} {foot - bend} {middle} {foot - bend} "
                path += f"{middle} {foot}"
        if len(both) > 1:
            path += f"M{middle} {both[0]}V{both[-1]}"
        if not path:
            return ""
        nodes = [(lane[strand], y) for strand, y in where.items() if strand in lane]
        nodes += [(middle, y) for y in both]
        discs = "".join(f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in nodes)
        return (
            f'<path d="{path}" fill="none" stroke="var(--line)" stroke-width="1.5"/>'
            f'<g fill="var(--bg)" stroke="var(--ink2)" stroke-width="1.5">{discs}</g>'
        )


def _places(row: Rung) -> range:
    return range(len(row.bars))


def _box(start: int, stop: int, top: int, tall: int) -> str:
    return f"M{start} {top}H{stop}v{tall}H{start}z"
