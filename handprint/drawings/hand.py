"""The hand: five fingers that fill from their base, and what has been counted in the palm.

The drawing of the emblem, used as a gauge. A finger is as long as the weights of its figures: from
the base the part that moves the right way, then in the tint what does not, then in dots what
cannot be compared; a finger without figures is an outline. Fingers and their words are marks that
choose (`data-pick`); they are heard as buttons, and the hand as the group that holds them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import Literal

from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import STRONG, TOKENS, Picture, escaped, number, svg, text, width_of

Verdict = Literal["right", "same", "wrong", "unknown"]
Evidence = Literal["counted", "reported", "estimated", "missing"]

# Outlines on the emblem's grid of 392 × 424, thumb first; the palm and the fell that crosses it.
_FINGERS = (
    "M102.2 318.7L23.7 267.7A24 24 0 0 1 49.8 227.5L110.7 267.0A120 120 0 0 0 102.2 318.7Z",
    "M131.9 232.8L96.0 115.5A22 22 0 0 1 138.1 102.6L169.1 204.3A120 120 0 0 0 131.9 232.8Z",
    "M179.6 199.8L169.8 60.6A23 23 0 0 1 215.7 57.4L225.1 192.0A120 120 0 0 0 179.6 199.8Z",
    "M237.6 193.0L256.1 75.9A22 22 0 0 1 299.6 82.8L279.9 206.9A120 120 0 0 0 237.6 193.0Z",
    "M291.3 214.1L325.0 138.4A19.5 19.5 0 0 1 360.7 154.2L320.8 243.8A120 120 0 0 0 291.3 214.1Z",
)
_PALM = "M118 312A104 104 0 0 1 326 312C326 368 294 430 230 430C166 430 118 372 118 312Z"
_FELL = (
    "M102 366C146 358 160 300 194 298C220 296 224 334 248 332C270 330 278 300 300 299"
    "C314 298 322 306 340 318"
)
_AXES = ("hyvinvointi", "tyollisyys", "elinvoima", "huoltovarmuus", "omavaraisuus")

_TRIANGLE_UP, _TRIANGLE_DOWN = "M0 -6L7 6H-7Z", "M0 6L7 -6H-7Z"


@dataclass(frozen=True)
class Digit:
    """One finger: its name, the words under the name, and what is said of it aloud.

    `pick` is the code that pressing it chooses: its own, or none's when it is chosen already.
    `right`, `rest` and `unknown` are parts of one; `empty` is a finger that has no figures.
    """

    pick: str
    name: str
    note: str
    spoken: str
    right: float = 0.0
    rest: float = 0.0
    unknown: float = 0.0
    empty: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Count:
    """A counted fact of the palm: the figure and the thing it counts."""

    figure: str
    thing: str


@dataclass(frozen=True)
class Key:
    """What the fillings are called: right way, not the right way, no comparison, no figures."""

    right: str
    rest: str
    unknown: str
    empty: str


@dataclass(frozen=True)
class Row:
    """A finger in a row: a sign for each of its figures, and their number or a word for none."""

    name: str
    verdicts: Sequence[Verdict]
    total: str
    chosen: bool = False


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: what, the figure (or the dash), how it is known, and in what words."""

    name: str
    figure: str
    evidence: Evidence
    word: str


@dataclass(frozen=True)
class Group:
    """Lines of the ledger under a heading of their own."""

    head: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class _Plan:
    """Where a size of the picture puts things: scale, offset, words of each finger."""

    width: int
    height: int
    scale: float
    left: float
    top: float
    size: int
    pitch: int
    words: tuple[Spot, ...]
    key: int
    palm: tuple[int, int, int, int]


# The spots are the baselines of the names; notes stand one line below.
_WIDE = _Plan(
    560, 560, 1.2, 34, 6, 15, 18,
    (Spot(4, 232), Spot(146, 84, "end"), Spot(263, 15, "middle"), Spot(402, 58), Spot(440, 124)),
    549, (46, 16, 28, 14),
)  # fmt: skip
_SMALL = _Plan(
    358, 420, 0.78, 16, 38, 15, 18,
    (Spot(1, 176), Spot(84, 84, "end"), Spot(196, 17, "end"), Spot(216, 34), Spot(262, 96)),
    394, (34, 15, 15, 14),
)  # fmt: skip


def drawn(
    digits: Sequence[Digit],
    counts: Sequence[Count],
    key: Key,
    *,
    alt: str,
    compact: bool = False,
) -> Picture:
    """Draw the hand: five digits, thumb first, and up to three counts, the largest first.

    Every word is kept. ValueError unless there are five digits.
    """
    if len(digits) != len(_FINGERS):
        raise ValueError(f"a hand has five fingers, not {len(digits)}")
    plan = _SMALL if compact else _WIDE
    mark = blake2s(f"{alt}{digits}{compact}".encode(), digest_size=4).hexdigest()
    fingers = "".join(_finger(at, digit, plan, mark) for at, digit in enumerate(digits))
    place = f"translate({number(plan.left)} {number(plan.top)}) scale({plan.scale})"
    palm = f'<g transform="{place}">{_palm(mark)}</g>'
    keys, height = _key(key, digits, plan)
    body = f"{fingers}{palm}{_counts(counts, plan)}{keys}"
    picture = svg(plan.width, height, body, alt)
    # An image hides what is in it from a screen reader; these fingers are to be heard.
    return Picture(picture.svg.replace('role="img"', 'role="group"', 1), alt, plan.width, height)


def bare(digits: Sequence[Digit], *, scale: float, left: float, top: float, of: str) -> str:
    """The hand's shapes alone, to be named by whoever draws it; `of` makes its ids its own.

    On the emblem's grid of 392 × 424, times `scale`.
    """
    mark = blake2s(f"{of}{digits}{scale}".encode(), digest_size=4).hexdigest()
    fingers = "".join(_shapes(at, digit, mark)[1] for at, digit in enumerate(digits))
    place = f"translate({number(left)} {number(top)}) scale({scale})"
    return f'<g transform="{place}">{fingers}{_palm(mark)}</g>'


def _palm(mark: str) -> str:
    """The palm; cut out rather than painted over, so paper of any colour shows through the fell."""
    return (
        f'<mask id="hand-fell-{mark}" maskUnits="userSpaceOnUse" x="0" '
        f'y="0" width="400" height="460"><rect width="400" height="460" fill="#fff"/>'
        f'<path d="{_FELL}" fill="none" stroke="#000" stroke-width="10"/></mask>'
        f'<path d="{_PALM}" mask="url(#hand-fell-{mark})" fill="var(--good)" '
        f'stroke="var(--good)" stroke-width="6" stroke-linejoin="round"/>'
    )


def _finger(at: int, digit: Digit, plan: _Plan, mark: str) -> str:
    place = f"translate({number(plan.left)} {number(plan.top)}) scale({plan.scale})"
    rings, shape = _shapes(at, digit, mark)
    said = f'aria-label="{escaped(digit.spoken)}" aria-pressed="{str(digit.chosen).lower()}"'
    return (
        f'<g role="button" tabindex="0" data-pick="{escaped(digit.pick)}" {said}>'
        f'<g transform="{place}">{rings}{shape}</g>{_words(at, digit, plan)}</g>'
    )


def _shapes(at: int, digit: Digit, mark: str) -> tuple[str, str]:
    """A finger's rings, and the finger itself with what fills it."""
    path, axis = _FINGERS[at], TOKENS["hand"][_AXES[at]]
    outer, inner = f"hand-o{at}-{mark}", f"hand-i{at}-{mark}"
    around = ' fill="none" stroke-linejoin="round"'
    rings = (
        f'<g{around}><path class="over" d="{path}" stroke="var(--ink)" stroke-width="11" '
        f'opacity="0"/><path class="ring" d="{path}" stroke="var(--focus1)" stroke-width="17" '
        f'opacity="0"/><path class="ring" d="{path}" stroke="var(--focus2)" stroke-width="11" '
        f'opacity="0"/>'
    )
    if digit.chosen:
        rings += (
            f'<path d="{path}" stroke="var(--ink)" stroke-width="13.4"/>'
            f'<path d="{path}" stroke="var(--bg)" stroke-width="9"/>'
        )
    edge = "ctx" if digit.empty else "good"
    ground = "good-t" if digit.rest or digit.right else "bg"
    shape = (
        f'<path d="{path}" fill="var(--{edge})" stroke="var(--{edge})" stroke-width="6" '
        f'stroke-linejoin="round"/><path d="{path}" fill="var(--{ground})" '
        f'stroke="var(--{ground})" stroke-width="2.6" stroke-linejoin="round"/>'
    )
    masks, parts = "", ""
    for used, name, wide in ((digit.right, outer, 6), (digit.unknown, inner, 2.6)):
        if used:
            masks += (
                f'<mask id="{name}" maskUnits="userSpaceOnUse" x="0" y="0" width="400" '
                f'height="460"><path d="{path}" fill="#fff" stroke="#fff" stroke-width="{wide}" '
                f'stroke-linejoin="round"/></mask>'
            )
    (x, y), length = axis["base"], axis["length"]
    turn = f"translate({x} {y}) rotate({axis['angle']})"
    half = axis["width"] / 2 + 12
    # Past the ends, since the base is cut along the palm's circle and the tip is round.
    low, high = 40, length + 10
    if digit.unknown:
        stop = length * (1 - digit.unknown) if digit.unknown < 1 else -low
        parts += (
            f'<g mask="url(#{inner})"><g transform="{turn}"><rect x="{number(-half)}" '
            f'y="{number(-high)}" width="{number(2 * half)}" height="{number(high - stop)}" '
            f'fill="url(#p-missing)"/>'
        )
        if digit.unknown < 1:
            parts += (
                f'<path d="M{number(-half)} {number(-stop)}H{number(half)}" '
                f'stroke="var(--good)" stroke-width="1.5"/>'
            )
        parts += "</g></g>"
    if digit.right:
        stop = length * digit.right if digit.right < 1 else high
        parts += (
            f'<g mask="url(#{outer})"><g transform="{turn}"><rect x="{number(-half)}" '
            f'y="{number(-stop)}" width="{number(2 * half)}" height="{number(stop + low)}" '
            f'fill="var(--good)"/></g></g>'
        )
    return f"{rings}</g>", f"{masks}{shape}{parts}"


def _words(at: int, digit: Digit, plan: _Plan) -> str:
    """A finger's name and the words under it, moved together when either would be cut."""
    spot = plan.words[at]
    rows = ((digit.name, STRONG, "var(--ink)"), (digit.note, 400, "var(--ink2)"))
    sized = [(words, plan.size - row, weight) for row, (words, weight, _) in enumerate(rows)]
    wide = 1.02 * max(width_of(words, size=size, weight=weight) for words, size, weight in sized)
    back = {"start": 0.0, "middle": 0.5, "end": 1.0}[spot.anchor] * wide
    x = round(min(max(spot.x, back + 1), plan.width - 1 - (wide - back)))
    lines = "".join(
        text(
            x, round(spot.y) + row * plan.pitch, words,
            size=plan.size - row, weight=weight, fill=ink, anchor=spot.anchor,
        )
        for row, (words, weight, ink) in enumerate(rows)
    )  # fmt: skip
    return f'<g aria-hidden="true">{lines}</g>'


def _counts(counts: Sequence[Count], plan: _Plan) -> str:
    """The largest count above the fell, the others below it: side by side, or one per line."""
    large, large_word, small, small_word = plan.palm

    def at(x: float, y: float) -> tuple[int, int]:
        return round(plan.left + plan.scale * x), round(plan.top + plan.scale * y)

    on = {"fill": "var(--on)", "anchor": "middle"}
    out = ""
    if counts:
        x, y = at(222, 256 if plan is _WIDE else 246)
        out += text(x, y + round(large * 0.2), counts[0].figure, size=large, weight=STRONG, **on)
        out += text(
            x, y + round(large * 0.2) + large_word + 7, counts[0].thing, size=large_word, **on
        )
    if plan is _WIDE:
        for one, x in zip(counts[1:3], (180, 263), strict=False):
            left, y = at(x, 371)
            out += text(left, y, one.figure, size=small, weight=STRONG, **on)
            out += text(left, y + small_word + 7, one.thing, size=small_word, **on)
    else:
        for row, one in enumerate(counts[1:3]):
            x, y = at(226, 364)
            out += text(
                x, y + 21 * row, f"{one.figure} {one.thing}", size=small_word, weight=STRONG, **on
            )
    return f'<g aria-hidden="true">{out}</g>'


def _key(key: Key, digits: Sequence[Digit], plan: _Plan) -> tuple[str, int]:
    """The fillings that are on the hand, each with its word, in rows under it."""
    used = {
        "right": any(digit.right for digit in digits),
        "rest": any(digit.rest for digit in digits),
        "unknown": any(digit.unknown for digit in digits),
        "empty": any(digit.empty for digit in digits),
    }
    paint = {
        "right": 'fill="var(--good)" stroke="var(--good)"',
        "rest": 'fill="var(--good-t)" stroke="var(--good)"',
        "unknown": 'fill="url(#p-missing)" stroke="var(--good)"',
        "empty": 'fill="var(--bg)" stroke="var(--ctx)"',
    }
    size = 14
    x, y, out = 2, plan.key, ""
    for name in ("right", "rest", "unknown", "empty"):
        if not used[name]:
            continue
        words = getattr(key, name)
        wide = 24 + round(1.02 * width_of(words, size=size)) + 18
        if x > 2 and x + wide - 16 > plan.width:
            x, y = 2, y + 24
        out += (
            f'<rect x="{x}" y="{y - 11}" width="18" height="12" rx="3" {paint[name]} '
            f'stroke-width="1.6"/>'
        )
        out += text(x + 24, y, words, size=size, fill="var(--ink2)")
        x += wide
    return f'<g aria-hidden="true">{out}</g>', y + 8


def rows(
    fingers: Sequence[Row], key: Sequence[tuple[Verdict, str]], *, alt: str, compact: bool = False
) -> Picture:
    """Draw a sign for each figure of each finger in rows, with the words of the signs below."""
    width, size = (358, 15) if compact else (420, 15)
    pitch = 36
    sheet = Sheet(width)
    wide = max(width_of(row.name, size=size, weight=STRONG) for row in fingers)
    left = round(1.02 * wide) + 24
    body, lines = "", "M0 1H" + str(width)
    y = 2
    for row in fingers:
        middle = y + pitch // 2
        level = middle + 5
        sheet.write(Label(row.name, 0, level, size=size, strong=row.chosen, ink="ink"))
        for at, verdict in enumerate(row.verdicts):
            body += _sign(verdict, left + 23 * at, middle)
        strong = any(verdict != "unknown" for verdict in row.verdicts)
        sheet.write(
            Label(row.total, width, level, "end", size=size, strong=strong,
                  ink="ink" if strong else "ink2")
        )  # fmt: skip
        y += pitch
        lines += f"M0 {y - 1}H{width}"
    y += 22
    x, held = 8, "M0 0"
    for verdict, words in key:
        room = 14 + round(1.02 * width_of(words, size=14)) + 22
        if x > 8 and x + room - 22 > width:
            x, y = 8, y + 26
        body += _sign(verdict, x, y - 5)
        sheet.write(Label(words, x + 13, y, size=14))
        x += room
    grid = f'<path d="{lines.removeprefix(held)}" stroke="var(--rule)"/>'
    return svg(width, y + 8, f"{grid}{body}{sheet.markup()}", alt)


def _sign(verdict: Verdict, x: int, y: int) -> str:
    """Up and full, down and open, level, or a dashed ring: shape before colour."""
    place = f'transform="translate({x} {y})"'
    if verdict == "right":
        return f'<path {place} d="{_TRIANGLE_UP}" fill="var(--good)"/>'
    if verdict == "wrong":
        return (
            f'<path {place} d="{_TRIANGLE_DOWN}" fill="none" stroke="var(--bad)" '
            f'stroke-width="2" stroke-linejoin="round"/>'
        )
    if verdict == "same":
        return f'<path {place} d="M-6 -3H6M-6 3H6" stroke="var(--neut)" stroke-width="2"/>'
    return (
        f'<circle {place} r="6" fill="none" stroke="var(--ctx)" stroke-width="1.8" '
        f'stroke-dasharray="3 2.3"/>'
    )


def ledger(groups: Sequence[Group], *, alt: str, compact: bool = False) -> Picture:
    """Draw the ledger: what was counted, how many, and a disc for how it is known."""
    width, size = (358, 15) if compact else (420, 14)
    sheet = Sheet(width)
    entries = [entry for group in groups for entry in group.entries]
    words = max(1.02 * width_of(entry.word, size=size) for entry in entries)
    disc = width - round(words) - 14
    most = max(1.02 * width_of(entry.figure, size=size, weight=STRONG) for entry in entries)
    room = disc - 22 - round(most) - 14
    y, body, lines = 2, "", ""
    for group in groups:
        sheet.write(Label(group.head, 0, y + size + 4, size=size, strong=True))
        y += size + 12
        lines += f"M0 {y}H{width}"
        for entry in group.entries:
            named = folded(entry.name, width=room, size=size, lines=3)
            level = y + 6 + size
            for at, line in enumerate(named):
                sheet.write(Label(line, 0, level + 18 * at, size=size, ink="ink"))
            known = entry.evidence != "missing"
            figure = Label(entry.figure, size=size, strong=known, ink="ink" if known else "ink2")
            sheet.write(figure.at(Spot(disc - 22, level, "end")))
            body += evidence(entry.evidence, disc, level - 5)
            sheet.write(Label(entry.word, disc + 13, level, size=size, ink="ink"))
            y += 27 + 18 * (len(named) - 1)
            lines += f"M0 {y}H{width}"
        y += 14
    grid = f'<path d="{lines}" stroke="var(--rule)"/>'
    return svg(width, y - 10, f"{grid}{body}{sheet.markup()}", alt)


def evidence(kind: Evidence, x: int, y: int) -> str:
    """The disc of a grade: full counted, half reported, hollow estimated, dashed missing."""
    ring = f'<circle cx="{x}" cy="{y}" r="6"'
    if kind == "counted":
        return f'{ring} fill="var(--ink)"/>'
    if kind == "missing":
        return (
            f'{ring} fill="none" stroke="var(--ctx)" stroke-width="1.8" stroke-dasharray="3 2.3"/>'
        )
    out = f'{ring} fill="none" stroke="var(--ink)" stroke-width="1.6"/>'
    if kind == "reported":
        out += f'<path d="M{x} {y - 6}a6 6 0 0 0 0 12z" fill="var(--ink)"/>'
    return out


def plain(picture: Picture) -> Picture:
    """The hand for paper and slides: an image, with nothing to press."""
    still = re.sub(
        r' role="button" tabindex="0" data-pick="[^"]*" aria-label="[^"]*" aria-pressed="[^"]*"',
        "",
        picture.svg,
    )
    still = re.sub(r'<path class="(?:ring|over)"[^>]*/>', "", still)
    return Picture(
        still.replace('role="group"', 'role="img"', 1), picture.alt, picture.width, picture.height
    )
