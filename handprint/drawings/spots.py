"""Need against coverage: the nine kinds of areas with their names, and the areas row by row.

The class colour tells the need, the hatch tells the coverage, and both are in words beside: the
`matrix` is the legend of a map painted the same way, readable in grey.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handprint.drawings import hatching
from handprint.drawings.hatching import Hatch
from handprint.drawings.lettering import Box, Label, Sheet, folded
from handprint.drawings.marks import STRONG, Picture, svg, width_of, wrapped
from handprint.drawings.picking import group, pickable
from handprint.drawings.scale import Scale

STEM = "n"
# Narrower than its column at 1280, where 13 units must stay 12 pixels.
_DESK, _PHONE = 510, 358
_BAR = 14


@dataclass(frozen=True)
class Side:
    """One class of need (`step` 1…3) or of coverage (`hatch`), in words, with its exact meaning."""

    words: str
    meaning: str = ""
    step: int = 1
    hatch: Hatch = ""


@dataclass(frozen=True)
class Row:
    """One area: its need as a length and as printed, its class, and what is counted there.

    `value` None has no length, only its words. `strong` is the reader's own choice, `pick` what
    choosing the row gives, with the words `says` for a screen reader.
    """

    name: str
    value: float | None
    text: str
    step: int | None
    hatch: Hatch = ""
    counts: tuple[str, ...] = ()
    strong: bool = False
    pick: str = ""
    says: str = ""


@dataclass(frozen=True)
class Part:
    """Rows under one heading."""

    head: str
    rows: Sequence[Row]


def matrix(
    needs: Sequence[Side],
    coverages: Sequence[Side],
    names: Mapping[tuple[int, int], Sequence[str]],
    *,
    heads: tuple[str, str],
    empty: str,
    alt: str,
    strong: tuple[int, int] | None = None,
    compact: bool = False,
) -> Picture:
    """Draw names in the cells of need (down, highest first) and coverage (across, least first).

    `names` holds them by (row, column); a cell without any says `empty`. `strong` outlines the
    cell the page is about. On a phone the cells with names stand one under another.
    """
    draw = _stacked if compact else _crossed
    return draw(needs, coverages, names, heads=heads, empty=empty, alt=alt, strong=strong)


def _crossed(
    needs: Sequence[Side],
    coverages: Sequence[Side],
    names: Mapping[tuple[int, int], Sequence[str]],
    *,
    heads: tuple[str, str],
    empty: str,
    alt: str,
    strong: tuple[int, int] | None,
) -> Picture:
    size, pitch, left, swatch = 13, 17, 100, 24
    sheet = Sheet(_DESK)
    each = (_DESK - left) // len(coverages)
    sheet.write(Label(heads[1], left, size, size=size))
    top = size + 5
    folds = [folded(side.words, width=each - 8, size=size, strong=True) for side in coverages]
    for across, lines in enumerate(folds):
        for row, words in enumerate(lines):
            x, y = left + across * each, top + (row + 1) * pitch
            sheet.write(Label(words, x, y, size=size, strong=True, ink="ink"))
    y = top + pitch * max(len(lines) for lines in folds) + 8
    sheet.write(Label(heads[0], 0, y - 8, size=size))
    body, defs, frame, rules = "", set(), "", ""
    for down, need in enumerate(needs):
        cells = [
            wrapped(
                ", ".join(names.get((down, across), ())) or empty,
                width=each - swatch - 16,
                size=size,
                weight=STRONG,
            )
            for across in range(len(coverages))
        ]
        tall = max(62, max(len(lines) for lines in cells) * pitch + 18)
        told = [(need.words, True), *((one, False) for one in need.meaning.split("\n") if one)]
        at = y + round((tall - len(told) * pitch) / 2) + size
        rules += f"M0 {y - 3.5}H{_DESK}"
        for row, (words, bold) in enumerate(told):
            ink = "ink" if bold else "ink2"
            sheet.write(Label(words, 0, at + row * pitch, size=size, strong=bold, ink=ink))
        for across, (lines, coverage) in enumerate(zip(cells, coverages, strict=True)):
            x = left + across * each
            body += _ground(need.step, coverage.hatch, x, y + 1, swatch, tall - 9, "matrix")
            defs.add((coverage.hatch, need.step))
            known = bool(names.get((down, across)))
            about = strong == (down, across)
            first = y + round((tall - 7 - len(lines) * pitch) / 2) + size
            for row, words in enumerate(lines):
                sheet.write(
                    Label(
                        words,
                        x + swatch + 8,
                        first + row * pitch,
                        size=size,
                        strong=about and known,
                        ink="ink" if known else "ink2",
                    )
                )
            if about:
                frame = (
                    f'<rect x="{x - 1.5}" y="{y - 0.5}" width="{each - 4}" height="{tall - 6}" '
                    'fill="none" stroke="var(--ink)" stroke-width="2"/>'
                )
        y += tall
    body = f'<path d="{rules}" stroke="var(--rule)"/>{body}{frame}'
    return svg(_DESK, y + 1, _defs(defs, "matrix") + body + sheet.markup(), alt)


def _stacked(
    needs: Sequence[Side],
    coverages: Sequence[Side],
    names: Mapping[tuple[int, int], Sequence[str]],
    *,
    heads: tuple[str, str],
    empty: str,
    alt: str,
    strong: tuple[int, int] | None,
) -> Picture:
    size, pitch, left = 14, 18, 48
    sheet = Sheet(_PHONE)
    body, defs, frame, y = "", set(), "", 2
    for down, need in enumerate(needs):
        for across, coverage in enumerate(coverages):
            held = names.get((down, across), ())
            if not held and strong != (down, across):
                continue
            head = f"{need.words} · {coverage.words}"
            heading = folded(head, width=_PHONE - left, size=size, strong=True)
            lines = wrapped(", ".join(held) or empty, width=_PHONE - left, size=size)
            tall = (len(heading) + len(lines)) * pitch + 6
            body += _ground(need.step, coverage.hatch, 1, y, left - 14, tall - 6, "stack")
            defs.add((coverage.hatch, need.step))
            if strong == (down, across):
                frame = (
                    f'<rect x="2" y="{y + 1}" width="{left - 16}" height="{tall - 8}" '
                    'fill="none" stroke="var(--ink)" stroke-width="3"/>'
                )
            for row, words in enumerate([*heading, *lines]):
                bold = row < len(heading)
                at = y + row * pitch + size
                ink = "ink" if bold else "ink2"
                sheet.write(Label(words, left, at, size=size, strong=bold, ink=ink))
            y += tall + 6
    return svg(_PHONE, y, _defs(defs, "stack") + body + frame + sheet.markup(), alt)


def rows(
    parts: Sequence[Part],
    *,
    heads: tuple[str, ...],
    alt: str,
    region: tuple[float, str] | None = None,
    compact: bool = False,
) -> Picture:
    """Draw the parts one under another, a bar a row; `heads` stand over the need and the counts.

    `region` draws a line across the bars with its words under it.
    """
    width, size, pitch = (_PHONE, 14, 24) if compact else (_DESK, 13, 23)
    sheet = Sheet(width)
    every = [row for part in parts for row in part.rows]
    room = [
        round(
            max(
                [
                    width_of(head, size=size),
                    *(width_of(row.counts[at], size=size, weight=STRONG) for row in every),
                ]
            )
        )
        + 16
        for at, head in enumerate(heads[1:])
    ]
    ends = [width - sum(room[at + 1 :]) - 2 for at in range(len(room))]
    text_end = width - sum(room) - 2
    text_room = (
        max(width_of(words, size=size, weight=STRONG) for words in (heads[0], *_texts(every))) + 8
    )
    left = round(max(width_of(row.name, size=size, weight=STRONG) for row in every)) + 12
    values = [row.value or 0 for row in every]
    most = max([1e-9, *values, *([region[0]] if region else [])])
    x = Scale(0, most, left, text_end - text_room)
    sheet.write(Label(heads[0], text_end, size, "end", size=size))
    for head, end in zip(heads[1:], ends, strict=True):
        sheet.write(Label(head, end, size, "end", size=size))
    y, body, picks, defs, spans = size + 4, "", "", set(), []
    for part in parts:
        y += pitch
        sheet.write(Label(part.head, 0, y - 6, size=size, strong=True, ink="ink"))
        start = y
        for row in part.rows:
            line = y + round(pitch / 2 + size * 0.35)
            sheet.write(Label(row.name, 0, line, size=size, strong=row.strong, ink="ink"))
            if row.value is not None and row.step is not None:
                long = max(x(row.value) - left, 1)
                top = y + round((pitch - _BAR) / 2)
                body += _ground(row.step, row.hatch, left, top, long, _BAR, "rows")
                defs.add((row.hatch, row.step))
            sheet.write(Label(row.text, text_end, line, "end", size=size, strong=True, ink="ink"))
            for words, end in zip(row.counts, ends, strict=True):
                sheet.write(Label(words, end, line, "end", size=size, ink="ink2"))
            if row.pick:
                picks += pickable(row.pick, row.says, Box(0, y, width, y + pitch))
            y += pitch
        spans.append((start, y))
        y += 6
    if region is not None:
        at = x(region[0])
        run = "".join(f"M{at} {top}V{bottom}" for top, bottom in spans)
        body += f'<path d="{run}" stroke="var(--ink)" stroke-width="1.5" stroke-dasharray="4 3"/>'
        sheet.write(Label(region[1], at, y + size - 2, "middle", size=size))
        y += size + 4
    return group(svg(width, y + 2, _defs(defs, "rows") + body + sheet.markup() + picks, alt))


def _texts(every: Sequence[Row]) -> list[str]:
    return [row.text for row in every]


def _defs(used: set[tuple[Hatch, int]], suffix: str) -> str:
    inner = "".join(
        hatching.pattern(hatch, f"{STEM}{step}", suffix=suffix)
        for hatch, step in sorted(used)
        if hatch
    )
    return f"<defs>{inner}</defs>" if inner else ""


def _ground(step: int, hatch: Hatch, x: float, y: float, wide: float, tall: float, of: str) -> str:
    fill = hatching.fill(hatch, f"{STEM}{step}", of)
    return (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{tall}" fill="{fill}" stroke="var(--line)"/>'
    )
