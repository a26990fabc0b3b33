"""How a share spreads over areas, group by group: one line of dots a group, one axis for all.

Each row has a dot an area, the region as a solid rule and the country as a dashed one. The areas
at both ends are named with their values; ties are counted after two names. The region's and
the country's values stand at the right. Areas without a dot are told in words on the row
(`salattu: 10`), with the pattern of what is secret. No word is ever left out: a row grows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import Box, Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of
from handprint.drawings.scale import Scale, Tick

_RADIUS, _GAP = 4, 9
_SWATCH = (16, 10)


@dataclass(frozen=True)
class Dot:
    """One area: `value` places it, `text` is the value as printed."""

    name: str
    value: float
    text: str


@dataclass(frozen=True)
class Row:
    """One group: its name, a second line (`3 242 henkilöä`), the comparisons and the areas.

    `hidden` says in words how many areas have no dot because their figure is secret.
    """

    name: str
    note: str
    dots: Sequence[Dot]
    region: float | None
    region_text: str
    country: float | None = None
    country_text: str = ""
    hidden: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Heads:
    """The words over the two rules and their columns: the region's name and the country's."""

    region: str
    country: str


@dataclass(frozen=True)
class _Frame:
    """Where things lie across: the room for names, the axis, and the two columns of values."""

    size: int
    names: int
    left: int
    right: int
    region_at: int
    country_at: int
    compact: bool


def drawn(
    rows: Sequence[Row],
    *,
    heads: Heads,
    ticks: Sequence[Tick],
    alt: str,
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the rows in the order given, on one axis that covers the ticks and every value."""
    width = width or (358 if compact else 588)
    sheet = Sheet(width)
    frame = _frame(rows, heads, ticks, width, compact)
    values = [
        *(tick.value for tick in ticks),
        *(dot.value for row in rows for dot in row.dots),
        *(v for row in rows for v in (row.region, row.country) if v is not None),
    ]
    x = Scale(min(values, default=0), max(values, default=1) or 1, frame.left, frame.right)
    y = frame.size + 4
    if not compact:
        _column_heads(sheet, heads, frame)
    lines = _Lines()
    for place, row in enumerate(rows):
        y = _lay(sheet, row, x, y, frame, lines, heads, first_row=not place)
    foot = y + frame.size + 2
    for tick in ticks:
        sheet.place(Label(tick.text, size=frame.size), [Spot(x(tick.value), foot, "middle")], gap=4)
    grid = "".join(f"M{x(tick.value)} {a}V{b}" for tick in ticks for a, b in lines.runs)
    body = f'<path d="{grid}" stroke="var(--rule)"/>' if grid else ""
    return svg(width, foot + 5, body + lines.markup() + sheet.markup(), alt)


class _Lines:
    """The marks of all rows, gathered by kind so that each is said once."""

    def __init__(self) -> None:
        self.solid = self.dashed = self.pale = self.full = self.swatches = ""
        self.runs: list[tuple[int, int]] = []

    def markup(self) -> str:
        """Return the rules, the dots over them, and the swatches."""
        out = ""
        if self.dashed:
            out += (
                f'<path d="{self.dashed}" stroke="var(--ink)" stroke-width="1.6" '
                'stroke-dasharray="4 3"/>'
            )
        if self.solid:
            out += f'<path d="{self.solid}" stroke="var(--ink)" stroke-width="1.8"/>'
        for dots, fill in ((self.pale, "s2"), (self.full, "seek")):
            if dots:
                out += f'<g fill="var(--{fill})" stroke="var(--seek)">{dots}</g>'
        if self.swatches:
            out += f'<path d="{self.swatches}" fill="url(#p-secret)" stroke="var(--line)"/>'
        return out


def _frame(
    rows: Sequence[Row], heads: Heads, ticks: Sequence[Tick], width: int, compact: bool
) -> _Frame:
    size = 14 if compact else 13
    tail = max([8, *(round(width_of(tick.text, size=size) / 2) + 1 for tick in ticks)])
    if compact:
        # Without columns there are no heads: each value says whose it is.
        values = [_said(heads.region, row.region_text) for row in rows]
        values += [_said(heads.country, row.country_text) for row in rows]
        wide = max([0, *(width_of(words, size=size, weight=STRONG) for words in values)])
        room = round(width - wide - 14)
        return _Frame(size, room, tail, width - tail, width - 1, width - 1, True)
    columns = []
    for head, texts in (
        (heads.region, [row.region_text for row in rows]),
        (heads.country, [row.country_text for row in rows]),
    ):
        found = [width_of(words, size=size, weight=STRONG) for words in (head, *texts)]
        columns.append(round(max(found)) + 2)
    names = [width_of(row.name, size=size, weight=STRONG) for row in rows]
    names += [width_of(row.note, size=size) for row in rows]
    room = round(min(max([0, *names]) + 2, width * 0.27))
    country_at = width - 1
    region_at = country_at - columns[1] - 14
    right = region_at - columns[0] - 18
    return _Frame(size, room, room + 14 + tail // 2, right, region_at, country_at, False)


def _said(head: str, value: str) -> str:
    return f"{head} {value}" if value else ""


def _column_heads(sheet: Sheet, heads: Heads, frame: _Frame) -> None:
    level = frame.size + 1
    sheet.write(Label(heads.region, frame.region_at, level, "end", frame.size, True, "ink"))
    sheet.write(Label(heads.country, frame.country_at, level, "end", frame.size))


def _lay(
    sheet: Sheet,
    row: Row,
    x: Scale,
    y: int,
    frame: _Frame,
    lines: _Lines,
    heads: Heads,
    *,
    first_row: bool,
) -> int:
    """Lay one row from `y` on and return where the next one begins."""
    size, pitch = frame.size, frame.size + 4
    names = folded(row.name, width=frame.names, size=size, strong=row.strong, lines=3)
    notes = folded(row.note, width=frame.names, size=size) if row.note else []
    if frame.compact:
        first = y + size + 6
        values = [
            (_said(heads.region, row.region_text), True),
            (_said(heads.country, row.country_text), False),
        ]
        for line, (words, strong) in enumerate(values):
            at = first + line * pitch
            ink = "ink" if strong else "ink2"
            sheet.write(Label(words, frame.region_at, at, "end", size, strong, ink))
        deep = max(len(names) + len(notes), 2) * pitch
        top = first + deep - pitch + 8
    else:
        top = y + 8
    # The rules' words stand over the first row's own rules.
    if first_row:
        top += pitch
    levels = _stacked(row.dots, x)
    above = max([0, *(-level for level in levels)]) * _GAP + _RADIUS
    below = max([0, *(level for level in levels)]) * _GAP + _RADIUS
    middle = top + above + 3
    if not frame.compact:
        # Two lines of names are centred on the row's line.
        block = (len(names) + len(notes)) * pitch
        middle = max(middle, y + 4 + block // 2)
        first = middle - block // 2 + size
        level = middle + round(size * 0.35)
        value = Label(row.region_text, frame.region_at, level, "end", size, True, "ink")
        sheet.write(value)
        sheet.write(Label(row.country_text, frame.country_at, level, "end", size))
    for line, words in enumerate([*names, *notes]):
        inked = "ink" if line < len(names) else "ink2"
        bold = row.strong and line < len(names)
        sheet.write(Label(words, 0, first + line * pitch, "start", size, bold, inked))
    start, stop = middle - above - 3, middle + below + 3
    lines.runs.append((start, stop))
    if row.region is not None:
        lines.solid += f"M{x(row.region)} {start - 2}V{stop + 2}"
    if row.country is not None:
        lines.dashed += f"M{x(row.country)} {start - 2}V{stop + 2}"
    if first_row:
        _rule_heads(sheet, row, heads, x, start - 7, size)
    discs = ""
    for dot, up in zip(row.dots, levels, strict=True):
        discs += f'<circle cx="{x(dot.value)}" cy="{middle + up * _GAP}" r="{_RADIUS}"/>'
    if row.strong:
        lines.full += discs
    else:
        lines.pale += discs
    under = stop + 2 + size
    foot = _words_under(sheet, row, x, under, frame, lines)
    block = len(names) + len(notes)
    return max(foot, 0 if frame.compact else first + (block - 1) * pitch + 6)


def _words_under(sheet: Sheet, row: Row, x: Scale, under: int, frame: _Frame, lines: _Lines) -> int:
    """Write the two ends and the hidden areas under the dots; return the row's foot."""
    size, line = frame.size, frame.size + 3
    trial = Sheet(sheet.width)
    ends = _ends(row.dots, size)
    for value, label, way in ends:
        trial.place(label, _under(label, x(value), way, under, frame), gap=6)
    words, lowest = trial.labels, under
    if len(words) < len(ends):
        # No room for both: one line for the two, from the lowest to the highest.
        label = Label(" – ".join(end.text for _, end, _ in ends), size=size, halo=True)
        middle = (x(ends[0][0]) + x(ends[-1][0])) // 2
        words = [label.at(_inside(label, middle, under, frame))]
    for label in words:
        sheet.write(label)
    if row.hidden:
        wide, tall = _SWATCH
        label = Label(row.hidden, size=size)
        space = label.width + wide + 6
        right = frame.right + (0 if frame.compact else 8)
        for level in (under, under + line):
            box = Box(right - space - 8, level - size, right, level + 3)
            if not any(box.meets(one.box) for one in words):
                break
        sheet.write(label.at(Spot(right, level, "end")))
        left = round(right - space)
        lines.swatches += f"M{left} {level - tall}h{wide}v{tall}h-{wide}z"
        lowest = level
    return lowest + 8


def _under(label: Label, at: int, way: int, level: int, frame: _Frame) -> list[Spot]:
    """Places on the line under a dot: below it, then outwards from the other end's dot."""
    half = round(label.width / 2)
    shifts = (0, way * (half - 10), way * half)
    return [_inside(label, at + shift, level, frame) for shift in shifts]


def _inside(label: Label, at: int, level: int, frame: _Frame) -> Spot:
    half = round(label.width / 2)
    return Spot(min(max(at, frame.left + half - 8), frame.right + 8 - half), level, "middle")


def _ends(dots: Sequence[Dot], size: int) -> list[tuple[float, Label, int]]:
    """The lowest and the highest value, their words, and the way outwards; one if all are equal."""
    out: list[tuple[float, Label, int]] = []
    for end, way in ((min, -1), (max, 1)):
        value = end((dot.value for dot in dots), default=None)
        if value is None or value in [known for known, _, _ in out]:
            continue
        tied = [dot for dot in dots if dot.value == value]
        names = ", ".join(dot.name for dot in tied[:2])
        more = f" +{len(tied) - 2}" if len(tied) > 2 else ""
        label = Label(f"{names}{more} {tied[0].text}", size=size, halo=True)
        out.append((value, label, way))
    return out


def _rule_heads(sheet: Sheet, row: Row, heads: Heads, x: Scale, level: int, size: int) -> None:
    """Write the rules' words over the first row, on their outer sides."""
    told = [(row.region, heads.region, True), (row.country, heads.country, False)]
    known = sorted((one for one in told if one[0] is not None), key=lambda one: one[0] or 0)
    for place, (value, words, strong) in enumerate(known):
        at = x(value or 0)
        label = Label(words, size=size, strong=strong, ink="ink" if strong else "ink2")
        left = [Spot(at + 1 - shift, level, "end") for shift in range(0, 200, 6)]
        right = [Spot(at - 1 + shift, level) for shift in range(0, 200, 6)]
        # The lower one keeps left of its rule, as long as there is room beside the names.
        sides = (left[:1] + right + left) if place == 0 and len(known) > 1 else (right + left)
        sheet.place(label, sides, gap=4)


def _stacked(dots: Sequence[Dot], x: Scale) -> list[int]:
    """Return each dot's level: 0 on the line, −1 above, 1 below, so that none hides another."""
    taken: list[tuple[int, int]] = []
    levels = {}
    for index in sorted(range(len(dots)), key=lambda i: (dots[i].value, i)):
        at = x(dots[index].value)
        level, step = 0, 0
        while any(
            (at - other) ** 2 + ((level - row) * _GAP) ** 2 < (2 * _RADIUS + 0.9) ** 2
            for other, row in taken
        ):
            step += 1
            level = (step + 1) // 2 * (-1 if step % 2 else 1)
        taken.append((at, level))
        levels[index] = level
    return [levels[index] for index in range(len(dots))]
