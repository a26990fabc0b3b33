"""A whole and its two parts, several ways: one bar a way, the parts end to end.

For demonstration data: dashed outlines, hatched as what cannot be filled, light numbers. Each
group has its own scale, so that persons and shares can stand under one another. The names of the
parts stand over the first bar of a group; a number that does not fit its part stands after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of
from handprint.drawings.scale import Scale

_THICK = 22


@dataclass(frozen=True)
class Way:
    """One bar: how it was divided, the two parts with their words, and the words of the whole."""

    name: str
    first: float
    second: float
    texts: tuple[str, str]
    whole: str
    strong: bool = False


@dataclass(frozen=True)
class Group:
    """Bars on one scale, with what they measure and the names of the two parts."""

    head: str
    parts: tuple[str, str]
    ways: Sequence[Way]


def drawn(
    groups: Sequence[Group],
    *,
    alt: str,
    example: bool = True,
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the groups one under another; `example` outlines the bars as demonstration data."""
    width = width or (358 if compact else 588)
    size = 14 if compact else 13
    sheet = Sheet(width)
    names = [way.name for group in groups for way in group.ways]
    wide = max([0, *(width_of(name, size=size, weight=STRONG) for name in names)])
    left = 2 if compact else round(min(wide, width * 0.34)) + 12
    right = _right(groups, width, left, size)
    y, shapes, cuts = 2.0, "", ""
    for group in groups:
        most = max([1e-9, *(way.first + way.second for way in group.ways)])
        x = Scale(0, most, left, right)
        for line in folded(group.head, width=width * 0.97, size=size, strong=True):
            y += size + 3
            sheet.write(Label(line, 1, round(y), size=size, strong=True, ink="ink"))
        for at, way in enumerate(group.ways):
            if compact:
                y += size + 7
                sheet.write(_name(way, size).at(Spot(1, y)))
            if not at:
                y = _heads(sheet, group, way, x, y, size)
            top = round(y + 5)
            cut, stop = x(way.first), x(way.first + way.second)
            shapes += _box(left, cut, top) + _box(cut, stop, top)
            cuts += f"M{cut} {top - 3}v{_THICK + 6}"
            level = round(top + _THICK / 2 + size * 0.35)
            if not compact:
                sheet.write(_name(way, size).at(Spot(left - 10, level, "end")))
            for words, start, end in ((way.texts[0], left, cut), (way.texts[1], cut, stop)):
                label = Label(words, size=size + 1, strong=way.strong, ink="ink", halo=True)
                if _fits(words, start, end, size):
                    sheet.write(label.at(Spot((start + end) / 2, level, "middle")))
            tail = Label(_tail(way, x, size), size=size)
            sheet.write(tail.at(Spot(stop + 8, level)))
            y = top + _THICK + 2
        y += 14
    dash = ' stroke-dasharray="5 4"' if example else ""
    body = (
        f'<path d="{shapes}" fill="url(#p-open)" stroke="var(--open)" stroke-width="1.6"{dash}/>'
        f'<path d="{cuts}" stroke="var(--ink)" stroke-width="2"/>'
    )
    return svg(width, round(y - 8), (body if shapes else "") + sheet.markup(), alt)


def _right(groups: Sequence[Group], width: int, left: int, size: int) -> float:
    """Where the longest bar may end so that its words fit after it."""
    right = width - 12.0
    # What does not fit inside a bar makes its tail longer and the bars shorter: twice is enough.
    for _ in range(3):
        tails = [0.0]
        for group in groups:
            most = max([1e-9, *(way.first + way.second for way in group.ways)])
            x = Scale(0, most, left, right)
            tails += [1.02 * width_of(_tail(way, x, size), size=size) for way in group.ways]
        right = min(right, width - max(tails) - 12)
    return right


def _tail(way: Way, x: Scale, size: int) -> str:
    """The words after a bar: its whole, and before that the numbers that do not fit in it."""
    cut, stop = x(way.first), x(way.first + way.second)
    ends = ((way.texts[0], x(0), cut), (way.texts[1], cut, stop))
    outside = [words for words, start, end in ends if not _fits(words, start, end, size)]
    return f"{' + '.join(outside)} = {way.whole}" if outside else way.whole


def _fits(words: str, start: float, end: float, size: int) -> bool:
    return 1.02 * width_of(words, size=size + 1, weight=STRONG) + 10 <= end - start


def _heads(sheet: Sheet, group: Group, way: Way, x: Scale, y: float, size: int) -> float:
    """The names of the parts over the first bar, the second pushed right when they would meet."""
    level = y + size + 5
    first = Label(group.parts[0], size=size).at(Spot(x(0), level))
    second = Label(group.parts[1], size=size).at(Spot(x(way.first) + 1, level))
    if second.box.left < first.box.right + 12:
        second = second.at(Spot(first.box.right + 12, level))
    sheet.write(first)
    sheet.write(second)
    return level


def _name(way: Way, size: int) -> Label:
    return Label(way.name, size=size, strong=way.strong, ink="ink")


def _box(start: int, stop: int, top: int) -> str:
    return f"M{start} {top}H{stop}v{_THICK}H{start}z"
