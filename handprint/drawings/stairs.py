"""Stairs: bars that begin where the one before them ends, and rows of plain bars beside them.

Totals and sums start from zero; a part starts where its row says, and a thin line leads there from
the row before, so that the eye can add them up. A row at rest has its words and no bar.
`whole` is what a sum is measured against: an orange hatch goes on to it (a dotted line where the
data are demonstration data), the openings that stay unfilled. Demonstration data are dashed
outlines with light numbers. No word is ever left out; long ones are folded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Box, Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of
from handprint.drawings.scale import Scale

_CHIP = 19
# Dashes around a part narrower than this would only be a smudge; its tint says enough.
_NARROW = 14


@dataclass(frozen=True)
class Step:
    """One row: what it is called, where its bar runs, and what is printed.

    `under` is a second, lighter line of the name, `rest` the words beside the number. `start` is
    above zero for a part. `head` is a line of words over the row. A row without `end` is at rest.
    """

    name: str
    text: str
    end: float | None
    start: float = 0
    under: str = ""
    rest: str = ""
    head: str = ""
    whole: float | None = None
    hue: Literal["seek", "open"] = "open"
    part: bool = False


@dataclass(frozen=True)
class _Size:
    """The measures of one layout, in units."""

    width: int
    name: int
    small: int
    number: int
    light: int
    thick: int


_DESK = _Size(1128, 14, 13, 22, 16, 22)
_HALF = _Size(540, 14, 13, 18, 15, 18)
_PHONE = _Size(358, 15, 14, 20, 16, 18)


def drawn(
    steps: Sequence[Step],
    *,
    alt: str,
    example: bool = False,
    chip: str = "",
    compact: bool = False,
    half: bool = False,
) -> Picture:
    """Draw the rows in order; `chip` tags the first with room, `half` is half a page wide."""
    size = _PHONE if compact else _HALF if half else _DESK
    frame = _Frame(steps, size, example=example, chip=chip, compact=compact, half=half)
    y = 8.0
    for step in steps:
        y = frame.row(step, y)
    if frame.chip:
        y = frame.own_line(y)
    return svg(size.width, round(y), frame.markup(y), alt)


class _Frame:
    """One attempt at the picture: where rows have come to lie, and shapes gathered by kind."""

    def __init__(
        self,
        steps: Sequence[Step],
        size: _Size,
        *,
        example: bool,
        chip: str,
        compact: bool,
        half: bool,
    ) -> None:
        self.size, self.example, self.compact, self.half = size, example, compact, half
        self.chip = chip
        self.sheet = Sheet(size.width)
        most = max([1.0, *(_most(step) for step in steps)])
        names = [width_of(step.name, size=size.name, weight=STRONG) for step in steps]
        names += [width_of(step.under, size=size.small) for step in steps]
        share = 0.4 if half else 0.28
        self.axis = 1 if compact else round(min(max([0, *names]) + 18, size.width * share))
        number = max([0, *(self._number_width(step) for step in steps)])
        room = size.width - number - 12
        high = max([1.0, *(_most(step) for step in steps if step.hue == "open")])
        if self._wide:
            # Beside the numbers of openings stands a column of words, as wide as it needs.
            words = max([0, *(width_of(s.rest, size=size.small) for s in steps if s.hue == "open")])
            free = size.width - min(words, size.width * 0.25) - number - 32
            room = min(room, self.axis + (free - self.axis) * most / high)
        self.x = Scale(0, most, self.axis, room)
        self.column = self.x(high) + number + 27
        self.shapes: dict[str, str] = {}
        self.chips = ""
        self.last: int | None = None

    @property
    def _wide(self) -> bool:
        return not (self.compact or self.half)

    def row(self, step: Step, y: float) -> float:
        """Draw one row from `y` on; return where the next one begins."""
        size = self.size
        if step.head:
            # Nothing stands over the first row to be kept apart from.
            y += 10 if self.shapes else 0
            for line in folded(step.head, width=size.width, size=size.small, lines=3):
                y += size.small + 3
                self.sheet.write(Label(line, 0, round(y), size=size.small))
            y += 7
        names = self._names(step)
        pitch = size.name + 4
        if self.compact:
            for label in names:
                y += pitch
                self.sheet.write(label.at(Spot(0, y)))
            top = round(y + 6)
            bottom = self._bar(step, top)
            return self._beside_or_under(step, bottom) + 8
        under = self._under_lines(step)
        tall = max(len(names) * pitch, size.thick + len(under) * (size.small + 4))
        first = y + tall / 2 - len(names) * pitch / 2 + size.name * 0.85
        for at, label in enumerate(names):
            self.sheet.write(label.at(Spot(0, round(first + at * pitch))))
        top = round(y + (tall - size.thick - len(under) * (size.small + 4)) / 2)
        self._bar(step, top)
        level = top + size.thick
        for line in under:
            level += size.small + 4
            self.sheet.write(Label(line, self.axis + 9, round(level), size=size.small))
        return y + tall + 10

    def _under_lines(self, step: Step) -> list[str]:
        """The words that stand under a bar of half a page's width."""
        if self._wide or not step.rest:
            return []
        room = self.size.width - self.axis - 9
        return folded(step.rest, width=room, size=self.size.small, lines=3)

    def _beside_or_under(self, step: Step, y: float) -> float:
        size = self.size
        lines = folded(step.rest, width=size.width, size=size.small, lines=4) if step.rest else []
        for line in lines:
            y += size.small + 4
            self.sheet.write(Label(line, 0, round(y), size=size.small))
        return y + (2 if lines else 0)

    def _names(self, step: Step) -> list[Label]:
        size = self.size
        # A little less than there is: browsers draw letters a shade wider than they are measured.
        room = size.width * 0.97 if self.compact else self.axis - 14
        ink = "ink" if step.end is not None else "ink2"
        strong = step.end is not None
        names = [
            Label(line, size=size.name, strong=strong, ink=ink)
            for line in folded(step.name, width=room, size=size.name, strong=strong, lines=4)
        ]
        if step.under:
            under = folded(step.under, width=room, size=size.small, lines=3)
            names += [Label(line, size=size.small) for line in under]
        return names

    def _number_width(self, step: Step) -> float:
        if step.end is None:
            return width_of(step.text, size=self.size.small)
        if self.example:
            return width_of(step.text, size=self.size.light)
        return width_of(step.text, size=self.size.number, weight=STRONG)

    def _bar(self, step: Step, top: int) -> float:
        """Draw one bar, its number and the words beside it; return where it ends downwards."""
        size, x = self.size, self.x
        middle = top + size.thick / 2
        if step.end is None:
            level = round(middle + size.small * 0.35)
            self.sheet.write(Label(step.text, self.axis + 9, level, size=size.small))
            return top + size.thick
        start, end = x(step.start), x(step.end)
        kind = f"part-{step.hue}" if step.part else f"bar-{step.hue}"
        if step.part and end - start < _NARROW:
            kind = f"tip-{step.hue}"
        # What adds nothing is a line of no length, still on its place.
        self._add(kind, _box(start, max(end, start + 1), top, size.thick))
        if step.part and self.last and not self.compact:
            self._add("thread", f"M{start} {self.last}V{top}")
        self.last = top + size.thick if step.hue == "open" else None
        reach = end
        if step.whole is not None and step.whole > step.end:
            reach = x(step.whole)
            if self.example:
                self._add("dotted", f"M{end} {round(middle)}H{reach}M{reach} {top}v{size.thick}")
            else:
                self._add("left", _box(end, reach, top, size.thick))
        letters = size.light if self.example else size.number
        ink = "ink2" if self.example else step.hue
        number = Label(step.text, size=letters, strong=not self.example, ink=ink)
        spot = Spot(reach + 9, round(middle + letters * 0.35))
        written = self.sheet.write(number.at(spot))
        after = written.box.right + 14
        if self._wide and step.rest:
            at = self.column if step.hue == "open" else after
            room = size.width - max(at, after)
            lines = folded(step.rest, width=room, size=size.small)
            level = middle + size.small * 0.35 - (len(lines) - 1) * (size.small + 3) / 2
            for line in lines:
                label = Label(line, max(at, after), round(level), size=size.small)
                after = max(after, self.sheet.write(label).box.right + 14)
                level += size.small + 3
        if self.chip and self._chip(after, middle):
            self.chip = ""
        return top + size.thick

    def own_line(self, y: float) -> float:
        """Give the tag a line of its own, where no row had room for it."""
        self._chip(0, y + _CHIP / 2)
        return y + _CHIP + 4

    def _chip(self, x: float, middle: float) -> bool:
        """Draw the tag of demonstration data from `x` on; tell whether there was room."""
        size = self.size.small
        wide = round(1.02 * width_of(self.chip, size=size)) + 12
        left, level = round(x), round(middle - _CHIP / 2)
        if left + wide > self.size.width - 2:
            return False
        self.chips += (
            f'<rect x="{left}" y="{level}" width="{wide}" height="{_CHIP}" rx="4" fill="none" '
            'stroke="var(--ctx)" stroke-width="1.2" stroke-dasharray="5 4"/>'
        )
        self.sheet.write(Label(self.chip, left + 6, round(middle + size * 0.35), size=size))
        self.sheet.block(Box(left, level, left + wide, level + _CHIP))
        return True

    def _add(self, kind: str, path: str) -> None:
        self.shapes[kind] = self.shapes.get(kind, "") + path

    def markup(self, bottom: float) -> str:
        """Return threads under bars, bars under the axis, words on top."""
        styles = {
            "thread": 'fill="none" stroke="var(--line)"',
            "left": 'fill="url(#p-open)" stroke="var(--open)" stroke-width="1.5"',
            "dotted": (
                'fill="none" stroke="var(--open)" stroke-width="1.5" stroke-dasharray="1.5 4"'
            ),
        }
        for hue, tint in (("seek", "var(--s2)"), ("open", "var(--o2)")):
            outline = f'stroke="var(--{hue})" stroke-width="1.6" stroke-dasharray="5 4"'
            dashed = {
                "bar": f'fill="none" {outline}',
                "part": f'fill="{tint}" {outline}',
                "tip": f'fill="{tint}" stroke="var(--{hue})"',
            }
            for kind, style in dashed.items():
                styles[f"{kind}-{hue}"] = style if self.example else f'fill="var(--{hue})"'
        out = "".join(
            f'<path d="{self.shapes[kind]}" {style}/>'
            for kind, style in styles.items()
            if kind in self.shapes
        )
        if not self.compact:
            out += f'<path d="M{self.axis} 2V{round(bottom) - 6}" stroke="var(--line)"/>'
        return out + self.chips + self.sheet.markup()


def _most(step: Step) -> float:
    return max(step.end or 0, step.whole or 0)


def _box(start: int, stop: int, top: int, tall: int) -> str:
    return f"M{start} {top}H{stop}v{tall}H{start}z"
