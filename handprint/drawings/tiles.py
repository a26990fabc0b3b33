"""How complete something is: one square a thing, filled where it is there.

Filled means there; a dashed light square rests on an example only; an open one is missing. The
count stands after the squares, so nothing has to be counted by eye.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, svg, width_of

Tile = Literal["there", "example", "missing"]


@dataclass(frozen=True)
class Line:
    """One requirement: its name, its squares in order, and the words of its count."""

    name: str
    tiles: Sequence[Tile]
    count: str
    rest: str = ""


def drawn(
    lines: Sequence[Line], *, alt: str, compact: bool = False, width: int | None = None
) -> Picture:
    """Draw the requirements one under another; on a phone the name stands over its squares."""
    width = width or (358 if compact else 1128)
    size, side, gap = (14, 9, 3) if compact else (14, 16, 4)
    sheet = Sheet(width)
    names = max([0, *(1.02 * width_of(line.name, size=size) for line in lines)])
    left = 0 if compact else round(min(names, width * 0.3)) + 18
    shapes: dict[Tile, str] = {"there": "", "example": "", "missing": ""}
    y = 8.0
    for line in lines:
        if compact:
            y += size + 4
            count = Label(line.count, size=size, strong=True, ink="ink")
            sheet.write(count.at(Spot(width - 2, y, "end")))
            sheet.write(Label(line.name, size=size, ink="ink").at(Spot(0, y)))
            y += 7
        top = round(y)
        for place, tile in enumerate(line.tiles):
            x = left + place * (side + gap)
            inset = 0 if tile == "there" else 1
            box = side - 2 * inset
            shapes[tile] += f"M{x + inset} {top + inset}h{box}v{box}h-{box}z"
        level = top + side / 2 + size * 0.35
        if not compact:
            words = folded(line.name, width=left - 12, size=size, lines=1)[0]
            sheet.write(Label(words, size=size, ink="ink").at(Spot(0, level)))
            x = left + len(line.tiles) * (side + gap) + 12
            count = Label(line.count, size=size, strong=True, ink="ink").at(Spot(x, level))
            x = sheet.write(count).box.right + 12
            if line.rest:
                sheet.write(Label(line.rest, size=13).at(Spot(x, level)))
            y = top + side + 10
        elif line.rest:
            y = top + side + size + 3
            sheet.write(Label(line.rest, size=size).at(Spot(0, y)))
            y += 6
        else:
            y = top + side + 6
    body = ""
    if shapes["there"]:
        body += f'<path d="{shapes["there"]}" fill="var(--ink2)"/>'
    if shapes["example"]:
        body += (
            f'<path d="{shapes["example"]}" fill="var(--panel)" stroke="var(--ink2)" '
            'stroke-width="1.3" stroke-dasharray="3 2"/>'
        )
    if shapes["missing"]:
        body += f'<path d="{shapes["missing"]}" fill="none" stroke="var(--line)"/>'
    return svg(width, round(y), body + sheet.markup(), alt)
