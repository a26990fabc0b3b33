"""Where figures stand on a landscape page of paper: pure arithmetic of widths and heights.

Two columns side by side at one common scale, so that letters are of one size on a page. Order is
never changed: the left column is read first. Lengths are points; pictures bring their own units.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handprint.drawings.marks import STRONG, width_of

WIDTH, GUTTER = 757.0, 28.0
"""The width of the printed area, and the gap between its columns."""
MOST, MOST_ALONE, LEAST = 0.8, 0.95, 0.56
"""Scales: how large a picture's unit is drawn at most in a column and alone, and how small."""
BESIDE = 250.0
"""The width of a section's opening beside a picture that stands alone."""
BETWEEN = 20.0
WIDE = 700
"""From so many units on, a picture asks for the whole width."""


@dataclass(frozen=True)
class Piece:
    """A figure to place: its picture's size in units, and the words that stand around it."""

    width: float
    height: float
    heading: str
    sub: str
    source: str
    marked: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page: which pieces stand left and right, the columns' widths and the common scale.

    On the first page of a section its opening stands above both columns or, `beside`, on top of
    the left one, so that a tall picture has the whole height.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    widths: tuple[float, float]
    scale: float
    beside: bool = False


def lines(words: str, *, width: float, size: float, weight: int = 400) -> int:
    """How many lines some words take, wrapped at spaces, in a width."""
    count, room = 1, width
    for word in words.split(" "):
        need = _wide(word, size, weight)
        if need > room and room < width:
            count, room = count + 1, width
        room -= need + _wide(" ", size, weight)
    return count if words else 0


def placed(
    pieces: Sequence[Piece], *, height: float, opening: Callable[[float], float]
) -> list[Sheet]:
    """Pages for pieces in order; `opening` is the height of the section's words in a width."""
    sheets: list[Sheet] = []
    start = 0
    while start < len(pieces):
        sheet = _fullest(pieces, start, height, None if sheets else opening)
        sheets.append(sheet)
        start += len(sheet.left) + len(sheet.right)
    return sheets


def _fullest(
    pieces: Sequence[Piece], start: int, height: float, opening: Callable[[float], float] | None
) -> Sheet:
    """The page that takes most pieces; of those the one with the largest letters."""
    for end in range(len(pieces), start + 1, -1):
        stacked = _stacked(pieces, range(start, end), height - (opening(WIDTH) if opening else 0))
        found = [stacked] if stacked else []
        found += [
            sheet
            for cut in range(start + 1, end)
            for beside in ((False, True) if opening else (False,))
            if (sheet := _two(pieces, range(start, cut), range(cut, end), height, opening, beside))
            is not None
        ]
        if found:
            # Words above both columns are calmer: they give way to clearly larger letters only.
            return max(found, key=lambda sheet: sheet.scale - 0.06 * sheet.beside)
    return _alone(pieces[start], start, height, opening)


def _alone(piece: Piece, at: int, height: float, opening: Callable[[float], float] | None) -> Sheet:
    """One piece: under the words, or right of them where it is tall."""
    room = height - (opening(WIDTH) if opening else 0)
    above = _fitted(piece, WIDTH, room)
    if opening:
        right = WIDTH - GUTTER - BESIDE
        beside = _fitted(piece, right, height)
        if beside > above + 0.06:
            return Sheet((), (at,), (BESIDE, right), beside, beside=True)
    return Sheet((at,), (), (WIDTH, 0), above)


def _fitted(piece: Piece, width: float, room: float) -> float:
    return min(MOST_ALONE, width / piece.width, (room - _words(piece, width)) / piece.height)


def _stacked(pieces: Sequence[Piece], all_of: range, room: float) -> Sheet | None:
    """Wide pieces one under another, when their letters stay large."""
    if min(pieces[at].width for at in all_of) < WIDE:
        return None
    words = sum(_words(pieces[at], WIDTH) for at in all_of) + BETWEEN * (len(all_of) - 1)
    scale = min(
        MOST,
        WIDTH / max(pieces[at].width for at in all_of),
        (room - words) / sum(pieces[at].height for at in all_of),
    )
    return Sheet(tuple(all_of), (), (WIDTH, 0), scale) if scale >= LEAST else None


def _two(
    pieces: Sequence[Piece],
    left: range,
    right: range,
    height: float,
    opening: Callable[[float], float] | None,
    beside: bool,
) -> Sheet | None:
    """Two columns as wide as their pictures ask, at the largest scale that leaves no piece out."""
    sides = [max(pieces[at].width for at in side) for side in (left, right)]
    share = (WIDTH - GUTTER) / sum(sides)
    widths = (sides[0] * share, sides[1] * share)
    rooms = [height, height]
    if opening:
        rooms[0] -= opening(widths[0] if beside else WIDTH)
        rooms[1] -= 0 if beside else opening(WIDTH)
    scale = min(MOST, share)
    for side, width, room in zip((left, right), widths, rooms, strict=True):
        units = sum(pieces[at].height for at in side)
        around = sum(_words(pieces[at], width) for at in side) + BETWEEN * (len(side) - 1)
        scale = min(scale, (room - around) / units)
    if scale < LEAST:
        return None
    return Sheet(tuple(left), tuple(right), widths, scale, beside)


def _words(piece: Piece, width: float) -> float:
    heading = lines(piece.heading, width=width, size=12.5, weight=STRONG) * 16
    sub = lines(piece.sub, width=width, size=9.5) * 12.5
    source = lines(piece.source, width=width, size=8.5) * 11.5
    return heading + sub + source + 30 + 22 * piece.marked


@lru_cache(maxsize=4096)
def _wide(word: str, size: float, weight: int) -> float:
    return 1.02 * width_of(word, size=size, weight=weight)
