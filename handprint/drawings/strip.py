"""The rank strip: every municipality as a dot on one line, so that a place in the row is seen.

Dots stack where they would meet. The lowest, the highest and the selected are named with their
values, ties together; further names are asked for with `Dot.named`. When room runs out the asked
names go first (last asked, first dropped); the lowest, the highest and the selected are never
dropped, they move and get a thin leader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Box, Label, Sheet, Spot
from handprint.drawings.marks import Picture, number, svg, width_of, wrapped
from handprint.drawings.scale import Scale, Tick

# Distance between stacked dots and the radius that goes with it, roomiest first.
_STACKS = ((13, 5.6), (10, 4.4), (8, 3.4), (6, 2.6))
_TALLEST = 9
_LARGE = 8
# A line of names over the stacks, one under them, and the share of the width a tie may fill.
_ATTEMPTS = (
    (False, False, 0.62),
    (True, False, 0.62),
    (False, True, 0.62),
    (True, True, 0.62),
    (True, True, 0.44),
    (True, True, 0.3),
)


@dataclass(frozen=True)
class Dot:
    """One area: `value` places it, `text` is the value as printed."""

    code: str
    name: str
    value: float
    text: str
    selected: bool = False
    named: bool = False


@dataclass(frozen=True)
class Rule:
    """A comparison drawn across the strip, its words finished: "Lappi 11,1"."""

    value: float
    text: str


@dataclass(frozen=True)
class Absent:
    """Areas without a dot and why: "alle 5: Enontekiö, Utsjoki"."""

    status: Literal["secret", "missing"]
    text: str


def drawn(
    dots: Sequence[Dot],
    *,
    ticks: Sequence[Tick],
    alt: str,
    region: Rule | None = None,
    country: Rule | None = None,
    absent: Sequence[Absent] = (),
    hue: Literal["seek", "open"] = "seek",
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw the strip; areas whose value is secret or missing stand below it in words."""
    width = width or (358 if compact else 588)
    size = 14 if compact else 13
    sheet = Sheet(width)
    values = [
        *(dot.value for dot in dots),
        *(tick.value for tick in ticks),
        *(rule.value for rule in (region, country) if rule),
    ]
    ends = [width_of(tick.text, size=size) / 2 for tick in ticks] or [0]
    side = max(10, *(round(end) + 1 for end in ends))
    x = Scale(min(values, default=0), max(values, default=1), side, width - side)

    rules = [rule for rule in (region, country) if rule]
    heads = _rule_labels(sheet, rules, x, size, strong=region)
    top = max([2, *(head.y for head in heads)]) + 6
    swarm = _Swarm(dots, x, hue, size)
    bottom = swarm.settle(sheet, [x(rule.value) for rule in rules], top)

    body = [_grid(ticks, x, top - 2, bottom)]
    for rule, head in zip(rules[::-1], heads[::-1], strict=True):
        dash = "" if rule is region else ' stroke-dasharray="4 3"'
        body.append(
            f'<path d="M{x(rule.value)} {head.y - size + 3}V{bottom}" stroke="var(--ink)" '
            f'stroke-width="1.6"{dash}/>'
        )
    body.append(swarm.markup())
    foot = bottom + size + 4
    sheet.height = foot + size
    for tick in ticks:
        sheet.place(Label(tick.text, size=size), [Spot(x(tick.value), foot, "middle")], gap=4)
    swatches, foot = _write_absent(sheet, absent, foot + 5, size)
    return svg(width, foot + 1, "".join(body) + swatches + sheet.markup(), alt)


class _Swarm:
    """The dots, where they lie, and the names that belong to them."""

    def __init__(self, dots: Sequence[Dot], x: Scale, hue: str, size: int) -> None:
        self.dots, self.hue, self.size = dots, hue, size
        self.places, self.gap, self.radius = _stacked(dots, x)
        self.centres: dict[str, tuple[int, int]] = {}
        self.leaders = ""

    def settle(self, sheet: Sheet, rules: Sequence[int], top: int) -> int:
        """Choose the heights and write the names; return the foot of the strip.

        Names first share the height with the stacks; when they find no room, they get a line of
        their own over the highest stack, then one under the lowest.
        """
        written = len(sheet.labels)
        above = max([0, *(-level for _, level in self.places)]) * self.gap + self.radius
        below = max([0, *(level for _, level in self.places)]) * self.gap + self.radius
        line = self.size + 8
        for over, under, room in _ATTEMPTS:
            sheet.forget(written)
            middle = round(top + (above + line if over else max(above + 4, _LARGE + line)))
            bottom = round(middle + (below + line if under else max(below + 4, _LARGE + line)))
            sheet.height = bottom
            for at in rules:
                sheet.block(Box(at - 1, top, at + 1, bottom))
            for dot, (at, level) in zip(self.dots, self.places, strict=True):
                self.centres[dot.code] = (at, middle + level * self.gap)
                reach = _LARGE if dot.selected else self.radius
                sheet.block_point(*self.centres[dot.code], reach)
            rows = (top + self.size, bottom - 4)
            if self._names(sheet, rows=rows, room=room, far=over and under):
                break
        return bottom

    def markup(self) -> str:
        """Return the dots over the leaders, the selected one on top."""
        small, large = "", ""
        for dot in self.dots:
            at, y = self.centres[dot.code]
            if dot.selected:
                large += f'<circle cx="{at}" cy="{y}" r="{_LARGE}"/>'
            else:
                small += f'<circle cx="{at}" cy="{y}" r="{number(self.radius)}"/>'
        pale = "s2" if self.hue == "seek" else "o2"
        out = f'<path d="{self.leaders}" stroke="var(--line)"/>' if self.leaders else ""
        if small:
            out += (
                f'<g fill="var(--{pale})" stroke="var(--{self.hue})" stroke-width="1.1">{small}</g>'
            )
        if large:
            out += f'<g fill="var(--{self.hue})" stroke="var(--bg)" stroke-width="1.5">{large}</g>'
        return out

    def _names(self, sheet: Sheet, *, rows: tuple[int, int], room: float, far: bool) -> bool:
        """Write the names and tell whether all that must be there found room.

        `rows` are the baselines of the upper and the lower line of names, `room` the share of the
        width a tie may fill; `far` lets a name leave its dot, with a leader.
        """
        self.leaders = ""
        groups = _named(self.dots)
        for group in groups:
            strong = group[0].selected
            words = _tied(group, sheet.width * room, self.size)
            ink = self.hue if strong else "ink2"
            label = Label(words, size=self.size, strong=strong, ink=ink, halo=True)
            at, y = self.centres[group[0].code]
            near, anywhere = self._spots(label, at, y, rows, sheet.width)
            placed = sheet.place(label, near) or (sheet.place(label, anywhere) if far else None)
            if placed is None:
                return False
            box = placed.box
            if not box.left - 4 <= at <= box.right + 4:
                side = round(box.left - 3 if at < box.left else box.right + 3)
                self.leaders += f"M{at} {y}L{side} {round(placed.y - self.size * 0.3)}"
        shown = {dot.code for group in groups for dot in group}
        for dot in self.dots:
            if dot.named and dot.code not in shown:
                at, y = self.centres[dot.code]
                spots = [Spot(at, y + 12 + self.size * 0.7, "middle"), Spot(at, y - 13, "middle")]
                sheet.place(Label(dot.name, size=self.size, halo=True), spots)
        return True

    def _spots(
        self, label: Label, at: int, y: int, rows: tuple[int, int], width: float
    ) -> tuple[list[Spot], list[Spot]]:
        """Return the places beside a dot's own stack, and all others, nearest first."""
        column = [cy for cx, cy in self.centres.values() if abs(cx - at) < _LARGE]
        reach = _LARGE if label.strong else 6
        half = round(label.width / 2)
        sides = [(min(column), -reach - 7), (max(column), reach + 5 + self.size * 0.7)]
        # The side where the named dot itself is outermost comes first.
        sides.sort(key=lambda side: abs(side[0] - y))
        near = [
            Spot(at + shift, row, "middle")
            for row in (*(edge + step for edge, step in sides), *rows)
            for shift in (0, 12 - half, half - 12)
        ]
        anywhere = [
            Spot(at + way * shift, row, "middle")
            for shift in range(8, int(width), 8)
            for row in rows
            for way in (1, -1)
        ]
        return near, anywhere


def _write_absent(sheet: Sheet, absent: Sequence[Absent], top: int, size: int) -> tuple[str, int]:
    """Write the areas without a dot, reason by reason; return the swatches and the foot."""
    swatches, foot = "", top
    for group in absent:
        foot += 7
        swatches += (
            f'<rect x="1" y="{foot}" width="18" height="12" fill="url(#p-{group.status})" '
            'stroke="var(--line)"/>'
        )
        for line in wrapped(group.text, width=sheet.width - 34, size=size):
            sheet.height = foot + 2 * size
            sheet.write(Label(line, 26, foot + 11, size=size))
            foot += size + 5
    return swatches, foot


def _grid(ticks: Sequence[Tick], x: Scale, top: float, bottom: float) -> str:
    lines = "".join(f"M{x(tick.value)} {round(top)}V{bottom}" for tick in ticks)
    return f'<path d="{lines}" stroke="var(--rule)"/>' if lines else ""


def _stacked(dots: Sequence[Dot], x: Scale) -> tuple[list[tuple[int, int]], int, float]:
    """Return each dot's unit and level (0 on the line, −1 above, 1 below), the gap, the radius."""
    places: list[tuple[int, int]] = []
    for gap, radius in _STACKS:
        places = _levels(dots, x, gap, radius)
        if len({level for _, level in places}) <= _TALLEST:
            return places, gap, radius
    return places, *_STACKS[-1]


def _levels(dots: Sequence[Dot], x: Scale, gap: int, radius: float) -> list[tuple[int, int]]:
    taken: list[tuple[int, int, float]] = []
    levels = {}
    # The selected dot is larger and keeps the line; the rest settle around it in order of value,
    # the lowest and the highest last and upwards, so that they lie outermost, under their names.
    values = [dot.value for dot in dots]
    ends = (min(values), max(values)) if dots else ()
    order = sorted(
        range(len(dots)),
        key=lambda i: (not dots[i].selected, dots[i].value in ends, dots[i].value, i),
    )
    for index in order:
        at = x(dots[index].value)
        reach = _LARGE if dots[index].selected else radius
        for level in _outwards(upwards=dots[index].value in ends):
            if all(
                (at - other) ** 2 + ((level - row) * gap) ** 2 >= (reach + size + 0.9) ** 2
                for other, row, size in taken
            ):
                break
        taken.append((at, level, reach))
        levels[index] = (at, level)
    return [levels[index] for index in range(len(dots))]


def _outwards(*, upwards: bool) -> Iterator[int]:
    """Yield 0, −1, 1, −2, 2 …: on the line, above, below; or only the line and above it."""
    yield 0
    level = 0
    while True:
        level += 1
        yield -level
        if not upwards:
            yield level


def _rule_labels(
    sheet: Sheet, rules: Sequence[Rule], x: Scale, size: int, *, strong: Rule | None
) -> list[Label]:
    """Write the rules' words on their outer sides, on a second line when they would meet."""
    labels = []
    for rule in rules:
        at = x(rule.value)
        # The lower one keeps left of its rule; of two equal ones, the first.
        outer_left = rule is min(rules, key=lambda other: other.value)
        sides = [Spot(at - 6, 0, "end"), Spot(at + 6, 0, "start")]
        sides = sides if outer_left else sides[::-1]
        label = Label(rule.text, size=size, strong=rule is strong, ink="ink")
        rows = [size, 2 * size + 4, 3 * size + 8]
        spots = [Spot(side.x, row, side.anchor) for row in rows for side in sides]
        placed = sheet.place(label, spots) or sheet.write(label.at(Spot(at, rows[-1], "middle")))
        sheet.block(Box(at - 1, placed.box.top, at + 1, placed.box.bottom))
        labels.append(placed)
    return labels


def _named(dots: Sequence[Dot]) -> list[list[Dot]]:
    """Return the dots that must be named, ties together: the selected, the lowest, the highest."""
    values = [dot.value for dot in dots]
    chosen = [dot.value for dot in dots if dot.selected][:1]
    ends = [min(values), max(values)] if values else []
    return [
        sorted((dot for dot in dots if dot.value == value), key=lambda dot: not dot.selected)
        for value in dict.fromkeys(chosen + ends)
    ]


def _tied(group: Sequence[Dot], room: float, size: int) -> str:
    """Join tied names and their one value; what does not fit is counted: "Pello, Kolari +3 0"."""
    for shown in range(len(group), 0, -1):
        names = ", ".join(dot.name for dot in group[:shown])
        rest = len(group) - shown
        words = f"{names}{f' +{rest}' if rest else ''} {group[0].text}"
        if width_of(words, size=size, weight=650) <= room:
            break
    return words
