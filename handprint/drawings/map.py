"""The map of Lapland: one pure function from shapes and a paint to a picture.

`base()` is the same drawing without paint: the file a browser fetches once and then paints itself
(`assets/drawing.js`) from `message()`. What the two make must be equal; a browser test compares.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from handprint.drawings import hatching, marks
from handprint.drawings.hatching import HATCHES, Hatch
from handprint.drawings.marks import Picture, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Kind = Literal["value", "secret", "missing", "not_applicable"]
KINDS: tuple[Kind, ...] = ("value", "secret", "missing", "not_applicable")
SHEETS = ("wide", "narrow", "least")
AROUND = ("norway", "sweden", "russia")
ARROWS = ("up", "right", "down", "left")
SOFT_HYPHEN = "\u00ad"
# Size of the picture by sheet; on a phone the inset of municipalities lies below the map.
SIZES = {
    "municipality": {"wide": (456, 600), "narrow": (360, 708), "least": (290, 614)},
    "sub_region": {"wide": (456, 600), "narrow": (360, 532), "least": (290, 438)},
    "employment_area": {"wide": (456, 600), "narrow": (360, 532), "least": (290, 438)},
}
BREAKS = {"Pelkosenniemi": f"Pelkosen{SOFT_HYPHEN}niemi"}
EDGE = 6  # units of page colour around the selected area's outline
HALO = {"secret": "var(--panel)", "missing": "var(--bg)", "not_applicable": "var(--bg)"}


@dataclass(frozen=True)
class Mark:
    """What one area shows: its class, and every word, ready to print.

    `text` stands on the area, `fact` and `note` are the two lines of the fact box and what a
    screen reader says. Only a value has a step (1 is the first class). `hatch` lies over the class
    and tells a second thing, which the paint's `hatches` put in words.
    """

    code: str
    kind: Kind
    name: str
    text: str
    fact: str
    note: str = ""
    step: int | None = None
    hatch: Hatch = ""

    def __post_init__(self) -> None:
        """Refuse a class for what has no value: a secret cell must not show its size by colour."""
        if (self.step is not None) != (self.kind == "value"):
            raise ValueError(f"{self.code}: a step belongs to a value, and to nothing else")
        if self.hatch and self.kind != "value":
            raise ValueError(f"{self.code}: a hatch lies over a class, and there is none")


@dataclass(frozen=True)
class Words:
    """The words around the areas, in the reader's language."""

    secret: str
    missing: str
    not_applicable: str
    inset: str
    around: tuple[str, str, str] = ("", "", "")
    title: str = ""
    keys: str = ""
    chosen: str = ""
    loading: str = ""
    failed: str = ""
    retry: str = ""


@dataclass(frozen=True)
class Paint:
    """All that changes between two maps of the same areas."""

    marks: tuple[Mark, ...]
    words: Words
    breaks: tuple[str, ...]
    unit: str
    alt: str
    scale: Literal["sequential", "diverging", "openings", "need"] = "sequential"
    selected: str | None = None
    hatches: tuple[tuple[Hatch, str], ...] = ()

    @property
    def stem(self) -> str:
        """The stem of the scale's colour variables: `s`, `d` or `o`."""
        return marks.SCALES[self.scale][0]

    def used(self) -> tuple[Kind, ...]:
        """Return the kinds without a value that the map shows, for legend and alternative text."""
        shown = {mark.kind for mark in self.marks}
        return tuple(kind for kind in KINDS[1:] if kind in shown)


def alt_text(paint: Paint) -> str:
    """Return the alternative text: the caller's sentences, then which areas have no value."""
    said = [paint.alt]
    for kind in paint.used():
        names = ", ".join(mark.name for mark in paint.marks if mark.kind == kind)
        word = getattr(paint.words, kind)
        said.append(f"{word[:1].upper()}{word[1:]}: {names}.")
    return " ".join(said)


def message(paint: Paint) -> dict[str, Any]:
    """Return what a browser needs to paint the base file, as small as it can be."""
    said: dict[str, Any] = {
        "m": [
            [m.code, KINDS.index(m.kind), m.step or 0, _breakable(m.name), m.text, m.fact, m.note]
            + ([HATCHES.index(m.hatch)] if m.hatch else [])
            for m in paint.marks
        ],
        "s": paint.stem,
        "b": list(paint.breaks),
        "u": paint.unit,
        "a": alt_text(paint),
        "k": paint.selected,
        "w": {key: word for key, word in vars(paint.words).items() if word and any(word)},
    }
    if paint.hatches:
        said["h"] = [[HATCHES.index(hatch), words] for hatch, words in paint.hatches]
    return said


def split_name(name: str, lines: int) -> list[str]:
    """Break a name into at most two lines, as even as its spaces and hyphens allow."""
    name = _breakable(name)
    places = [i + 1 for i, letter in enumerate(name[:-1]) if letter in f" -–{SOFT_HYPHEN}"]
    if lines == 1 or not places:
        return [name.replace(SOFT_HYPHEN, "")]
    at = min(places, key=lambda place: max(len(name[:place].rstrip()), len(name) - place))
    head = name[:at].rstrip()
    if head.endswith(SOFT_HYPHEN):
        head = head[:-1] + "-"
    return [head.replace(SOFT_HYPHEN, ""), name[at:].replace(SOFT_HYPHEN, "")]


def _breakable(name: str) -> str:
    return BREAKS.get(name, name)


def drawn(
    shapes: pd.DataFrame, layers: pd.DataFrame, paint: Paint, *, sheet: str = "wide"
) -> Picture:
    """Draw the painted map with its legend on one of the `SHEETS`.

    `shapes` and `layers` are the rows of `shape` and `map_layer` of one level. Raises ValueError
    when a mark is missing for an area or belongs to none.
    """
    plan = _Plan(shapes, layers, sheet)
    found = {mark.code: mark for mark in paint.marks}
    if set(found) != set(plan.codes):
        odd = sorted(set(found) ^ set(plan.codes))
        raise ValueError(f"marks and areas differ: {', '.join(odd)}")
    place = plan.places["legend"]
    strip, height = legend(
        paint,
        x=place.x,
        y=place.y,
        width=place.width,
        size=plan.size,
        box=(plan.width, plan.height),
        upright=place.height > 0,
    )
    body = plan.body(paint, found) + strip
    return marks.svg(plan.width, height, body, alt_text(paint))


def base(shapes: pd.DataFrame, layers: pd.DataFrame) -> str:
    """Return the unpainted drawing as a file, with what the browser needs to lay and walk it."""
    plan = _Plan(shapes, layers, "wide")
    others = [_Plan(shapes, layers, sheet) for sheet in SHEETS[1:]]
    facts = {
        "order": list(plan.codes),
        "arrows": {
            row.area_code: [_none(getattr(row, way)) for way in ARROWS]
            for row in shapes.itertuples()
        },
        "small": [row.area_code for row in shapes.itertuples() if row.small],
        "sheets": {one.sheet: one.facts() for one in (plan, *others)},
    }
    packed = marks.escaped(json.dumps(facts, ensure_ascii=False, separators=(",", ":")))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {plan.width} '
        f'{plan.height}" class="picture map" font-family="{marks.FONT}">'
        f"<metadata>{packed}</metadata>{marks.patterns(('p-secret', 'p-missing'))}"
        f'{plan.body(None, {})}<g class="legend"></g></svg>\n'
    )


def _none(value: object) -> object:
    """Return None for a database's or a table's missing value."""
    return None if value is None or value != value else value


@dataclass
class _Plan:
    """The rows of one level, ready to be drawn on one sheet."""

    shapes: pd.DataFrame
    layers: pd.DataFrame
    sheet: str
    places: Mapping[str, Any] = field(init=False)
    paths: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        mine = self.layers[self.layers["sheet"].isna() | (self.layers["sheet"] == self.sheet)]
        self.places = {row.layer: row for row in mine.itertuples()}
        self.paths = {row.layer: row.path for row in mine.itertuples() if _none(row.path)}
        self.shapes = self.shapes.sort_values("position")
        self.codes = tuple(self.shapes["area_code"])
        place = self.places["map"]
        self.width, self.height = round(place.width), round(place.height)
        self.size, self.leading = self.places["text"].size, self.places["text"].height

    def facts(self) -> dict[str, Any]:
        """Return the sheet for the browser: sizes, transforms, and a place for every label."""
        frame = self.places.get("frame")
        return {
            "box": [self.width, self.height],
            "map": _origin(self.places["map"]),
            "inset": _origin(self.places["inset"]) if frame else None,
            "frame": [frame.x, frame.y, frame.width, frame.height] if frame else None,
            "legend": [
                getattr(self.places["legend"], key) for key in ("x", "y", "width", "height")
            ],
            "text": [self.size, self.leading],
            "around": [[self.places[layer].x, self.places[layer].y] for layer in AROUND],
            "labels": {row["area_code"]: self.label(row) for row in self.rows()},
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return the areas in their order."""
        return self.shapes.to_dict("records")

    def label(self, row: Mapping[str, Any]) -> list[Any]:
        """Return x, first baseline, anchor, lines, outside or not, and leader of a label."""
        keys = ("x", "y", "anchor", "lines", "outside", "leader")
        values = [_none(row[f"{self.sheet}_{key}"]) for key in keys]
        return [*values[:3], int(values[3]), int(values[4]), values[5]]

    def body(self, paint: Paint | None, found: Mapping[str, Mark]) -> str:
        """Return everything but the legend; without paint the areas are empty."""
        chosen = paint.selected if paint else None
        parts = [
            self._defs(),
            self._hatched(paint),
            self._around(paint),
            self._group(
                "areas",
                "map",
                1.2,
                self._areas(paint, found, "path"),
                'stroke="var(--bg)" stroke-linejoin="round"',
            ),
            self._group("lines", "map", 1, self._lines(), 'fill="none"'),
            self._frame(paint, found),
            self._over("pointed", None),
            self._over("chosen", chosen),
            self._over("focused", None),
            self._labels(paint, found),
        ]
        return "".join(parts)

    def _defs(self) -> str:
        """Return patterns that keep their size inside the scaled groups."""
        groups = [("-map", self.places["map"].scale)]
        clip = ""
        if "frame" in self.places:
            groups.append(("-inset", self.places["inset"].scale))
        for suffix, scale in groups:
            clip += marks.patterns(("p-secret", "p-missing"), suffix=suffix, scale=1 / scale)
        return clip

    def _hatched(self, paint: Paint | None) -> str:
        """Return the hatches that lie over the classes; a browser makes its own."""
        used = {(m.hatch, m.step) for m in paint.marks if m.hatch} if paint else set()
        grounds = [f"{paint.stem}{step}" for _, step in sorted(used)] if paint else []
        return "".join(
            hatching.pattern(hatch, ground, suffix=on, scale=1 / self.places[on].scale)
            for on in ("map", "inset")
            if on in self.places
            for (hatch, _), ground in zip(sorted(used), grounds, strict=True)
        )

    def _around(self, paint: Paint | None) -> str:
        """Return the names of the neighbour states, faint, where their land would be."""
        names = paint.words.around if paint else ("", "", "")
        parts = []
        for layer, name in zip(AROUND, names, strict=True):
            place = self.places[layer]
            anchor = "end" if place.x > self.width * 0.8 else "middle"
            parts.append(
                marks.text(place.x, place.y, name, size=self.size, fill="var(--ctx)", anchor=anchor)
            )
        return f'<g class="around" aria-hidden="true">{"".join(parts)}</g>'

    def _group(self, name: str, place: str, stroke: float, inner: str, extra: str) -> str:
        """Return a group in path units; stroke is given in units of the picture."""
        x, y, scale = _origin(self.places[place])
        return (
            f'<g class="{name}" data-on="{place}" data-stroke="{number(stroke)}" '
            f'transform="translate({number(x)} {number(y)}) scale({scale})" '
            f'stroke-width="{number(stroke / scale)}" {extra}>{inner}</g>'
        )

    def _areas(self, paint: Paint | None, found: Mapping[str, Mark], column: str) -> str:
        suffix = "map" if column == "path" else "inset"
        parts = []
        for row in self.rows():
            if _none(row[column]):
                code = row["area_code"]
                look = fill(found[code], paint.stem, suffix) if paint else 'fill="none"'
                faint = ' opacity=".4"' if column != "path" and not row["in_inset"] else ""
                parts.append(f'<path data-code="{code}" {look}{faint} d="{row[column]}"/>')
        return "".join(parts)

    def _lines(self) -> str:
        borders = self.paths.get("borders", "")
        inner = (
            f'<path class="borders" stroke="var(--bg)" stroke-opacity=".45" d="{borders}"/>'
            if borders
            else ""
        )
        return (
            f'{inner}<path class="lakes" fill="var(--bg)" fill-opacity=".72" '
            f'd="{self.paths["lakes"]}"/>'
            f'<path class="outline" stroke="var(--line)" d="{self.paths["outline"]}"/>'
        )

    def _frame(self, paint: Paint | None, found: Mapping[str, Mark]) -> str:
        """Return the inset: its caption, its areas at their own scale, its frame."""
        if "frame" not in self.places:
            return ""
        frame = self.places["frame"]
        caption = marks.text(
            frame.x - 1,
            frame.y - 8,
            paint.words.inset if paint else "",
            size=self.size,
            fill="var(--ink2)",
            extra='class="caption" aria-hidden="true"',
        )
        areas = self._group(
            "areas",
            "inset",
            1.2,
            self._areas(paint, found, "inset_path"),
            'stroke="var(--bg)" stroke-linejoin="round"',
        )
        edge = (
            f'<rect class="frame" x="{number(frame.x)}" y="{number(frame.y)}" '
            f'width="{number(frame.width)}" height="{number(frame.height)}" '
            f'fill="none" stroke="var(--line)"/>'
        )
        return f"{caption}{areas}{edge}"

    def _over(self, kind: str, code: str | None) -> str:
        """Return the outlines above the areas: pointed at, chosen, focused; empty without code."""
        rows = {row["area_code"]: row for row in self.rows()}
        parts = []
        for place, column in (("map", "path"), ("inset", "inset_path")):
            if place not in self.places:
                continue
            path = _none(rows[code][column]) if code else None
            d = f' d="{path}"' if path else ""
            scale = self.places[place].scale
            small = bool(code and rows[code]["small"] and kind == "chosen")
            strokes = "".join(
                f'<path data-stroke="{number(width)}" stroke="{colour}" '
                f'stroke-width="{number(width / scale)}"{d}/>'
                for colour, width in _STROKES["chosen_small" if small else kind]
            )
            parts.append(self._group(kind, place, 1, strokes, 'fill="none"'))
        return "".join(parts)

    def _labels(self, paint: Paint | None, found: Mapping[str, Mark]) -> str:
        parts = []
        for row in self.rows() if paint else ():
            mark = found[row["area_code"]]
            parts.append(
                _label(
                    mark,
                    self.label(row),
                    size=self.size,
                    leading=self.leading,
                    stem=paint.stem,
                    strong=mark.code == paint.selected,
                )
            )
        return f'<g class="labels" aria-hidden="true" pointer-events="none">{"".join(parts)}</g>'


_STROKES = {
    "pointed": (("var(--ink)", 1.6),),
    "chosen": (("var(--bg)", EDGE), ("var(--ink)", 3)),
    "chosen_small": (("var(--bg)", 0), ("var(--ink)", 2)),
    "focused": (("var(--focus1)", 6.5), ("var(--focus2)", 2.8)),
}


def _origin(place: Any) -> list[float]:
    return [place.x, place.y, place.scale]


def fill(mark: Mark, stem: str, suffix: str) -> str:
    """Return the attributes of an area: a class colour, or a pattern with an edge of its own.

    The pattern's id ends in `suffix`, because groups of another scale have patterns of their own.
    """
    if mark.kind == "value":
        ground = f"{stem}{mark.step}"
        return f'fill="{hatching.fill(mark.hatch, ground, suffix)}"'
    ground = "var(--bg)" if mark.kind == "not_applicable" else f"url(#p-{mark.kind}-{suffix})"
    return f'fill="{ground}" stroke="var(--line)"'


def _label(
    mark: Mark, place: list[Any], *, size: float, leading: float, stem: str, strong: bool
) -> str:
    """Return name and value of one area in the label colour of its class."""
    x, y, anchor, lines, outside, leader = place
    names = split_name(mark.name, lines)
    y += leading * (lines - len(names)) / 2
    if outside:
        colour, halo = "var(--ink)", "var(--bg)"
    elif mark.kind == "value":
        colour, halo = f"var(--{stem}{mark.step}t)", f"var(--{stem}{mark.step})"
    else:
        colour, halo = "var(--ink)", HALO[mark.kind]
    rows = [(name, marks.STRONG if strong else 400) for name in names]
    texts = [
        marks.text(
            x,
            y + row * leading,
            words,
            size=size,
            weight=weight,
            fill=colour,
            anchor=anchor,
            halo=halo,
        )
        for row, (words, weight) in enumerate([*rows, (mark.text, marks.STRONG)])
    ]
    line = f'<path d="{leader}" fill="none" stroke="var(--ink)"/>' if leader else ""
    return f'<g data-code="{mark.code}">{line}{"".join(texts)}</g>'


def legend(
    paint: Paint,
    *,
    x: float,
    y: float,
    width: float,
    size: float,
    box: tuple[int, int],
    upright: bool = False,
) -> tuple[str, int]:
    """Return the strip of classes with the patterns in use, and the height of the whole picture.

    `width` is that of the strip where there is room; `box` is the picture's width and height. An
    `upright` strip has the highest class on top and its words beside it.
    """
    strip, left, top = (_upright if upright else _level)(paint, x, y, width, size=size, box=box)
    parts = [strip]
    for kind in paint.used():
        words = getattr(paint.words, kind)
        room = 29 + marks.width_of(words, size=size)
        if left + room > box[0] or (upright and left > x):
            left, top = x, top + (22 if top > y else 38)
        ground = "var(--bg)" if kind == "not_applicable" else f"url(#p-{kind})"
        parts.append(
            f'<rect x="{number(left + 0.5)}" y="{number(top + 0.5)}" width="22" height="11" '
            f'fill="{ground}" stroke="var(--line)"/>'
        )
        parts.append(marks.text(left + 29, top + 11, words, size=size, fill="var(--ink2)"))
        left += room + 20
    if upright and paint.hatches:
        # Beside the inset there is no room for their words.
        x, left, top = 0, 0, max(box[1], top + 22)
    for hatch, words in paint.hatches:
        room = 29 + marks.width_of(words, size=size)
        if left + room > box[0]:
            left, top = x, top + (22 if top > y else 38)
        parts.append(hatching.pattern(hatch, "bg", suffix="key") if hatch else "")
        parts.append(
            f'<rect x="{number(left + 0.5)}" y="{number(top + 0.5)}" width="22" height="11" '
            f'fill="{hatching.fill(hatch, "bg", "key")}" stroke="var(--line)"/>'
        )
        parts.append(marks.text(left + 29, top + 11, words, size=size, fill="var(--ink2)"))
        left += room + 20
    height = max(box[1], round(top) + 22 if top > y else 0)
    return f'<g class="legend" aria-hidden="true">{"".join(parts)}</g>', height


def _level(
    paint: Paint, x: float, y: float, most: float, *, size: float, box: tuple[int, int]
) -> tuple[str, float, float]:
    """Return a level strip with its breaks and unit, and where the patterns may begin."""
    grey = {"size": size, "fill": "var(--ink2)"}
    steps = len(paint.breaks) + 1
    unit = marks.width_of(paint.unit, size=size)
    tick = max((marks.width_of(words, size=size) for words in paint.breaks), default=0) + 5
    width = min(most, box[0] - x - unit - 6)
    below = width < steps * tick
    if below:
        width = min(max(most, steps * tick), box[0] - x - 1)
    left, top = (x, y + 38) if below else (x + width + 4, y)
    each = width / steps
    parts = [
        f'<rect x="{number(x + step * each)}" y="{number(y)}" width="{number(each - 1.5)}" '
        f'height="12" fill="var(--{paint.stem}{step + 1})"/>'
        for step in range(steps)
    ]
    for step, words in enumerate(paint.breaks, start=1):
        parts.append(marks.text(x + step * each - 0.8, y + 27, words, anchor="middle", **grey))
    parts.append(marks.text(left, top + 11, paint.unit, **grey))
    return "".join(parts), left + unit + 20, top


def _upright(
    paint: Paint, x: float, y: float, most: float, *, size: float, box: tuple[int, int]
) -> tuple[str, float, float]:
    """Return an upright strip with its breaks and unit, and where the patterns may begin."""
    grey = {"size": size, "fill": "var(--ink2)"}
    steps = len(paint.breaks) + 1
    start = y + (20 if paint.unit else 0)
    parts = [
        f'<rect x="{number(x)}" y="{number(start + 20 * (steps - step))}" width="22" '
        f'height="18.5" fill="var(--{paint.stem}{step})"/>'
        for step in range(1, steps + 1)
    ]
    for step, words in enumerate(paint.breaks, start=1):
        parts.append(marks.text(x + 29, start + 20 * (steps - step) + 3.5, words, **grey))
    parts.append(marks.text(x, y + 11, paint.unit, **grey))
    return "".join(parts), x, start + 20 * steps + 10
