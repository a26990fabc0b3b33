"""A claim against the statistics: what is said, what is counted, and what was counted before.

A stock (one day) is a disc, a flow (a whole month) a pill. The newest is filled and its number
printed large; older ones are hollow with their month; a claim is a dotted ink rule with its words.
A measure without a newest value says so in words. No label is ever left out: a row grows until
all its words have room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Box, Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, number, svg, width_of
from handprint.drawings.scale import Scale, Tick

# The least a row on a desk is high.
_PITCH = 56


@dataclass(frozen=True)
class Older:
    """An earlier published value and its words: "10/2022: 7 915"; no words, no label."""

    value: float
    text: str = ""


@dataclass(frozen=True)
class Measure:
    """One counted thing: its names, whether it is a flow, the newest value and the older ones.

    `newest` None means there is none; `text` then says so ("ei julkaistu"), else it is the number.
    """

    name: str
    kind: str
    newest: float | None
    text: str
    flow: bool = False
    older: Sequence[Older] = ()


@dataclass(frozen=True)
class Claim:
    """A number somebody said, with its words: "väite 8 000"."""

    value: float
    text: str


@dataclass(frozen=True)
class Topic:
    """Measures that answer the same claims; `heading` stands over them when there are several."""

    measures: Sequence[Measure]
    claims: Sequence[Claim] = ()
    heading: str = ""
    hue: Literal["seek", "open"] = "seek"


@dataclass(frozen=True)
class _Look:
    """Sizes that differ between desk and phone."""

    size: int
    key: int
    width: int
    left: int
    right: int
    number_at: int
    name_room: int
    compact: bool


def drawn(
    topics: Sequence[Topic],
    *,
    ticks: Sequence[Tick],
    alt: str,
    newest_head: str = "",
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the topics one under another on one axis from zero; `newest_head` is "6/2026"."""
    reach = [
        *(tick.value for tick in ticks),
        *(claim.value for topic in topics for claim in topic.claims),
        *(
            value
            for topic in topics
            for measure in topic.measures
            for value in (measure.newest, *(older.value for older in measure.older))
            if value is not None
        ),
    ]
    # The axis gives way to words at its far end, as little as they need.
    for spare in range(0, 81, 16):
        look = _look(topics, ticks, compact, width, spare)
        x = Scale(0, max(reach, default=1) or 1, look.left, look.right)
        words = [_older_labels(topic, x, look) for topic in topics]
        if all(found for topic in words for found, _ in topic):
            break
    sheet = Sheet(look.width)
    far = min(look.width, look.right + 22)
    lines = _Lines(x, look, far)
    y = look.size + 4
    if newest_head:
        sheet.write(Label(newest_head, look.number_at, y - 3, "end", size=look.size))
    for place, topic in enumerate(topics):
        if place:
            lines.between(y + 2)
            y += look.size + 12
        start = _topic_head(sheet, topic, x, y if place or not newest_head else y - 3, look)
        y, rows = start, []
        for measure, (_, older) in zip(topic.measures, words[place], strict=True):
            y, drawing, line = _row(sheet, measure, topic.hue, x, y, older, look)
            lines.marks += drawing
            rows.append((line, y))
        lines.topic(topic.claims, start, rows)
    foot = y + look.size + 4
    for tick in ticks:
        sheet.place(Label(tick.text, size=look.size), [Spot(x(tick.value), foot, "middle")], gap=4)
    body = lines.markup(ticks, look.size + 8, y)
    return svg(look.width, foot + 5, body + sheet.markup(), alt)


class _Lines:
    """The lines and marks of all rows, gathered so that each kind is said once."""

    def __init__(self, x: Scale, look: _Look, far: int) -> None:
        self.x, self.look, self.far = x, look, far
        self.marks = self.rules = self.dots = ""
        self.rows: list[int] = []

    def between(self, y: int) -> None:
        """Add the rule between two topics."""
        self.rules += f"M0 {y}H{self.far}"

    def topic(self, claims: Sequence[Claim], start: int, rows: Sequence[tuple[int, int]]) -> None:
        """Add a topic's claims down its rows, each row its line and its foot."""
        self.rows += [line for line, _ in rows]
        # On a phone names run across the axis, so everything upright keeps beside the marks.
        whole = [(start, rows[-1][1])] if rows else []
        runs = [(line - 14, foot) for line, foot in rows] if self.look.compact else whole
        for claim in claims:
            self.dots += "".join(f"M{self.x(claim.value)} {a}V{b}" for a, b in runs)

    def markup(self, ticks: Sequence[Tick], top: int, bottom: int) -> str:
        """Return the grid, the rules, the marks and the claims, in that order."""
        whole = [(top, bottom)]
        runs = [(line - 14, line + 14) for line in self.rows] if self.look.compact else whole
        grid = "".join(f"M{self.x(tick.value)} {a}V{b}" for tick in ticks for a, b in runs)
        grid += "".join(f"M{self.look.left} {line}H{self.far}" for line in self.rows)
        out = f'<path d="{grid}" stroke="var(--rule)"/>' if grid else ""
        if self.rules:
            out += f'<path d="{self.rules}" stroke="var(--line)"/>'
        out += self.marks
        if self.dots:
            out += (
                f'<path d="{self.dots}" stroke="var(--ink)" stroke-width="2.2" '
                'stroke-dasharray="0 5" stroke-linecap="round"/>'
            )
        return out


def _topic_head(sheet: Sheet, topic: Topic, x: Scale, y: int, look: _Look) -> int:
    """Write a topic's heading and the words of its claims; return where its rows begin."""
    if topic.heading:
        sheet.write(Label(topic.heading, 0, y, size=look.size))
    heads = _claim_heads(sheet, topic.claims, x, y, look)
    return round(max([y, *(head.y for head in heads)])) + 6


def _look(
    topics: Sequence[Topic], ticks: Sequence[Tick], compact: bool, width: int | None, spare: int
) -> _Look:
    size, key = (14, 26) if compact else (13, 24)
    width = width or (358 if compact else 720)
    measures = [measure for topic in topics for measure in topic.measures]
    numbers = [
        width_of(m.text, size=key if m.newest is not None else size, weight=650) for m in measures
    ]
    tail = max([10, *(round(width_of(tick.text, size=size) / 2) + 1 for tick in ticks[-1:])])
    widest = round(max(numbers, default=0)) + 2
    if compact:
        return _Look(
            size, key, width, max(16, tail - 8), width - max(tail, 20) - spare, width - 1,
            width - widest - 10, True,
        )  # fmt: skip
    names = [width_of(m.name, size=size + 0.5, weight=650) for m in measures]
    names += [width_of(m.kind, size=size) for m in measures]
    name_room = round(min(max(names, default=0) + 2, width * 0.28))
    number_at = name_room + 20 + widest
    return _Look(
        size, key, width, number_at + 18, width - max(tail, 40) - spare, number_at, name_room, False
    )


def _claim_heads(
    sheet: Sheet, claims: Sequence[Claim], x: Scale, y: float, look: _Look
) -> list[Label]:
    """Write the claims' words over their rules, on more lines when they would meet."""
    heads = []
    for claim in claims:
        at = x(claim.value)
        label = Label(claim.text, size=look.size, strong=True, ink="ink")
        half = label.width / 2 + 1
        inside = min(max(at, half), look.width - half)
        rows = [y + row * (look.size + 3) for row in range(len(claims) + 2)]
        spots = [Spot(inside, row, "middle") for row in rows]
        heads.append(sheet.place(label, spots, gap=4) or sheet.write(label.at(spots[-1])))
    return heads


def _row(
    sheet: Sheet,
    measure: Measure,
    hue: str,
    x: Scale,
    y: int,
    older: Sequence[Label],
    look: _Look,
) -> tuple[int, str, int]:
    """Lay one measure and return where the next begins, its marks, and its line's height."""
    size = look.size
    strong = size if look.compact else size + 0.5
    names = folded(measure.name, width=look.name_room, size=strong, strong=True)
    kinds = folded(measure.kind, width=look.name_room, size=size) if measure.kind else []
    pitch = size + 4
    rise = max([12, *(-label.box.top for label in older)])
    fall = max([12, *(label.box.bottom for label in older)])
    if look.compact:
        first = y + size + 8
        # The large number hangs deeper than a name of one line.
        block = max((len(names) + len(kinds) - 1) * pitch + 8, look.key - 9)
        line = round(first + block + rise)
        bottom = line + fall + 4
    else:
        # The last line of the name stands a little above the row's line, the kind under it.
        rise = max(rise, (len(names) - 1) * pitch + size + 2)
        line = round(y + rise + 8)
        first = line - (len(names) - 1) * pitch - (2 if kinds else -5)
        bottom = max(line + max(fall, len(kinds) * pitch + 2) + 6, y + _PITCH)
    for row, words in enumerate(names):
        sheet.write(Label(words, 0, first + row * pitch, size=strong, strong=True, ink="ink"))
    for row, words in enumerate(kinds):
        sheet.write(Label(words, 0, first + (len(names) + row) * pitch, size=size))
    known = measure.newest is not None
    # A large number is centred on the line, beside the name's first line on a phone.
    at = first + (7 if known else 0) if look.compact else line + (8 if known else 4)
    key = look.key if known else size
    ink = hue if known else "ink2"
    sheet.write(Label(measure.text, look.number_at, at, "end", size=key, strong=known, ink=ink))
    for label in older:
        sheet.write(label.at(Spot(label.x, label.y + line, label.anchor)))
    return round(bottom), _marks(measure, hue, x, line), line


def _older_labels(topic: Topic, x: Scale, look: _Look) -> list[tuple[bool, list[Label]]]:
    """Return each measure's older words around a line at height 0, and whether all found room."""
    ruled = [x(claim.value) for claim in topic.claims]
    return [_around(measure, x, ruled, look) for measure in topic.measures]


def _around(
    measure: Measure, x: Scale, ruled: Sequence[int], look: _Look
) -> tuple[bool, list[Label]]:
    level = 5_000
    trial = Sheet(look.width)
    if not look.compact:
        trial.block(Box(0, 0, look.left - 10, 2 * level))
    for at in ruled:
        trial.block(Box(at - 1, 0, at + 1, 2 * level))
    spots = [(older.value, False) for older in measure.older]
    if measure.newest is not None:
        spots.append((measure.newest, True))
    for value, newest in spots:
        wide, tall = _half(measure, newest=newest)
        trial.block(Box(x(value) - wide, level - tall, x(value) + wide, level + tall))
    found = True
    for older in sorted(measure.older, key=lambda one: one.value):
        if older.text:
            label = Label(older.text, size=look.size, halo=True)
            places = _spots(measure, older, x, level, look)
            if trial.place(label, places, gap=2.5) is None:
                found = False
                # Over the claim's rule, on a line of its own under everything else.
                lowest = max([level + 12, *(one.y for one in trial.labels)])
                trial.write(label.at(Spot(x(older.value), lowest + look.size + 4, "middle")))
    moved = [label.at(Spot(label.x, label.y - level, label.anchor)) for label in trial.labels]
    return found, moved


def _half(measure: Measure, newest: bool) -> tuple[float, float]:
    """Half the width and half the height of a measure's mark."""
    if measure.flow:
        return (14, 6) if newest else (9, 4.5)
    return (7.5, 7.5) if newest else (5, 5)


def _marks(measure: Measure, hue: str, x: Scale, line: int) -> str:
    """Return a measure's marks, older ones hollow and undermost."""
    wide, tall = _half(measure, newest=False)
    hollow = "".join(
        _glyph(measure.flow, x(older.value), line, wide, tall)
        for older in sorted(measure.older, key=lambda one: one.value)
    )
    out = ""
    if hollow:
        out += f'<g fill="var(--bg)" stroke="var(--{hue})" stroke-width="2">{hollow}</g>'
    if measure.newest is not None:
        mark = _glyph(measure.flow, x(measure.newest), line, *_half(measure, newest=True))
        out += f'<g fill="var(--{hue})" stroke="var(--bg)" stroke-width="1.5">{mark}</g>'
    return out


def _glyph(flow: bool, at: int, line: int, wide: float, tall: float) -> str:
    if flow:
        return (
            f'<rect x="{number(at - wide)}" y="{number(line - tall)}" width="{number(2 * wide)}" '
            f'height="{number(2 * tall)}" rx="{number(tall)}"/>'
        )
    return f'<circle cx="{at}" cy="{line}" r="{number(wide)}"/>'


def _spots(measure: Measure, older: Older, x: Scale, line: int, look: _Look) -> list[Spot]:
    """Return places for an older value's words: beside, below, above, then a line further off."""
    at = x(older.value)
    wide, tall = _half(measure, newest=False)
    half = width_of(older.text, size=look.size) / 2
    level = line + look.size * 0.34
    spots = [Spot(at - wide - 5, level, "end"), Spot(at + wide + 5, level)]
    shifts = (0, 10 - half, half - 10, -half - 5, half + 5)
    for row in range(4):
        under = line + tall + look.size + 4 + (look.size + 2) * row
        over = line - tall - 6 - (look.size + 2) * row
        spots += [Spot(at + shift, y, "middle") for y in (under, over) for shift in shifts]
    return spots
