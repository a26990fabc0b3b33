"""The areas of Lapland as drawing paths: simplified together, laid on sheets, labelled.

Coordinates of paths are whole hundreds of metres from the region's north-western corner, in
ETRS-TM35FIN (EPSG:3067), so a shared border is the same numbers in both areas. A sheet says how
paths become units of a picture: `wide` for a column of a page, a slide or paper, `narrow` for a
phone, `least` for 320 pixels or a page at 400 % zoom.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

import geopandas
import numpy as np
import pandas as pd
import shapely
from shapely.affinity import affine_transform
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.ops import nearest_points, unary_union

from handprint.drawings import map as drawing
from handprint.drawings import marks

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

METRIC = 3067
METRES = 100  # of one path unit
TOLERANCE = 300  # metres; below half a unit of the picture, also in the inset
SPECK = 1.5  # km2; smaller islands are less than a dot
LAKES = ("Inarijärvi", "Porttipahdan tekojärvi", "Lokan tekojärvi")
INSET = ("851", "241", "240")  # Tornio, Keminmaa, Kemi
LEVELS = {
    "municipality": ("code", "", "name_fi"),
    "sub_region": ("seutukunta_code", "SK", "seutukunta_name_fi"),
    "employment_area": ("tyollisyysalue_code", "TA", "tyollisyysalue_name_fi"),
}
AROUND = {"norway": (1500, 900), "sweden": (360, 2230), "russia": (3840, 1950)}
SMALL = 200  # km2; a thick outline would cover such an area
DIRECTIONS = {"up": (0, -1), "right": (1, 0), "down": (0, 1), "left": (-1, 0)}


class Frame(NamedTuple):
    """The inset: a frame on the sheet, its own scale, the path coordinate of its corner."""

    x: float
    y: float
    width: float
    height: float
    scale: float
    west: int
    north: int

    @property
    def origin(self) -> tuple[float, float]:
        """Where path coordinate 0,0 would lie on the sheet."""
        return self.x - self.west * self.scale, self.y - self.north * self.scale

    @property
    def land(self) -> Polygon:
        """What the frame shows, in path units."""
        return box(
            self.west,
            self.north,
            self.west + self.width / self.scale,
            self.north + self.height / self.scale,
        )


@dataclass(frozen=True)
class Sheet:
    """Where the map lies on a picture: units, scale in units per path unit, room for the rest."""

    name: str
    width: int
    height: int
    scale: float
    x: float
    y: float
    size: float
    leading: float
    inset: Frame | None
    legend: tuple[float, float, float, float]

    @property
    def inset_ground(self) -> Polygon:
        """The inset's frame, a little inside its line."""
        f = self.inset
        return box(f.x + 2, f.y + 2, f.x + f.width - 2, f.y + f.height - 2)

    @property
    def ground(self) -> Polygon:
        """Where a label beside the map may stand: not on the inset, its caption or the legend."""
        whole = box(0, 0, self.width, self.legend[1] - 14)
        if self.inset is None:
            return whole
        return whole.difference(self.inset_ground.buffer(26, join_style="mitre"))

    def lay(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in path units as units of this sheet."""
        return affine_transform(shape, [self.scale, 0, 0, self.scale, self.x, self.y])

    def lay_inset(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in path units as units of this sheet's inset."""
        scale = self.inset.scale
        return affine_transform(shape, [scale, 0, 0, scale, *self.inset.origin])


def sheets(level: str) -> tuple[Sheet, ...]:
    """Return the sheets of a level; only municipalities are small enough to need the inset."""
    sizes = drawing.SIZES[level]
    land = {"west": 1152, "north": 4160}
    frames = {
        "wide": Frame(x=1, y=340, width=150, height=204, scale=0.23, **land),
        "narrow": Frame(x=1, y=500, width=150, height=204, scale=0.23, **land),
        "least": Frame(x=1, y=406, width=150, height=204, scale=0.23, **land),
    }
    detailed = level == "municipality"
    legends = {
        "wide": (1, 566, 220, 0),
        "narrow": (172, 500, 22, 204) if detailed else (1, 490, 210, 0),
        "least": (172, 406, 22, 204) if detailed else (1, 396, 180, 0),
    }
    places = {
        "wide": (0.106, 47, 8, 13, 15),
        "narrow": (0.0925, 2, 5, 14, 16),
        "least": (0.0745, 2, 5, 12.5, 14),
    }
    return tuple(
        Sheet(
            name,
            *sizes[name],
            *places[name],
            inset=frames[name] if detailed else None,
            legend=legends[name],
        )
        for name in drawing.SHEETS
    )


def projected(file: Path) -> geopandas.GeoDataFrame:
    """Read a GeoJSON file into metres of ETRS-TM35FIN."""
    return geopandas.read_file(file).to_crs(METRIC)


def tables(data_dir: Path) -> dict[str, pd.DataFrame]:
    """Return the tables `shape` (one row an area and level) and `map_layer` (what lies around).

    Reads `<data_dir>/raw/geo/`. Raises ValueError when the areas overlap or leave gaps.
    """
    folder = data_dir / "raw" / "geo"
    files = sorted(folder.glob("*.geojson"))
    state = tuple((file, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    return {name: table.copy() for name, table in _tables(folder, state).items()}


@lru_cache(maxsize=1)
def _tables(folder: Path, state: tuple[object, ...]) -> dict[str, pd.DataFrame]:
    """Do the work once for tables and drawings; `state` only tells unchanged files from others."""
    areas = projected(folder / "lapland_municipalities.geojson").sort_values("code")
    whole = [_without_specks(shape) for shape in areas.geometry]
    simple = shapely.coverage_simplify(whole, TOLERANCE)
    west, _, _, north = areas.total_bounds
    grid = _Grid(west, north)
    areas = areas.set_geometry([grid.fitted(shape) for shape in simple], crs=None)
    if not shapely.coverage_is_valid(areas.geometry.to_numpy()):
        raise ValueError("lapland_municipalities.geojson: areas overlap or leave gaps")
    lakes = projected(folder / "lakes_ne10m.geojson").set_index("name").loc[list(LAKES)]
    water = unary_union([grid.fitted(s) for s in lakes.geometry.simplify(250)])
    shapes, layers = [], []
    for level in LEVELS:
        rows, extra = _level(level, areas, water=water)
        shapes += rows
        layers += extra
    return {
        "shape": pd.DataFrame(shapes),
        "map_layer": pd.DataFrame(layers).astype({"sheet": "str", "path": "str"}),
    }


def drawings(data_dir: Path) -> dict[str, bytes]:
    """Return `map-<level>.svg`, what a browser fetches once a release, by file name."""
    made = tables(data_dir)
    return {
        f"map-{level}.svg": drawing.base(
            *(table[table["level"] == level] for table in (made["shape"], made["map_layer"]))
        ).encode()
        for level in LEVELS
    }


class _Grid:
    """Metres to whole path units, the same number for the same place."""

    def __init__(self, west: float, north: float) -> None:
        self.west, self.north = west, north

    def fitted(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in whole path units, south downwards."""
        part = 1 / METRES
        moved = affine_transform(shape, [part, 0, 0, -part, -self.west * part, self.north * part])
        return shapely.set_precision(moved, 1)


def _without_specks(shape: BaseGeometry) -> BaseGeometry:
    parts = list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
    largest = max(parts, key=lambda part: part.area)
    return MultiPolygon([p for p in parts if p is largest or p.area > SPECK * 1e6])


def path(shape: BaseGeometry) -> str:
    """Return a shape of whole coordinates as SVG path data with relative steps."""
    rings: list[list[tuple[float, float]]] = []
    for part in getattr(shape, "geoms", [shape]):
        if isinstance(part, Polygon):
            rings += [list(ring.coords)[:-1] for ring in (part.exterior, *part.interiors)]
        elif isinstance(part, LineString):
            rings.append(list(part.coords))
    closed = "z" if shape.geom_type in ("Polygon", "MultiPolygon") else ""
    return "".join(_ring(ring) + closed for ring in rings)


def _ring(points: list[tuple[float, float]]) -> str:
    whole = [(round(x), round(y)) for x, y in points]
    steps = [f"M{whole[0][0]} {whole[0][1]}l"]
    for (x0, y0), (x1, y1) in zip(whole, whole[1:], strict=False):
        steps.append(f"{x1 - x0} {y1 - y0} ")
    return "".join(steps).replace(" -", "-").rstrip()


def _level(
    level: str,
    areas: geopandas.GeoDataFrame,
    *,
    water: BaseGeometry,
) -> tuple[list[dict], list[dict]]:
    """Return the shape rows and layer rows of one level."""
    column, prefix, name = LEVELS[level]
    merged = {
        f"{prefix}{code}": (unary_union(group.geometry.to_list()), str(group[name].iloc[0]))
        for code, group in areas.groupby(column)
    }
    shapes = {code: shape for code, (shape, _) in merged.items()}
    names = {code: label.replace(" - ", "–") for code, (_, label) in merged.items()}
    region = unary_union(list(shapes.values()))
    centres = {code: _middle(shape) for code, shape in shapes.items()}
    order = sorted(shapes, key=lambda code: (centres[code].y, centres[code].x))
    neighbours = nearest(centres, shapes)
    laid = sheets(level)
    labels = {s.name: _labels(s, shapes, names=names, water=water) for s in laid}
    rows = [
        {
            "level": level,
            "area_code": code,
            "position": order.index(code) + 1,
            "path": path(shapes[code]),
            "inset_path": _inset_path(laid[0], shapes[code]),
            "small": shapes[code].area * METRES**2 < SMALL * 1e6,
            "in_inset": bool(laid[0].inset and code in INSET),
            "centre_x": round(centres[code].x),
            "centre_y": round(centres[code].y),
            **neighbours[code],
            **{
                f"{sheet}_{key}": value
                for sheet, placed in labels.items()
                for key, value in placed[code]._asdict().items()
            },
        }
        for code in order
    ]
    return rows, _layers(
        level,
        laid,
        shapes=shapes,
        region=region,
        water=water,
        borders=_inner_borders(areas, shapes),
    )


def _middle(shape: BaseGeometry) -> Point:
    """Return the point of an area that lies deepest in it."""
    largest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=2), 0)


def _inner_borders(areas: geopandas.GeoDataFrame, shapes: dict[str, BaseGeometry]) -> BaseGeometry:
    """Return the municipal borders that are no border at this level."""
    lines = unary_union([shape.boundary for shape in areas.geometry])
    own = unary_union([shape.boundary for shape in shapes.values()])
    return shapely.line_merge(lines.difference(own))


def nearest(
    centres: dict[str, Point], shapes: dict[str, BaseGeometry]
) -> dict[str, dict[str, str | None]]:
    """Return for each area which one an arrow key leads to, None where there is nothing that way.

    A neighbour that shares a border is preferred; an area that no arrow would reach takes over the
    best arrow of its own nearest neighbour.
    """
    found = {
        code: {
            way: _best_that_way(code, direction, centres=centres, shapes=shapes)
            for way, direction in DIRECTIONS.items()
        }
        for code in centres
    }
    reached = {target for arrows in found.values() for target in arrows.values()}
    for lost in sorted(set(centres) - reached):
        near = min(
            (c for c in centres if c != lost), key=lambda c: centres[c].distance(centres[lost])
        )
        dx, dy = centres[lost].x - centres[near].x, centres[lost].y - centres[near].y
        way = max(DIRECTIONS, key=lambda w: DIRECTIONS[w][0] * dx + DIRECTIONS[w][1] * dy)
        found[near][way] = lost
    return found


def _best_that_way(
    code: str,
    direction: tuple[int, int],
    *,
    centres: dict[str, Point],
    shapes: dict[str, BaseGeometry],
) -> str | None:
    best: tuple[float, str] | None = None
    for other, point in centres.items():
        dx, dy = point.x - centres[code].x, point.y - centres[code].y
        along = dx * direction[0] + dy * direction[1]
        across = abs(dx * direction[1] + dy * direction[0])
        if other == code or along <= 0 or across > 2 * along:
            continue
        touching = shapes[code].distance(shapes[other]) <= 1
        cost = (hypot(along, across) + 1.2 * across) * (1 if touching else 2)
        if best is None or (cost, other) < best:
            best = (cost, other)
    return best[1] if best else None


def _layers(
    level: str,
    laid: tuple[Sheet, ...],
    *,
    shapes: dict[str, BaseGeometry],
    region: BaseGeometry,
    water: BaseGeometry,
    borders: BaseGeometry,
) -> list[dict]:
    """Return what is drawn beside the areas: paths, and the places of map, inset and legend."""
    rows = [
        {"layer": "outline", "path": path(region)},
        {"layer": "lakes", "path": path(water)},
        {"layer": "borders", "path": path(borders)},
    ]
    for sheet in laid:
        place = {"sheet": sheet.name}
        rows.append(
            place
            | {"layer": "map", "x": sheet.x, "y": sheet.y, "scale": sheet.scale}
            | {"width": sheet.width, "height": sheet.height}
        )
        for layer, at in AROUND.items():
            x, y = sheet.x + at[0] * sheet.scale, sheet.y + at[1] * sheet.scale
            rows.append(place | {"layer": layer, "x": round(x), "y": round(y)})
        rows.append(place | {"layer": "text", "size": sheet.size, "height": sheet.leading})
        legend = dict(zip(("x", "y", "width", "height"), sheet.legend, strict=True))
        rows.append(place | {"layer": "legend"} | legend)
        if sheet.inset:
            frame = sheet.inset
            rows.append(place | {"layer": "frame", **_of(frame, "x", "y", "width", "height")})
            x, y = frame.origin
            rows.append(place | {"layer": "inset", "x": x, "y": y, "scale": frame.scale})
    return [{"level": level, **row} for row in rows]


def _of(frame: Frame, *names: str) -> dict[str, float]:
    return {name: getattr(frame, name) for name in names}


def _inset_path(sheet: Sheet, shape: BaseGeometry) -> str | None:
    """Return the part of an area that the inset shows, or None."""
    if sheet.inset is None or not shape.intersects(sheet.inset.land):
        return None
    return path(shapely.set_precision(shape.intersection(sheet.inset.land), 1)) or None


OUTSIDE = 8  # cost of leaving the area at all: a twelfth of the label over its own border
CHOICES = 800  # places kept for each label
PASSES = 12  # rounds in which labels make room for each other
WIDEST_VALUE = "12\u00a0345"


class Placed(NamedTuple):
    """Where a label stands on a sheet: anchor, first baseline, lines of the name, leader."""

    x: float
    y: float
    anchor: str
    lines: int
    outside: bool
    leader: str | None


def _labels(
    sheet: Sheet, shapes: dict[str, BaseGeometry], *, names: dict[str, str], water: BaseGeometry
) -> dict[str, Placed]:
    """Return a place for every label: inside its area where it fits, else beside it with a line.

    Labels that would meet give way to each other, the hardest area choosing first. Same input, same
    places. Raises ValueError when two still meet.
    """
    in_inset = set(INSET) if sheet.inset else set()
    laid = {
        code: sheet.lay_inset(shape) if code in in_inset else sheet.lay(shape)
        for code, shape in shapes.items()
    }
    land = {
        True: unary_union([sheet.lay_inset(s) for s in shapes.values()]) if in_inset else None,
        False: unary_union([sheet.lay(s) for s in shapes.values()]),
    }
    lakes = sheet.lay(water)
    options = {
        code: _inside(sheet, shape, names[code], water=lakes) for code, shape in laid.items()
    }
    chosen = {code: places[0] for code, places in options.items()}
    hardest = sorted(options, key=lambda code: (-options[code][0].cost, code))
    for code in hardest:
        if options[code][0].cost > OUTSIDE:
            inside = code in in_inset
            beside = _beside(
                sheet,
                laid[code],
                names[code],
                land=land[inside],
                ground=sheet.inset_ground if inside else sheet.ground,
            )
            if beside and beside.cost < options[code][0].cost:
                options[code] = [beside]
                chosen[code] = beside
    for _ in range(PASSES):
        before = dict(chosen)
        for code in hardest:
            others = shapely.MultiPolygon([chosen[c].room for c in hardest if c != code])
            met = shapely.intersects([option.room for option in options[code]], others.buffer(1.5))
            costs = [o.cost + 1000 * hit for o, hit in zip(options[code], met, strict=True)]
            chosen[code] = options[code][int(np.argmin(costs))]
        if chosen == before:
            break
    for code in hardest:
        for other in hardest:
            if code < other and chosen[code].room.intersects(chosen[other].room):
                pair = f"{names[code]} and {names[other]}"
                raise ValueError(f"the labels of {pair} meet on the {sheet.name} sheet")
    return {code: option.placed for code, option in chosen.items()}


class Option(NamedTuple):
    """One possible place of a label: what it costs, the room it takes, the place itself."""

    cost: float
    room: Polygon
    placed: Placed


def _lines(sheet: Sheet, name: str, lines: int) -> list[float]:
    """Return the widths of a label's lines, the name's first and the value's last."""
    parts = drawing.split_name(name, lines)
    # A chosen area's name is set strong, and needs its room then too.
    widths = [marks.width_of(part, size=sheet.size, weight=marks.STRONG) for part in parts]
    return [*widths, marks.width_of(WIDEST_VALUE, size=sheet.size, weight=marks.STRONG)]


class _Raster:
    """A shape as whole units, summed, so that the share of a rectangle inside it is one look-up."""

    def __init__(self, shape: BaseGeometry, bounds: tuple[float, float, float, float]) -> None:
        self.west, self.north = int(bounds[0]) - 60, int(bounds[1]) - 60
        self.xs = np.arange(self.west, int(bounds[2]) + 60)
        self.ys = np.arange(self.north, int(bounds[3]) + 60)
        across, down = np.meshgrid(self.xs + 0.5, self.ys + 0.5)
        shapely.prepare(shape)
        self.inside = shapely.contains_xy(shape, across, down)
        self.sums = np.pad(self.inside.cumsum(0).cumsum(1), ((1, 0), (1, 0)))

    def count(self, west: np.ndarray, north: np.ndarray, east: np.ndarray, south: np.ndarray):
        """Return how many square units of each rectangle lie inside."""
        x0, x1 = (np.rint(side).astype(int) - self.west for side in (west, east))
        y0, y1 = (np.rint(side).astype(int) - self.north for side in (north, south))
        return self.sums[y1, x1] - self.sums[y0, x1] - self.sums[y1, x0] + self.sums[y0, x0]


def _inside(sheet: Sheet, shape: BaseGeometry, name: str, *, water: BaseGeometry) -> list[Option]:
    """Return places inside an area, the best first: least over its border and over lakes."""
    found = []
    middle = _middle(shape)
    land, lakes = _Raster(shape, shape.bounds), _Raster(water.buffer(2), shape.bounds)
    down, across = np.nonzero(land.inside[::2, ::2])
    down, across = 2 * down, 2 * across
    xs, ys = land.xs[across], land.ys[down]
    for lines in (1, 2) if len(drawing.split_name(name, 2)) == 2 else (1,):
        widths = _lines(sheet, name, lines)
        letters = [*widths[:-1], marks.width_of("10,5", size=sheet.size, weight=marks.STRONG)]
        size, dry, drowned = 0.0, np.zeros(len(xs)), np.zeros(len(xs))
        for row, width in enumerate(letters):
            base = ys + row * sheet.leading
            half, high = round(width / 2), round(0.7 * sheet.size)
            sides = (xs - half, base - high, xs + half, base + 2)
            size += 2 * half * (high + 2)
            dry += land.count(*sides)
            drowned += lakes.count(*sides)
        high = (len(widths) - 1) * sheet.leading / 2 - 0.25 * sheet.size
        away = np.hypot(xs - middle.x, ys + high - middle.y)
        cost = 100 * (1 - dry / size) + 100 * drowned / size + 0.2 * away + (lines - 1)
        best = np.argsort(cost, kind="stable")[:CHOICES]
        half = max(widths) / 2
        bottoms = ys[best] + sheet.leading * (len(widths) - 1) + 0.24 * sheet.size
        tops = ys[best] - 0.74 * sheet.size
        rooms = shapely.box(xs[best] - half, tops, xs[best] + half, bottoms)
        for at, room in zip(best, rooms, strict=True):
            placed = Placed(float(xs[at]), float(ys[at]), "middle", lines, False, None)
            found.append(Option(float(cost[at]), room, placed))
    return sorted(found, key=lambda option: (round(option.cost, 6), option.placed[:2]))


def _sides(shape: BaseGeometry) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return a shape's west and east, and its north and south."""
    west, north, east, south = shape.bounds
    return (west, east), (north, south)


def _steps(low: float, high: float) -> list[float]:
    """Return whole units from low to high, every second one."""
    return [float(step) for step in range(round(low), round(high) + 1, 2)]


def _beside(
    sheet: Sheet,
    shape: BaseGeometry,
    name: str,
    *,
    land: BaseGeometry,
    ground: Polygon,
) -> Option | None:
    """Return the nearest free place outside all areas, with a level line to the area; or None."""
    widths = _lines(sheet, name, 1)
    free = ground.difference(land.buffer(3))
    shape = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    others = land.difference(shape.buffer(0.5))
    middle = _middle(shape)
    (west, east), (north, south) = _sides(shape)
    xs, ys = (
        side.ravel() for side in np.meshgrid(_steps(*_sides(ground)[0]), _steps(north, south))
    )
    ends = xs < middle.x
    lefts = np.where(ends, xs - max(widths), xs)
    bottoms = ys + sheet.leading * (len(widths) - 1) + 0.24 * sheet.size
    rooms = shapely.box(lefts, ys - 0.74 * sheet.size, lefts + max(widths), bottoms)
    shapely.prepare(free)
    found = []
    for at in np.flatnonzero(shapely.contains(free, rooms)):
        x, y, anchor = float(xs[at]), float(ys[at]), "end" if ends[at] else "start"
        level = y - 0.32 * sheet.size
        start = x + 3 if ends[at] else x - 3
        hit = LineString([(start, level), (east if ends[at] else west, level)]).intersection(shape)
        if hit.is_empty:
            continue
        edge = nearest_points(Point(start, level), hit)[1].x
        end = edge + (7 if ends[at] else -7)
        if LineString([(start, level), (edge, level)]).intersects(others):
            continue
        cost = OUTSIDE + 0.25 * abs(edge - start) + 0.1 * abs(level - middle.y)
        line = f"M{marks.number(start)} {marks.number(level)}H{marks.number(end)}"
        found.append(Option(cost, rooms[at], Placed(x, y, anchor, 1, True, line)))
    return min(found, key=lambda option: (option.cost, option.placed[:2]), default=None)
