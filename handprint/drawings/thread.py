"""The thread: levels side by side, what lies on the thread large, everything else small and faded.

What is part of something that is on the thread too is a line inside its box. Ties run from the
right edge of a box to the left edge of the next level's; what follows from the levels (goals,
projects, organisations) stands in bands below. A full tie is written in the source, a dotted one is
our own reading or unconfirmed. A level the thread does not reach has a dashed empty box.

On a phone the levels stand one below another on a rail that breaks where a level is not reached.
No word is left out: long ones are folded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from handprint.drawings.lettering import folded
from handprint.drawings.marks import STRONG, Picture, escaped, number, svg, text, width_of

# Shares of the width by column, from the world to the reader: the region has the most to say.
_SHARES = (166, 144, 120, 268, 164, 104)
_GAP = 30
_AIR = 14
_WIDE, _PHONE, _SIDE = 1128, 358, 128


@dataclass(frozen=True)
class Part:
    """A line inside a box: part of what the box is. `pick` is what choosing it brings into view."""

    pick: str
    text: str
    said: str


@dataclass(frozen=True)
class Box:
    """One thing on the thread: its name, a lighter second line, and its parts on the thread."""

    pick: str
    text: str
    said: str
    under: str = ""
    parts: tuple[Part, ...] = ()
    focus: bool = False


@dataclass(frozen=True)
class Level:
    """One level: heading, boxes on the thread from the top, what else there is on it.

    `hole` is written in the dashed box of a level without boxes.
    """

    head: str
    boxes: tuple[Box, ...]
    rest: tuple[Part, ...]
    hole: str


@dataclass(frozen=True)
class Chip:
    """One thing in a band: on the thread or faded beside it."""

    pick: str
    text: str
    said: str
    under: str = ""
    on: bool = True
    focus: bool = False


@dataclass(frozen=True)
class Band:
    """A row of chips under the levels, so many a line."""

    head: str
    chips: tuple[Chip, ...]
    across: int


@dataclass(frozen=True)
class Tie:
    """A line from an upper to a lower box or chip, by what they pick; `sure`: a source says it."""

    upper: str
    lower: str
    sure: bool


@dataclass(frozen=True)
class Words:
    """What the picture says beside names: over the faded lists, and what the two lines mean."""

    rest: str
    sure: str
    unsure: str


@dataclass(frozen=True)
class _Spot:
    """Where a box or chip has come to lie."""

    left: float
    top: float
    width: float
    height: float
    column: int | None = None

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def centre(self) -> float:
        return self.left + self.width / 2

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class _Size:
    """Sizes of letters: of names, of second lines and parts, of what is faded."""

    name: float
    small: float
    rest: float
    head: float


_DESK = _Size(name=21.5, small=16, rest=14, head=16)
_CROWDED = _Size(name=17, small=14, rest=14, head=16)
_HAND = _Size(name=18, small=15, rest=14, head=15)

# Below this nothing is set: a longer word is broken.
_LEAST = 12.5

# With more boxes than this on one level the names are smaller, so that the picture stays whole.
_ROOMY = 5


def drawn(
    levels: Sequence[Level],
    bands: Sequence[Band],
    ties: Sequence[Tie],
    *,
    words: Words,
    alt: str,
    compact: bool = False,
) -> Picture:
    """Draw the six levels from left to right, or from top to bottom where `compact`."""
    sheet = _Sheet(_HAND if compact else _size_for(levels))
    if compact:
        bottom = _down(sheet, levels, bands, words)
    else:
        bottom = _across(sheet, levels, bands, ties, words)
        sheet.tie(ties)
    picture = svg(_PHONE if compact else _WIDE, round(bottom), sheet.markup(), alt)
    # What can be chosen in it would not be heard inside an image.
    return replace(picture, svg=picture.svg.replace('role="img"', 'role="group"', 1))


def _size_for(levels: Sequence[Level]) -> _Size:
    return _CROWDED if max(len(level.boxes) for level in levels) > _ROOMY else _DESK


@dataclass
class _Sheet:
    """The picture in the making: ties lie under boxes, words on top."""

    size: _Size
    lines: str = ""
    body: str = ""
    spots: dict[str, _Spot] = field(default_factory=dict)

    def markup(self) -> str:
        return self.lines + self.body

    def write(self, words: str, x: float, y: float, *, size: float, strong: bool = False) -> None:
        """Write a line that chooses nothing, in the second ink."""
        weight = STRONG if strong else 400
        self.body += text(
            x, y, words, size=size, weight=weight, fill="var(--ink2)", halo="var(--bg)"
        )

    def rule(self, x: float, y: float, length: float) -> None:
        """Draw the thin rule under a heading."""
        self.body += f'<path d="M{number(x)} {number(y)}h{number(length)}" stroke="var(--line)"/>'

    def height_of(self, box: Box, width: float) -> float:
        """The height of a box of this width."""
        names, unders, parts = self._folds(box, width)
        lines = len(names.lines) * (self.size.name + 4)
        lines += len(unders.lines) * (self.size.small + 3)
        lines += sum(len(part.lines) * (self.size.small + 3) + 5 for part in parts)
        return lines + 17 + (4 if parts else 0)

    def box(self, box: Box, left: float, top: float, width: float, column: int) -> float:
        """Draw one box; return where it ends downwards."""
        size = self.size
        names, unders, parts = self._folds(box, width)
        height = self.height_of(box, width)
        spot = _Spot(left, top, width, height, column)
        self.spots[box.pick] = spot
        for part in box.parts:
            self.spots[part.pick] = spot
        fill, ink, soft = ("ui", "on", "on") if box.focus else ("bg", "ink", "ink2")
        body = _rounded(spot, f'fill="var(--{fill})" stroke="var(--ink)" stroke-width="2"')
        y = top + 5
        for line in names.lines:
            y += size.name + 4
            body += text(left + 11, y, line, size=names.size, weight=STRONG, fill=f"var(--{ink})")
        for line in unders.lines:
            y += size.small + 3
            body += text(left + 11, y, line, size=unders.size, fill=f"var(--{soft})")
        self.body += _button(box.pick, box.said, body + _rings(spot), pressed=box.focus)
        y += 4 if parts else 0
        for part, words in zip(box.parts, parts, strict=True):
            began, body = y + 3, ""
            y += 5
            for row, line in enumerate(words.lines):
                y += size.small + 3
                if not row:
                    body += (
                        f'<circle cx="{number(left + 15)}" cy="{number(y - size.small * 0.33)}" '
                        f'r="2.6" fill="var(--{soft})"/>'
                    )
                body += text(left + 24, y, line, size=words.size, fill=f"var(--{ink})")
            around = _Spot(left + 5, began, width - 10, y + 6 - began)
            ground = _rounded(around, f'fill="var(--{fill})"')
            self.body += _button(part.pick, part.said, ground + body + _rings(around))
        return spot.bottom

    def hole(self, words: str, left: float, top: float, width: float) -> float:
        """Draw the dashed empty box of a level that is not reached."""
        size = self.size
        lines = folded(words, width=width - 20, size=size.small, lines=4)
        spot = _Spot(left, top, width, len(lines) * (size.small + 3) + 22)
        self.body += _rounded(
            spot, 'fill="none" stroke="var(--ctx)" stroke-width="1.8" stroke-dasharray="5 4"'
        )
        for row, line in enumerate(lines):
            y = top + 8 + (row + 1) * (size.small + 3)
            self.write(line, left + 11, y, size=size.small)
        return spot.bottom

    def chip(self, chip: Chip, spot: _Spot, name: float) -> None:
        """Draw one chip of a band; what is not on the thread has a faint edge and light letters."""
        size, left = self.size, spot.left
        self.spots[chip.pick] = spot
        fill, ink, soft = ("ui", "on", "on") if chip.focus else ("bg", "ink", "ink2")
        edge = 'stroke="var(--ink)" stroke-width="1.6"' if chip.on else 'stroke="var(--rule)"'
        if not chip.on:
            ink = soft = "ctx"
        body = _rounded(spot, f'fill="var(--{fill})" {edge}')
        y = spot.top + 4
        names, unders = self._chip_lines(chip, spot.width, name)
        for line in names.lines:
            y += size.small + 4
            weight = STRONG if chip.on else 400
            body += text(left + 9, y, line, size=names.size, weight=weight, fill=f"var(--{ink})")
        for line in unders.lines:
            y += size.rest + 3
            body += text(left + 9, y, line, size=unders.size, fill=f"var(--{soft})")
        self.body += _button(chip.pick, chip.said, body + _rings(spot), pressed=chip.focus)

    def chip_height(self, chip: Chip, width: float, name: float) -> float:
        """The height one chip needs, its name in letters of size `name`."""
        names, unders = (len(words.lines) for words in self._chip_lines(chip, width, name))
        return names * (self.size.small + 4) + unders * (self.size.rest + 3) + 13

    def rest(self, part: Part, left: float, top: float, width: float) -> float:
        """Write one faded name; return where it ends downwards."""
        y, body = top, ""
        words = _set(part.text, width - 6, self.size.rest)
        for line in words.lines:
            y += self.size.rest + 3
            body += text(left, y, line, size=words.size, fill="var(--ctx)")
        around = _Spot(left - 4, top + 1, width + 4, y - top + 4)
        ground = _rounded(around, 'fill="var(--bg)"')
        self.body += _button(part.pick, part.said, ground + body + _rings(around))
        return y + 7

    def tie(self, ties: Sequence[Tie]) -> None:
        """Draw the lines between what has been placed."""
        full, dotted = "", ""
        drawn: set[tuple[_Spot, _Spot]] = set()
        # A full line between two boxes says more than a dotted one beside it.
        for tie in sorted(ties, key=lambda tie: not tie.sure):
            upper, lower = self.spots.get(tie.upper), self.spots.get(tie.lower)
            if upper is None or lower is None or upper == lower or (upper, lower) in drawn:
                continue
            drawn.add((upper, lower))
            path = _path(upper, lower, self._between(upper, lower))
            if tie.sure:
                full += path
            else:
                dotted += path
        if full:
            self.lines += f'<path d="{full}" fill="none" stroke="var(--ink)" stroke-width="2.2"/>'
        if dotted:
            self.lines += (
                f'<path d="{dotted}" fill="none" stroke="var(--ctx)" stroke-width="2" '
                'stroke-dasharray="1 5" stroke-linecap="round"/>'
            )

    def _between(self, upper: _Spot, lower: _Spot) -> list[_Spot]:
        """The boxes of the levels between two, from left to right."""
        if upper.column is None or lower.column is None:
            return []
        first, last = sorted((upper.column, lower.column))
        inside = {
            spot for spot in self.spots.values() if spot.column and first < spot.column < last
        }
        return sorted(inside, key=lambda spot: spot.left)

    def _folds(self, box: Box, width: float) -> tuple["_Set", "_Set", list["_Set"]]:
        size, room = self.size, width - 21
        return (
            _set(box.text, room, size.name, strong=True),
            _set(box.under, room, size.small),
            [_set(part.text, room - 14, size.small) for part in box.parts],
        )

    def chip_name(self, chips: Sequence[Chip], width: float) -> float:
        """The size of names at which none of a band's chips has one cut."""
        most = self.size.small + 1
        return min(_fitting(chip.text, width - 17, most, strong=chip.on) for chip in chips)

    def _chip_lines(self, chip: Chip, width: float, name: float) -> tuple["_Set", "_Set"]:
        return (
            _set(chip.text, width - 17, name, strong=chip.on),
            _set(chip.under, width - 17, self.size.rest),
        )


@dataclass(frozen=True)
class _Set:
    """Words in lines, and the size at which none of them is cut."""

    lines: list[str]
    size: float


def _set(words: str, width: float, size: float, *, strong: bool = False) -> _Set:
    """Fold words, in smaller letters where a long one would be cut; nothing for no words."""
    if not words:
        return _Set([], size)
    size = _fitting(words, width, size, strong=strong)
    words = " ".join(_broken(word, width, size, strong=strong) for word in words.split(" "))
    return _Set(folded(words, width=width, size=size, strong=strong, lines=9), size)


def _across(
    sheet: _Sheet,
    levels: Sequence[Level],
    bands: Sequence[Band],
    ties: Sequence[Tie],
    words: Words,
) -> float:
    """Lay the levels out from left to right; return the height used."""
    size = sheet.size
    whole = _WIDE - _GAP * (len(levels) - 1)
    widths = [whole * share / sum(_SHARES) for share in _SHARES[: len(levels)]]
    lefts = [sum(widths[:at]) + _GAP * at for at in range(len(levels))]
    began = size.head + 12.0
    tall = [
        [sheet.height_of(box, width - 2) for box in level.boxes]
        for level, width in zip(levels, widths, strict=True)
    ]
    bottom = began + max([60.0, *(sum(column) + _AIR * (len(column) - 1) for column in tall)])
    for at, level in enumerate(levels):
        left, width = lefts[at], widths[at]
        sheet.write(level.head, left, size.head, size=size.head, strong=True)
        if not level.boxes:
            sheet.hole(level.hole, left, began, width)
        tops = _tops(sheet, level.boxes, tall[at], ties, began, bottom)
        for box, top in zip(level.boxes, tops, strict=True):
            sheet.box(box, left + 1, top, width - 2, at)
    bottom += 26
    for band in bands:
        bottom = _band(sheet, band, bottom, compact=False) + 12
    return _legend_and_rest(sheet, levels, words, bottom, lefts, widths)


def _tops(
    sheet: _Sheet,
    boxes: Sequence[Box],
    tall: Sequence[float],
    ties: Sequence[Tie],
    began: float,
    bottom: float,
) -> list[float]:
    """Where the boxes of one level begin: each as near to what it hangs on as there is room."""
    tops: list[float] = []
    least = began
    for at, (box, height) in enumerate(zip(boxes, tall, strict=True)):
        own = {box.pick, *(part.pick for part in box.parts)}
        hangs = [
            sheet.spots[tie.upper].middle
            for tie in ties
            if tie.lower in own and tie.upper in sheet.spots
        ]
        wanted = sum(hangs) / len(hangs) - height / 2 if hangs else least
        below = sum(tall[at:]) + _AIR * (len(tall) - at - 1)
        top = max(least, min(wanted, bottom - below))
        tops.append(top)
        least = top + height + _AIR
    return tops


def _legend_and_rest(
    sheet: _Sheet,
    levels: Sequence[Level],
    words: Words,
    top: float,
    lefts: Sequence[float],
    widths: Sequence[float],
) -> float:
    size = sheet.size
    y = top + 10
    x = 0.0
    for line, style in (
        (words.sure, 'stroke="var(--ink)" stroke-width="2.2"'),
        (
            words.unsure,
            'stroke="var(--ctx)" stroke-width="2" stroke-dasharray="1 5" stroke-linecap="round"',
        ),
    ):
        sheet.body += f'<path d="M{number(x)} {number(y - 5)}h34" {style}/>'
        sheet.write(line, x + 42, y, size=size.rest)
        x += 42 + width_of(line, size=size.rest) + 28
    if not any(level.rest for level in levels):
        return y + 8
    y += 34
    sheet.write(words.rest, 0, y, size=size.head, strong=True)
    sheet.rule(0, y + 8, _WIDE)
    top, bottom = y + 12, y + 12
    for at, level in enumerate(levels):
        y = top
        for part in level.rest:
            y = sheet.rest(part, lefts[at], y, widths[at])
        bottom = max(bottom, y)
    return bottom + 4


def _band(sheet: _Sheet, band: Band, top: float, *, compact: bool) -> float:
    """Draw one band, its heading at its side, or over it on a phone; return where it ends."""
    size, gap, y = sheet.size, 12, top
    left, width, across = (
        (0, _PHONE, min(band.across, 2)) if compact else (_SIDE, _WIDE, band.across)
    )
    for row, line in enumerate(
        folded(
            band.head, width=width if compact else _SIDE - 12, size=size.head, strong=True, lines=6
        )
    ):
        sheet.write(line, 0, top + (row + 1) * (size.head + 4), size=size.head, strong=True)
        if compact:
            y = top + (row + 1) * (size.head + 4) + 10
    room = (width - left - gap * (across - 1)) / across
    name = sheet.chip_name(band.chips, room - 2) if band.chips else size.small
    for start in range(0, len(band.chips), across):
        row = band.chips[start : start + across]
        tall = max(sheet.chip_height(chip, room - 2, name) for chip in row)
        for at, chip in enumerate(row):
            spot = _Spot(left + at * (room + gap) + 1, y, room - 2, tall)
            sheet.chip(chip, spot, name)
        y += tall + 8
    return y


def _down(sheet: _Sheet, levels: Sequence[Level], bands: Sequence[Band], words: Words) -> float:
    """Lay the levels out one below another on a rail; return the height used."""
    size, left = sheet.size, 26.0
    y = 0.0
    marks: list[tuple[float, bool]] = []
    for at, level in enumerate(levels):
        y += size.head + 4
        marks.append((y - 5, bool(level.boxes)))
        sheet.write(level.head, left, y, size=size.head, strong=True)
        y += 8
        if not level.boxes:
            y = sheet.hole(level.hole, left, y, _PHONE - left - 1) + 8
        for box in level.boxes:
            y = sheet.box(box, left, y, _PHONE - left - 1, at) + 8
        y += 10
    _rail(sheet, marks, y - 14)
    for band in bands:
        y = _band(sheet, band, y + 6, compact=True)
    if any(level.rest for level in levels):
        y += 10
        for line in folded(words.rest, width=_PHONE, size=size.head, strong=True, lines=2):
            y += size.head + 3
            sheet.write(line, 0, y, size=size.head, strong=True)
        sheet.rule(0, y + 8, _PHONE)
        y += 12
    for level in levels:
        if level.rest:
            y += size.head + 6
            sheet.write(level.head, 0, y, size=size.head)
            y += 2
        for part in level.rest:
            y = sheet.rest(part, 12, y, _PHONE - 12)
    return y + 6


def _rail(sheet: _Sheet, marks: Sequence[tuple[float, bool]], end: float) -> None:
    """Draw the rail: full between levels that are reached, open where one is not."""
    for (y, on), (down, _) in zip(marks, [*marks[1:], (end, True)], strict=True):
        style = 'stroke="var(--ink)" stroke-width="3"'
        if not on:
            style = 'stroke="var(--ctx)" stroke-width="2" stroke-dasharray="2 6"'
        sheet.lines += f'<path d="M9 {number(y)}V{number(down)}" {style}/>'
    for y, on in marks:
        fill = "ink" if on else "bg"
        dash = "" if on else ' stroke-dasharray="3 3"'
        sheet.body += (
            f'<circle cx="9" cy="{number(y)}" r="7" fill="var(--{fill})" stroke="var(--ink)" '
            f'stroke-width="2"{dash}/>'
        )


def _path(upper: _Spot, lower: _Spot, between: Sequence[_Spot]) -> str:
    """A line from one box to another: across between levels, down within one and to a band."""
    if upper.column is not None and lower.column is not None and upper.column != lower.column:
        a, b = (upper, lower) if upper.column < lower.column else (lower, upper)
        x, y, u, v = a.right, a.middle, b.left, b.middle
        if not between:
            return f"M{number(x)} {number(y)}" + _bend(x, y, u, v)
        # Behind another box a line would seem to be that box's own: it passes in a free lane.
        left, right = between[0].left, max(spot.right for spot in between)
        lane = _lane((y + v) / 2, between)
        return (
            f"M{number(x)} {number(y)}{_bend(x, y, left, lane)}H{number(right)}"
            f"{_bend(right, lane, u, v)}"
        )
    a, b = (upper, lower) if upper.top <= lower.top else (lower, upper)
    x, y, u, v = a.centre, a.bottom, b.centre, b.top
    if x == u:
        return f"M{number(x)} {number(y)}V{number(v)}"
    bend = max(10.0, (v - y) / 2)
    return (
        f"M{number(x)} {number(y)}C{number(x)} {number(y + bend)} "
        f"{number(u)} {number(v - bend)} {number(u)} {number(v)}"
    )


def _bend(x: float, y: float, u: float, v: float) -> str:
    """A curve that leaves and arrives level."""
    half = max(14.0, (u - x) / 2)
    return f"C{number(x + half)} {number(y)} {number(u - half)} {number(v)} {number(u)} {number(v)}"


def _lane(wanted: float, boxes: Sequence[_Spot]) -> float:
    """The height nearest to the one wanted at which a level line meets none of the boxes."""
    air = _AIR / 2
    free = [wanted, *(box.top - air for box in boxes), *(box.bottom + air for box in boxes)]
    clear = [y for y in free if not any(box.top - 2 < y < box.bottom + 2 for box in boxes)]
    return min(clear, key=lambda y: abs(y - wanted))


def _fitting(words: str, width: float, size: float, *, strong: bool = False) -> float:
    """The largest size, at most the one given, at which the longest word is not cut."""
    weight = STRONG if strong else 400
    pieces = [piece for word in words.split(" ") for piece in word.replace("-", "- ").split(" ")]
    longest = max((width_of(piece, size=size, weight=weight) for piece in pieces), default=0)
    return size if longest <= width else max(_LEAST, int(2 * size * width / longest) / 2)


def _broken(word: str, width: float, size: float, *, strong: bool) -> str:
    """A word with hyphens where even the smallest letters leave it too long for a line."""
    weight = STRONG if strong else 400
    pieces, rest = [], word
    while "-" not in rest and width_of(rest, size=size, weight=weight) > width:
        keep = len(rest) - 1
        while keep > 1 and width_of(rest[:keep] + "-", size=size, weight=weight) > width:
            keep -= 1
        pieces.append(rest[:keep] + "-")
        rest = rest[keep:]
    return " ".join([*pieces, rest])


def _rounded(spot: _Spot, style: str) -> str:
    return (
        f'<rect x="{number(spot.left)}" y="{number(spot.top)}" width="{number(spot.width)}" '
        f'height="{number(spot.height)}" rx="6" {style}/>'
    )


def _rings(spot: _Spot) -> str:
    """The two rings of the keyboard's focus, seen only when it is here."""
    return _rounded(
        spot, 'class="ring" fill="none" stroke="var(--focus1)" stroke-width="6.5"'
    ) + _rounded(spot, 'class="ring ring-in" fill="none" stroke="var(--focus2)" stroke-width="2.8"')


def _button(pick: str, said: str, body: str, *, pressed: bool = False) -> str:
    """A mark that brings its thing into view.

    Tab stops once, at what is in view; from there arrows walk to every other mark.
    """
    return (
        f'<g role="button" tabindex="{0 if pressed else -1}" data-pick="{escaped(pick)}" '
        f'aria-label="{escaped(said)}" aria-pressed="{"true" if pressed else "false"}">{body}</g>'
    )
