"""Room for words in a plotly picture: where a label may stand without touching anything.

Plotly puts annotations where it is told and lets them overlap, so the places are found here, in
pixels of the plot from its upper left corner.
"""

from collections.abc import Iterable
from typing import NamedTuple

from handprint.charts.style import SIZE


class Box(NamedTuple):
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles have any part in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Room:
    """A plot of `width` × `height` with a rising diagonal that no label may cross."""

    def __init__(self, width: float, height: float, *, over: float = 0) -> None:
        self.width, self.height, self.over = width, height, over
        self.words: list[Box] = []
        self.marks: list[Box] = []

    def free(self, box: Box, *, own: Box | None) -> bool:
        """Tell whether a label may stand here; `own` is the point it belongs to.

        Without `own` only words keep it away: for the one label that may not be left out.
        """
        if box.left < 0 or box.right > self.width or box.bottom > self.height:
            return False
        above = box.bottom < self.height * (1 - box.right / self.width)
        below = box.top > self.height * (1 - box.left / self.width)
        if box.top < -self.over or (own and not (above or below)):
            return False
        if any(box.meets(other) for other in self.words):
            return False
        return own is None or not any(box.meets(other) for other in self.marks if other != own)


def wide(words: str, *, strong: bool = False) -> float:
    """The width of words in pixels, a little more than Source Sans needs."""
    return len(words) * SIZE * (0.53 if strong else 0.5)


def around(x: float, y: float, *, width: float, away: float, left_first: bool) -> Iterable[Box]:
    """Places for a label around a point, best first: beside it, then higher or lower."""
    sides = [x - away - width, x + away]
    if not left_first:
        sides.reverse()
    for step in (0, -9, 9, -17, 17):
        for left in sides:
            yield _line(left, y + step, width)
    for step in (-18, 18):
        yield _line(x - width / 2, y + step, width)


def within(x: float, y: float, *, width: float, room: Room) -> Iterable[Box]:
    """Places for a label that may not be left out: over or under its point, pushed inside."""
    left = min(max(x - width / 2, 0), max(room.width - width, 0))
    for step in (-20, 20, -36, 36, -52, 52, -70, -90, -110, -130):
        yield _line(left, y + step, min(width, room.width))


def _line(left: float, level: float, width: float) -> Box:
    return Box(left, level - 8, left + width, level + 8)
