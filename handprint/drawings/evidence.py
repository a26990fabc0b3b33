"""Who has told what, and on what evidence: rows by columns, a disc and a word in every cell.

A full disc is counted, a half one reported, a hollow one estimated; a dashed ring is missing, a
hatched one may not be told, a short line does not apply. On a phone a row is its name and under it
the columns that share a sign, so that nothing is read sideways. No word is ever left out; long ones
are folded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of

Grade = Literal["counted", "reported", "estimated", "missing", "hidden", "none"]
GRADES: tuple[Grade, ...] = ("counted", "reported", "estimated", "hidden", "missing", "none")
DESK, HALF, PHONE = 968, 470, 358
_REACH = 6
_PITCH = 17


@dataclass(frozen=True)
class Cell:
    """What one row tells of one column: the sign, its word or number, and a second line."""

    grade: Grade
    text: str
    under: str = ""

    @property
    def figure(self) -> bool:
        """Whether there is something to read besides the sign's own word."""
        return self.grade in ("counted", "reported", "estimated")


@dataclass(frozen=True)
class Row:
    """A name, a lighter line under it, and a cell for each column.

    `head` is a line of words over the row, where a group begins; `rest` are lighter words at its
    end. A `total` row stands under a rule.
    """

    name: str
    cells: Sequence[Cell]
    under: str = ""
    head: str = ""
    rest: str = ""
    strong: bool = False
    total: bool = False


def drawn(
    columns: Sequence[str],
    rows: Sequence[Row],
    *,
    words: Mapping[Grade, str],
    every: str,
    alt: str,
    width: int = DESK,
    compact: bool = False,
) -> Picture:
    """Draw the rows; `words` is what each sign is called, in the key above them.

    `every` is said once for a row of which everything is missing, on a phone.
    """
    if compact:
        width = PHONE
    sheet = Sheet(width)
    used = [grade for grade in GRADES if grade in words and _uses(rows, grade)]
    y, shapes = _key(sheet, used, words)
    if compact:
        more, y = _blocks(sheet, columns, rows, words, every, y)
    else:
        more, y = _table(sheet, columns, rows, y, width)
    return svg(width, round(y), shapes + more + sheet.markup(), alt)


def disc(x: float, y: float, grade: Grade, reach: int = _REACH) -> str:
    """Return the sign of one grade of evidence around a point."""
    x, y = round(x), round(y)
    at = f'cx="{x}" cy="{y}" r="{reach}"'
    ring = f'<circle {at} fill="none" stroke="var(--ink)" stroke-width="1.6"'
    if grade == "counted":
        return f'<circle {at} fill="var(--ink)" stroke="var(--ink)" stroke-width="1.6"/>'
    if grade == "reported":
        half = f"M{x} {y - reach}a{reach} {reach} 0 0 0 0 {2 * reach}z"
        return f'{ring}/><path d="{half}" fill="var(--ink)"/>'
    if grade == "estimated":
        return f"{ring}/>"
    if grade == "hidden":
        return f'<circle {at} fill="url(#p-secret)" stroke="var(--ctx)" stroke-width="1.2"/>'
    if grade == "missing":
        return (
            f'<circle {at} fill="none" stroke="var(--ctx)" stroke-width="1.5" '
            'stroke-dasharray="2.6 2.2"/>'
        )
    return (
        f'<path d="M{x - reach + 2} {y}h{2 * reach - 4}" stroke="var(--ctx)" stroke-width="1.6"/>'
    )


def _uses(rows: Sequence[Row], grade: Grade) -> bool:
    return any(cell.grade == grade for row in rows for cell in row.cells)


def _key(sheet: Sheet, used: Sequence[Grade], words: Mapping[Grade, str]) -> tuple[float, str]:
    """The signs in use and what they are called; returns where the picture goes on."""
    size = 13 if sheet.width > PHONE else 14
    x, y, shapes = 1 + _REACH, 16.0, ""
    for grade in used:
        wide = 1.02 * width_of(words[grade], size=size) + 2 * _REACH + 8
        if x + wide > sheet.width and x > 20:
            x, y = 1 + _REACH, y + size + 9
        shapes += disc(x, y - size * 0.35, grade)
        sheet.write(Label(words[grade], size=size).at(Spot(x + _REACH + 6, y)))
        x += wide + 16
    return y + 12, shapes


def _table(
    sheet: Sheet,
    columns: Sequence[str],
    rows: Sequence[Row],
    y: float,
    width: int,
) -> tuple[str, float]:
    """Rows and columns side by side."""
    size = 13.5
    rest = max([0, *(width_of(row.rest, size=size - 1) for row in rows)])
    rest = min(rest, width * 0.24) + 12 if rest else 0
    room = min(112.0 if width <= HALF else 150.0, (width * 0.66 - rest) / len(columns))
    left = width - rest - room * len(columns)
    beside = all(_fit(row, left - 14, size) for row in rows if not row.total)
    starts = [left + room * place for place in range(len(columns))]
    heads = [folded(name, width=room - 8, size=size - 1, lines=3) for name in columns]
    deepest = max(len(lines) for lines in heads)
    for start, lines in zip(starts, heads, strict=True):
        for at, line in enumerate(lines):
            level = y + (deepest - len(lines) + at + 1) * 15
            sheet.write(Label(line, size=size - 1).at(Spot(start, level)))
    y += deepest * 15 + 8
    shapes = ""
    for row in rows:
        if row.head:
            y += 12
            for line in folded(row.head, width=width, size=size - 1, strong=True):
                y += 15
                sheet.write(Label(line, size=size - 1, strong=True).at(Spot(0, y)))
            y += 5
        shapes += _rule(width, y, strong=row.total or bool(row.head))
        names = folded(
            row.name, width=left - 14, size=size, strong=row.strong or row.total, lines=3
        )
        under = folded(row.under, width=left - 14, size=size - 1) if row.under else []
        if beside and under and not row.total:
            at = Spot(left - 14, y + 8 + size * 0.8, "end")
            sheet.write(Label(row.under, size=size - 1).at(at))
            under = []
        tall = max(
            len(names) * _PITCH + len(under) * 15,
            *(_PITCH + 15 * len(_under(cell, room, size)) for cell in row.cells),
        )
        level = y + 8 + size * 0.8
        for line in names:
            sheet.write(
                Label(line, size=size, strong=row.strong or row.total, ink="ink").at(Spot(0, level))
            )
            level += _PITCH
        for line in under:
            sheet.write(Label(line, size=size - 1).at(Spot(0, level - 1)))
            level += 15
        level = y + 8 + size * 0.8
        for start, cell in zip(starts, row.cells, strict=True):
            shapes += disc(start + _REACH + 1, level - size * 0.34, cell.grade)
            _cell(sheet, cell, Spot(start + 2 * _REACH + 8, level), room, size)
        if row.rest:
            at = Spot(width - rest + 12, level)
            sheet.write(Label(row.rest, size=size - 1).at(at))
        y += tall + 12
    return shapes, y + 2


def _fit(row: Row, room: float, size: float) -> bool:
    """Whether a name and the words under it have room on one line."""
    wide = width_of(row.name, size=size, weight=STRONG) + width_of(row.under, size=size - 1)
    return not row.under or 1.03 * wide + 12 <= room


def _cell(sheet: Sheet, cell: Cell, at: Spot, room: float, size: float) -> None:
    strong = cell.figure
    ink = "ink" if strong else "ink2"
    text = Label(cell.text, size=size if strong else size - 1, strong=strong, ink=ink)
    sheet.write(text.at(at))
    for below, line in enumerate(_under(cell, room, size), start=1):
        sheet.write(Label(line, size=size - 1).at(Spot(at.x, at.y + 15 * below)))


def _under(cell: Cell, room: float, size: float) -> list[str]:
    """The second line of a cell, folded into its column."""
    if not cell.under:
        return []
    return folded(cell.under, width=room - 2 * _REACH - 12, size=size - 1, lines=4)


def _blocks(
    sheet: Sheet,
    columns: Sequence[str],
    rows: Sequence[Row],
    words: Mapping[Grade, str],
    every: str,
    y: float,
) -> tuple[str, float]:
    """Row under row: a name, then a line for each sign with the columns that bear it."""
    shapes, size, width = "", 14, sheet.width
    for row in rows:
        if row.head:
            y += 10
            for line in folded(row.head, width=width * 0.97, size=size, strong=True, lines=3):
                y += 18
                sheet.write(Label(line, size=size, strong=True).at(Spot(0, y)))
            y += 6
        shapes += _rule(width, y, strong=row.total or bool(row.head))
        y += 4
        strong = row.strong or row.total
        for line in folded(row.name, width=width * 0.97, size=15, strong=strong, lines=4):
            y += 18
            sheet.write(Label(line, size=15, strong=strong, ink="ink").at(Spot(0, y)))
        if row.under:
            for line in folded(row.under, width=width * 0.97, size=size):
                y += 18
                sheet.write(Label(line, size=size).at(Spot(0, y)))
        for grade in GRADES:
            found = [
                (name, cell)
                for name, cell in zip(columns, row.cells, strict=True)
                if cell.grade == grade
            ]
            if not found:
                continue
            told = ", ".join(_told(name, cell) for name, cell in found)
            texts = {cell.text for _, cell in found}
            if grade == "none" and len(texts) == 1:
                told = f"{texts.pop()}: {', '.join(name for name, _ in found)}"
            if grade == "missing":
                told = every if len(found) == len(columns) else f"{words[grade]}: {told}"
            lines = folded(told, width=width * 0.97 - 22, size=size, lines=6)
            y += 20
            shapes += disc(_REACH + 1, y - size * 0.34, grade)
            for at, line in enumerate(lines):
                y += 18 if at else 0
                ink = "ink" if found[0][1].figure else "ink2"
                sheet.write(Label(line, size=size, ink=ink).at(Spot(21, y)))
        y += 12
    return shapes, y + 2


def _told(name: str, cell: Cell) -> str:
    """A column and its cell in one line; what is missing is only named."""
    if cell.figure:
        return f"{name} {cell.text}" + (f" ({cell.under})" if cell.under else "")
    if cell.grade == "missing":
        return f"{name} ({cell.under})" if cell.under else name
    return f"{name}: {cell.text}"


def _rule(width: float, y: float, *, strong: bool) -> str:
    colour = "line" if strong else "rule"
    return f'<path d="M0 {round(y)}H{round(width)}" stroke="var(--{colour})"/>'
