"""What is new, kind by kind: what it is about, what it was and is, and what lies between.

Each kind has its heading and its count; a row is a name with its period, the older and the newer
figure with an arrow between, and the difference or the reason why there is none. On a phone the
parts of a row stand one under another. Nothing is left out; long words are folded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.analysis.progress import Sign
from handprint.drawings import signs
from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, number, svg

DESK, PHONE = 640, 358
_PITCH, _SIDE, _LINES = 18, 22, 8


@dataclass(frozen=True)
class Line:
    """One row as printed; `marks` are two signs of progress, drawn beside their words."""

    name: str
    when: str = ""
    before: str = ""
    after: str = ""
    change: str = ""
    note: str = ""
    marks: tuple[Sign, Sign] | None = None


@dataclass(frozen=True)
class Group:
    """The rows of one kind under their heading."""

    head: str
    count: str
    lines: Sequence[Line]


def drawn(groups: Sequence[Group], *, alt: str, compact: bool = False) -> Picture:
    """Draw the groups one under another."""
    width = PHONE if compact else DESK
    sheet = Sheet(width)
    y, body = 2.0, ""
    for group in groups:
        body += _rule(width, y, strong=True)
        y += 24
        count = sheet.write(Label(group.count, 0, y, size=17, strong=True, ink="ink"))
        for line in folded(
            group.head, width=width - count.width - 12, size=16, strong=True, lines=3
        ):
            sheet.write(Label(line, count.width + 9, y, size=16, strong=True, ink="ink"))
            y += 20
        y -= 9
        for place, line in enumerate(group.lines):
            if place:
                body += _rule(width, y)
            marks, y = (_stacked if compact else _beside)(sheet, line, y + 4)
            body += marks
        y += 10
    return svg(width, round(y), body + sheet.markup(), alt)


def _beside(sheet: Sheet, line: Line, y: float) -> tuple[str, float]:
    """Name, figures and difference side by side; returns the marks and where the row ends."""
    width, size = sheet.width, 15
    spans = ((0.0, 0.37 * width), (0.39 * width, 0.32 * width), (0.73 * width, 0.27 * width))
    (left, wide), (middle, room), (right, rest) = spans
    ends = [y]
    level = _write(sheet, line.name, left, y, wide, size, strong=True)
    if line.when:
        level = _write(sheet, line.when, left, level, wide, size - 1)
    ends.append(level)
    marks, level = _step(sheet, line, middle, y, room, size)
    ends.append(level)
    level = y
    if line.change:
        level = _write(sheet, line.change, right, level, rest, size, ink="ink")
    if line.note:
        level = _write(sheet, line.note, right, level, rest, size - 1)
    ends.append(level)
    return marks, max(ends) + 8


def _stacked(sheet: Sheet, line: Line, y: float) -> tuple[str, float]:
    """The parts of a row one under another."""
    width, size = 0.97 * sheet.width, 15
    y = _write(sheet, line.name, 0, y, width, size, strong=True)
    if line.when:
        y = _write(sheet, line.when, 0, y, width, size - 1)
    marks, y = _step(sheet, line, 0, y, width, size)
    if line.change:
        y = _write(sheet, line.change, 0, y, width, size, ink="ink")
    if line.note:
        y = _write(sheet, line.note, 0, y, width, size - 1)
    return marks, y + 8


def _step(
    sheet: Sheet, line: Line, x: float, y: float, room: float, size: float
) -> tuple[str, float]:
    """The older and the newer figure with an arrow between; two signs stand before their words."""
    if not line.before and not line.after:
        return "", y
    if line.marks:
        body = ""
        for sign, words, strong in zip(
            line.marks, (line.before, line.after), (False, True), strict=True
        ):
            at = y + _SIDE / 2 + 2
            body += signs.mark(sign, x + _SIDE / 2 + (0 if not strong else 18), at, size=_SIDE)
            shift = _SIDE + 8 + (18 if strong else 0)
            if strong:
                sheet.write(Label("→", x, at + size * 0.35, size=size))
            ink = "ink" if strong else "ink2"
            top = at - size * 0.68
            level = _write(sheet, words, x + shift, top, room - shift, size, strong, ink)
            y = round(max(y + _SIDE + 6, level + 4))
        return body, y
    if not line.before or not line.after:
        words, strong = line.after or line.before, bool(line.after)
        return "", _write(sheet, words, x, y, room, size, strong, "ink")
    older = Label(f"{line.before} → ", size=size)
    newer = Label(line.after, size=size, strong=True, ink="ink")
    level = y + size
    if older.width + newer.width <= room:
        sheet.write(older.at(Spot(x, level)))
        sheet.write(newer.at(Spot(x + older.width, level)))
        return "", y + _PITCH + 1
    y = _write(sheet, line.before, x, y, room, size)
    return "", _write(sheet, f"→ {line.after}", x, y, room, size, True, "ink")


def _write(
    sheet: Sheet,
    words: str,
    x: float,
    y: float,
    width: float,
    size: float,
    strong: bool = False,
    ink: str = "",
) -> float:
    """Write folded words from a top edge down; returns where they end."""
    for line in folded(words, width=width, size=size, strong=strong, lines=_LINES):
        ink = ink or ("ink" if strong else "ink2")
        sheet.write(Label(line, size=size, strong=strong, ink=ink).at(Spot(x, y + size)))
        y += _PITCH + 1
    return y


def _rule(width: float, y: float, *, strong: bool = False) -> str:
    stroke = 'stroke="var(--ui)" stroke-width="1.4"' if strong else 'stroke="var(--rule)"'
    return f'<path d="M0 {number(y)}H{number(width)}" {stroke}/>'
