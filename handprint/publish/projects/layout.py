"""Where every node of the network stands: the same rows give the same picture, every time.

Organisations keep the blocks and the order of the seed's slide in two columns at the sides;
projects and events stand between them in the order they began. Those outside the slide are put
near what they take part in (the barycentre of Sugiyama and others, 1981), so fewer lines cross.
Pure: names and days in, places out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from handprint.publish.projects.schema import BLOCKS

OUTSIDE, UNNAMED = "outside", "unnamed"
SIDES = {
    "left": ("municipalities", "public", "foundations", OUTSIDE),
    "right": ("associations", "education", "business", UNNAMED),
}
"""Which blocks stand where: whole blocks, and both columns of about the same height."""

GAP = 0.75
"""The space between two blocks, in heights of a row."""


@dataclass(frozen=True)
class Member:
    """An organisation with its block and its place within it; no block: it is not on the slide."""

    id: str
    name: str
    block: str | None
    position: int | None


@dataclass(frozen=True)
class Undertaking:
    """A project or an event, with the first day that is known of it and who takes part."""

    kind: str
    id: str
    began: dt.date | None
    organisations: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """One node: its column, its block if any, and its row from the top, in heights of a row."""

    kind: str
    id: str
    side: str
    block: str | None
    row: float


def placed(
    members: Iterable[Member], undertakings: Iterable[Undertaking], unnamed: int
) -> list[Place]:
    """Every block, organisation, unnamed organisation, project and event with its place.

    `unnamed` are the organisations that the source counts and does not name.
    """
    members = sorted(members, key=lambda m: (m.position is None, m.position or 0, m.name, m.id))
    middle = sorted(undertakings, key=lambda u: (u.began or dt.date.max, u.kind, u.id))
    between = {
        organisation: fmean(at for at, u in enumerate(middle) if organisation in u.organisations)
        for organisation in {o for u in middle for o in u.organisations}
    }
    blocks: dict[str, list[tuple[str, str]]] = {
        block: [("organisation", m.id) for m in members if m.block == block] for block in BLOCKS
    }
    outside = [m for m in members if m.block is None]
    outside.sort(key=lambda m: (between.get(m.id, float("inf")), m.name, m.id))
    blocks[OUTSIDE] = [("organisation", m.id) for m in outside]
    blocks[UNNAMED] = [("unnamed", f"unnamed_{n + 1}") for n in range(max(0, unnamed))]

    places: list[Place] = []
    for side, names in SIDES.items():
        places += _column(side, [(name, blocks[name]) for name in names if blocks[name]])
    height = max((place.row + 1 for place in places), default=0)
    places += [
        Place(u.kind, u.id, "middle", None, round((at + 0.5) / len(middle) * height - 0.5, 3))
        for at, u in enumerate(middle)
    ]
    return places


def _column(side: str, blocks: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> list[Place]:
    """The blocks of one column under one another, each below its heading."""
    places, row = [], 0.0
    for name, nodes in blocks:
        places.append(Place("block", name, side, name, row))
        for kind, id in nodes:
            row += 1
            places.append(Place(kind, id, side, name, row))
        row += 1 + GAP
    return places
