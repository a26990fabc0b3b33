"""Attack 13: what the register's own published totals add to the public file.

The authority publishes exact totals of the same month: municipality × group, and occupation ×
region, those of 1–4 persons left out. With them the true cells are a system of equations; what
it leaves of each cell is found by linear programming over all cells of the cube at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from tests.attack.attacker import ALL, BASE, Counts, Found, Key

Box = tuple[np.ndarray, np.ndarray]
"""The least and the most that each true cell of a table may be."""
_SLACK = 1e-6


@dataclass(frozen=True)
class Totals:
    """Exact totals as published: by municipality and group, by occupation. -1: not published."""

    by_area: Mapping[Key, np.ndarray]
    by_occupation: np.ndarray

    @classmethod
    def of(cls, true: Counts) -> Totals:
        """What the register's publisher tells of these persons: 1–4 stay untold."""

        def told(sums: np.ndarray) -> np.ndarray:
            return np.where((sums >= 1) & (sums < BASE), -1, sums)

        return cls(
            {key: told(table.sum(axis=1)) for key, table in true.tables.items()},
            told(true.tables[ALL].sum(axis=0)),
        )


class System:
    """The equations that hold between the true cells, and the box each one lies in."""

    def __init__(self, boxes: Mapping[Key, Box], fields: Mapping[str, list[Key]], totals: Totals):
        self.keys = list(boxes)
        shape = boxes[ALL][0].shape
        self.size = shape[0] * shape[1]
        self.number = np.arange(self.size).reshape(shape)
        self.low = np.concatenate([boxes[key][0].ravel() for key in self.keys]).astype(float)
        self.high = np.concatenate([boxes[key][1].ravel() for key in self.keys]).astype(float)
        rows: list[coo_array] = []
        wanted: list[np.ndarray] = []
        for keys in fields.values():
            # In each cell the values of a field add up to everybody.
            rows.append(self._block([(key, 1.0) for key in keys] + [(ALL, -1.0)]))
            wanted.append(np.zeros(self.size))
        for key, sums in totals.by_area.items():
            for area in np.flatnonzero(sums >= 0):
                rows.append(self._row(key, self.number[area]))
                wanted.append(sums[area : area + 1])
        for occupation in np.flatnonzero(totals.by_occupation >= 0):
            rows.append(self._row(ALL, self.number[:, occupation]))
            wanted.append(totals.by_occupation[occupation : occupation + 1])
        self.matrix = vstack(rows).tocsr()
        self.wanted = np.concatenate(wanted).astype(float)
        self.solved = 0

    def solve(self, aim: np.ndarray) -> np.ndarray | None:
        """One possible truth, the one that is least in the direction of `aim`."""
        self.solved += 1
        answer = linprog(
            aim,
            A_eq=self.matrix,
            b_eq=self.wanted,
            bounds=np.column_stack([self.low, self.high]),
            method="highs-ds",
        )
        return answer.x if answer.status == 0 else None

    def _block(self, terms: list[tuple[Key, float]]) -> coo_array:
        every = np.arange(self.size)
        columns = np.concatenate([self.keys.index(k) * self.size + every for k, _ in terms])
        values = np.concatenate([np.full(self.size, sign) for _, sign in terms])
        rows = np.tile(every, len(terms))
        return coo_array((values, (rows, columns)), (self.size, self.size * len(self.keys)))

    def _row(self, key: Key, cells: np.ndarray) -> coo_array:
        columns = self.keys.index(key) * self.size + cells
        shape = (1, self.size * len(self.keys))
        return coo_array((np.ones(len(cells)), (np.zeros(len(cells), int), columns)), shape)


def pinned(
    system: System, *, chance: np.random.Generator, looks: int = 24, enough: int = 0
) -> Found:
    """Cells of which only one value in 1–4 is possible.

    Random directions show for nearly every cell that it could be two things; whoever is left is
    asked for its least and its most. With `enough` it stops at so many that are certain.
    """
    found = Found("13 published totals")
    least, most = np.full_like(system.low, np.inf), np.full_like(system.low, -np.inf)

    def look(aim: np.ndarray) -> bool:
        truth = system.solve(aim)
        if truth is None:
            return False
        np.minimum(least, truth, out=least)
        np.maximum(most, truth, out=most)
        return True

    if not look(np.zeros_like(system.low)):
        raise ValueError("no truth satisfies what the attacker believes")
    for _ in range(looks):
        aim = chance.normal(size=system.low.size)
        look(aim)
        look(-aim)
    certain = np.zeros(system.low.size, bool)
    for cell in np.flatnonzero(_suspect(least, most)):
        if enough and certain.sum() >= enough:
            break
        aim = np.zeros_like(system.low)
        for sign in (1.0, -1.0):
            if _single(least[cell : cell + 1], most[cell : cell + 1])[0]:
                aim[cell] = sign
                look(aim)
        certain[cell] = _suspect(least[cell : cell + 1], most[cell : cell + 1])[0]
    found.tried = system.low.size
    value = np.rint(least)
    found.add(
        certain,
        lambda at: f"{system.keys[at // system.size]} cell {at % system.size} is {value[at]:.0f}",
    )
    return found


def _single(least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Whether at most one whole number lies between the bounds."""
    return np.floor(most + _SLACK) - np.ceil(least - _SLACK) < 1


def _suspect(least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Whether one whole number alone is known to be possible, and it is 1–4."""
    return _single(least, most) & (most >= 1 - _SLACK) & (least < BASE - 1 + _SLACK)


def boxes(published: Counts, limits: Mapping[int, tuple[int, int]]) -> dict[Key, Box]:
    """Where each true cell lies, by the class of its published count (see `limits`)."""
    found = {}
    for key, table in published.tables.items():
        low, high = np.zeros_like(table), np.zeros_like(table)
        for least, (under, over) in sorted(limits.items()):
            here = table >= least
            low[here] = np.maximum(table[here] - under, 0)
            high[here] = table[here] + over
        found[key] = low, high
    return found


def limits(published: Counts, true: Counts) -> dict[int, tuple[int, int]]:
    """The real largest deviations down and up, by class of published count.

    Nobody publishes these; the attacker is given them, to know too much rather than too little.
    """
    classes = (0, BASE, 2 * BASE, 4 * BASE)
    found = {}
    for least, below in zip(classes, (*classes[1:], None), strict=True):
        gaps = []
        for key, table in published.tables.items():
            here = table >= least if below is None else (table >= least) & (table < below)
            gaps.append((table - true.tables[key])[here])
        gap = np.concatenate(gaps)
        found[least] = (int(max(gap.max(initial=0), 0)), int(max(-gap.min(initial=0), 0)))
    return found
