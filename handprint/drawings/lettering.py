"""Words on a picture, placed so that none touches another and none is cut.

A `Sheet` remembers what lies where. A label is offered a row of places, best first; the first one
that is inside the picture and free is taken. What may never be dropped has a last place to go to,
and each drawing says in its docstring which words may be left out and in which order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from handprint.drawings.marks import STRONG, escaped, number, width_of, wrapped

# Source Sans: height of digits and capitals, and depth of g, as shares of the size.
_ASCENT, _DESCENT = 0.70, 0.21


class Box(NamedTuple):
    """A rectangle in units; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box", gap: float = 0) -> bool:
        """Tell whether two boxes come nearer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )


class Spot(NamedTuple):
    """A place to try: the point, and which end of the words stands there."""

    x: float
    y: float
    anchor: str = "start"


@dataclass(frozen=True)
class Label:
    """One line of words; `y` is the baseline, `ink` a colour variable without its dashes."""

    text: str
    x: float = 0
    y: float = 0
    anchor: str = "start"
    size: float = 13
    strong: bool = False
    ink: str = "ink2"
    halo: bool = False

    @property
    def width(self) -> float:
        """Width of the words in units, with what browsers round small letters up by."""
        return 1.02 * width_of(self.text, size=self.size, weight=STRONG if self.strong else 400)

    @property
    def box(self) -> Box:
        """The rectangle the words fill."""
        back = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width
        left = round(self.x) - back
        top, bottom = round(self.y) - _ASCENT * self.size, round(self.y) + _DESCENT * self.size
        return Box(left, top, left + self.width, bottom)

    def at(self, spot: Spot) -> "Label":
        """Return the same words in another place."""
        return replace(self, x=round(spot.x), y=round(spot.y), anchor=spot.anchor)


class Sheet:
    """A picture's surface: what is written, and what no word may cover."""

    def __init__(self, width: float, height: float = 10_000) -> None:
        self.width, self.height = width, height
        self.labels: list[Label] = []
        self._taken: list[Box] = []

    def block(self, box: Box) -> None:
        """Keep words off a mark."""
        self._taken.append(box)

    def block_point(self, x: float, y: float, reach: float) -> None:
        """Keep words off a disc or a point of a line."""
        self._taken.append(Box(x - reach, y - reach, x + reach, y + reach))

    def forget(self, written: int) -> None:
        """Take back every word after the first `written`, and every mark but those words."""
        self.labels = self.labels[:written]
        self._taken = [label.box for label in self.labels]

    def fits(self, label: Label, gap: float = 3) -> bool:
        """Tell whether a label is inside the sheet and clear of everything on it."""
        box = label.box
        across = box.left >= 0 and box.right <= self.width
        inside = across and box.top >= 0 and box.bottom <= self.height
        return inside and not any(box.meets(other, gap) for other in self._taken)

    def write(self, label: Label) -> Label:
        """Write a label where it stands, pushed in from the sides if it would be cut."""
        box = label.box
        if box.left < 0:
            label = replace(label, x=round(label.x - box.left + 0.5))
        elif box.right > self.width:
            label = replace(label, x=round(label.x - (box.right - self.width) - 0.5))
        self.labels.append(label)
        self._taken.append(label.box)
        return label

    def place(self, label: Label, spots: Iterable[Spot], gap: float = 3) -> Label | None:
        """Write a label at the first free spot and return it; None when there is none."""
        for spot in spots:
            moved = label.at(spot)
            if self.fits(moved, gap):
                return self.write(moved)
        return None

    def place_lines(
        self, lines: list[Label], spots: Iterable[Spot], *, pitch: float, gap: float = 3
    ) -> bool:
        """Write several lines as one block at the first spot where all of them are free."""
        for spot in spots:
            moved = [
                line.at(Spot(spot.x, spot.y + row * pitch, spot.anchor))
                for row, line in enumerate(lines)
            ]
            if all(self.fits(line, gap) for line in moved):
                for line in moved:
                    self.write(line)
                return True
        return False

    def markup(self) -> str:
        """Return the words as SVG, what they share said once for the group."""
        groups: dict[tuple[object, ...], list[Label]] = {}
        for label in self.labels:
            key = (label.size, label.strong, label.ink, label.anchor, label.halo)
            groups.setdefault(key, []).append(label)
        return "".join(_group(labels) for labels in groups.values())


def _group(labels: list[Label]) -> str:
    first = labels[0]
    shared = [f'font-size="{number(first.size)}" fill="var(--{first.ink})"']
    if first.strong:
        shared.append(f'font-weight="{STRONG}"')
    if first.anchor != "start":
        shared.append(f'text-anchor="{first.anchor}"')
    if first.halo:
        shared.append(
            'stroke="var(--halo)" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        )
    lines = "".join(
        f'<text x="{round(label.x)}" y="{round(label.y)}">{escaped(label.text)}</text>'
        for label in labels
    )
    return f"<g {' '.join(shared)}>{lines}</g>"


def shortened(words: str, *, width: float, size: float, strong: bool = False) -> str:
    """Return words cut with an ellipsis to fit `width`; unchanged when they fit."""
    weight = STRONG if strong else 400
    if width_of(words, size=size, weight=weight) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", size=size, weight=weight) > width:
        kept = kept[:-1].rstrip(" -–,")
    return kept + "…"


def folded(
    words: str, *, width: float, size: float, strong: bool = False, lines: int = 2
) -> list[str]:
    """Return words in at most `lines` lines of `width`; only what still does not fit is cut.

    Breaks at spaces first, then after a hyphen, so a Finnish compound keeps its parts whole.
    """
    weight = STRONG if strong else 400
    pieces: list[str] = []
    for line in wrapped(words, width=width, size=size, weight=weight):
        while width_of(line, size=size, weight=weight) > width and "-" in line[1:-1]:
            heads = [line[: at + 1] for at, letter in enumerate(line[:-1]) if letter == "-"]
            fitting = [
                head for head in heads if head and width_of(head, size=size, weight=weight) <= width
            ]
            if not fitting:
                break
            pieces.append(fitting[-1])
            line = line[len(fitting[-1]) :]
        pieces.append(line)
    if len(pieces) > lines:
        pieces = [*pieces[: lines - 1], " ".join(pieces[lines - 1 :])]
    return [shortened(piece, width=width, size=size, strong=strong) for piece in pieces]
