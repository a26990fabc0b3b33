"""The six signs of progress: direction is the shape, strength the fill, the sign is inside.

No sign stands without its word: `mark` gives the shape alone, for a drawing that writes the word
beside it, and `scale` the whole scale with its words and counts. Take the colour away and the
shape and the glyph still tell; take the shape away and the word does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.analysis.progress import Sign
from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import TOKENS, Picture, number, svg, width_of

BOX = 34
"""Side of the square a sign is drawn in, before it is scaled."""

_TOKEN: dict[Sign, str] = {
    "++": "++",
    "+": "+",
    "0": "0",
    "-": "−",
    "--": "−−",
    "cannot_judge": "·",
}
_COLOUR = {"good": "good", "neutral": "neut", "bad": "bad", "ctx": "ctx"}
# Glyphs as strokes in the box, centre 0,0: letters would be too small to count as words.
_GLYPH: dict[Sign, str] = {
    "++": "M-12 3H-2M-7 -2V8M2 3H12M7 -2V8",
    "+": "M-6 3H6M0 -3V9",
    "0": "M0 -7C-6 -7 -6 7 0 7C6 7 6 -7 0 -7Z",
    "-": "M-6 -3H6",
    "--": "M-11 -3H-2M2 -3H11",
    "cannot_judge": "M-5 -4C-5 -10 5 -10 5 -4C5 0 0 -1 0 3M0 7V8",
}


@dataclass(frozen=True)
class Entry:
    """One sign of the scale: how many have it, as printed, and its word."""

    sign: Sign
    count: str
    word: str


def hue(sign: Sign) -> str:
    """The colour variable of a sign, without its dashes."""
    return _COLOUR[TOKENS["status"][_TOKEN[sign]]["colour"]]


def mark(sign: Sign, x: float, y: float, *, size: float = 25) -> str:
    """Return one sign as SVG, its centre at `x`, `y`."""
    token = TOKENS["status"][_TOKEN[sign]]
    shapes = TOKENS["status"]["path"]
    colour, filled = f"var(--{hue(sign)})", token["fill"]
    if token["shape"] == "dashed circle":
        circle = shapes["dashed_circle"]
        dash = " ".join(number(part) for part in circle["dash"])
        outline = (
            f'<circle r="{circle["r"]}" fill="none" stroke="{colour}" stroke-width="2.2" '
            f'stroke-dasharray="{dash}"/>'
        )
    else:
        path = shapes[token["shape"].replace(" ", "_")]
        outline = (
            f'<path d="{path}" fill="{colour if filled else "none"}" stroke="{colour}" '
            'stroke-width="2.2" stroke-linejoin="round"/>'
        )
    ink = "var(--on)" if filled else colour
    glyph = (
        f'<path d="{_GLYPH[sign]}" fill="none" stroke="{ink}" stroke-width="3" '
        'stroke-linecap="round"/>'
    )
    place = f"translate({number(x)} {number(y)}) scale({size / BOX:.3g})"
    return f'<g class="mark" transform="{place}">{outline}{glyph}</g>'


def scale(
    entries: Sequence[Entry], *, alt: str, compact: bool = False, width: int | None = None
) -> Picture:
    """Draw the whole scale from best to worst with counts; signs that nobody has are drawn too."""
    width = width or (358 if compact else 1128)
    size, side, gap = (15, 25, 8) if compact else (14, 25, 8)
    sheet = Sheet(width)
    body, x, y = "", 0.0, 2 + side / 2 + 2
    columns = 2 if compact else 0
    for place, entry in enumerate(entries):
        count = Label(entry.count, size=size, strong=True, ink="ink")
        head = side + gap + count.width + 5
        room = width / 2 - head - 4 if compact else width
        lines = folded(entry.word, width=room, size=size, lines=2)
        wide = head + 1.02 * max(width_of(line, size=size) for line in lines)
        if columns:
            if place and place % columns == 0:
                y += side + 14
            x = (place % columns) * width / 2
        elif x + wide > width:
            x, y = 0.0, y + side + 12
        body += mark(entry.sign, x + side / 2, y, size=side)
        level = y + size * 0.35
        sheet.write(count.at(Spot(x + side + gap, level)))
        first = level - (len(lines) - 1) * (size + 2) / 2
        for row, line in enumerate(lines):
            sheet.write(Label(line, size=size).at(Spot(x + head, first + row * (size + 2))))
        x += wide + 28
    return svg(width, round(y + side / 2 + 4), body + sheet.markup(), alt)
