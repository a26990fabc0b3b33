"""A small map for an overview: the shape of the region, and a few areas called by name and value.

Other areas are seen as classes only; the page that shows this links to the full map.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handprint.drawings import marks
from handprint.drawings.map import Paint, alt_text, fill, legend
from handprint.drawings.marks import Picture, number

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT = 330, 262
SCALE, LEFT, TOP = 0.047, 6, 16
LABELS, VALUES = 224, 326
STEP = 26


def drawn(
    shapes: pd.DataFrame, layers: pd.DataFrame, paint: Paint, *, called: Sequence[str]
) -> Picture:
    """Draw the map with lines to the areas in `called` (at most seven codes).

    `shapes` and `layers` are the rows of `shape` and `map_layer` of one level.
    """
    found = {mark.code: mark for mark in paint.marks}
    rows = {row["area_code"]: row for row in shapes.sort_values("position").to_dict("records")}
    paths = {row.layer: row.path for row in layers[layers["sheet"].isna()].itertuples()}
    areas = "".join(
        f'<path {fill(found[code], paint.stem, "map")} d="{row["path"]}"/>'
        for code, row in rows.items()
    )
    place = f'transform="translate({LEFT} {TOP}) scale({SCALE})" stroke-linejoin="round"'
    body = [
        marks.patterns(("p-secret", "p-missing"), suffix="-map", scale=1 / SCALE),
        f'<g {place} stroke="var(--bg)" stroke-width="{number(0.8 / SCALE)}">{areas}</g>',
        f'<g {place} fill="none" stroke-width="{number(0.8 / SCALE)}">'
        f'<path fill="var(--bg)" fill-opacity=".72" d="{paths["lakes"]}"/>'
        f'<path stroke="var(--line)" d="{paths["outline"]}"/></g>',
    ]
    room = (WIDTH, 60)
    strip, below = legend(paint, x=WIDTH - 130, y=2, width=108, size=13, box=room)
    body.append(strip)
    for code, y in _heights(called, rows, first=below + 12).items():
        x0 = LEFT + rows[code]["centre_x"] * SCALE
        y0 = TOP + rows[code]["centre_y"] * SCALE
        mark = found[code]
        body += [
            f'<path d="M{number(x0)} {number(y0)}L{LABELS - 5} {number(y - 4)}" '
            'stroke="var(--ctx)" fill="none"/>',
            f'<circle cx="{number(x0)}" cy="{number(y0)}" r="2.8" fill="var(--ink)" '
            'stroke="var(--bg)"/>',
            marks.text(LABELS, y, mark.name),
            marks.text(VALUES, y, mark.text, weight=marks.STRONG, anchor="end"),
        ]
    return marks.svg(WIDTH, HEIGHT, "".join(body), alt_text(paint))


def _heights(called: Sequence[str], rows: dict[str, dict], *, first: float) -> dict[str, float]:
    """Return the baseline of each called area's label, near its own height, none too close."""
    wanted = {code: TOP + rows[code]["centre_y"] * SCALE for code in called}
    order = sorted(called, key=lambda code: (wanted[code], code))
    heights: dict[str, float] = {}
    least = first
    for code in order:
        heights[code] = max(wanted[code] + 4, least)
        least = heights[code] + STEP
    most = float(HEIGHT - 8)
    for code in reversed(order):
        heights[code] = min(heights[code], most)
        most = heights[code] - STEP
    return heights
