"""The network: organisations in their blocks at the sides, what ties them in the middle.

One pure function draws it for the screen, for paper and for a phone. The rows come from the
release, so the picture is the same every time; only the width is decided here. Every name is
drawn: focus and filters fade, they never hide. Where everything stands, the keyboard's ways from
node to node follow (`Walked`), and `assets/network.js` walks them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import Literal

from handprint.drawings.lettering import Label, Sheet, Spot, folded, shortened
from handprint.drawings.marks import STRONG, Picture, escaped, number, svg, width_of

Side = Literal["left", "middle", "right"]
Shape = Literal["circle", "square", "triangle", "hexagon", "diamond", "wedge", "unknown"]
Light = Literal["plain", "strong", "faded"]

ROW = 21.0
WIDTH, COMPACT = 740, 358
LABEL = 204
"""Room for an organisation's name at 13 units; longer ones are cut and whole in the table."""
BOX = 164
_LEFT, _RIGHT = LABEL + 16, WIDTH - LABEL - 16
_BOX_LEFT, _BOX_RIGHT = (WIDTH - BOX) / 2, (WIDTH + BOX) / 2
_TOP = 30

SHAPES: Mapping[Shape, str] = {
    "circle": "M-5.2 0a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0 -10.4 0z",
    "square": "M-4.8 -4.8h9.6v9.6h-9.6z",
    "triangle": "M0 -6L5.6 4.6H-5.6z",
    "hexagon": "M-5.8 0L-2.9 -5H2.9L5.8 0L2.9 5H-2.9z",
    "diamond": "M0 -6.4L6.4 0L0 6.4L-6.4 0z",
    "wedge": "M0 6L5.6 -4.6H-5.6z",
    "unknown": "M-5.2 0a5.2 5.2 0 1 0 10.4 0a5.2 5.2 0 1 0 -10.4 0z",
}


@dataclass(frozen=True)
class Organisation:
    """One organisation, or one that is counted and not named (shape `unknown`).

    `tied` fills the mark; `ended` strikes it through; `says` is what a screen reader hears.
    """

    code: str
    name: str
    side: Side
    row: float
    shape: Shape
    says: str
    tied: bool = False
    ended: bool = False
    chosen: bool = False
    light: Light = "plain"


@dataclass(frozen=True)
class Undertaking:
    """A project or an event between the columns, with its years or what is said instead.

    `kind` event is drawn as a pill. `state` running fills the box, unknown dots its outline;
    `joint` is a project of at least two organisations.
    """

    code: str
    name: str
    years: str
    row: float
    says: str
    kind: Literal["project", "event"] = "project"
    state: Literal["running", "past", "unknown", "ahead"] = "past"
    joint: bool = False
    example: bool = False
    chosen: bool = False
    light: Light = "plain"


@dataclass(frozen=True)
class Tie:
    """A line between two nodes by their codes; what kind of evidence it stands for.

    `kind` lead and partner are work, authority grants the money, event is having been there,
    link is recorded between two organisations outside projects and events.
    """

    left: str
    right: str
    kind: Literal["lead", "partner", "authority", "event", "link"]
    joint: bool = False
    example: bool = False
    light: Light = "plain"


@dataclass(frozen=True)
class Block:
    """The heading of a block, with how many it holds."""

    title: str
    side: Side
    row: float
    members: tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a mark and its word."""

    mark: Literal[
        "tied", "alone", "ended", "unnamed", "work", "authority", "running", "unknown", "event",
        "example",
    ]  # fmt: skip
    word: str


@dataclass(frozen=True)
class Walked(Picture):
    """A picture that is walked: the nodes in order, where each arrow leads, and what they say.

    `arrows` holds four codes a node: up, right, down, left; itself where there is nothing. `idle`
    are the nodes that cannot be chosen, `chosen` is the one that is.
    """

    order: tuple[str, ...] = ()
    arrows: Mapping[str, tuple[str, str, str, str]] = field(default_factory=dict)
    idle: tuple[str, ...] = ()
    chosen: str = ""


@dataclass(frozen=True)
class _Spot:
    """Where a node is: the middle of its mark or box, and where lines leave it on each side."""

    x: float
    y: float
    left: float
    right: float


def drawn(
    organisations: Sequence[Organisation],
    undertakings: Sequence[Undertaking],
    ties: Sequence[Tie],
    blocks: Sequence[Block],
    *,
    middle: str,
    legend: Sequence[Key],
    alt: str,
    compact: bool = False,
    alone: str = "",
) -> Walked:
    """Draw the network; `middle` heads the middle column.

    `compact` is for a phone: those with a line first, beside what ties them, then the rest in
    their blocks under the heading `alone`.
    """
    if compact:
        return _tall(organisations, undertakings, ties, blocks, middle, legend, alt, alone)
    sheet = Sheet(WIDTH)
    rows = [o.row for o in organisations] + [u.row for u in undertakings]
    height = _TOP + (max(rows, default=0) + 1) * ROW
    spots = {o.code: _side_spot(o) for o in organisations}
    spots |= _box_spots(undertakings, _TOP - 10, height - 8)
    for block in blocks:
        at = Spot(*_heading(block))
        sheet.write(Label(block.title, size=12.5).at(at))
    sheet.write(Label(middle, size=12.5).at(Spot(WIDTH / 2, _TOP - 16, "middle")))
    lines = "".join(_line(tie, spots) for tie in _drawing_order(ties) if _both(tie, spots))
    boxes = "".join(_box(u, spots[u.code], BOX) for u in undertakings)
    marks = "".join(_mark(o, spots[o.code]) for o in organisations)
    keys, bottom = _legend(legend, height + 14, WIDTH)
    picture = svg(
        WIDTH, round(bottom + 8), f"{sheet.markup()}<g fill='none'>{lines}</g>{boxes}{marks}{keys}",
        alt,
    )  # fmt: skip
    columns = [
        sorted((o for o in organisations if o.side == "left"), key=lambda o: o.row),
        sorted(undertakings, key=lambda u: u.row),
        sorted((o for o in organisations if o.side == "right"), key=lambda o: o.row),
    ]
    codes = [[node.code for node in column] for column in columns]
    return _walked(picture, codes, spots, ties, (*organisations, *undertakings))


def fits(name: str) -> bool:
    """Whether a name is drawn whole, in bold too."""
    return width_of(name, size=13, weight=STRONG) <= LABEL


def ways(
    columns: Sequence[Sequence[str]],
    height: Mapping[str, float],
    ties: Sequence[tuple[str, str]],
) -> dict[str, tuple[str, str, str, str]]:
    """Where each arrow leads from each node: up and down in its column, across along a line.

    Across it is the tied node of the next column that is nearest in height, or the nearest one
    where none is tied; empty columns are passed over. At the edges an arrow stays.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        near[one].add(other)
        near[other].add(one)
    filled = [list(column) for column in columns if column]
    found = {}
    for at, column in enumerate(filled):
        for place, code in enumerate(column):
            up, down = column[max(0, place - 1)], column[min(len(column) - 1, place + 1)]
            beside = []
            for other in (at + 1, at - 1):
                if not 0 <= other < len(filled):
                    beside.append(code)
                    continue
                tied = [c for c in filled[other] if c in near[code]] or filled[other]
                beside.append(min(tied, key=lambda c: (abs(height[c] - height[code]), c)))
            found[code] = (up, beside[0], down, beside[1])
    return found


def _walked(
    picture: Picture,
    columns: Sequence[Sequence[str]],
    spots: Mapping[str, _Spot],
    ties: Sequence[Tie],
    nodes: Sequence[Organisation | Undertaking],
) -> Walked:
    heights = {code: spot.y for code, spot in spots.items()}
    return Walked(
        svg=picture.svg,
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
        order=tuple(code for column in columns for code in column),
        arrows=ways(columns, heights, [(t.left, t.right) for t in ties]),
        idle=tuple(one.code for one in nodes if getattr(one, "shape", "") == "unknown"),
        chosen=next((one.code for one in nodes if one.chosen), ""),
    )


def _side_spot(one: Organisation) -> _Spot:
    x = _LEFT if one.side == "left" else _RIGHT
    return _Spot(x, _TOP + one.row * ROW, x - 9, x + 9)


def _box_spots(undertakings: Sequence[Undertaking], top: float, bottom: float) -> dict[str, _Spot]:
    """The boxes in their order, with the same space between each: some have longer names."""
    order = sorted(undertakings, key=lambda u: u.row)
    tall = [_tall_of(u, BOX) for u in order]
    gap = (bottom - top - sum(tall)) / max(1, len(order) - 1)
    found, y = {}, top
    for one, height in zip(order, tall, strict=True):
        found[one.code] = _Spot(WIDTH / 2, y + height / 2, _BOX_LEFT, _BOX_RIGHT)
        y += height + gap
    return found


def _named(one: Undertaking, width: float) -> list[str]:
    room = width - (22 if one.kind == "event" else 12)
    return folded(one.name, width=room, size=13, strong=one.joint, lines=3)


def _tall_of(one: Undertaking, width: float) -> float:
    return 21 + 15 * len(_named(one, width))


def _heading(block: Block) -> tuple[float, float, str]:
    y = _TOP + block.row * ROW + 3
    return (_LEFT - 16, y, "end") if block.side == "left" else (_RIGHT + 16, y, "start")


def _both(tie: Tie, spots: Mapping[str, _Spot]) -> bool:
    return tie.left in spots and tie.right in spots


def _drawing_order(ties: Sequence[Tie]) -> list[Tie]:
    """Faded lines lie under the others, and joint work over all."""
    rank = {"faded": 0, "plain": 1, "strong": 2}
    return sorted(ties, key=lambda tie: (rank[tie.light], tie.joint))


def _line(tie: Tie, spots: Mapping[str, _Spot]) -> str:
    """One curve from the side of one node that faces the other; an arc within one column."""
    a, b = spots[tie.left], spots[tie.right]
    if abs(a.x - b.x) < 1:
        inward = 1 if a.x < WIDTH / 2 else -1
        x = a.right if inward > 0 else a.left
        reach = x + inward * (18 + min(40, abs(a.y - b.y) / 4))
        path = f"M{number(x)} {number(a.y)}C{number(reach)} {number(a.y)} "
        path += f"{number(reach)} {number(b.y)} {number(x)} {number(b.y)}"
    else:
        if a.x > b.x:
            a, b = b, a
        x1, x2 = a.right, b.left
        bend = (x2 - x1) * 0.55
        path = (
            f"M{number(x1)} {number(a.y)}C{number(x1 + bend)} {number(a.y)} "
            f"{number(x2 - bend)} {number(b.y)} {number(x2)} {number(b.y)}"
        )
    if tie.kind == "authority":
        colour, width, dash = "var(--ctx)", 1.4, "1.4 3.6"
    elif tie.kind == "event":
        colour, width, dash = "var(--ctx)", 1.2, ""
    else:
        colour, width, dash = "var(--ink)", 2.2 if tie.joint else 1.2, ""
    if tie.example:
        dash = "5 4"
    if tie.light == "faded":
        colour, width = "var(--rule)", min(width, 1.4)
    more = f' stroke-dasharray="{dash}"' if dash else ""
    cap = ' stroke-linecap="round"' if tie.kind == "authority" else ""
    return (
        f'<path class="tie" data-a="{escaped(tie.left)}" data-b="{escaped(tie.right)}" '
        f'd="{path}" stroke="{colour}" stroke-width="{width}"{more}{cap}/>'
    )


def _node(code: str, says: str, chosen: bool, inside: str) -> str:
    picked = ' data-chosen="1"' if chosen else ""
    names = f'data-code="{escaped(code)}" data-says="{escaped(says)}"'
    return f'<g class="node" {names}{picked}>{inside}</g>'


def _ring(x: float, y: float, chosen: bool) -> str:
    """The two-tone ring of the chosen node, and the one that shows the keyboard's place."""
    circle = f'cx="{number(x)}" cy="{number(y)}" r="11.5" fill="none"'
    kind = "chosen" if chosen else "focus"
    return (
        f'<g class="ring-{kind}"><circle {circle} stroke="var(--focus1)" stroke-width="5"/>'
        f'<circle {circle} stroke="var(--focus2)" stroke-width="2.2"/></g>'
    )


def _symbol(one: Organisation, x: float, y: float) -> str:
    """The mark: filled when tied, struck through when the organisation has ended."""
    faded = one.light == "faded"
    if one.shape == "unknown":
        style = 'fill="var(--bg)" stroke="var(--ctx)" stroke-width="1.5" stroke-dasharray="1.6 2"'
    elif one.tied:
        colour = "var(--line)" if faded else "var(--ink)"
        style = f'fill="{colour}" stroke="{colour}" stroke-width="1.4" stroke-linejoin="round"'
    else:
        colour = "var(--line)" if faded else "var(--ctx)"
        style = f'fill="var(--bg)" stroke="{colour}" stroke-width="1.4" stroke-linejoin="round"'
    at = f"translate({number(x)} {number(y)})"
    body = f'<path transform="{at}" d="{SHAPES[one.shape]}" {style}/>'
    if one.ended:
        body += (
            f'<path d="M{number(x - 7.5)} {number(y + 7.5)}l15 -15" stroke="var(--bg)" '
            'stroke-width="4"/>'
            f'<path d="M{number(x - 7)} {number(y + 7)}l14 -14" stroke="var(--ctx)" '
            'stroke-width="1.5"/>'
        )
    return body


def _ink(light: Light, tied: bool) -> str:
    return "ctx" if light == "faded" else "ink" if tied or light == "strong" else "ink2"


def _mark(one: Organisation, spot: _Spot) -> str:
    strong = one.chosen or (one.tied and one.light != "faded")
    words = shortened(one.name, width=LABEL, size=13, strong=strong)
    left = one.side == "left"
    label = Label(words, size=13, strong=strong, ink=_ink(one.light, one.tied))
    label = label.at(Spot(spot.x + (-16 if left else 16), spot.y + 4.5, "end" if left else "start"))
    hit_x = spot.x - 12 - (LABEL if left else 0)
    hit = (
        f'<rect class="hit" x="{number(hit_x)}" y="{number(spot.y - ROW / 2)}" '
        f'width="{LABEL + 24}" height="{number(ROW)}" fill="transparent"/>'
    )
    inside = hit + _ring(spot.x, spot.y, one.chosen) + _symbol(one, spot.x, spot.y) + _text(label)
    return _node(one.code, one.says, one.chosen, inside)


def _text(label: Label) -> str:
    sheet = Sheet(10_000)
    sheet.labels.append(label)
    return sheet.markup()


def _box(one: Undertaking, spot: _Spot, width: float) -> str:
    """A project's box or an event's pill: name, years; filled while it runs."""
    size = 13
    strong = one.joint and one.light != "faded"
    lines, tall = _named(one, width), _tall_of(one, width)
    x, y = spot.x - width / 2, spot.y - tall / 2
    running = one.state == "running"
    faded = one.light == "faded" or one.state == "ahead"
    edge = "var(--line)" if faded else "var(--ink)" if one.kind == "project" else "var(--ctx)"
    fill = "var(--bg)" if not running else "var(--rule)" if faded else "var(--ui)"
    weight = 2 if one.joint and not faded else 1.2
    dash = ""
    if one.example:
        dash = ' stroke-dasharray="5 4"'
    elif one.state == "unknown":
        dash = f' stroke-dasharray="{number(weight)} 3" stroke-linecap="round"'
    radius = tall / 2 if one.kind == "event" else 6
    frame = (
        f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{tall}" '
        f'rx="{number(radius)}"'
    )
    kind = "chosen" if one.chosen else "focus"
    grown = (
        f'x="{number(x - 4)}" y="{number(y - 4)}" width="{number(width + 8)}" '
        f'height="{tall + 8}" rx="{number(radius + 4)}" fill="none"'
    )
    body = (
        f'<g class="ring-{kind}"><rect {grown} stroke="var(--focus1)" stroke-width="5"/>'
        f'<rect {grown} stroke="var(--focus2)" stroke-width="2.2"/></g>'
        f'<rect class="hit" {frame} fill="{fill}" stroke="{edge}" stroke-width="{weight}"{dash}/>'
    )
    # Context grey is too pale on the fill of a faded running project.
    quiet = "ink2" if running else "ctx"
    ink = quiet if faded else "on" if running else "ink"
    soft = quiet if faded else "on" if running else "ink2"
    level = y + 16
    for line in lines:
        label = Label(line, size=size, strong=strong, ink=ink)
        body += _text(label.at(Spot(spot.x, level, "middle")))
        level += 15
    years = Label(shortened(one.years, width=width - 12, size=12.5), size=12.5, ink=soft)
    body += _text(years.at(Spot(spot.x, level - 1, "middle")))
    return _node(one.code, one.says, one.chosen, body)


def _legend(keys: Sequence[Key], y: float, width: float, size: float = 12.5) -> tuple[str, float]:
    """The meaning of the marks in as many lines as the width asks; the lower edge."""
    sheet, body, x = Sheet(width), "", 2.0
    for key in keys:
        long = 28 if key.mark in ("work", "authority", "example") else 22
        room = (long if key.mark in ("running", "unknown", "event") else long) + 4
        wide = room + 1.02 * width_of(key.word, size=size)
        if x > 2 and x + wide > width:
            x, y = 2.0, y + 21
        body += _key(key.mark, x, y)
        sheet.write(Label(key.word, x + room, y + 4.5, size=size))
        x += wide + 20
    return body + sheet.markup(), y + 8


def _key(mark: str, x: float, y: float) -> str:
    if mark in ("work", "authority", "example"):
        style = {
            "work": 'stroke="var(--ink)" stroke-width="2.2"',
            "authority": 'stroke="var(--ctx)" stroke-width="1.4" stroke-dasharray="1.4 3.6" '
            'stroke-linecap="round"',
            "example": 'stroke="var(--ink)" stroke-width="1.4" stroke-dasharray="5 4"',
        }[mark]
        return f'<path d="M{number(x)} {number(y)}h26" {style}/>'
    if mark in ("running", "unknown", "event"):
        fill = "var(--ui)" if mark == "running" else "var(--bg)"
        edge = "var(--ctx)" if mark == "event" else "var(--ink)"
        dash = ' stroke-dasharray="1.2 2.6"' if mark == "unknown" else ""
        return (
            f'<rect x="{number(x)}" y="{number(y - 6)}" width="20" height="12" '
            f'rx="{6 if mark == "event" else 3}" fill="{fill}" stroke="{edge}" '
            f'stroke-width="1.2"{dash}/>'
        )
    shape: Shape = "unknown" if mark == "unnamed" else "circle"
    one = Organisation("", "", "left", 0, shape, "", tied=mark == "tied", ended=mark == "ended")
    return _symbol(one, x + 9, y)


def _tall(
    organisations: Sequence[Organisation],
    undertakings: Sequence[Undertaking],
    ties: Sequence[Tie],
    blocks: Sequence[Block],
    middle: str,
    legend: Sequence[Key],
    alt: str,
    alone: str,
) -> Walked:
    """The phone's picture: whoever has a line beside what ties them, the others listed below."""
    order = sorted(undertakings, key=lambda u: u.row)
    place = {u.code: at for at, u in enumerate(order)}
    reached: dict[str, list[int]] = defaultdict(list)
    for tie in ties:
        for one, other in ((tie.left, tie.right), (tie.right, tie.left)):
            if one not in place:
                reached[one].append(place.get(other, len(order) // 2))
    tied = [o for o in organisations if o.code in reached]
    tied.sort(key=lambda o: (fmean(reached[o.code]), o.row))
    sheet, top, pitch, box = Sheet(COMPACT), 34.0, 62.0, 132.0
    tall = pitch * len(order)
    spots = {}
    for at, u in enumerate(order):
        x = COMPACT - box / 2 - 5
        y = top + (at + 0.5) * pitch
        spots[u.code] = _Spot(x, y, x - box / 2, x + box / 2)
    for at, o in enumerate(tied):
        spots[o.code] = _Spot(152, top + (at + 0.5) * tall / len(tied), 143, 161)
    sheet.write(Label(middle, size=14).at(Spot(COMPACT - 2, 16, "end")))
    lines = "".join(_line(tie, spots) for tie in _drawing_order(ties) if _both(tie, spots))
    body = f"<g fill='none'>{lines}</g>" + "".join(_box(u, spots[u.code], box) for u in order)
    body += "".join(_beside(o, spots[o.code]) for o in tied)
    y = top + tall + 26
    rest = {o.code: o for o in organisations if o.code not in reached}
    walk = [[o.code for o in tied], [u.code for u in order]]
    below: list[list[str]] = [[], []]
    if rest and alone:
        for line in folded(alone, width=COMPACT - 4, size=15, strong=True):
            sheet.write(Label(line, 1, y, size=15, strong=True, ink="ink"))
            y += 20
    for block in blocks:
        members = [rest[code] for code in block.members if code in rest]
        if not members:
            continue
        y += 10
        sheet.write(Label(block.title, 1, y, size=14))
        y += 22
        half = (len(members) + 1) // 2
        for down in range(half):
            pair = (members[down], *members[half + down : half + down + 1])
            for side, o in enumerate(pair):
                spots[o.code] = _Spot(10 + side * COMPACT / 2, y, 0, 20)
                body += _listed(o, spots[o.code])
                below[side].append(o.code)
            y += max(_depth(o) for o in pair)
    keys, bottom = _legend(legend, y + 16, COMPACT, 14)
    picture = svg(COMPACT, round(bottom + 8), body + sheet.markup() + keys, alt)
    columns = [walk[0] + below[0], walk[1] + below[1]]
    return _walked(picture, columns, spots, ties, (*organisations, *undertakings))


def _beside(one: Organisation, spot: _Spot) -> str:
    """A tied organisation on a phone: its name at the left edge, its mark at the lines."""
    strong = one.chosen or (one.tied and one.light != "faded")
    lines = folded(one.name, width=132, size=14, strong=strong, lines=3)
    body = (
        f'<rect class="hit" x="0" y="{number(spot.y - 24)}" width="164" height="48" '
        'fill="transparent"/>'
    )
    body += _ring(spot.x, spot.y, one.chosen) + _symbol(one, spot.x, spot.y)
    level = spot.y + 5 - 8.5 * (len(lines) - 1)
    for line in lines:
        label = Label(line, size=14, strong=strong, ink=_ink(one.light, one.tied))
        body += _text(label.at(Spot(spot.x - 15, level, "end")))
        level += 17
    return _node(one.code, one.says, one.chosen, body)


def _names(one: Organisation) -> list[str]:
    return folded(one.name, width=COMPACT / 2 - 34, size=14, strong=one.chosen, lines=2)


def _depth(one: Organisation) -> float:
    return 30 if len(_names(one)) == 1 else 44


def _listed(one: Organisation, spot: _Spot) -> str:
    """An organisation without a line on a phone: mark and name in a list."""
    body = (
        f'<rect class="hit" x="{number(spot.x - 9)}" y="{number(spot.y - 15)}" '
        f'width="{number(COMPACT / 2 - 4)}" height="{number(_depth(one))}" fill="transparent"/>'
    )
    body += _ring(spot.x, spot.y, one.chosen) + _symbol(one, spot.x, spot.y)
    for at, line in enumerate(_names(one)):
        label = Label(line, size=14, strong=one.chosen, ink=_ink(one.light, one.tied))
        body += _text(label.at(Spot(spot.x + 15, spot.y + 5 + 16 * at)))
    return _node(one.code, one.says, one.chosen, body)
