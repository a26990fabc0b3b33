"""When open matters are due: a column of squares a month, one square a matter.

A filled square is overdue, an open one still ahead. The count stands over each column, and the
month of the day itself in strong letters, so neither has to be told by colour or counted by eye.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import Label, Sheet, Spot
from handprint.drawings.marks import Picture, number, svg, width_of

MOST_WIDE, MOST_NARROW = 7, 4
"""So many columns at most; what lies outside is gathered at the ends."""

_TALLEST = 168


@dataclass(frozen=True)
class Column:
    """One month: its name, how many are overdue and how many ahead; `now` for the day's own."""

    name: str
    late: int
    coming: int
    now: bool = False


def drawn(
    columns: Sequence[Column], *, late: str, coming: str, alt: str, compact: bool = False
) -> Picture:
    """Draw the columns from left to right over their names, under a key of the two squares."""
    width, size, side = (358, 13, 16) if compact else (588, 14, 18)
    tallest = max([1, *(one.late + one.coming for one in columns)])
    pitch = max(4, min(side + 4, _TALLEST // tallest))
    box = pitch - min(4, max(1, pitch // 4))
    sheet = Sheet(width)
    filled, outlined = _key(sheet, size, late, coming)
    top = 30 + size
    base = round(top + pitch * tallest)
    steps = _steps(columns, width, size)
    left_edge = 0.0
    for one, step in zip(columns, steps, strict=True):
        middle = round(left_edge + step / 2)
        left_edge += step
        for row in range(one.late + one.coming):
            left, level = middle - box // 2, base - pitch * (row + 1) + (pitch - box)
            if row < one.late:
                filled += _square(left, level, box)
            else:
                outlined += _square(left + 1, level + 1, max(1, box - 2))
        count = one.late + one.coming
        if count:
            over = Spot(middle, base - pitch * count - 4, "middle")
            sheet.write(Label(str(count), size=size, strong=True, ink="ink").at(over))
        name = Label(one.name, size=size, strong=one.now, ink="ink" if one.now else "ink2")
        sheet.write(name.at(Spot(middle, base + size + 6, "middle")))
    end = round(left_edge)
    body = (
        f'<path d="M0 {base + 2}H{end}" stroke="var(--line)" stroke-width="1"/>'
        f'<path d="{filled}" fill="var(--bad)"/>'
        f'<path d="{outlined}" fill="var(--bg)" stroke="var(--ink2)" stroke-width="1.6"/>'
    )
    return svg(width, base + size + 16, body + sheet.markup(), alt)


def _steps(columns: Sequence[Column], width: int, size: int) -> list[float]:
    """The room of each column: what its name needs, and on a wide picture no less than 64."""
    least = 64.0 if width > 400 else 40.0
    wanted = [
        max(least, 1.02 * width_of(one.name, size=size, weight=650 if one.now else 400) + 10)
        for one in columns
    ]
    return [one * min(1.0, width / max(1.0, sum(wanted))) for one in wanted]


def _key(sheet: Sheet, size: int, late: str, coming: str) -> tuple[str, str]:
    """The key over the columns; the outlines of its two squares."""
    middle = 4 + round(size * 0.65)
    first = sheet.write(Label(late, size=size, ink="ink").at(Spot(20, middle + size * 0.35)))
    left = round(first.box.right) + 22
    sheet.write(Label(coming, size=size, ink="ink").at(Spot(left + 20, middle + size * 0.35)))
    return _square(1, middle - 6, 13), _square(left + 1, middle - 5, 11)


def _square(left: float, top: float, side: float) -> str:
    edge = number(side)
    return f"M{number(left)} {number(top)}h{edge}v{edge}h-{edge}z"
