"""One light for each goal: its sign, its name, the sign's word, and how much it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass

from handprint.analysis.progress import Sign
from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, svg
from handprint.drawings.signs import mark

SIDE, GAP, PITCH = 30, 10, 18


@dataclass(frozen=True)
class Light:
    """A goal's sign with its name, the sign's word, and what it was judged from."""

    sign: Sign
    name: str
    word: str
    rests_on: str


def drawn(lights: Sequence[Light], *, alt: str, compact: bool = False) -> Picture:
    """Draw the lights in the order given, three in a row, or one where the page is narrow."""
    columns, width = (1, 358) if compact else (3, 722)
    step, size = width / columns, 14
    sheet, body, top = Sheet(width), "", 6.0
    for first in range(0, len(lights), columns):
        tallest = 0.0
        for place, one in enumerate(lights[first : first + columns]):
            left = place * step
            x, y = left + SIDE + GAP, top + 15
            body += mark(one.sign, left + SIDE / 2, top + SIDE / 2 + 4, size=SIDE)
            room = step - SIDE - GAP - 8
            words = [
                *((line, True, "ink") for line in folded(one.name, width=room, size=size, lines=2)),
                *((line, False, "ink") for line in folded(one.word, width=room, size=size)),
                (one.rests_on, False, "ink2"),
            ]
            for line, strong, ink in words:
                sheet.write(Label(line, size=size, strong=strong, ink=ink).at(Spot(x, y)))
                y += PITCH
            tallest = max(tallest, y - top)
        top += tallest
    return svg(width, round(top), body + sheet.markup(), alt)
