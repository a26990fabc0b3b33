"""What each one leaving would leave without a tie: one dot a thing, a column a kind, a row each.

The number stands after its dots, so nobody has to count. Rows are never dropped; above twelve
things in a cell the dots give way to the number alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, number, svg, width_of

_DOT, _PITCH, _MOST = 4.6, 13.0, 12


@dataclass(frozen=True)
class Row:
    """One leaver and how many of each kind would be left, in the order of the heads."""

    name: str
    counts: tuple[int, ...]
    strong: bool = False


def drawn(rows: Sequence[Row], heads: Sequence[str], *, alt: str, compact: bool = False) -> Picture:
    """Draw the rows under the heads; on a phone each name stands over its dots."""
    width = 358 if compact else 620
    size = 14 if compact else 13
    sheet = Sheet(width)
    wide = max([0, *(width_of(row.name, size=size, weight=STRONG) for row in rows)])
    left = 2.0 if compact else min(1.02 * wide + 18, width * 0.43)
    spans = [
        max(
            1.02 * width_of(head, size=size),
            _dots(max((row.counts[at] for row in rows), default=0)) + 22,
        )
        for at, head in enumerate(heads)
    ]
    free = max(8.0, (width - left - sum(spans)) / max(1, len(heads)))
    places, x = [], left
    for span in spans:
        places.append(x)
        x += span + min(free, 34)
    y, body = 16.0, ""
    for head, place in zip(heads, places, strict=True):
        sheet.write(Label(head, size=size).at(Spot(place, y)))
    y += 8
    for row in rows:
        body += f'<path d="M1 {number(y)}H{width - 1}" stroke="var(--rule)"/>'
        if compact:
            for line in folded(row.name, width=width - 4, size=size, strong=row.strong):
                y += 18
                sheet.write(Label(line, 1, y, size=size, strong=row.strong, ink="ink"))
            y += 20
        else:
            y += 17
            for line in folded(row.name, width=left - 14, size=size, strong=row.strong, lines=1):
                sheet.write(Label(line, 1, y, size=size, strong=row.strong, ink="ink"))
        for count, place in zip(row.counts, places, strict=True):
            body += _cell(sheet, count, place, y, size, row.strong)
        y += 8
    return svg(width, round(y + 4), body + sheet.markup(), alt)


def _dots(count: int) -> float:
    return _PITCH * count if count <= _MOST else 0.0


def _cell(sheet: Sheet, count: int, x: float, y: float, size: float, strong: bool) -> str:
    if not count:
        sheet.write(Label("0", size=size, ink="ctx").at(Spot(x, y)))
        return ""
    shown = count if count <= _MOST else 0
    body = "".join(
        f'<circle cx="{number(x + _DOT + at * _PITCH)}" cy="{number(y - 4.5)}" r="{_DOT}" '
        'fill="var(--ui)"/>'
        for at in range(shown)
    )
    label = Label(str(count), size=size, strong=strong, ink="ink")
    sheet.write(label.at(Spot(x + _PITCH * shown + (3 if shown else 0), y)))
    return body
