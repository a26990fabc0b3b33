"""Two counts back to back: people left of the axis, posts right of it, one scale for both.

Each row prints both counts at the outer ends. Of the posts, the part that fits a condition may be
told apart: what fits is filled, the rest is the orange hatch of what cannot be filled. A count
that protection has made empty is hatched at a fixed size with its words (`0–4`). Demonstration
data has dashed outlines and light numbers. Names are folded to two lines before anything is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of
from handprint.drawings.scale import Scale

_THICK = 15
_PITCH = 23
# Fixed size of the mark that stands for a count that is not shown: never a length.
_ABSENT = 14


@dataclass(frozen=True)
class Row:
    """One row: `left` is None where the count may not be shown, `left_text` then says so.

    `fit` is the part of `right` that fits the condition, the whole of it where there is none.
    """

    name: str
    left: float | None
    left_text: str
    right: float
    right_text: str
    fit: float | None = None
    strong: bool = False


@dataclass(frozen=True)
class Heads:
    """The words over the two sides, arrows included."""

    left: str
    right: str


def drawn(
    rows: Sequence[Row],
    *,
    heads: Heads,
    alt: str,
    example: bool = False,
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the rows in the order given; counts below zero or parts beyond their whole raise."""
    for row in rows:
        if min(row.left or 0, row.right, row.fit or 0) < 0 or (row.fit or 0) > row.right:
            raise ValueError(f"{row.name}: {row.left}, {row.fit} of {row.right}")
    width = width or (358 if compact else 588)
    size = 14 if compact else 13
    weight = 400 if example else STRONG
    sheet = Sheet(width)
    longest = max([0, *(width_of(row.name, size=size, weight=STRONG) for row in rows)])
    names = 0 if compact else round(min(longest + 2, width * 0.4))
    room = width - 4 if compact else names
    ends = [
        max([0, *(width_of(words, size=size, weight=STRONG) for words in side)]) + 7
        for side in ([row.left_text for row in rows], [row.right_text for row in rows])
    ]
    most = [
        max([0.0, *(row.left or 0 for row in rows)]),
        max([0.0, *(row.right for row in rows)]),
    ]
    start = names + (12 if names else 0) + ends[0]
    bars = width - start - ends[1] - 2
    # The absent's mark needs its room even where every count is small.
    unit = (bars - _ABSENT) / (sum(most) or 1)
    axis = round(start + max(most[0] * unit, _ABSENT))
    x = Scale(0, 1, axis, axis + unit)
    y = _heads(sheet, heads, axis, size)
    began, axes = y - 3, ""
    marks = _Marks()
    for row in rows:
        folds = folded(row.name, width=room, size=size, strong=row.strong)
        pitch = size + 3
        if compact:
            first = y + size + 3
            middle = first + (len(folds) - 1) * pitch + 7 + _THICK // 2
            bottom = middle + _THICK // 2 + 9
            axes += f"M{axis} {middle - 11}v22"
        else:
            tall = max(_PITCH, len(folds) * pitch + 4)
            middle, bottom = y + tall // 2, y + tall
            first = middle + round(size * 0.35) - (len(folds) - 1) * pitch // 2
        for line, words in enumerate(folds):
            name = Label(words, size=size, strong=row.strong, ink="ink")
            sheet.write(
                name.at(Spot(0 if compact else names, first + line * pitch, _side(compact)))
            )
        level = middle + round(size * 0.35)
        low, high = marks.add(row, x, middle)
        strong = weight == STRONG
        ink = "ink2" if row.left is None else "seek"
        sheet.write(
            Label(row.left_text, low - 5, level, "end", size, strong and row.left is not None, ink)
        )
        sheet.write(Label(row.right_text, high + 5, level, "start", size, strong, "open"))
        y = bottom
    line = f'<path d="{axes or f"M{axis} {began}V{y}"}" stroke="var(--ink)" stroke-width="1.5"/>'
    return svg(width, y + 2, marks.markup(example) + line + sheet.markup(), alt)


class _Marks:
    """The bars of all rows, gathered by kind so that each is said once."""

    def __init__(self) -> None:
        self.left = self.right = self.rest = self.absent = ""

    def add(self, row: Row, x: Scale, middle: int) -> tuple[int, int]:
        """Add one row and return the units of its two outer ends."""
        top, axis = middle - _THICK // 2, x(0)
        if row.left is None:
            low = axis - _ABSENT
            self.absent += _bar(low, axis, top)
        else:
            low = x(-row.left)
            self.left += _bar(low, axis, top) if low < axis else ""
        high = x(row.right)
        fit = x(row.right if row.fit is None else row.fit)
        self.right += _bar(axis, fit, top) if fit > axis else ""
        self.rest += _bar(fit, high, top) if high > fit else ""
        return low, high

    def markup(self, example: bool) -> str:
        """Return the bars; those of demonstration data are outlines only."""
        out = ""
        dash = ' stroke-dasharray="5 4"' if example else ""
        for shapes, hue in ((self.left, "seek"), (self.right, "open")):
            if shapes and example:
                out += f'<path d="{shapes}" fill="var(--panel)" stroke="var(--{hue})" '
                out += f'stroke-width="1.6"{dash}/>'
            elif shapes:
                out += f'<path d="{shapes}" fill="var(--{hue})"/>'
        if self.rest:
            out += f'<path d="{self.rest}" fill="url(#p-open)" stroke="var(--open)"{dash}/>'
        if self.absent:
            out += f'<path d="{self.absent}" fill="url(#p-secret)" stroke="var(--line)"/>'
        return out


def _bar(start: int, stop: int, top: int) -> str:
    return f"M{start} {top}H{stop}v{_THICK}H{start}z"


def _side(compact: bool) -> str:
    return "start" if compact else "end"


def _heads(sheet: Sheet, heads: Heads, axis: int, size: int) -> int:
    """Write the names of the two sides, over each other where they would meet; return the foot."""
    wide = [1.02 * width_of(words, size=size, weight=STRONG) for words in (heads.left, heads.right)]
    level = size + 1
    if axis - 8 - wide[0] >= 0 and axis + 8 + wide[1] <= sheet.width:
        spots = (Spot(axis - 8, level, "end"), Spot(axis + 8, level))
    elif wide[0] + wide[1] + 16 <= sheet.width:
        # No room at the axis: the sides keep their own edge of the picture.
        spots = (Spot(0, level), Spot(sheet.width, level, "end"))
    else:
        spots = (Spot(0, level), Spot(sheet.width, level + size + 5, "end"))
    for words, ink, spot in ((heads.left, "seek", spots[0]), (heads.right, "open", spots[1])):
        if words:
            sheet.write(Label(words, size=size, strong=True, ink=ink).at(spot))
    return round(spots[1].y + 9)
