"""Sharing out and drawing with whole numbers only, so that every machine draws the same rows.

A sum of floating-point numbers depends on the order a processor adds them in, and one last bit
can turn a choice. Here nothing is ever rounded by the machine: weights are int64, and randomness
is the raw 64-bit stream of PCG64, which numpy promises never to change.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]

# One person or post is this many parts while a table is being fitted.
PARTS = 1 << 16


def shared_out(total: int, weights: Whole, most: Whole | None = None) -> Whole:
    """`total` in whole numbers in proportion to the weights, by largest remainder.

    The first of equals wins. `most` bounds each part; what does not fit goes to the others.
    ValueError if all of it fits nowhere.
    """
    weights = np.asarray(weights, dtype=np.int64)
    limit = np.full(len(weights), total, dtype=np.int64) if most is None else most
    given = np.zeros(len(weights), dtype=np.int64)
    while (left := total - int(given.sum())) > 0:
        open_weights = np.where(given < limit, weights, 0)
        whole = int(open_weights.sum())
        if whole == 0:
            raise ValueError(f"{left} of {total} fit nowhere")
        more, rest = np.divmod(open_weights * left, whole)
        last = left - int(more.sum())
        more[np.argsort(-rest, kind="stable")[:last]] += 1
        given = np.minimum(given + more, limit)
    return given


def fitted(seed: Whole, rows: Whole, columns: Whole, rounds: int = 60) -> Whole:
    """The seed scaled to both margins in turn (iterative proportional fitting), in PARTS.

    Shape of `seed`: rows × columns. The result's sums miss the margins by a few parts.
    """
    table = seed.astype(np.int64)
    # Room for a product of two sums of parts within 63 bits.
    table = np.maximum(table * (1 << 24) // max(int(table.max()), 1), (table > 0).astype(np.int64))
    for _ in range(rounds):
        table = table * (rows * PARTS)[:, None] // np.maximum(table.sum(axis=1), 1)[:, None]
        table = table * (columns * PARTS)[None, :] // np.maximum(table.sum(axis=0), 1)[None, :]
        # A cell that has a seed stays possible.
        table = np.maximum(table, (seed > 0).astype(np.int64))
    return table


class Stream:
    """Random choices out of one seed, the same on every machine and with every numpy."""

    def __init__(self, seed: int) -> None:
        self._bits = np.random.Generator(np.random.PCG64(seed)).bit_generator

    def raw(self, size: int) -> NDArray[np.uint64]:
        """The next `size` words of 64 bits."""
        return np.asarray(self._bits.random_raw(size), dtype=np.uint64)

    def below(self, bound: int, size: int) -> Whole:
        """`size` numbers from 0 to `bound` - 1; `bound` at most 2³¹."""
        return ((self.raw(size) >> np.uint64(33)) * np.uint64(bound) >> np.uint64(31)).astype(
            np.int64
        )

    def order(self, size: int) -> Whole:
        """The numbers 0 … `size` - 1 in a random order."""
        return np.argsort(self.raw(size), kind="stable").astype(np.int64)

    def picked(self, weights: Whole, size: int) -> Whole:
        """`size` independent draws of an index, each with the chance its weight gives."""
        upto = np.cumsum(weights, dtype=np.int64)
        return np.searchsorted(upto, self.below(int(upto[-1]), size), side="right").astype(np.int64)

    def happens(self, per_thousand: Whole) -> NDArray[np.bool_]:
        """One draw for each rate: true in so many of a thousand."""
        return self.below(1000, len(per_thousand)) < per_thousand

    def chosen(self, weights: Whole, count: int) -> Whole:
        """Exactly `count` different indices, each the likelier the greater its weight.

        Systematic sampling in a random order: an index is taken in proportion to its weight, and
        surely if its share is one or more. ValueError if fewer than `count` have a weight.
        """
        weights = np.asarray(weights, dtype=np.int64).copy()
        if int((weights > 0).sum()) < count:
            raise ValueError(f"{count} asked of {int((weights > 0).sum())}")
        sure: list[Whole] = []
        while count:
            certain = np.flatnonzero((weights > 0) & (weights * count >= int(weights.sum())))
            if not len(certain):
                break
            certain = certain[:count]
            sure.append(certain)
            weights[certain] = 0
            count -= len(certain)
        if count:
            order = self.order(len(weights))
            upto = np.cumsum(weights[order], dtype=np.int64)
            whole = int(upto[-1])
            start = int(self.below(1 << 30, 1)[0]) * whole >> 30
            steps = (upto * count + start) // whole
            taken = np.diff(steps, prepend=np.int64(0)) > 0
            sure.append(order[taken])
        return np.sort(np.concatenate(sure)) if sure else np.zeros(0, dtype=np.int64)

    def rounded(self, table: Whole, rows: Whole, columns: Whole) -> Whole:
        """Whole numbers near `table` (in PARTS) whose sums are exactly the two margins.

        Each cell first keeps its whole part; what is left of a column goes to rows by the parts
        left of the cells and by what the rows still lack.
        """
        given = table // PARTS
        # The whole parts must fit into the margins; a fitted table misses them by parts only.
        for axis, margin in ((1, rows), (0, columns)):
            over = np.maximum(given.sum(axis=axis) - margin, 0)
            for at in np.flatnonzero(over):
                line = given[at] if axis == 1 else given[:, at]
                line[np.argsort(-line, kind="stable")[: int(over[at])]] -= 1
        parts = np.maximum(table - given * PARTS, 0)
        lack_rows, lack_columns = rows - given.sum(axis=1), columns - given.sum(axis=0)
        open_parts = parts.sum(axis=1)
        for at in self.order(len(columns)):
            count = int(lack_columns[at])
            while count:
                # A row lacks this much for each part it still has to give.
                lack = lack_rows * PARTS // np.maximum(open_parts, 1)
                weight = np.where(lack_rows > 0, (parts[:, at] + 1) * (lack + 1), 0)
                # Many at once if so many rows are open, else one to each and again.
                now = min(count, int((weight > 0).sum()))
                chosen = self.chosen(weight, now)
                given[chosen, at] += 1
                lack_rows[chosen] -= 1
                count -= now
            open_parts = open_parts - parts[:, at]
        return given
