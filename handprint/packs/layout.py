"""Where sections and figures stand on landscape pages of paper: pure arithmetic.

Everything flows: a page holds bands one under another, and a band is a figure of the whole width or
two columns of figures. A section begins with its opening, which is never parted from its first
figure, and begins in the middle of a page where there is room. Order is never changed: the left
column is read first. Of all ways to fill the pages `placed` takes the one with the fewest pages and
the largest letters. Lengths are points; pictures bring their own units.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handprint.drawings.marks import STRONG, width_of

WIDTH, GUTTER = 757.0, 28.0
"""The width of the printed area, and the gap between its columns."""
SCALES = (0.95, 0.9, 0.85, 0.8, 0.76, 0.72, 0.68, 0.64, 0.6, 0.56)
"""How large a picture's unit may be drawn; from `MOST` up only where a figure stands alone."""
MOST = 0.8
CAPITAL = 0.66
"""The height of a capital letter of the face, to a size of one."""
BESIDE = 250.0
"""The width of a section's opening beside a picture that stands alone."""
BETWEEN, BEFORE = 20.0, 26.0
"""The gap under a band, and the one before a section that begins in the middle of a page."""
_MOST_IN_BAND, _MOST_ON_PAGE = 4, 7
_SMALL, _MIDDLE, _EMPTY = 2.6, 0.12, 0.25
"""What small letters, a section's beginning in mid-page and an empty page cost, in pages."""


@dataclass(frozen=True)
class Piece:
    """A figure to place: its picture's size in units, and the words that stand around it.

    A table is `fixed`: its size is in points and is the same at every scale.
    """

    width: float
    height: float
    heading: str
    sub: str
    source: str
    mark: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Part:
    """A section to place: its pieces, and the height of its opening in a width.

    The opening is lower `(width, False)` where it does not begin a page.
    """

    pieces: Sequence[Piece]
    opening: Callable[[float, bool], float]


@dataclass(frozen=True)
class Band:
    """Some figures of one section side by side: which stand left and right, widths and scale.

    Before the first of a section its opening stands above both columns or, `beside`, on top of
    the left one, so that a tall picture has the whole height. `top` says that it begins a page.
    """

    part: int
    left: tuple[int, ...]
    right: tuple[int, ...]
    widths: tuple[float, float]
    scale: float
    opens: bool = False
    beside: bool = False
    top: bool = False


@dataclass(frozen=True)
class Page:
    """A page, or the beginning of one: its bands from the top down, and their height."""

    height: float
    bands: tuple[Band, ...] = ()


def lines(words: str, *, width: float, size: float, weight: int = 400) -> int:
    """How many lines some words take, wrapped at spaces, in a width."""
    count, room = 1, width
    for word in words.split(" "):
        need = _wide(word, size, weight)
        if need > room and room < width:
            count, room = count + 1, width
        room -= need + _wide(" ", size, weight)
    return count if words else 0


def tall(
    words: str, *, width: float, size: float, weight: int = 400, leading: float = 0.5
) -> float:
    """How tall some words are, from the top of a capital to the last line's foot."""
    count = lines(words, width=width, size=size, weight=weight)
    return size * (CAPITAL * count + leading * max(0, count - 1))


def placed(parts: Sequence[Part], *, height: float) -> list[Page]:
    """The pages of all sections in order."""
    spots = [(part, at) for part, one in enumerate(parts) for at in range(len(one.pieces))]
    best = [(0.0, 0, Page(0.0))] * (len(spots) + 1)
    for start in range(len(spots) - 1, -1, -1):
        found = [
            (cost + best[end][0], end, page)
            for end, cost, page in _pages(parts, spots, start, height)
        ]
        best[start] = min(found, key=lambda one: one[0])
    pages, at = [], 0
    while at < len(spots):
        _, at, page = best[at]
        pages.append(page)
    return pages


def _pages(
    parts: Sequence[Part], spots: Sequence[tuple[int, int]], start: int, height: float
) -> list[tuple[int, float, Page]]:
    """Every page that can begin with a piece: where the next begins, its cost and itself."""
    found: dict[int, tuple[float, Page]] = {}
    for scale in SCALES:
        last = start + (_MOST_ON_PAGE if scale <= MOST else 1)
        for end, laid in _filled(parts, spots, start, min(last, len(spots)), height, scale).items():
            middle = sum(band.opens and not band.top for band in laid.bands)
            small = max(0.0, 1 - min(band.scale for band in laid.bands) / MOST)
            empty = max(0.0, 1 - laid.height / height)
            cost = 1 + _SMALL * small + _MIDDLE * middle + _EMPTY * empty**2
            if end not in found or cost < found[end][0]:
                found[end] = (cost, laid)
    if not found:
        part, at = spots[start]
        return [(start + 1, 2.0, Page(height, (_alone(parts[part], part, at, height),)))]
    return [(end, *one) for end, one in found.items()]


def _filled(
    parts: Sequence[Part],
    spots: Sequence[tuple[int, int]],
    start: int,
    last: int,
    height: float,
    scale: float,
) -> dict[int, Page]:
    """The best page at a scale for each place where it can end."""
    laid: dict[int, Page] = {start: Page(0.0)}
    for begin in range(start, last):
        if begin not in laid:
            continue
        before = laid[begin]
        part, at = spots[begin]
        for end in range(begin + 1, min(last, begin + _MOST_IN_BAND) + 1):
            if spots[end - 1][0] != part:
                break
            top = not before.bands
            gap = 0.0 if top else BEFORE if at == 0 else BETWEEN
            room = height - before.height - gap
            for band, tall in _bands(parts[part], part, at, at + end - begin, scale, top):
                page = Page(before.height + gap + tall, (*before.bands, band))
                if tall <= room and (end not in laid or _worth(page) > _worth(laid[end])):
                    laid[end] = page
    del laid[start]
    return laid


def _worth(page: Page) -> tuple[float, float]:
    """Of two ways to fill a page the one with larger letters is better, then the lower one."""
    return min(band.scale for band in page.bands), -page.height


def _bands(
    part: Part, number: int, first: int, last: int, scale: float, top: bool
) -> list[tuple[Band, float]]:
    """Every way to set some pieces as one band at a scale, with its height."""
    pieces, opens = part.pieces, first == 0
    found: list[tuple[Band, float]] = []
    above = part.opening(WIDTH, top) if opens else 0.0
    if last - first == 1:
        one = _scaled(pieces[first], scale, WIDTH)
        if one is not None:
            band = Band(number, (first,), (), (WIDTH, 0.0), one, opens, top=top)
            found.append((band, above + _tall(pieces[first], WIDTH, one)))
        right = WIDTH - GUTTER - BESIDE
        if opens and top and (one := _scaled(pieces[first], scale, right)) is not None:
            tall = max(part.opening(BESIDE, top), _tall(pieces[first], right, one))
            band = Band(number, (), (first,), (BESIDE, right), one, True, True, top)
            found.append((band, tall))
        return found
    for cut in range(first + 1, last):
        left, right = range(first, cut), range(cut, last)
        widths = _widths([pieces[at] for at in left], [pieces[at] for at in right])
        scales = [
            _scaled(pieces[at], scale, width)
            for side, width in zip((left, right), widths, strict=True)
            for at in side
        ]
        if None in scales:
            continue
        one = min(scales)
        talls = [
            sum(_tall(pieces[at], width, one) for at in side) + BETWEEN * (len(side) - 1)
            for side, width in zip((left, right), widths, strict=True)
        ]
        for beside in (False, True) if opens and top else (False,):
            tall = above + max(talls)
            if beside:
                tall = max(part.opening(widths[0], top) + talls[0], talls[1])
            band = Band(number, tuple(left), tuple(right), widths, one, opens, beside, top)
            found.append((band, tall))
    return found


def _alone(part: Part, number: int, at: int, height: float) -> Band:
    """A piece that no scale fits to a page: as small as it must be, and alone."""
    piece = part.pieces[at]
    above = part.opening(WIDTH, True) if at == 0 else 0.0
    if piece.fixed:
        return Band(number, (at,), (), (WIDTH, 0.0), MOST, at == 0, top=True)
    room = height - above - _words(piece, WIDTH)
    scale = min(WIDTH / piece.width, room / piece.height)
    if at == 0:
        right = WIDTH - GUTTER - BESIDE
        beside = min(right / piece.width, (height - _words(piece, right)) / piece.height)
        if beside > scale:
            return Band(number, (), (at,), (BESIDE, right), beside, True, True, True)
    return Band(number, (at,), (), (WIDTH, 0.0), scale, at == 0, top=True)


def _widths(left: Sequence[Piece], right: Sequence[Piece]) -> tuple[float, float]:
    """Two columns as wide as their pictures ask."""
    sides = [max(one.width for one in side) for side in (left, right)]
    share = (WIDTH - GUTTER) / sum(sides)
    return sides[0] * share, sides[1] * share


def _scaled(piece: Piece, scale: float, width: float) -> float | None:
    """The scale, less where the width asks for it; None where letters would grow too small."""
    if piece.fixed:
        return scale if piece.width <= width else None
    fitting = min(scale, width / piece.width)
    return fitting if fitting >= SCALES[-1] else None


def _tall(piece: Piece, width: float, scale: float) -> float:
    return _words(piece, width) + piece.height * (1 if piece.fixed else scale)


def _words(piece: Piece, width: float) -> float:
    """The words around a picture: heading, mark and sub-heading, source, and the gaps between."""
    heading = tall(piece.heading, width=width, size=12.5, weight=STRONG, leading=0.36)
    # The mark stands in the sub-heading's own line, in a frame.
    sub = tall(f"{piece.mark} {piece.sub}".strip(), width=width - 16 * bool(piece.mark), size=9.5)
    source = tall(piece.source, width=width, size=8.5)
    return heading + 6.5 + sub + 6 * bool(piece.mark) + 9 + 7 + source + 3


@lru_cache(maxsize=4096)
def _wide(word: str, size: float, weight: int) -> float:
    return 1.02 * width_of(word, size=size, weight=weight)
