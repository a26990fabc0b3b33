"""Points between two counts: who lies on which side of balance, and how far.

Both axes run as log(count + 4): a hundred-fold range fits in, balance is a straight diagonal and
zero has a place of its own. Points under the limit on both axes are not drawn one by one; a
hatched corner says how many they are. Labels are placed here for a broad and for a narrow screen,
because plotly cannot move them, and the style shows one set: annotations 0–4 are for narrow
screens, 5–8 for all, from 9 on for broad ones (`assets/plot.css`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any, Literal

from handprint.charts import style
from handprint.charts.labels import Box, Room, around, wide, within

Side = Literal["short", "long", "even"]

BROAD, NARROW = 1128, 300
HEIGHT = 500

_HUES = {"short": style.OPENINGS, "long": style.SEEKERS, "even": style.CONTEXT}
_MARGIN = {"l": 44, "r": 12, "t": 26, "b": 44}
_BLANK: dict[str, Any] = {"x": 0, "y": 0, "text": "", "showarrow": False}
_QUIET = {"showarrow": False, "font": {"size": style.SIZE, "color": style.INK2}}
# How far under the upper right corner the diagonal's words hang, in pixels.
_EVEN_DOWN = 46
# Room below zero, so that points at zero are not cut.
_ROOM = 0.02
# Labels of the narrow screen, and at most on the broad one.
_FEW, _MANY = 4, 20


@dataclass(frozen=True)
class Point:
    """One thing counted twice.

    `x` and `y` are the counts, `x_limits` and `y_limits` what they are known to lie between.
    `side` gives the hue, `tip` what the hover box says of it (fills `Words.tip`), `label` the
    words beside the point (empty: none). `chosen` is ringed and labelled first.
    """

    code: str
    x: float
    y: float
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]
    side: Side
    tip: tuple[str, ...]
    label: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Corner:
    """The points too small to tell apart: under `limit` on both axes, and how many they are.

    `text` is for broad screens, `short` for narrow ones.
    """

    limit: float
    text: str
    short: str


@dataclass(frozen=True)
class Words:
    """What is written on the picture: axes, ticks as (value, text), the two sides, the diagonal.

    `tip` is the hover box, with `%{customdata[1]}` and on for what each point's `tip` holds.
    """

    x_title: str
    y_title: str
    ticks: Sequence[tuple[float, str]]
    above: str
    below: str
    diagonal: str
    tip: str


def balance(points: Sequence[Point], *, words: Words, corner: Corner | None) -> dict[str, Any]:
    """Draw points around the diagonal where the two counts are equal.

    The most telling points come first: labels are given in that order while there is room.
    """
    top = max([value for p in points for value in (p.x, p.y)] + [20.0])
    reach = position(top) * 1.04
    drawn = [p for p in points if not (corner and p.x < corner.limit and p.y < corner.limit)]
    few = _labels(drawn, words, corner, reach, NARROW, most=_FEW)
    return {
        "data": [
            *([_corner(corner)] if corner else []),
            _limits(drawn),
            *(_dots([p for p in drawn if p.side == side], side, words) for side in _HUES),
            *(_ring(p) for p in drawn if p.chosen),
        ],
        "layout": style.layout(
            height=HEIGHT,
            margin=_MARGIN,
            xaxis=_axis(words, reach),
            yaxis=_axis(words, reach),
            shapes=[_diagonal(reach)],
            annotations=[
                *few,
                *([_BLANK] * (_FEW - len(few))),
                _corner_words(corner, broad=False),
                *_frame_words(words),
                _corner_words(corner, broad=True),
                _diagonal_words(words),
                *_labels(drawn, words, corner, reach, BROAD, most=_MANY),
            ],
        ),
    }


def position(count: float) -> float:
    """Where a count stands on either axis; zero stands at zero."""
    return log10(1 + max(count, 0.0) / 4)


def _short(count: float) -> float:
    return round(position(count), 3)


def _dots(points: Sequence[Point], side: Side, words: Words) -> dict[str, Any]:
    # What is not picked keeps its colour: choosing one occupation is no judgement of others.
    same = {"marker": {"opacity": 0.85}}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": side,
        "x": [_short(p.x) for p in points],
        "y": [_short(p.y) for p in points],
        "customdata": [[p.code, *p.tip] for p in points],
        "hovertemplate": f"{words.tip}<extra></extra>",
        "marker": {
            "size": 8,
            "color": _HUES[side],
            "opacity": 0.85,
            "line": {"color": style.GROUND, "width": 1},
        },
        "selected": same,
        "unselected": same,
        "cliponaxis": False,
    }


def _ring(point: Point) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_short(point.x)],
        "y": [_short(point.y)],
        "hoverinfo": "skip",
        "marker": {"size": 17, "color": style.CLEAR, "line": {"color": style.INK, "width": 3}},
        "cliponaxis": False,
    }


def _limits(points: Iterable[Point]) -> dict[str, Any]:
    """Thin lines between what the uncertain counts are known to lie between."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for p in points:
        if _uncertain(p.x_limits):
            xs += [_short(p.x_limits[0]), _short(p.x_limits[1]), None]
            ys += [_short(p.y), _short(p.y), None]
        if _uncertain(p.y_limits):
            xs += [_short(p.x), _short(p.x), None]
            ys += [_short(p.y_limits[0]), _short(p.y_limits[1]), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "hoverinfo": "skip",
        "line": {"color": style.LINE, "width": 1.5},
        "cliponaxis": False,
    }


def _uncertain(limits: tuple[float, float]) -> bool:
    """Whether the line between two limits would show beside its point."""
    return position(limits[1]) - position(limits[0]) > 0.02


def _corner(corner: Corner) -> dict[str, Any]:
    end = _short(corner.limit)
    return {
        "type": "scatter",
        "mode": "none",
        "x": [0, end, end, 0],
        "y": [0, 0, end, end],
        "fill": "toself",
        "fillpattern": {
            "shape": "/",
            "fgcolor": style.CONTEXT,
            "bgcolor": style.PANEL,
            "size": 8,
            "solidity": 0.25,
        },
        "hoverinfo": "skip",
    }


def _diagonal(reach: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": 0,
        "y0": 0,
        "x1": reach,
        "y1": reach,
        "layer": "below",
        "line": {"color": style.INK, "width": 1.5},
    }


def _axis(words: Words, reach: float) -> dict[str, Any]:
    ticks = [(_short(value), text) for value, text in words.ticks if position(value) < reach]
    return style.axis(
        range=[-_ROOM, round(reach, 3)],
        tickvals=[at for at, _ in ticks],
        ticktext=[text for _, text in ticks],
    )


def _frame_words(words: Words) -> list[dict[str, Any]]:
    """Axis titles at the ends of the axes and the two sides: four, always."""
    left = {**_QUIET, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    right = {**left, "xanchor": "right"}
    openings = {"size": style.SIZE, "color": style.OPENINGS, "weight": 650}
    seekers = {**openings, "color": style.SEEKERS}
    return [
        {**left, "x": 0, "y": 1, "xshift": -40, "yshift": 24, "text": words.y_title},
        {**right, "x": 1, "y": 0, "yshift": -24, "text": words.x_title},
        {**left, "x": 0, "y": 1, "xshift": 10, "yshift": -32, "text": words.above}
        | {"font": openings},
        {**right, "x": 1, "y": 0, "xshift": -8, "yshift": 10, "text": _in_two(words.below)}
        | {"font": seekers, "yanchor": "bottom", "align": "right"},
    ]


def _diagonal_words(words: Words) -> dict[str, Any]:
    """What the diagonal means, under its upper end."""
    at = {"x": 1, "y": 1, "xref": "paper", "yref": "paper", "yshift": -_EVEN_DOWN}
    return {**_QUIET, **at, "text": words.diagonal, "xanchor": "right", "yanchor": "top"}


def _corner_words(corner: Corner | None, *, broad: bool) -> dict[str, Any]:
    """What the corner holds, on a ground of its own."""
    if corner is None:
        return _BLANK
    middle = round(position(corner.limit) / 2, 3)
    words = {"x": middle, "y": middle, "text": corner.text if broad else corner.short}
    ground = {"bgcolor": style.GROUND, "borderpad": 2}
    return {**_QUIET, "font": {"size": style.SIZE, "color": style.INK}, **ground, **words}


def _in_two(words: str) -> str:
    """Words broken after their colon, so that they take less of a narrow picture."""
    return words.replace(": ", ":<br>", 1)


def _labels(
    points: Sequence[Point],
    words: Words,
    corner: Corner | None,
    reach: float,
    width: int,
    *,
    most: int,
) -> list[dict[str, Any]]:
    """Words beside points, the chosen one first, then in the order given while there is room."""
    room = Room(width - _MARGIN["l"] - _MARGIN["r"], HEIGHT - _MARGIN["t"] - _MARGIN["b"], over=16)

    def at(across: float, up: float) -> tuple[float, float]:
        x = (position(across) + _ROOM) / (reach + _ROOM) * room.width
        y = (position(up) + _ROOM) / (reach + _ROOM) * room.height
        return x, room.height - y

    _take_frame(room, words, corner, at)
    own = {}
    for p in points:
        x, y = at(p.x, p.y)
        own[p.code] = Box(x - 4, y - 4, x + 4, y + 4)
        room.marks += [own[p.code], *_reach(p, at)]
    out: list[dict[str, Any]] = []
    for p in sorted((p for p in points if p.label), key=lambda p: not p.chosen):
        if len(out) == most:
            break
        x, y = at(p.x, p.y)
        spots = list(
            around(
                x,
                y,
                width=wide(p.label, strong=p.chosen),
                away=13 if p.chosen else 8,
                left_first=p.side == "short",
            )
        )
        spot = next((box for box in spots if room.free(box, own=own[p.code])), None)
        if spot is None and p.chosen:
            # The reader asked for this one: it may cover points, but no words.
            spots += within(x, y, width=wide(p.label, strong=True), room=room)
            spot = next((box for box in spots if room.free(box, own=None)), None)
        if spot:
            room.words.append(spot)
            out.append(_label(p, spot, x, y))
    return out


def _take_frame(
    room: Room,
    words: Words,
    corner: Corner | None,
    at: Callable[[float, float], tuple[float, float]],
) -> None:
    """Keep labels off the words of the frame and off the corner."""
    below = max(map(wide, _in_two(words.below).split("<br>")))
    room.words += [
        Box(0, 26, wide(words.above) + 16, 54),
        Box(room.width - below - 12, room.height - 46, room.width, room.height),
    ]
    if room.width > NARROW:
        even = wide(words.diagonal)
        room.words.append(Box(room.width - even, _EVEN_DOWN, room.width, _EVEN_DOWN + 18))
    if corner:
        x, y = at(corner.limit, corner.limit)
        room.words.append(Box(0, y, x, room.height))


def _reach(point: Point, at: Callable[[float, float], tuple[float, float]]) -> Iterable[Box]:
    """The thin boxes that the uncertain reach of a point fills."""
    (left, right), (low, high) = point.x_limits, point.y_limits
    if _uncertain(point.x_limits):
        (x0, y), (x1, _) = at(left, point.y), at(right, point.y)
        yield Box(x0, y - 1, x1, y + 1)
    if _uncertain(point.y_limits):
        (x, y0), (_, y1) = at(point.x, high), at(point.x, low)
        yield Box(x - 1, y0, x + 1, y1)


def _label(point: Point, spot: Box, x: float, y: float) -> dict[str, Any]:
    font = {"size": style.SIZE, "color": style.INK} | ({"weight": 650} if point.chosen else {})
    if spot.left >= x:
        anchor, shift = "left", spot.left - x
    elif spot.right <= x:
        anchor, shift = "right", spot.right - x
    else:
        anchor, shift = "center", (spot.left + spot.right) / 2 - x
    return {
        "x": _short(point.x),
        "y": _short(point.y),
        "text": point.label,
        "showarrow": False,
        "xanchor": anchor,
        "xshift": round(shift),
        "yanchor": "middle",
        "yshift": round(y - (spot.top + spot.bottom) / 2),
        "borderpad": 0,
        "font": font,
    }
