"""Pictures for a slide: few marks and large letters, read from ten metres.

Each is drawn twice: wide, on a slide of 1280 by 720 units where no letter is smaller than 24, and
compact, for the phone of someone in the room. The wide ones are at most `ROOM` tall, so a slide
never has to shrink them. No word is left out; long ones are folded, and only what then still does
not fit is cut.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import TYPE_CHECKING, Literal

from handprint.analysis.progress import Sign
from handprint.drawings import hand as gauge
from handprint.drawings import hatching
from handprint.drawings import signs as scale
from handprint.drawings.hatching import Hatch
from handprint.drawings.lettering import Label, Sheet, folded
from handprint.drawings.map import Kind
from handprint.drawings.marks import STRONG, Picture, number, patterns, svg, width_of

if TYPE_CHECKING:
    import pandas as pd

_PATTERNED = ("secret", "missing")
WIDE, NARROW = 1152, 350
ROOM = 352
"""The height a picture may take under a heading of two lines and a line of words."""
BASE, CLEAR, SMALL = 24, 28, 15
"""Sizes of letters: the least on a slide, what is to be read first, and on a phone."""


@dataclass(frozen=True)
class Count:
    """One large number: as printed, what it counts, and the words that explain it."""

    figure: str
    name: str
    note: str = ""
    hue: str = "ink"


@dataclass(frozen=True)
class Line:
    """A short word or number that leads, and the words after it; `quiet` for what is missing."""

    lead: str
    words: str
    quiet: bool = False


@dataclass(frozen=True)
class Circles:
    """A row of circles, one a thing: of `total` so many are `lit`; the count stands after them."""

    name: str
    lit: int
    total: int
    count: str


@dataclass(frozen=True)
class Stage:
    """A status: its name, its number or a dash, a note; `known` when there is a number."""

    name: str
    figure: str
    note: str
    known: bool


@dataclass(frozen=True)
class Light:
    """A goal's sign with the goal's name, the sign's word, and what it rests on."""

    sign: Sign
    name: str
    word: str
    rests_on: str


@dataclass(frozen=True)
class Bar:
    """A bar from zero: its name, its value, the value as printed, a note; hatched or filled."""

    name: str
    value: float
    text: str
    note: str = ""
    hatched: bool = False


@dataclass(frozen=True)
class Span:
    """A stretch of years: name, first and last as decimal years; none when they are not known."""

    name: str
    first: float | None
    last: float | None
    text: str
    exact: bool = True


def counts(items: Sequence[Count], *, alt: str, compact: bool = False) -> Picture:
    """Two to four numbers side by side, or one under another."""
    if compact:
        return _listed_counts(items, alt)
    sheet = Sheet(WIDE)
    step = WIDE / len(items)
    size = min(
        [
            132,
            *(
                (step - 40) / width_of(one.figure, size=1, weight=STRONG)
                for one in items
                if one.figure
            ),
        ]
    )
    bottom = 0.0
    for place, one in enumerate(items):
        x, y = place * step, 0.74 * size
        sheet.labels.append(Label(one.figure, x, y, size=size, strong=True, ink=one.hue))
        y += 22
        for line in folded(one.name, width=step - 40, size=CLEAR, strong=True, lines=2):
            y += 34
            sheet.labels.append(Label(line, x, y, size=CLEAR, strong=True, ink="ink"))
        y += 4
        for line in folded(one.note, width=step - 40, size=BASE, lines=4) if one.note else ():
            y += 31
            sheet.labels.append(Label(line, x, y, size=BASE))
        bottom = max(bottom, y)
    return svg(WIDE, round(bottom + 8), sheet.markup(), alt)


def _listed_counts(items: Sequence[Count], alt: str) -> Picture:
    sheet, y = Sheet(NARROW), 0.0
    for one in items:
        y += 34
        sheet.labels.append(Label(one.figure, 0, y, size=42, strong=True, ink=one.hue))
        y += 6
        for line in folded(one.name, width=NARROW, size=17, strong=True, lines=2):
            y += 21
            sheet.labels.append(Label(line, 0, y, size=17, strong=True, ink="ink"))
        for line in folded(one.note, width=NARROW, size=SMALL, lines=4) if one.note else ():
            y += 20
            sheet.labels.append(Label(line, 0, y, size=SMALL))
        y += 22
    return svg(NARROW, round(y), sheet.markup(), alt)


def tenths(
    filled: int,
    *,
    names: tuple[str, str],
    notes: tuple[str, str],
    alt: str,
    compact: bool = False,
) -> Picture:
    """Ten tiles, so many of them filled and the rest hatched, both parts named."""
    if compact:
        return _listed_tenths(filled, names, notes, alt)
    side, gap = 104, 12.4
    sheet, body = Sheet(WIDE), _tiles(range(filled), filled, side, gap, 10, 7)
    body += _tiles(range(filled, 10), filled, side, gap, 10, 7)
    for first, last, name, note in (
        (0, filled, names[0], notes[0]),
        (filled, 10, names[1], notes[1]),
    ):
        if first == last:
            continue
        left, right = first * (side + gap), last * (side + gap) - gap
        body += (
            f'<path d="M{number(left + 1)} 122v10H{number(right - 1)}v-10" fill="none" '
            'stroke="var(--ink)" stroke-width="2"/>'
        )
        middle = (left + right) / 2
        # A bracket may be narrower than its words: they lean on the slide's edge then.
        sheet.write(Label(name, middle, 184, "middle", 40, True, "ink"))
        room = max(right - left, 460.0) if filled not in (0, 10) else WIDE
        for row, line in enumerate(folded(note, width=room - 24, size=27, lines=2)):
            sheet.write(Label(line, middle, 226 + 34 * row, "middle", 27))
    bottom = max(label.y for label in sheet.labels) + 12
    return svg(WIDE, round(bottom), body + sheet.markup(), alt)


def _tiles(which: range, filled: int, side: float, gap: float, columns: int, corner: float) -> str:
    found = ""
    for at in which:
        x, y = at % columns * (side + gap), at // columns * (side + gap)
        inset = 0.0 if at < filled else 1.5
        paint = (
            'fill="var(--open)"'
            if at < filled
            else 'fill="url(#p-open)" stroke="var(--open)" stroke-width="3"'
        )
        found += (
            f'<rect x="{number(x + inset)}" y="{number(y + inset)}" rx="{number(corner)}" '
            f'width="{number(side - 2 * inset)}" height="{number(side - 2 * inset)}" {paint}/>'
        )
    return found


def _listed_tenths(
    filled: int, names: tuple[str, str], notes: tuple[str, str], alt: str
) -> Picture:
    side, gap = 61, 11
    sheet, body = Sheet(NARROW), _tiles(range(10), filled, side, gap, 5, 4)
    y = 2.0 * side + gap + 20
    for at, (name, note) in enumerate(zip(names, notes, strict=True)):
        if filled in (0, 10) and (filled == 0) == (at == 0):
            continue
        paint = (
            'fill="var(--open)"'
            if at == 0
            else 'fill="url(#p-open)" stroke="var(--open)" stroke-width="2"'
        )
        body += f'<rect x="1" y="{number(y + 1)}" rx="3" width="18" height="18" {paint}/>'
        y += 16
        sheet.labels.append(Label(name, 32, y, size=16, strong=True, ink="ink"))
        for line in folded(note, width=NARROW - 34, size=SMALL, lines=2):
            y += 20
            sheet.labels.append(Label(line, 32, y, size=SMALL))
        y += 14
    return svg(NARROW, round(y), body + sheet.markup(), alt)


def lines(items: Sequence[Line], *, alt: str, compact: bool = False) -> Picture:
    """A few lines, each led by a short word or number set in bold."""
    size, lead_size = (SMALL, 19) if compact else (27, 36)
    width = NARROW if compact else WIDE
    widest = max([0.0, *(1.02 * width_of(o.lead, size=lead_size, weight=STRONG) for o in items)])
    most = 84 if compact else 260
    while widest > most and lead_size > (SMALL if compact else BASE):
        lead_size -= 1
        widest = max(1.02 * width_of(o.lead, size=lead_size, weight=STRONG) for o in items)
    left = min(widest, most) + (12 if compact else 28)
    pitch = 20 if compact else 33
    sheet, body, y = Sheet(width), "", 0.0
    # A phone scrolls: nothing is cut there.
    most_rows = 6 if compact else 2
    words = [folded(one.words, width=width - left, size=size, lines=most_rows) for one in items]
    # What the lines need without any air between them; the air is what the slide has left.
    tall = sum(1.16 * size + 4 + (len(told) - 1) * pitch for told in words)
    pad = 11 if compact else max(0.0, min(20.0, (ROOM - 1 - tall) / max(1, 2 * len(items))))
    for place, (one, told) in enumerate(zip(items, words, strict=True)):
        if place:
            body += f'<path d="M0 {number(y)}H{width}" stroke="var(--rule)" stroke-width="1.5"/>'
        y += pad
        ink = "ink2" if one.quiet else "ink"
        first = y + 0.86 * size + (0 if compact else 4)
        sheet.labels.append(
            Label(one.lead, left - (12 if compact else 28), first, "end", lead_size, True, ink)
        )
        for row, line in enumerate(told):
            sheet.labels.append(Label(line, left, first + row * pitch, size=size, ink="ink"))
        y = first + (len(told) - 1) * pitch + 0.3 * size + pad
    return svg(width, round(y), body + sheet.markup(), alt)


def circles(items: Sequence[Circles], *, alt: str, compact: bool = False) -> Picture:
    """Rows of circles: filled ones have it, hollow ones do not."""
    if compact:
        return _listed_circles(items, alt)
    names = max(1.02 * width_of(one.name, size=BASE) for one in items)
    left = min(names, 430) + 30
    counts_room = max(1.02 * width_of(o.count, size=BASE, weight=STRONG) for o in items) + 24
    most = max(one.total for one in items)
    step = min(54.0, (WIDE - left - counts_room) / most)
    radius = min(18.0, step * 0.38)
    pitch = min(62.0, ROOM / len(items))
    sheet, body = Sheet(WIDE), ""
    for row, one in enumerate(items):
        y = pitch * (row + 0.5)
        name = folded(one.name, width=left - 24, size=BASE, lines=1)[0]
        sheet.labels.append(Label(name, 0, y + 8, size=BASE, ink="ink"))
        body += _circles(one, left + radius, y, step, radius, 2.4)
        x = left + one.total * step + 6
        sheet.labels.append(Label(one.count, x, y + 8, size=BASE, strong=True, ink="ink"))
    return svg(WIDE, round(pitch * len(items)), body + sheet.markup(), alt)


def _circles(one: Circles, x: float, y: float, step: float, radius: float, stroke: float) -> str:
    return "".join(
        f'<circle cx="{number(x + at * step)}" cy="{number(y)}" '
        + (
            f'r="{number(radius)}" fill="var(--ui)"/>'
            if at < one.lit
            else f'r="{number(radius - stroke / 2)}" fill="none" stroke="var(--line)" '
            f'stroke-width="{stroke}"/>'
        )
        for at in range(one.total)
    )


def _listed_circles(items: Sequence[Circles], alt: str) -> Picture:
    sheet, body, y = Sheet(NARROW), "", 0.0
    most = max(one.total for one in items)
    step = min(22.0, NARROW / most)
    for one in items:
        y += 18
        name = folded(one.name, width=NARROW - 70, size=SMALL, lines=1)[0]
        sheet.labels.append(Label(name, 0, y, size=SMALL, ink="ink"))
        sheet.labels.append(Label(one.count, NARROW, y, "end", SMALL, True, "ink"))
        y += 16
        body += _circles(one, step * 0.4, y, step, step * 0.38, 1.8)
        y += 18
    return svg(NARROW, round(y), body + sheet.markup(), alt)


def stages(items: Sequence[Stage], *, alt: str, compact: bool = False) -> Picture:
    """The statuses in their order: a number where one is known, a dashed field where none is."""
    if compact:
        return _listed_stages(items, alt)
    gap, tip, tall = 8, 22, 150
    # Names are as long as they are: a field is as wide as its own asks.
    needs = [max(150.0, 1.02 * width_of(one.name, size=CLEAR, weight=STRONG) + 26) for one in items]
    spare = (WIDE - sum(needs)) / len(items)
    sheet, body, bottom, edge = Sheet(WIDE), "", 0.0, 0.0
    for place, (one, need) in enumerate(zip(items, needs, strict=True)):
        left, right, room = edge + 2, edge + need + spare - gap, need + spare - gap - 14
        edge += need + spare
        notch = f"L{number(left + tip)} {tall / 2 + 1:.0f}" if place else ""
        body += (
            f'<path d="M{number(left)} 2H{number(right - tip)}L{number(right)} {tall / 2 + 1:.0f}'
            f'L{number(right - tip)} {tall}H{number(left)}{notch}z" '
            f'fill="{"var(--ui)" if one.known else "none"}" '
            f'stroke="var(--{"ui" if one.known else "line"})" stroke-width="2.4" '
            f'stroke-linejoin="round"{_dashes(one, "7 6")}/>'
        )
        middle = (left + right) / 2 + (tip / 2 if place else 0) - tip / 4
        sheet.labels.append(
            Label(
                one.figure, middle, tall / 2 + 31, "middle", 84, True,
                "bg" if one.known else "ink2",
            )
        )  # fmt: skip
        y = tall + 8.0
        for line in folded(one.name, width=room, size=CLEAR, strong=True, lines=2):
            y += 34
            sheet.labels.append(Label(line, left, y, size=CLEAR, strong=True, ink="ink"))
        for line in folded(one.note, width=room, size=BASE, lines=4) if one.note else ():
            y += 31
            sheet.labels.append(Label(line, left, y, size=BASE))
        bottom = max(bottom, y)
    return svg(WIDE, round(bottom + 8), body + sheet.markup(), alt)


def _dashes(one: Stage, pattern: str) -> str:
    return "" if one.known else f' stroke-dasharray="{pattern}"'


def _listed_stages(items: Sequence[Stage], alt: str) -> Picture:
    sheet, body, y = Sheet(NARROW), "", 1.0
    for one in items:
        note = folded(one.note, width=NARROW - 96, size=SMALL, lines=3) if one.note else []
        tall = max(52.0, 32 + 20 * len(note))
        body += (
            f'<rect x="1" y="{number(y)}" width="72" height="{number(tall - 6)}" '
            f'fill="{"var(--ui)" if one.known else "none"}" '
            f'stroke="var(--{"ui" if one.known else "line"})" stroke-width="1.6"'
            f"{_dashes(one, '5 4')}/>"
        )
        ink = "bg" if one.known else "ink2"
        sheet.labels.append(Label(one.figure, 37, y + (tall - 6) / 2 + 10, "middle", 30, True, ink))
        sheet.labels.append(Label(one.name, 88, y + 16, size=16, strong=True, ink="ink"))
        for row, line in enumerate(note):
            sheet.labels.append(Label(line, 88, y + 36 + 20 * row, size=SMALL))
        y += tall + 4
    return svg(NARROW, round(y), body + sheet.markup(), alt)


def lights(items: Sequence[Light], *, alt: str, compact: bool = False) -> Picture:
    """The goals' signs, three in a row or one under another."""
    columns, width = (1, NARROW) if compact else (3, WIDE)
    side, gap = (38, 12) if compact else (84, 20)
    sizes = (16, SMALL, SMALL) if compact else (CLEAR, BASE, BASE)
    pitch = 20 if compact else 33
    step, top = width / columns, 0.0
    sheet, body = Sheet(width), ""
    for first in range(0, len(items), columns):
        tallest = float(side)
        for place, one in enumerate(items[first : first + columns]):
            left = place * step
            x, y = left + side + gap, top + 0.78 * sizes[0]
            body += scale.mark(one.sign, left + side / 2, top + side / 2, size=side)
            room = step - side - gap - (4 if compact else 16)
            for words, size, strong, ink, most in (
                (one.name, sizes[0], True, "ink", 2),
                (one.word, sizes[1], False, "ink", 2),
                (one.rests_on, sizes[2], False, "ink2", 1),
            ):
                for line in folded(words, width=room, size=size, strong=strong, lines=most):
                    sheet.labels.append(Label(line, x, y, size=size, strong=strong, ink=ink))
                    y += pitch
            tallest = max(tallest, y - pitch + 8 - top)
        top += tallest + (16 if compact else 34)
    return svg(width, round(top), body + sheet.markup(), alt)


def bars(
    items: Sequence[Bar],
    *,
    alt: str,
    hue: str = "seek",
    pattern: Literal["p-open", "p-white"] = "p-white",
    compact: bool = False,
) -> Picture:
    """Bars from zero with their values at the end; hatched ones lack what the notes name."""
    top_value = max([one.value for one in items] or [1]) or 1
    if compact:
        return _listed_bars(items, alt, hue, pattern, top_value)
    left = min(max(1.02 * width_of(one.name, size=BASE) for one in items), 520) + 22
    texts = max(1.02 * width_of(one.text, size=BASE, weight=STRONG) for one in items)
    notes = max([0.0, *(1.02 * width_of(one.note, size=BASE) for one in items if one.note)])
    longest = max(120.0, WIDE - left - texts - (notes + 24 if notes else 0) - 14)
    pitch = min(58.0, ROOM / len(items))
    thick = min(34.0, 0.66 * pitch)
    sheet, body = Sheet(WIDE), ""
    for row, one in enumerate(items):
        y = pitch * (row + 0.5)
        name = folded(one.name, width=left - 16, size=BASE, lines=1)[0]
        sheet.labels.append(Label(name, left - 16, y + 8, "end", BASE, ink="ink"))
        body += _bar(one, left, y, longest * one.value / top_value, thick, hue, pattern)
        x = left + longest * one.value / top_value + 12
        sheet.labels.append(Label(one.text, x, y + 8, size=BASE, strong=True, ink="ink"))
        if one.note:
            sheet.labels.append(Label(one.note, WIDE - notes, y + 8, size=BASE))
    return svg(WIDE, round(pitch * len(items)), body + sheet.markup(), alt)


def _bar(
    one: Bar, left: float, y: float, length: float, thick: float, hue: str, pattern: str
) -> str:
    if not one.hatched:
        return (
            f'<rect x="{number(left)}" y="{number(y - thick / 2)}" '
            f'width="{number(max(2, length))}" height="{number(thick)}" fill="var(--{hue})"/>'
        )
    return (
        f'<rect x="{number(left + 1.2)}" y="{number(y - thick / 2 + 1.2)}" '
        f'width="{number(max(2, length - 2.4))}" height="{number(thick - 2.4)}" '
        f'fill="url(#{pattern})" stroke="var(--{hue})" stroke-width="2.4"/>'
    )


def _listed_bars(
    items: Sequence[Bar], alt: str, hue: str, pattern: str, top_value: float
) -> Picture:
    sheet, body, y = Sheet(NARROW), "", 0.0
    longest = (
        NARROW - 12 - max(1.02 * width_of(one.text, size=SMALL, weight=STRONG) for one in items)
    )
    for one in items:
        y += 17
        words = f"{one.name}, {one.note}" if one.note else one.name
        for row, line in enumerate(folded(words, width=NARROW, size=SMALL, lines=2)):
            y += 19 * (row > 0)
            sheet.labels.append(Label(line, 0, y, size=SMALL, ink="ink"))
        y += 15
        length = longest * one.value / top_value
        body += _bar(one, 0, y, length, 15, hue, pattern)
        sheet.labels.append(Label(one.text, length + 8, y + 5, size=SMALL, strong=True, ink="ink"))
        y += 16
    return svg(NARROW, round(y), body + sheet.markup(), alt)


def spans(
    items: Sequence[Span],
    *,
    first: int,
    last: int,
    today: float,
    today_text: str,
    alt: str,
    compact: bool = False,
) -> Picture:
    """Stretches of years under one another, and the day they are seen from."""
    size = SMALL if compact else BASE
    width = NARROW if compact else WIDE
    left = 0.0 if compact else min(max(1.02 * width_of(o.name, size=size) for o in items), 400) + 24
    head = 22 if compact else 34
    # Its line of words is one line, so more of the slide is its own.
    pitch = 42.0 if compact else min(46.0, (ROOM + 40 - 2 * head) / len(items))
    thick = 13 if compact else min(22.0, 0.7 * pitch)
    bottom = head + pitch * len(items)

    def place(year: float) -> float:
        return left + (width - left) * (year - first) / (last - first)

    sheet, body = Sheet(width), ""
    every = 2 if compact or last - first > 8 else 1
    for year in range(first, last + 1, every):
        x = place(year)
        body += (
            f'<path d="M{number(x)} {head}V{number(bottom)}" stroke="var(--rule)" '
            'stroke-width="1.2"/>'
        )
        sheet.write(Label(str(year), x, bottom + size, "middle", size))
    x = place(today)
    body += (
        f'<path d="M{number(x)} {head - 6}V{number(bottom)}" stroke="var(--ink)" stroke-width="2"/>'
    )
    sheet.write(Label(today_text, x, head - 12, "middle", size, True, "ink"))
    for row, one in enumerate(items):
        y = head + pitch * (row + 0.5) + (8 if compact else 0)
        if compact:
            sheet.labels.append(Label(one.name, 0, y - 14, size=size, ink="ink", halo=True))
        else:
            name = folded(one.name, width=left - 20, size=size, lines=1)[0]
            sheet.labels.append(Label(name, 0, y + 8, size=size, ink="ink"))
        if one.first is None or one.last is None:
            sheet.labels.append(
                Label(one.text, left + 4, y + (5 if compact else 8), size=size, halo=True)
            )
            continue
        start, end = place(max(first, one.first)), place(one.last)
        paint = (
            'fill="var(--ui)"'
            if one.exact
            else 'fill="url(#p-gap)" stroke="var(--ui)" stroke-width="2"'
        )
        body += (
            f'<rect x="{number(start)}" y="{number(y - thick / 2)}" '
            f'width="{number(max(3, end - start))}" height="{number(thick)}" {paint}/>'
        )
    return svg(width, round(bottom + size + 8), body + sheet.markup(), alt)


@dataclass(frozen=True)
class Area:
    """How an area of the map is painted: class of a scale (None: no value), hatch, the scale.

    `kind` says why there is no value, as on the page's own map.
    """

    step: int | None
    hatch: Hatch = ""
    stem: str = "n"
    kind: Kind = "value"


@dataclass(frozen=True)
class Called:
    """An area named beside the map: its code, name, value as printed, and a note."""

    code: str
    name: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Key:
    """One entry of the map's legend: how it is painted, and in what words."""

    area: Area
    words: str


def areas(
    shapes: pd.DataFrame,
    layers: pd.DataFrame,
    painted: Mapping[str, Area],
    *,
    called: Sequence[Called],
    keys: Sequence[Key],
    alt: str,
    room: float = ROOM,
    compact: bool = False,
) -> Picture:
    """The map without letters on it, and lines from it to the areas that are named.

    `shapes` and `layers` are the rows of `shape` and `map_layer` of one level. The map gives way
    where there is less `room`; letters keep their size.
    """
    rows = {row["area_code"]: row for row in shapes.sort_values("position").to_dict("records")}
    factor = 0.05 if compact else 0.063 * min(1.0, room / ROOM)
    left, top = 6.0, 4.0
    tall = top + factor * max(_lowest(row["path"]) for row in rows.values()) + 4
    paths = {row.layer: row.path for row in layers[layers["sheet"].isna()].itertuples()}
    place = f'transform="translate({left} {top}) scale({factor})" stroke-linejoin="round"'
    # Two sizes of one picture may share a page: their patterns have names of their own.
    own = blake2s(f"{alt}{factor}".encode(), digest_size=4).hexdigest()
    grounds = [*painted.values(), *(key.area for key in keys)]
    body = "<defs>" + "".join(_hatches(grounds, factor, own)) + "</defs>"
    shapes_drawn = "".join(
        f'<path fill="{_ground(painted[code], f"map-{own}")}" d="{row["path"]}"/>'
        for code, row in rows.items()
    )
    edge = f'stroke-width="{number(1.4 / factor)}"'
    body += f'<g {place} stroke="var(--bg)" {edge}>{shapes_drawn}</g>'
    body += f'<g {place} fill="none" {edge}>'
    if "lakes" in paths:
        body += f'<path fill="var(--bg)" fill-opacity=".72" d="{paths["lakes"]}"/>'
    body += f'<path stroke="var(--line)" d="{paths["outline"]}"/></g>'
    if compact:
        return _named_below(body, called, keys, tall, alt, own)
    sheet, names = Sheet(WIDE), 470.0
    strong = {"size": CLEAR, "weight": STRONG}
    wide = 24 + max((1.02 * width_of(one.name, **strong) for one in called), default=0.0)
    wide += max((1.02 * width_of(one.text, **strong) for one in called), default=0.0)
    noted = max((1.02 * width_of(one.note, size=BASE) for one in called), default=0.0)
    # Long names move nearer to the map.
    names = max(300.0, min(names, WIDE - wide - 28 - noted - 2))
    ends = names + wide
    notes = ends + 28
    # Lines that lead from north to south never cross much: names stand in the map's own order.
    order = sorted(called, key=lambda one: rows[one.code]["centre_y"])
    first, pitch = 30.0, min(40.0, (room - ROOM + 236.0) / max(1, len(called)))
    for at, one in enumerate(order):
        x = left + rows[one.code]["centre_x"] * factor
        y = top + rows[one.code]["centre_y"] * factor
        level = first + at * pitch
        body += (
            f'<path d="M{number(x)} {number(y)}L{number(names - 14)} {number(level - 9)}" '
            f'stroke="var(--ink2)" stroke-width="1.4" fill="none"/><circle cx="{number(x)}" '
            f'cy="{number(y)}" r="5" fill="var(--ink)" stroke="var(--bg)" stroke-width="1.6"/>'
        )
        sheet.labels.append(Label(one.name, names, level, size=CLEAR, strong=True, ink="ink"))
        sheet.labels.append(Label(one.text, ends, level, "end", CLEAR, True, "ink"))
        sheet.labels.append(Label(one.note, notes, level, size=BASE))
    y = first + len(called) * pitch + 14
    body += _legend(keys, names, y, WIDE - names, sheet, own, size=BASE, side=26)
    bottom = max(tall, *(label.y + 8 for label in sheet.labels))
    return svg(WIDE, round(bottom), body + sheet.markup(), alt)


def _named_below(
    body: str, called: Sequence[Called], keys: Sequence[Key], tall: float, alt: str, own: str
) -> Picture:
    sheet, y = Sheet(NARROW), tall + 6
    body += _legend(keys, 0, y, NARROW, sheet, own, size=SMALL, side=16)
    y = max(label.y for label in sheet.labels) + 12
    widths = [1.02 * width_of(one.name, size=SMALL, weight=STRONG) for one in called]
    texts = [1.02 * width_of(one.text, size=SMALL, weight=STRONG) for one in called]
    ends = max([176.0, max(widths, default=0.0) + max(texts, default=0.0) + 12])
    under = ends > NARROW
    for one in called:
        y += 20
        sheet.labels.append(Label(one.name, 0, y, size=SMALL, strong=True, ink="ink"))
        if under:
            # Beside a long name there is no room for its value.
            y += 20
            ends = 1.02 * width_of(one.text, size=SMALL, weight=STRONG)
        sheet.labels.append(Label(one.text, ends, y, "end", SMALL, True, "ink"))
        beside = ends + 14 + 1.02 * width_of(one.note, size=SMALL) <= NARROW
        y += 0 if beside else 20
        sheet.labels.append(Label(one.note, ends + 14 if beside else 0, y, size=SMALL))
        y += 4
    return svg(NARROW, round(y + 6), body + sheet.markup(), alt)


def _legend(
    keys: Sequence[Key],
    left: float,
    y: float,
    width: float,
    sheet: Sheet,
    own: str,
    *,
    size: int,
    side: int,
) -> str:
    found, x = "", left
    for key in keys:
        wide = side + 10 + 1.02 * width_of(key.words, size=size)
        if x > left and x + wide > left + width:
            x, y = left, y + 1.45 * size
        found += (
            f'<rect x="{number(x + 0.7)}" y="{number(y + 0.7)}" width="{side - 1.4}" '
            f'height="{number(0.75 * side)}" fill="{_ground(key.area, f"key-{own}")}" '
            'stroke="var(--line)" stroke-width="1.4"/>'
        )
        sheet.labels.append(Label(key.words, x + side + 10, y + 0.75 * side, size=size))
        x += wide + 26
    return found


def _hatches(areas: Sequence[Area], factor: float, own: str) -> list[str]:
    """The patterns that the map and its legend use, on the map in the map's own small units."""
    used = sorted({(one.hatch, _class(one)) for one in areas if one.hatch})
    kinds = sorted({one.kind for one in areas if one.kind in _PATTERNED})
    unknown = [
        patterns((f"p-{kind}",), suffix=f"-{suffix}-{own}", scale=1.7 / scale)
        for kind in kinds
        for suffix, scale in (("map", factor), ("key", 1.0))
    ]
    return unknown + [
        hatching.pattern(hatch, ground, suffix=f"{suffix}-{own}", scale=1.7 / scale)
        for hatch, ground in used
        for suffix, scale in (("map", factor), ("key", 1.0))
    ]


def _ground(area: Area, suffix: str) -> str:
    if area.kind in _PATTERNED:
        return f"url(#p-{area.kind}-{suffix})"
    return hatching.fill(area.hatch, _class(area), suffix)


def _class(area: Area) -> str:
    return f"{area.stem}{area.step}" if area.step else "bg"


def _lowest(path: str) -> float:
    """The lowest point of a path of relative lines (`M x y l dx dy …`)."""
    found, y = 0.0, 0.0
    for part in re.findall(r"([Mlm])([^MlmzZ]*)", path):
        figures = [float(one) for one in re.findall(r"-?\d+\.?\d*", part[1])]
        for at, value in enumerate(figures[1::2]):
            y = value if part[0] == "M" and at == 0 else y + value
            found = max(found, y)
    return found


def questions(items: Sequence[str], *, alt: str, compact: bool = False) -> Picture:
    """Numbered questions in large letters."""
    width = NARROW if compact else WIDE
    size, pitch, gap = (18, 24, 18) if compact else (40, 48, 36)
    left = 28 if compact else 66
    sheet, y = Sheet(width), 0.0
    for at, words in enumerate(items, start=1):
        y += 0.82 * size
        sheet.labels.append(Label(f"{at}", 0, y, size=size, strong=True))
        for row, line in enumerate(
            folded(words, width=width - left, size=size, lines=4 if compact else 2)
        ):
            sheet.labels.append(Label(line, left, y + row * pitch, size=size, ink="ink"))
            last = row
        y += last * pitch + 0.25 * size + gap
    return svg(width, round(y - gap + 6), sheet.markup(), alt)


def hand(digits: Sequence[gauge.Digit], *, key: str, alt: str, compact: bool = False) -> Picture:
    """The hand as a gauge, its fingers named beside it from the thumb on; `key` reads it."""
    factor = 0.56 if compact else 0.78
    tall = 440 * factor
    width = NARROW if compact else WIDE
    body = gauge.bare(digits, scale=factor, left=8 * factor, top=-12 * factor, of=alt)
    sheet = Sheet(width)
    sizes = (16, SMALL) if compact else (CLEAR, BASE)
    left = 0.0 if compact else 480.0
    name_room = max(1.02 * width_of(one.name, size=sizes[0], weight=STRONG) for one in digits) + (
        14 if compact else 28
    )
    y = tall + 30 if compact else 40.0
    pitch = 28 if compact else 52
    for one in digits:
        sheet.labels.append(Label(one.name, left, y, size=sizes[0], strong=True, ink="ink"))
        words = folded(one.note, width=width - left - name_room, size=sizes[1], lines=1)[0]
        sheet.labels.append(Label(words, left + name_room, y, size=sizes[1], ink="ink"))
        y += pitch
    y += 4 if compact else 8
    for line in folded(key, width=width - left, size=sizes[1], lines=3):
        sheet.labels.append(Label(line, left, y, size=sizes[1]))
        y += 20 if compact else 31
    height = max(y - 12, tall) if not compact else y
    return svg(width, round(height), body + sheet.markup(), alt)
