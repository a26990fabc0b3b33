"""The successor tree: what came before what, and what follows nothing and leads nowhere.

A full line says that a project continues another, a dotted one that the earlier is named as
background; the words on the line say how long nobody carried the work between the two. A place
where a successor should stand and none is recorded is a dashed box. On a phone the boxes stand
under one another and name what follows them. No word is left out; long ones are folded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from handprint.drawings.lettering import Box as Area
from handprint.drawings.lettering import Label, Sheet, Spot, folded
from handprint.drawings.marks import Picture, svg
from handprint.drawings.picking import group, pickable


@dataclass(frozen=True)
class Box:
    """One project: name and a line about it. `slot`: a successor that is not recorded.

    `layer` is its column, from nought; None stands for a project without ties. A project can be
    picked: `says` are the words of that to a screen reader.
    """

    id: str
    name: str
    note: str = ""
    layer: int | None = None
    kind: Literal["known", "unknown", "slot"] = "known"
    strong: bool = False
    chosen: bool = False
    says: str = ""


@dataclass(frozen=True)
class Tie:
    """An earlier and a later project, and the words on the line between them."""

    earlier: str
    later: str
    text: str
    kind: Literal["continues", "background", "none"] = "background"


def drawn(
    boxes: Sequence[Box],
    ties: Sequence[Tie],
    *,
    alt: str,
    loose_head: str = "",
    compact: bool = False,
) -> Picture:
    """Draw tied projects in columns from left to right, the others under `loose_head`."""
    return _Tree(boxes, ties, loose_head, compact=compact).picture(alt)


class _Tree:
    """The picture in the making."""

    def __init__(
        self, boxes: Sequence[Box], ties: Sequence[Tie], loose_head: str, *, compact: bool
    ) -> None:
        self.boxes, self.ties, self.loose_head, self.compact = boxes, ties, loose_head, compact
        self.width, self.size = (358, 15) if compact else (1128, 14)
        self.sheet = Sheet(self.width)
        self.shapes: dict[str, str] = {}
        self.lines: dict[str, str] = {}
        self.picks = ""

    def picture(self, alt: str) -> Picture:
        tied = [box for box in self.boxes if box.layer is not None]
        loose = [box for box in self.boxes if box.layer is None]
        y = self._stacked(tied) if self.compact else self._columns(tied)
        if loose:
            y = self._loose(loose, y)
        return group(svg(self.width, round(y) + 2, self._markup(), alt))

    def _columns(self, boxes: Sequence[Box]) -> float:
        """Tied boxes by layer; each column is centred on the tallest one."""
        if not boxes:
            return 0
        layers = sorted({box.layer for box in boxes})
        between = 176
        wide = min(300, (self.width - between * (len(layers) - 1)) / len(layers))
        between = (self.width - wide * len(layers)) / max(1, len(layers) - 1)
        between = min(between, 190)
        heights = {box.id: self._height(box, wide, ()) for box in boxes}
        columns = {layer: [b for b in boxes if b.layer == layer] for layer in layers}
        full = max(
            sum(heights[b.id] for b in column) + 12 * (len(column) - 1)
            for column in columns.values()
        )
        places: dict[str, tuple[float, float]] = {}
        for at, layer in enumerate(layers):
            column = columns[layer]
            tall = sum(heights[b.id] for b in column) + 12 * (len(column) - 1)
            left, y = at * (wide + between), (full - tall) / 2 + 2
            for box in column:
                self._box(box, left, y, wide, heights[box.id], ())
                places[box.id] = (left, y + heights[box.id] / 2)
                y += heights[box.id] + 12
        self._ties(places, wide, between)
        return full + 4

    def _ties(self, places: Mapping[str, tuple[float, float]], wide: float, between: float) -> None:
        for tie in self.ties:
            (from_left, y), (to_left, to_y) = places[tie.earlier], places[tie.later]
            start, end = round(from_left + wide), round(to_left)
            turn = round(end - 22)
            path = f"M{start} {y:.0f}H{turn}" + (f"V{to_y:.0f}" if round(to_y) != round(y) else "")
            self.lines[tie.kind] = self.lines.get(tie.kind, "") + path + f"H{end - 5}"
            self.lines["tip"] = self.lines.get("tip", "") + f"M{end - 9} {to_y - 5:.0f}l8 5l-8 5z"
            for row, line in enumerate(folded(tie.text, width=between - 34, size=13, lines=2)):
                self.sheet.write(Label(line, start + 8, round(y - 6 + row * 21), size=13))

    def _stacked(self, boxes: Sequence[Box]) -> float:
        y = 2.0
        names = {box.id: box.name for box in self.boxes}
        for box in sorted(boxes, key=lambda box: box.layer or 0):
            after = tuple(
                f"→ {names[tie.later]}" + (f": {tie.text}" if tie.text else "")
                for tie in self.ties
                if tie.earlier == box.id
            )
            tall = self._height(box, self.width - 4, after)
            self._box(box, 1, y, self.width - 4, tall, after)
            y += tall + 8
        return y

    def _loose(self, boxes: Sequence[Box], y: float) -> float:
        y += 12 if y else 0
        for line in folded(self.loose_head, width=self.width * 0.97, size=13, strong=True):
            y += 18
            self.sheet.write(Label(line, 0, round(y), size=14 if self.compact else 13))
        y += 8
        across = 1 if self.compact else 5
        gap = 12
        wide = (self.width - 4 - gap * (across - 1)) / across
        for first in range(0, len(boxes), across):
            row = boxes[first : first + across]
            tall = max(self._height(box, wide, ()) for box in row)
            for at, box in enumerate(row):
                self._box(box, 1 + at * (wide + gap), y, wide, tall, ())
            y += tall + (8 if self.compact else gap)
        return y

    def _texts(self, box: Box, wide: float, after: Sequence[str]) -> list[tuple[str, bool]]:
        room = wide - 24
        slot = box.kind == "slot"
        name = folded(box.name, width=room, size=self.size, strong=not slot, lines=3)
        rest = [
            line
            for words in (box.note, *after)
            if words
            for line in folded(words, width=room, size=self.size - 1, lines=3)
        ]
        return [*((line, not slot) for line in name), *((line, False) for line in rest)]

    def _height(self, box: Box, wide: float, after: Sequence[str]) -> int:
        return len(self._texts(box, wide, after)) * (self.size + 4) + 16

    def _box(
        self, box: Box, left: float, top: float, wide: float, tall: float, after: Sequence[str]
    ) -> None:
        kind = "chosen" if box.chosen else "strong" if box.strong else box.kind
        x, y = round(left) + 1, round(top)
        path = f"M{x} {y}h{wide - 2:.0f}v{tall:.0f}h-{wide - 2:.0f}z"
        self.shapes[kind] = self.shapes.get(kind, "") + path
        if box.says:
            self.picks += pickable(
                box.id, box.says, Area(left + 1, top, left + wide - 1, top + tall)
            )
        solid = kind == "strong"
        pitch = self.size + 4
        texts = self._texts(box, wide, after)
        first = top + tall / 2 - (len(texts) - 1) * pitch / 2 + self.size * 0.35
        for row, (words, strong) in enumerate(texts):
            ink = "on" if solid else "ink" if strong else "ink2"
            size = self.size if strong or box.kind == "slot" else self.size - 1
            label = Label(words, size=size, strong=strong, ink=ink)
            self.sheet.write(label.at(Spot(left + 12, first + row * pitch)))

    def _markup(self) -> str:
        """Lines under boxes, words on top."""
        dashes = {"continues": "", "background": "1.5 4", "none": "5 4"}
        out = ""
        for kind, dash in dashes.items():
            if kind in self.lines:
                dashed = f' stroke-dasharray="{dash}"' if dash else ""
                out += (
                    f'<path d="{self.lines[kind]}" fill="none" stroke="var(--ink2)" '
                    f'stroke-width="1.8"{dashed}/>'
                )
        if "tip" in self.lines:
            out += f'<path d="{self.lines["tip"]}" fill="var(--ink2)"/>'
        styles = {
            "known": 'fill="var(--bg)" stroke="var(--line)" stroke-width="1.3"',
            "unknown": (
                'fill="var(--bg)" stroke="var(--line)" stroke-width="1.5" stroke-dasharray="1.5 4"'
            ),
            "slot": (
                'fill="var(--bg)" stroke="var(--line)" stroke-width="1.5" stroke-dasharray="5 4"'
            ),
            "strong": 'fill="var(--ui)"',
            "chosen": 'fill="var(--bg)" stroke="var(--ink)" stroke-width="3"',
        }
        for kind, style in styles.items():
            if kind in self.shapes:
                out += f'<path d="{self.shapes[kind]}" {style}/>'
        return out + self.sheet.markup() + self.picks
