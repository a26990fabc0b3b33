"""Any figure of a page drawn large: rows of bars, lines through time, a table of large letters.

The same sizes as the slides' own pictures (`handprint.drawings.slides`): wide for a projector,
compact for a phone, at most `ROOM` tall. What finds no room is counted in a closing line, never
silently left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handprint.drawings.lettering import Label, Sheet, folded
from handprint.drawings.marks import STRONG, Picture, number, svg, width_of
from handprint.drawings.scale import Scale, Tick, month_number, step_of
from handprint.drawings.slides import BASE, CLEAR, NARROW, ROOM, SMALL, WIDE

_PITCH, _PAIR = 32.0, 27.0
"""From one row of bars to the next, and from one bar of a row to its next."""
_CLOSING = 34.0
"""What the line that counts the rest takes."""
_HEAD = 38.0
"""What the line that says what the colours are takes."""
_GAP = 6
"""Steps without a value that make a hatched band."""


@dataclass(frozen=True)
class Part:
    """One bar of a row: its value and the value as printed; None where there is only a word."""

    value: float | None
    text: str


@dataclass(frozen=True)
class Row:
    """A row of bars, one for each of the `keys`; `chosen` for the one in focus."""

    name: str
    parts: tuple[Part, ...]
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Key:
    """What bars or a line of a colour are."""

    hue: str
    words: str


@dataclass(frozen=True)
class Series:
    """One line: values by period ("2026-06"), and the words at its newest point."""

    key: Key
    values: Mapping[str, float]
    last: str


@dataclass(frozen=True)
class Cells:
    """A column of a table: its head, its cells as printed, whether they are numbers."""

    head: str
    cells: tuple[str, ...]
    right: bool = False


def most_rows(parts: int, *, closing: bool, room: float = ROOM) -> int:
    """How many rows of so many bars a slide has room for, beside a closing line."""
    if parts > 1:
        # The closing words stand at the end of the legend's line.
        return max(1, int((room - 8 - _HEAD) // (_PAIR * parts + 7)))
    return max(1, int((room - 8 - (_CLOSING if closing else 0)) // _PITCH))


def bars(
    rows: Sequence[Row],
    *,
    keys: Sequence[Key],
    more: str = "",
    alt: str,
    room: float = ROOM,
    compact: bool = False,
) -> Picture:
    """Rows of bars from zero with their values at the end; a value that is not known is a word."""
    if compact:
        return _listed_bars(rows, keys, more, alt)
    size, pair = BASE, len(keys) > 1
    sheet, body = Sheet(WIDE), ""
    y = 0.0
    if pair:
        taken = 1.02 * width_of(more, size=size) + 30 if more else 0.0
        body += _legend(keys, sheet, WIDE - taken)
        y = _HEAD
    names = [1.02 * width_of(one.name, size=size, weight=STRONG) for one in rows]
    left = min(max(names), 430.0 if pair else 520.0) + 22
    texts = max(
        1.02 * width_of(part.text, size=size, weight=STRONG) for one in rows for part in one.parts
    )
    notes = max([0.0, *(1.02 * width_of(one.note, size=size) for one in rows if one.note)])
    notes = min(notes, 300.0)
    longest = max(90.0, WIDE - left - texts - (notes + 24 if notes else 0) - 14)
    unit, under = _scaled(rows, longest)
    zero = left + under
    air = room - 8 - y - (_CLOSING if more and not pair else 0)
    least = _PAIR * len(keys) + 7 if pair else _PITCH
    pitch = min(air / len(rows), max(least, 54.0))
    for one in rows:
        middle = y + pitch / 2
        ink = "ink"
        lines = folded(one.name, width=left - 22, size=size, strong=one.chosen, lines=1 + pair)
        for at, line in enumerate(lines):
            level = middle + 8 + (at - (len(lines) - 1) / 2) * 26
            sheet.labels.append(Label(line, left - 22, level, "end", size, one.chosen, ink))
        for at, (part, key) in enumerate(zip(one.parts, keys, strict=True)):
            level = middle + (at - (len(keys) - 1) / 2) * _PAIR
            tall = 20.0 if pair else min(30.0, 0.66 * pitch)
            length = _length(part, unit)
            start = zero - length if (part.value or 0) < 0 else zero
            body += _bar(start, level, length, tall, key.hue, chosen=one.chosen)
            strong = part.value is not None
            # The value of a bar to the left stands right of nought, where nothing is.
            x = max(zero, start + length) + (12 if length else 2)
            sheet.labels.append(Label(part.text, x, level + 8, "start", size, strong, ink))
        if one.note:
            note = folded(one.note, width=notes, size=size, lines=1)[0]
            sheet.labels.append(Label(note, WIDE - notes, middle + 8, size=size))
        y += pitch
    body += f'<path d="M{number(zero)} {number(_top(keys))}V{number(y)}" stroke="var(--line)"/>'
    if more and pair:
        sheet.labels.append(Label(more, WIDE, 24, "end", size))
    elif more:
        y += _CLOSING
        sheet.labels.append(Label(more, left if left < 500 else 0, y - 8, size=size))
    return svg(WIDE, round(y + 4), body + sheet.markup(), alt)


def _listed_bars(rows: Sequence[Row], keys: Sequence[Key], more: str, alt: str) -> Picture:
    sheet, body, y = Sheet(NARROW), "", 0.0
    if len(keys) > 1:
        for key in keys:
            body += f'<rect x="0" y="{number(y + 2)}" width="14" height="14" fill="{_ink(key)}"/>'
            for line in folded(key.words, width=NARROW - 22, size=SMALL, lines=2):
                sheet.labels.append(Label(line, 22, y + 14, size=SMALL))
                y += 20
        y += 6
    texts = max(
        1.02 * width_of(part.text, size=SMALL, weight=STRONG) for one in rows for part in one.parts
    )
    unit, zero = _scaled(rows, NARROW - 12 - texts)
    for one in rows:
        words = f"{one.name}, {one.note}" if one.note else one.name
        for line in folded(words, width=NARROW, size=SMALL, strong=one.chosen, lines=3):
            y += 19
            sheet.labels.append(Label(line, 0, y, "start", SMALL, one.chosen, "ink"))
        for part, key in zip(one.parts, keys, strict=True):
            y += 18
            length = _length(part, unit)
            start = zero - length if (part.value or 0) < 0 else zero
            body += _bar(start, y - 5, length, 13, key.hue, chosen=one.chosen)
            strong = part.value is not None
            x = max(zero, start + length) + (8 if length else 0)
            sheet.labels.append(Label(part.text, x, y, "start", SMALL, strong, "ink"))
        y += 8
    for line in folded(more, width=NARROW, size=SMALL, lines=3) if more else ():
        y += 20
        sheet.labels.append(Label(line, 0, y, size=SMALL))
    return svg(NARROW, round(y + 8), body + sheet.markup(), alt)


def _top(keys: Sequence[Key]) -> float:
    return _HEAD if len(keys) > 1 else 0.0


def _scaled(rows: Sequence[Row], longest: float) -> tuple[float, float]:
    """Units for one of the value, and how much of the length lies left of nought."""
    values = [part.value for one in rows for part in one.parts if part.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    unit = longest / ((high - low) or 1.0)
    return unit, -low * unit


def _length(part: Part, unit: float) -> float:
    """A bar's length; a true zero is a thin stroke, a value that is not known is nothing."""
    return 0.0 if part.value is None else max(2.0, abs(part.value) * unit)


def _bar(left: float, y: float, length: float, tall: float, hue: str, *, chosen: bool) -> str:
    if not length:
        return ""
    edge = ' stroke="var(--ink)" stroke-width="3"' if chosen else ""
    return (
        f'<rect x="{number(left)}" y="{number(y - tall / 2)}" width="{number(length)}" '
        f'height="{number(tall)}" fill="var(--{hue})"{edge}/>'
    )


def _ink(key: Key) -> str:
    return f"var(--{key.hue})"


def _legend(keys: Sequence[Key], sheet: Sheet, room: float) -> str:
    """What the colours are, on one line."""
    found, x = "", 0.0
    for key in keys:
        found += f'<rect x="{number(x)}" y="4" width="24" height="22" fill="{_ink(key)}"/>'
        words = folded(key.words, width=room / len(keys) - 64, size=BASE, lines=1)[0]
        sheet.labels.append(Label(words, x + 34, 24, size=BASE, ink="ink"))
        x += 34 + 1.02 * width_of(words, size=BASE) + 30
    return found


def through_time(
    series: Sequence[Series],
    *,
    ticks: Sequence[Tick],
    years: Mapping[str, str],
    gap: str,
    alt: str,
    room: float = ROOM,
    compact: bool = False,
) -> Picture:
    """Up to four lines over months or years: a gap stays a gap, the newest value has its words.

    `years` are the words of the axis by period; `gap` is the word on a hatched band, a stretch
    where no line has a value.
    """
    size = SMALL if compact else BASE
    width, tall = (NARROW, 210.0) if compact else (WIDE, room - 44.0)
    body, sheet = "", Sheet(width)
    every = sorted({period for one in series for period in one.values})
    step = step_of(every)
    left = 8 + max(1.02 * width_of(tick.text, size=size) for tick in ticks)
    ends = [_set(one, size, NARROW if compact else 330.0) for one in series]
    right = max(1.02 * width_of(line, size=size, weight=STRONG) for lines in ends for line in lines)
    # Beside the lines there is room for the key of what is not known, too.
    right = max(right, 46 + 1.02 * width_of(gap, size=size))
    edge = NARROW - 8.0 if compact else WIDE - right - 26
    top = size * 0.6
    bottom = tall
    first, last = month_number(every[0]), month_number(every[-1])
    x = Scale(first, max(last, first + 1), left, edge)
    low, high = ticks[0].value, ticks[-1].value
    y = Scale(low, high, bottom, top)
    for tick in ticks:
        level = y(tick.value)
        body += (
            f'<path d="M{number(left)} {number(level)}H{number(edge)}" stroke="var(--rule)" '
            'stroke-width="1.5"/>'
        )
        sheet.labels.append(Label(tick.text, left - 8, level + 0.34 * size, "end", size))
    banded, named = _bands(every, step, x, top, bottom, gap, sheet, size)
    body += banded
    taken = -100.0
    for period, words in years.items():
        at, half = x(month_number(period)), 0.51 * width_of(words, size=size) + 8
        if at - half < taken or at - half < 0 or at + half > width:
            continue
        taken = at + half
        sheet.labels.append(Label(words, at, bottom + 1.35 * size, "middle", size))
        body += f'<path d="M{number(at)} {number(bottom)}v6" stroke="var(--line)"/>'
    stroke = 2.4 if compact else 4.0
    for one in reversed(series):
        body += _line(one, step, x, y, stroke)
    words_tall = [1.1 * size * len(lines) + 6 for lines in ends]
    if compact:
        level = bottom + 1.35 * size + 14
        for one, lines in zip(series, ends, strict=True):
            body += (
                f'<rect x="0" y="{number(level + 3)}" width="16" height="12" '
                f'fill="{_ink(one.key)}"/>'
            )
            for at, line in enumerate(lines):
                level += 20
                sheet.labels.append(Label(line, 24, level - 4, "start", size, not at, "ink"))
            level += 4
        if not named:
            body += (
                f'<rect x="1" y="{number(level + 3)}" width="16" height="12" '
                'fill="url(#p-gap)" stroke="var(--line)"/>'
            )
            level += 20
            sheet.labels.append(Label(gap, 24, level - 4, size=size))
        return svg(width, round(level + 6), body + sheet.markup(), alt)
    floor = bottom
    if not named:
        # No band is wide enough for the word: a key says it.
        floor = bottom - 1.5 * size
        body += (
            f'<rect x="{number(edge + 23)}" y="{number(bottom - 0.75 * size)}" width="30" '
            f'height="{number(0.8 * size)}" fill="url(#p-gap)" stroke="var(--line)"/>'
        )
        sheet.labels.append(Label(gap, edge + 64, bottom, size=size))
    middles = [y(one.values[max(one.values)]) for one in series]
    for at, level in zip(range(len(series)), _apart(middles, words_tall, top, floor), strict=True):
        one = series[at]
        newest = max(one.values)
        spot = x(month_number(newest))
        body += (
            f'<path d="M{number(spot + 8)} {number(middles[at])}L{number(edge + 14)} '
            f'{number(level)}" stroke="{_ink(one.key)}" stroke-width="1.6" fill="none" '
            'stroke-dasharray="2 5"/>'
        )
        for down, line in enumerate(ends[at]):
            base = level + 0.34 * size + (down - (len(ends[at]) - 1) / 2) * 1.1 * size
            sheet.labels.append(Label(line, edge + 22, base, "start", size, not down, "ink"))
    return svg(width, round(bottom + 1.7 * size), body + sheet.markup(), alt)


def _set(one: Series, size: float, most: float) -> list[str]:
    """The newest value, and under it what the line is."""
    return [one.last, *folded(one.key.words, width=most - 30, size=size, lines=2)]


def _line(one: Series, step: int, x: Scale, y: Scale, stroke: float) -> str:
    """A path for each unbroken stretch; a lone value is a ring, the newest of a line a disc."""
    found, runs = "", [[]]
    for period in sorted(one.values):
        at = month_number(period)
        if runs[-1] and at - runs[-1][-1][0] > step:
            runs.append([])
        runs[-1].append((at, one.values[period]))
    for run in runs:
        points = [f"{number(x(at))} {number(y(value))}" for at, value in run]
        if len(points) == 1:
            cx, cy = points[0].split(" ")
            found += (
                f'<circle cx="{cx}" cy="{cy}" r="{number(1.5 * stroke)}" fill="var(--bg)" '
                f'stroke="{_ink(one.key)}" stroke-width="{number(0.75 * stroke)}"/>'
            )
        else:
            found += (
                f'<path d="M{"L".join(points)}" fill="none" stroke="{_ink(one.key)}" '
                f'stroke-width="{number(stroke)}" stroke-linejoin="round" stroke-linecap="round"/>'
            )
    if len(runs[-1]) == 1:
        return found
    newest = max(one.values)
    return found + (
        f'<circle cx="{number(x(month_number(newest)))}" cy="{number(y(one.values[newest]))}" '
        f'r="{number(1.9 * stroke)}" fill="{_ink(one.key)}"/>'
    )


def _bands(
    every: Sequence[str],
    step: int,
    x: Scale,
    top: float,
    bottom: float,
    gap: str,
    sheet: Sheet,
    size: float,
) -> tuple[str, bool]:
    """Hatched bands where a long stretch has no value at all, and whether the word is on one."""
    found, named = "", False
    months = [month_number(period) for period in every]
    for before, after in zip(months, months[1:], strict=False):
        if after - before <= _GAP * step:
            continue
        left, right = x(before) + 6, x(after) - 6
        if right - left < 8:
            continue
        found += (
            f'<rect x="{number(left)}" y="{number(top)}" width="{number(right - left)}" '
            f'height="{number(bottom - top)}" fill="url(#p-gap)"/>'
        )
        if 1.02 * width_of(gap, size=size) + 8 < right - left:
            middle, level = (left + right) / 2, (top + bottom) / 2
            sheet.labels.append(Label(gap, middle, level, "middle", size, False, "ink2", True))
            named = True
    return found, named or not found


def _apart(
    middles: Sequence[float], talls: Sequence[float], top: float, bottom: float
) -> list[float]:
    """The middles of the words at the lines' ends, moved until none touches another."""
    order = sorted(range(len(middles)), key=lambda at: middles[at])
    found = list(middles)
    floor = top - 8
    for at in order:
        found[at] = max(found[at], floor + talls[at] / 2)
        floor = found[at] + talls[at] / 2
    ceiling = bottom + 8
    for at in reversed(order):
        found[at] = min(found[at], ceiling - talls[at] / 2)
        ceiling = found[at] - talls[at] / 2
    return found


def rows_shown(columns: Sequence[Cells], more: Mapping[int, str], room: float = ROOM) -> int:
    """How many rows of a table find room on a slide."""
    return _laid(columns, more, room)[-1]


def _laid(columns: Sequence[Cells], more: Mapping[int, str], room: float) -> tuple:
    """Size of letters, widths of columns, folded heads and cells, and the number of rows shown."""
    total = len(columns[0].cells)
    for size in (CLEAR, BASE):
        widths = _widths(columns, size)
        lines = [_lines_of(columns, widths, row, size) for row in range(total)]
        heads = [
            folded(one.head, width=width, size=BASE, lines=2)
            for one, width in zip(columns, widths, strict=True)
        ]
        count = _fitting(lines, heads, size, more, room)
        if count == total and all(len(cell) == 1 for row in lines for cell in row):
            break
    return size, widths, heads, lines, count


def table(
    columns: Sequence[Cells],
    *,
    chosen: int | None = None,
    more: Mapping[int, str],
    alt: str,
    room: float = ROOM,
    compact: bool = False,
) -> Picture:
    """As many rows of a table as there is room for, in large letters; the rest are counted.

    `more` are the closing words by how many rows are shown (none where nothing is left out);
    `chosen` is the row in focus.
    """
    size, widths, heads, lines, count = _laid(columns, more, room)
    if compact:
        return _listed_table(columns, count, chosen, more.get(count, ""), alt)
    sheet, body = Sheet(WIDE), ""
    lefts = [sum(widths[:at]) + 32 * at for at in range(len(columns))]
    deep = max(len(words) for words in heads)
    for at, words in enumerate(heads):
        for down, line in enumerate(words):
            level = 22 + 27 * (down + deep - len(words))
            sheet.labels.append(_cell(line, lefts[at], widths[at], level, BASE, columns[at].right))
    y = 27.0 * deep + 8
    body += f'<path d="M0 {number(y)}H{WIDE}" stroke="var(--ink2)" stroke-width="1.5"/>'
    spare = room - 6 - y - (_CLOSING if more.get(count) else 0)
    need = sum(_deep(row, size) for row in lines[:count])
    pad = max(0.0, min(14.0, (spare - need) / max(1, count)))
    for place, row in enumerate(lines[:count]):
        tall = _deep(row, size) + pad
        first = y + pad / 2 + 0.5 + size
        for at, words in enumerate(row):
            for down, line in enumerate(words):
                strong = at == 0 or place == chosen
                level = first + down * 1.12 * size
                label = _cell(line, lefts[at], widths[at], level, size, columns[at].right)
                sheet.labels.append(
                    Label(label.text, label.x, label.y, label.anchor, size, strong, "ink")
                )
        y += tall
        body += f'<path d="M0 {number(y)}H{WIDE}" stroke="var(--rule)" stroke-width="1.5"/>'
    if more.get(count):
        y += _CLOSING
        sheet.labels.append(Label(more[count], 0, y - 7, size=BASE))
    return svg(WIDE, round(y + 3), body + sheet.markup(), alt)


def _cell(words: str, left: float, width: float, y: float, size: float, right: bool) -> Label:
    return Label(words, left + width if right else left, y, "end" if right else "start", size)


def _deep(row: Sequence[Sequence[str]], size: float) -> float:
    return max(len(words) for words in row) * 1.12 * size + 8


def _fitting(
    lines: Sequence[Sequence[Sequence[str]]],
    heads: Sequence[Sequence[str]],
    size: float,
    more: Mapping[int, str],
    room: float,
) -> int:
    """How many rows fit on a slide, with the closing line where one is needed."""
    room = room - 6 - 27.0 * max(len(words) for words in heads) - 8
    used, count = 0.0, 0
    for at, row in enumerate(lines):
        used += _deep(row, size)
        closing = _CLOSING if more.get(at + 1) else 0.0
        if used + closing <= room:
            count = at + 1
    return max(1, count)


def _widths(columns: Sequence[Cells], size: float) -> list[float]:
    """The width of each column: numbers as they need, words share what is left by their length."""
    room = WIDE - 32.0 * (len(columns) - 1)
    needs = []
    for at, one in enumerate(columns):
        strong = STRONG if at == 0 or one.right else 400
        cells = [1.02 * width_of(words, size=size, weight=strong) + 2 for words in one.cells]
        needs.append(max([*cells, _head_width(one.head)]))
    if sum(needs) <= room:
        spare = room - sum(needs)
        words = [at for at, one in enumerate(columns) if not one.right] or [0]
        return [need + (spare / len(words) if at in words else 0) for at, need in enumerate(needs)]
    wide = sum(needs)
    fixed = {
        at: need
        for at, need in enumerate(needs)
        if columns[at].right or need <= room / (len(columns) + 1)
    }
    left = room - sum(fixed.values())
    rest = wide - sum(fixed.values())
    if left <= 0 or not rest:
        return [room * need / wide for need in needs]
    return [fixed.get(at, left * need / rest) for at, need in enumerate(needs)]


def _head_width(words: str) -> float:
    """The least width in which a head takes two lines."""
    parts = words.split(" ")
    return 4 + min(
        max(1.02 * width_of(" ".join(half), size=BASE) for half in (parts[:at], parts[at:]))
        for at in range(len(parts))
    )


def _lines_of(
    columns: Sequence[Cells], widths: Sequence[float], row: int, size: float
) -> list[list[str]]:
    return [
        folded(one.cells[row], width=width, size=size, strong=at == 0, lines=2)
        for at, (one, width) in enumerate(zip(columns, widths, strict=True))
    ]


def _listed_table(
    columns: Sequence[Cells], count: int, chosen: int | None, more: str, alt: str
) -> Picture:
    sheet, body, y = Sheet(NARROW), "", 0.0
    first, *rest = columns
    for row in range(count):
        y += 4
        for line in folded(first.cells[row], width=NARROW, size=16, strong=True, lines=3):
            y += 20
            sheet.labels.append(Label(line, 0, y, "start", 16, True, "ink"))
        for one in rest:
            words = f"{one.head}: {one.cells[row]}"
            for line in folded(words, width=NARROW, size=SMALL, lines=4):
                y += 20
                sheet.labels.append(Label(line, 0, y, "start", SMALL, row == chosen, "ink2"))
        y += 9
        body += f'<path d="M0 {number(y)}H{NARROW}" stroke="var(--rule)" stroke-width="1.5"/>'
    for line in folded(more, width=NARROW, size=SMALL, lines=3) if more else ():
        y += 21
        sheet.labels.append(Label(line, 0, y, size=SMALL))
    return svg(NARROW, round(y + 8), body + sheet.markup(), alt)
