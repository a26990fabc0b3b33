"""Bars from zero: ranked, or diverging from balance with shortage right and surplus left.

The value stands at the bar's end. A value known only within limits, because it sums secret cells,
is solid up to the limit nearer zero and secret-hatched between the limits, and its words begin
with ≈. A secret or missing row has a hatched or dotted mark of fixed size and its word.
Names are folded to two lines before anything of them is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, svg, width_of
from handprint.drawings.scale import Scale

_THICK = 15
# Fixed size of the mark that stands for a value that is not shown: never a length.
_ABSENT = 44


@dataclass(frozen=True)
class Bar:
    """One row: `value` gives the length, `text` is printed ("+362", "≈ +120", "alle 5").

    `least` and `most` are the limits of a value that sums secret cells. `strong` names one row in
    bold ink, the reader's choice among the others.
    """

    name: str
    value: float | None
    text: str
    least: float | None = None
    most: float | None = None
    status: Literal["value", "zero", "secret", "missing"] = "value"
    strong: bool = False

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the most the value can be; both are the value when it is exact."""
        value = self.value or 0.0
        ends = [end for end in (self.least, self.most, value) if end is not None]
        return min(ends), max(ends)

    @property
    def absent(self) -> bool:
        """Whether there is no value to draw."""
        return self.value is None or self.status in ("secret", "missing")


def ranked(
    bars: Sequence[Bar],
    *,
    alt: str,
    hue: Literal["seek", "open", "ctx"] = "seek",
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw bars in the order given, names left, values at the ends; negative values raise."""
    if any(not bar.absent and bar.limits[0] < 0 for bar in bars):
        raise ValueError("ranked bars start from zero; use diverging for negative values")
    width = width or (358 if compact else 588)
    size = 14 if compact else 13
    sheet = Sheet(width)
    ends = max([0, *(_end_width(bar, size) for bar in bars)])
    longest = max([0, *(width_of(bar.name, size=size, weight=_weight(bar)) for bar in bars)])
    name_room = width - 4 if compact else min(longest + 1, width * 0.42)
    left = 1 if compact else round(name_room) + 14
    most = max([0, *(bar.limits[1] for bar in bars if not bar.absent)])
    x = Scale(0, most or 1, left, width - ends - 8)
    marks = _Marks(hue)
    y, axes = 2, ""
    for bar in bars:
        folds = folded(bar.name, width=name_room, size=size, strong=bar.strong)
        row = _Row(y, folds, size, compact)
        for line, words in enumerate(folds):
            at = Spot(0 if compact else left - 10, row.first + line * (size + 3))
            anchor = "start" if compact else "end"
            sheet.write(_name(words, bar, size).at(Spot(at.x, at.y, anchor)))
        end = marks.add(bar, x, row.middle)
        sheet.write(_value(bar, hue, size).at(Spot(end + 6, row.level)))
        y = row.bottom
        if compact:
            # Names stand over the bars here, so the axis is drawn beside the bars only.
            axes += f"M{left} {row.middle - 11}v22"
    axis = f'<path d="{axes or f"M{left} 0V{y}"}" stroke="var(--line)" stroke-width="1.5"/>'
    return svg(width, y + 2, marks.markup() + axis + sheet.markup(), alt)


def diverging(
    bars: Sequence[Bar],
    *,
    alt: str,
    left_head: str = "",
    right_head: str = "",
    compact: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw bars right of the axis when positive, left when negative, on one scale.

    `left_head` and `right_head` name the ends, arrows included. Names stand on the empty side; on
    a phone they stand over their bars. Rows keep their order; where the sign turns, a gap opens.
    """
    width = width or (358 if compact else 588)
    size = 14 if compact else 13
    sheet = Sheet(width)
    lows = [(bar, bar.limits[0]) for bar in bars if not bar.absent and bar.limits[0] < 0]
    highs = [(bar, bar.limits[1]) for bar in bars if not bar.absent and bar.limits[1] > 0]
    rooms = _rooms(bars, width, size)
    # On a phone the names stand over the bars and take nothing from their room.
    # Rows without a length still need room for their mark and word, right of the axis.
    fixed = [(_ABSENT if b.absent else 0) + _end_width(b, size) for b in bars if _sign(b) > 0]
    room = (0, 0) if compact else rooms
    axis, unit = _axis(lows, highs, room, fixed=max([4, *fixed]), width=width, size=size)
    x = Scale(0, 1, axis, axis + unit)

    y = _heads(sheet, left_head, right_head, axis, size)
    began = y - 3
    right, left = _Marks("open"), _Marks("seek")
    before, axes = None, ""
    for bar in bars:
        sign = _sign(bar)
        if before is not None and sign != before:
            y += 5
        before = sign
        room = width - 4 if compact else rooms[sign < 0]
        folds = folded(bar.name, width=room, size=size, strong=bar.strong)
        row = _Row(y, folds, size, compact)
        marks = left if sign < 0 else right
        end = marks.add(bar, x, row.middle)
        for line, words in enumerate(folds):
            at = row.first + line * (size + 3)
            if compact:
                spot = Spot(0, at)
            else:
                low = x(min(0.0, bar.limits[0])) if not bar.absent else axis
                high = x(max(0.0, bar.limits[1])) if not bar.absent else axis
                spot = Spot(high + 8, at) if sign < 0 else Spot(low - 8, at, "end")
            sheet.write(_name(words, bar, size).at(spot))
        hue = "seek" if sign < 0 else "open"
        value = _value(bar, hue, size)
        sheet.write(
            value.at(Spot(end - 6, row.level, "end") if sign < 0 else Spot(end + 6, row.level))
        )
        y = row.bottom
        if compact:
            # Names run across the axis here, so it is drawn beside the bars only.
            axes += f"M{axis} {row.middle - 11}v22"
    axes = axes or f"M{axis} {began}V{y}"
    line = f'<path d="{axes}" stroke="var(--ink)" stroke-width="1.5"/>'
    return svg(width, y + 2, right.markup() + left.markup() + line + sheet.markup(), alt)


class _Row:
    """Where one row's words and bar lie."""

    def __init__(self, top: int, folds: Sequence[str], size: int, compact: bool) -> None:
        pitch = size + 3
        if compact:
            self.first = top + size + 3
            self.middle = self.first + (len(folds) - 1) * pitch + 7 + _THICK // 2
            self.bottom = self.middle + _THICK // 2 + 9
        else:
            tall = max(19, len(folds) * pitch + 4)
            self.middle = top + tall // 2
            self.bottom = top + tall
        self.level = self.middle + round(size * 0.35)
        if not compact:
            self.first = self.level - (len(folds) - 1) * pitch // 2


class _Marks:
    """The bars of one hue, gathered by kind so that each is said once."""

    def __init__(self, hue: str) -> None:
        self.hue = hue
        self.solid = self.range = ""
        self.absent = {"secret": "", "missing": ""}

    def add(self, bar: Bar, x: Scale, middle: int) -> int:
        """Add one bar and return the unit of its outer end."""
        top = middle - _THICK // 2
        if bar.absent:
            kind = "secret" if bar.status == "secret" else "missing"
            self.absent[kind] += _bar(x(0), x(0) + _ABSENT, top)
            return x(0) + _ABSENT
        low, high = bar.limits
        negative = _sign(bar) < 0
        sure = min(max(low, 0.0), high) if not negative else max(min(high, 0.0), low)
        if sure:
            self.solid += _bar(x(0), x(sure), top)
        if low < high:
            start = (sure or low) if not negative else low
            stop = high if not negative else (sure or high)
            self.range += _bar(x(start), x(stop), top)
        return x(low) if negative else x(high)

    def markup(self) -> str:
        """Return the bars, the uncertain parts outlined in the hue."""
        out = f'<path d="{self.solid}" fill="var(--{self.hue})"/>' if self.solid else ""
        if self.range:
            out += f'<path d="{self.range}" fill="url(#p-secret)" stroke="var(--{self.hue})"/>'
        for kind, shapes in self.absent.items():
            if shapes:
                out += f'<path d="{shapes}" fill="url(#p-{kind})" stroke="var(--line)"/>'
        return out


def _bar(start: int, stop: int, top: int) -> str:
    return f"M{start} {top}H{stop}v{_THICK}H{start}z"


def _sign(bar: Bar) -> int:
    return -1 if not bar.absent and (bar.value or 0) < 0 else 1


def _weight(bar: Bar) -> int:
    return 650 if bar.strong else 400


def _end_width(bar: Bar, size: int) -> float:
    return width_of(bar.text, size=size, weight=650) + 6


def _name(words: str, bar: Bar, size: int) -> Label:
    return Label(words, size=size, strong=bar.strong, ink="ink")


def _value(bar: Bar, hue: str, size: int) -> Label:
    plain = bar.absent or hue == "ctx"
    return Label(bar.text, size=size, strong=not bar.absent, ink="ink2" if plain else hue)


def _rooms(bars: Sequence[Bar], width: int, size: int) -> tuple[float, float]:
    """Return the room for names of positive rows (left) and of negative rows (right)."""
    rooms = []
    for sign in (1, -1):
        longest = [width_of(b.name, size=size, weight=_weight(b)) for b in bars if _sign(b) == sign]
        rooms.append(min(max([0, *longest]) + 1, width * 0.46))
    return rooms[0], rooms[1]


def _axis(
    lows: Sequence[tuple[Bar, float]],
    highs: Sequence[tuple[Bar, float]],
    rooms: tuple[float, float],
    *,
    fixed: float,
    width: int,
    size: int,
) -> tuple[int, float]:
    """Return the unit of balance and the units of one value, as large as everything allows.

    The two sides share the scale, so the axis moves to where the longest bar with its words, or
    the longest name, just fits on either side. A name stands beyond the uncertain part of a bar
    that reaches over the axis, which is small and left out of this sum.
    """
    ends_left = max([0, *(_end_width(bar, size) for bar, _ in lows)])
    ends_right = max([0, *(_end_width(bar, size) for bar, _ in highs)])
    low = -min([0.0, *(value for _, value in lows)])
    high = max([0.0, *(value for _, value in highs)])
    inner = width - ends_left - ends_right - 6
    axis = ends_left + 3 + inner * (low / (low + high) if low + high else 0.0)
    overlap_left = max([0.0, *(-value for bar, value in lows if _sign(bar) > 0)])
    overlap_right = max([0.0, *(value for bar, value in highs if _sign(bar) < 0)])
    for _ in range(20):
        units = []
        if low:
            units.append((axis - ends_left - 3) / low)
        if high:
            units.append((width - axis - ends_right - 3) / high)
        unit = max(min(units, default=1.0), 0.0)
        least = rooms[0] + 10 + overlap_left * unit if rooms[0] > 1 else 4
        names = rooms[1] + 10 + overlap_right * unit if rooms[1] > 1 else 4
        most = width - max(names, fixed + 2)
        moved = min(max(axis, least), most)
        if abs(moved - axis) < 0.5:
            break
        axis = moved
    return round(axis), unit


def _heads(sheet: Sheet, left: str, right: str, axis: int, size: int) -> int:
    """Write the names of the two ends and return where the rows begin."""
    if not left and not right:
        return 4
    wide = {words: width_of(words, size=size, weight=650) for words in (left, right)}
    level = size + 1
    both = axis - 8 - wide[left] >= 0 and axis + 8 + wide[right] <= sheet.width
    if both:
        spots = (Spot(axis - 8, level, "end"), Spot(axis + 8, level))
    elif wide[left] + wide[right] + 16 <= sheet.width:
        # No room at the axis: the ends keep their own edge of the picture.
        spots = (Spot(0, level), Spot(sheet.width, level, "end"))
    else:
        spots = (Spot(0, level), Spot(sheet.width, level + size + 5, "end"))
    for words, ink, spot in ((left, "seek", spots[0]), (right, "open", spots[1])):
        if words:
            sheet.write(Label(words, size=size, strong=True, ink=ink).at(spot))
    return round(spots[1].y + 9)
