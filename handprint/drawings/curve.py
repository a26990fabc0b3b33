"""A path through two shares over time: the Beveridge curve.

The points are joined in the order of time, old ones pale and thin, new ones dark and firm. Years
are written on their points where there is room, the newest point is filled, and a month that
stands alone is a dashed ring. Only years may be left unwritten: the first, the last and the turns
come first, and a dot is drawn only where its year is written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import Label, Sheet, Spot
from handprint.drawings.marks import Picture, svg, width_of
from handprint.drawings.scale import Scale, Tick

# Colour and width of the oldest, the middle and the newest third of the path.
_AGES = (("line", 1.5), ("ctx", 1.8), ("ink", 2.6))


@dataclass(frozen=True)
class Place:
    """One point of the path: a period and its two values. `year` is written where there is room."""

    period: str
    x: float
    y: float
    year: str = ""


@dataclass(frozen=True)
class Alone:
    """A single month outside the path: a dashed ring with its name, and words under the name."""

    x: float
    y: float
    text: str
    more: str = ""


def drawn(
    places: Sequence[Place],
    *,
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    x_title: str,
    y_title: str,
    last: str,
    alt: str,
    first: str = "",
    alone: Alone | None = None,
    chosen: str = "",
    chosen_words: str = "",
    compact: bool = False,
    width: int | None = None,
    height: int | None = None,
) -> Picture:
    """Draw the path; `first` and `last` are the words at its ends.

    `chosen` is a period to ring and `chosen_words` its name. The ticks fix the axes: where they
    do not begin at zero, the reader sees it from their first.
    """
    width = width or (358 if compact else 490)
    height = height or (340 if compact else 330)
    size = 14 if compact else 13
    sheet = Sheet(width, height)
    axes = _Axes(sheet, x_ticks, y_ticks, size)
    out = axes.drawn(x_title, y_title)
    spots = [(axes.x(place.x), axes.y(place.y)) for place in places]
    for start, stop in zip(spots, spots[1:], strict=False):
        _block(sheet, start, stop)
    out += _path(spots)
    out += _ends(sheet, places, spots, first, last, size)
    if alone is not None:
        out += _ring(sheet, axes, alone, size)
    out += _chosen(sheet, places, spots, chosen, chosen_words, size)
    out += _years(sheet, places, spots, size)
    return svg(width, height, out + sheet.markup(), alt)


class _Axes:
    """The two scales: room on the left for the ticks, below for theirs and the title."""

    def __init__(
        self, sheet: Sheet, x_ticks: Sequence[Tick], y_ticks: Sequence[Tick], size: int
    ) -> None:
        self.sheet, self.size = sheet, size
        self.x_ticks, self.y_ticks = x_ticks, y_ticks
        left = max([4, *(round(width_of(tick.text, size=size)) + 9 for tick in y_ticks)])
        right = sheet.width - max(
            [8, *(width_of(tick.text, size=size) / 2 + 1 for tick in x_ticks[-1:])]
        )
        self.top, self.base = 2 * size + 4, round(sheet.height - 2 * size - 16)
        xs, ys = [tick.value for tick in x_ticks], [tick.value for tick in y_ticks]
        self.x = Scale(min(xs), max(xs), left, right)
        self.y = Scale(min(ys), max(ys), self.base, self.top)

    def drawn(self, x_title: str, y_title: str) -> str:
        """Faint lines at the ticks of y, a firm one below, short strokes at the ticks of x."""
        size, sheet = self.size, self.sheet
        left, right = round(self.x.start), round(self.x.end)
        faint, firm = "", f"M{left} {self.base}H{right}"
        for tick in self.y_ticks:
            at = self.y(tick.value)
            if at != self.base:
                faint += f"M{left} {at}H{right}"
            sheet.write(Label(tick.text, left - 7, round(at + size * 0.34), "end", size))
        for tick in self.x_ticks:
            at = self.x(tick.value)
            firm += f"M{at} {self.base}v5"
            sheet.write(Label(tick.text, at, self.base + size + 7, "middle", size))
        sheet.write(Label(y_title, 0, size, size=size))
        sheet.write(Label(x_title, right, self.base + 2 * size + 12, "end", size))
        lines = f'<path d="{firm}" stroke="var(--line)"/>'
        return (f'<path d="{faint}" stroke="var(--rule)"/>' if faint else "") + lines


def _path(spots: Sequence[tuple[int, int]]) -> str:
    """The path in three strokes, each beginning where the one before ends."""
    if len(spots) < 2:
        return ""
    out = ""
    cuts = [round(part * (len(spots) - 1) / len(_AGES)) for part in range(len(_AGES) + 1)]
    for (ink, wide), start, stop in zip(_AGES, cuts, cuts[1:], strict=False):
        (x0, y0), *rest = spots[start : stop + 1]
        steps = ""
        for x1, y1 in rest:
            steps += f" {x1 - x0} {y1 - y0}"
            x0, y0 = x1, y1
        if steps:
            x, y = spots[start]
            out += (
                f'<path d="M{x} {y}l{steps.strip()}" fill="none" stroke="var(--{ink})" '
                f'stroke-width="{wide}" stroke-linejoin="round" stroke-linecap="round"/>'
            )
    return out


def _ends(
    sheet: Sheet,
    places: Sequence[Place],
    spots: Sequence[tuple[int, int]],
    first: str,
    last: str,
    size: int,
) -> str:
    """The two ends of the path: the newest filled and strong, the oldest hollow."""
    out = ""
    if not places:
        return out
    for (x, y), words, strong in ((spots[-1], last, True), (spots[0], first, False)):
        if not words:
            continue
        out += f'<circle cx="{x}" cy="{y}" r="{5.4 if strong else 3.4}" ' + (
            'fill="var(--ink)"/>'
            if strong
            else 'fill="var(--bg)" stroke="var(--ink)" stroke-width="1.6"/>'
        )
        sheet.block_point(x, y, 6 if strong else 4)
        label = Label(words, size=size, strong=strong, ink="ink", halo=True)
        _near(sheet, label, x, y, reach=9 if strong else 7, must=True)
    return out


def _ring(sheet: Sheet, axes: _Axes, alone: Alone, size: int) -> str:
    """The single month: a dashed ring, its name and what it is."""
    x, y = axes.x(alone.x), axes.y(alone.y)
    sheet.block_point(x, y, 6)
    name = Label(alone.text, size=size, strong=True, ink="ink", halo=True)
    more = Label(alone.more, size=size, halo=True)
    lines = [name, more] if alone.more else [name]
    for spots in (list(_around(x, y, size, 10)), list(_further(sheet, x, y, size))):
        # Two lines stand as one block: under a place above the ring there must be room for both.
        shifted = [
            Spot(spot.x, spot.y - (size + 3) * (len(lines) - 1) * (spot.y < y), spot.anchor)
            for spot in spots
        ]
        if sheet.place_lines(lines, shifted, pitch=size + 3, gap=2):
            break
    else:
        for row, label in enumerate(lines):
            sheet.write(label.at(Spot(x + 10, y + row * (size + 3))))
    return (
        f'<circle cx="{x}" cy="{y}" r="5.4" fill="var(--bg)" stroke="var(--ink)" '
        'stroke-width="1.8" stroke-dasharray="2.4 2"/>'
    )


def _years(
    sheet: Sheet,
    places: Sequence[Place],
    spots: Sequence[tuple[int, int]],
    size: int,
) -> str:
    """Years where there is room: the extremes first, then those farthest from what is written."""
    named = [i for i, place in enumerate(places) if place.year]
    turns = [
        pick(range(len(places)), key=lambda i: spots[i][axis])
        for axis in (0, 1)
        for pick in (min, max)
        if places
    ]
    order = sorted(
        named,
        key=lambda i: (min(abs(i - turn) for turn in turns), -i),
    )
    discs = ""
    taken: list[tuple[int, int]] = []
    for i in order:
        x, y = spots[i]
        if any(abs(x - a) < 9 and abs(y - b) < 9 for a, b in taken):
            continue
        label = Label(places[i].year, size=size, ink="ink", halo=True)
        if not _near(sheet, label, x, y, reach=7, gap=4):
            continue
        taken.append((x, y))
        sheet.block_point(x, y, 4)
        discs += f'<circle cx="{x}" cy="{y}" r="3.4"/>'
    return (
        f'<g fill="var(--bg)" stroke="var(--ink)" stroke-width="1.6">{discs}</g>' if discs else ""
    )


def _chosen(
    sheet: Sheet,
    places: Sequence[Place],
    spots: Sequence[tuple[int, int]],
    chosen: str,
    words: str,
    size: int,
) -> str:
    """The period the reader chose: a firm ring with its name, unless it is the newest one."""
    for place, (x, y) in zip(places[:-1], spots, strict=False):
        if place.period == chosen:
            sheet.block_point(x, y, 6)
            label = Label(words, size=size, strong=True, ink="ink", halo=True)
            _near(sheet, label, x, y, reach=9, must=True)
            return (
                f'<circle cx="{x}" cy="{y}" r="5.2" fill="var(--bg)" stroke="var(--ink)" '
                'stroke-width="2.4"/>'
            )
    return ""


def _near(
    sheet: Sheet, label: Label, x: int, y: int, *, reach: int, must: bool = False, gap: int = 2
) -> Label | None:
    """Write a label beside a point where nothing is in the way, further off if it must stand."""
    placed = _free(sheet, label, _around(x, y, label.size, reach), gap)
    if placed is None and must:
        placed = sheet.place(label, _further(sheet, x, y, label.size), gap=2)
        placed = placed or sheet.write(label.at(Spot(x + reach, y)))
    return placed


def _free(sheet: Sheet, label: Label, spots: Iterable[Spot], gap: int) -> Label | None:
    """Write a label at the first spot that is clear of lines by 2 units and of words by `gap`."""
    for spot in spots:
        moved = label.at(spot)
        beside = any(moved.box.meets(other.box, gap) for other in sheet.labels)
        if not beside and sheet.fits(moved, 2):
            return sheet.write(moved)
    return None


def _around(x: int, y: int, size: float, reach: int) -> Iterable[Spot]:
    """Places round a point, the sides first."""
    for off in (0, 3, 6):
        far, level = reach + off, y + size * 0.34
        yield from (
            Spot(x + far, level), Spot(x - far, level, "end"),
            Spot(x, y - far, "middle"), Spot(x, y + far + size * 0.7, "middle"),
            Spot(x + far, y - far * 0.6), Spot(x + far, y + far * 0.6 + size * 0.7),
            Spot(x - far, y - far * 0.6, "end"), Spot(x - far, y + far * 0.6 + size * 0.7, "end"),
        )  # fmt: skip


def _further(sheet: Sheet, x: int, y: int, size: float) -> Iterable[Spot]:
    """The rest of the picture, nearest first."""
    rows = range(round(2 * size), round(sheet.height - 2 * size), 6)
    spots = [
        Spot(column, row, "middle") for row in rows for column in range(30, round(sheet.width), 8)
    ]
    return sorted(spots, key=lambda spot: (spot.x - x) ** 2 + (spot.y - y) ** 2)


def _block(sheet: Sheet, start: tuple[int, int], stop: tuple[int, int]) -> None:
    """Keep words off the line between two neighbouring points."""
    (x0, y0), (x1, y1) = start, stop
    pieces = max(1, abs(x1 - x0) // 4, abs(y1 - y0) // 4)
    for part in range(pieces + 1):
        share = part / pieces
        sheet.block_point(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, 1.6)
