"""Groups of one place against the region: a disc, a tick, and the difference between them.

Every value and number of persons is printed at the right. A secret row is hatched from zero with
its word, a missing one dotted with its word; neither has a length to be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Box, Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, svg, width_of
from handprint.drawings.scale import Scale, Tick

_RADIUS = 6
# Fixed size of the mark that stands for a value that is not shown: never a length.
_ABSENT = (44, 12)


@dataclass(frozen=True)
class Group:
    """One group: `value` is the subject's share, `region` the comparison, both may be None.

    `text` and `persons` are printed as they are ("34,5 %", "478"; "alle 5"; "puuttuu").
    """

    name: str
    value: float | None
    text: str
    persons: str = ""
    region: float | None = None
    status: Literal["value", "zero", "secret", "missing"] = "value"

    @property
    def shown(self) -> float | None:
        """The value to draw; a secret or missing one is never drawn, whatever was passed."""
        return self.value if self.status in ("value", "zero") else None


@dataclass(frozen=True)
class Heads:
    """The words over the columns: the subject's name, the persons, the region over its tick."""

    subject: str
    persons: str = ""
    region: str = ""


def drawn(
    groups: Sequence[Group],
    *,
    heads: Heads,
    ticks: Sequence[Tick],
    alt: str,
    hue: Literal["seek", "open"] = "seek",
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the rows in the order given; the axis starts at zero."""
    width = width or (358 if compact else 588)
    size = 14 if compact else 13
    sheet = Sheet(width)
    last, share = _columns(groups, heads, size)
    if compact:
        name_room = width - share - last - 12
        left, right = 6, width - 16
    else:
        names = max([0, *(width_of(group.name, size=size) for group in groups)])
        name_room = min(names, width * 0.38)
        left, right = round(name_room) + 22, round(width - last - share - 20)
    ends = [width_of(tick.text, size=size) / 2 for tick in ticks[-1:]]
    right = min(right, width - round(max([8, *ends])) - 1) if compact else right
    values = [
        *(value for group in groups for value in (group.shown, group.region) if value is not None),
        *(tick.value for tick in ticks),
    ]
    x = Scale(0, max(values, default=1) or 1, left, right)

    share_at, last_at = width - last - 2, width - 2
    head = size + 1
    sheet.write(Label(heads.subject, round(share_at), head, "end", size=size))
    if heads.persons:
        sheet.write(Label(heads.persons, last_at, head, "end", size=size))

    top = head + 10
    y = top
    marks = _Marks(hue)
    for group in groups:
        folds = folded(group.name, width=name_room, size=size)
        pitch = size + 3
        tall = (len(folds) * pitch + 31) if compact else max(26, len(folds) * pitch + 9)
        first = y + size + 4 if compact else y + round((tall - len(folds) * pitch) / 2) + size
        for row, words in enumerate(folds):
            sheet.write(Label(words, 0, first + row * pitch, size=size, ink="ink"))
        line = first if compact else y + round(tall / 2) + round(size * 0.35)
        shown = group.shown is not None
        ink = "ink" if shown else "ink2"
        sheet.write(
            Label(group.text, round(share_at), line, "end", size=size, strong=shown, ink=ink)
        )
        if group.persons:
            sheet.write(Label(group.persons, last_at, line, "end", size=size))
        middle = y + tall - 15 if compact else y + round(tall / 2)
        marks.add(group, x, middle)
        y += tall
    bottom = y + 2

    # The heads' line is next to the first row on a desk only.
    over = not compact and bool(groups) and groups[0].region is not None
    if heads.region and not _name_region(sheet, groups, heads.region, x, marks.middles, size, over):
        # No room beside the marks: over them, wherever the heads leave it.
        half = width_of(heads.region, size=size) / 2 + 1
        spots = [Spot(at, head, "middle") for at in range(round(left + half), round(right), 8)]
        sheet.place(Label(heads.region, size=size, halo=True), spots, gap=2)
    foot = bottom + size + 4
    for tick in ticks:
        at = x(tick.value)
        sheet.place(Label(tick.text, size=size), [Spot(at, foot, "middle")], gap=4)
    # On a phone the names run across the axis, so it is drawn beside the marks only.
    runs = [f"{m - 9}v18" for m in marks.middles] if compact else [f"{top}V{bottom}"]
    grid = "".join(f"M{x(tick.value)} {run}" for tick in ticks if tick.value for run in runs)
    zero = "".join(f"M{x(0)} {run}" for run in runs)
    frame = f'<path d="{zero}" stroke="var(--line)" stroke-width="1.5"/>'
    if grid:
        frame = f'<path d="{grid}" stroke="var(--rule)"/>' + frame
    return svg(width, foot + 5, frame + marks.markup() + sheet.markup(), alt)


def _columns(groups: Sequence[Group], heads: Heads, size: int) -> tuple[float, float]:
    """Return the widths of the persons' and the values' columns, air included."""
    counts = (heads.persons, *(group.persons for group in groups))
    persons = [width_of(words, size=size) for words in counts]
    shares = [
        width_of(heads.subject, size=size),
        *(width_of(group.text, size=size, weight=650) for group in groups),
    ]
    last = max(persons, default=0)
    return (last + 22 if last else 0), max(shares) + 4


class _Marks:
    """The discs, ticks and hatches of all rows, gathered by kind so that each is said once."""

    def __init__(self, hue: str) -> None:
        self.hue = hue
        self.lines = self.ticks = self.discs = ""
        self.absent = {"secret": "", "missing": ""}
        self.middles: list[int] = []

    def add(self, group: Group, x: Scale, middle: int) -> None:
        """Add one row at a height."""
        self.middles.append(middle)
        if group.shown is None:
            wide, tall = _ABSENT
            kind = "secret" if group.status == "secret" else "missing"
            self.absent[kind] += f"M{x(0)} {middle - tall // 2}h{wide}v{tall}h-{wide}z"
        if group.region is not None:
            self.ticks += f"M{x(group.region)} {middle - 7}v14"
        if group.shown is not None:
            at = x(group.shown)
            if group.region is not None:
                self.lines += f"M{x(group.region)} {middle}H{at}"
            self.discs += f'<circle cx="{at}" cy="{middle}" r="{_RADIUS}"/>'

    def markup(self) -> str:
        """Return the rows' marks, hatches undermost."""
        out = ""
        for kind, shapes in self.absent.items():
            if shapes:
                out += f'<path d="{shapes}" fill="url(#p-{kind})" stroke="var(--line)"/>'
        if self.lines:
            out += f'<path d="{self.lines}" stroke="var(--ctx)" stroke-width="1.6"/>'
        if self.ticks:
            out += f'<path d="{self.ticks}" stroke="var(--ink)" stroke-width="2"/>'
        return out + (f'<g fill="var(--{self.hue})">{self.discs}</g>' if self.discs else "")


def _name_region(
    sheet: Sheet,
    groups: Sequence[Group],
    words: str,
    x: Scale,
    middles: Sequence[int],
    size: int,
    over: bool,
) -> bool:
    """Write the region's name over its first tick, else beside it; tell whether it is written."""
    first = next((i for i, group in enumerate(groups) if group.region is not None), None)
    if first is None:
        return True
    at, middle = x(groups[first].region or 0), middles[first]
    value = groups[first].shown
    for mark in (at, x(value) if value is not None else at):
        sheet.block(Box(mark - _RADIUS, middle - 7, mark + _RADIUS, middle + 7))
    level = middle + size * 0.35
    right, left = Spot(at + 8, level), Spot(at - 8, level, "end")
    # Away from the disc, so that the name does not lie on the difference.
    beside = (
        [right, left] if value is None or value < (groups[first].region or 0) else [left, right]
    )
    heads = [Spot(at + shift, size + 1, "middle") for shift in range(0, -90, -4)]
    spots = [*heads, *beside] if over else beside
    return sheet.place(Label(words, size=size, halo=True), spots, gap=2) is not None
