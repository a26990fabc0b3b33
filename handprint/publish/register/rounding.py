"""Small-count rounding: inner cells become 0 or the base so that no published cell is small.

The method of Langsrud and Heldal (PLSrounding, Statistics Norway's SmallCountRounding): only the
inner cells that contribute to a small published cell are rounded, each to 0 or to the base, and
every published cell is then a plain sum of inner cells. It is as if the register itself had been
changed a little, so all sums hold by construction. Which cells are rounded up is chosen so that
the squared deviations over all published cells, and of the meeting ladder's joint rungs, fall most.

Arrays and numbers only: what the cells mean is in `cube.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# What one person missing in both of the ladder's sums costs, against one in one published cell.
LADDER_WEIGHT = 2.0
# A cell of the base or more that would read "0-4": dearer than any deviation, so it is avoided.
COVER_COST = 1e6
# Exchanges tried in a row without a gain before the search is content: on the way, and at the end.
HASTE, PATIENCE = 10, 400
MOST_EXCHANGES = 4000


@dataclass(frozen=True)
class Meeting:
    """What the joint rung needs: who could meet an opening in the same block.

    `block[n]` is the municipality and occupation of each inner cell, -1 where the occupation is
    not usable; `partial[n]` marks inner cells of partial work ability; `openings[b]` and
    `shaping[b]` count what is open in each block, in all and fit for partial capacity.
    """

    block: Ints
    partial: NDArray[np.bool_]
    openings: Floats
    shaping: Floats

    def rungs(self, values: NDArray) -> tuple[float, float]:
        """Persons who can meet in the same block: any opening, and with the capacity rule."""
        full, part = self.seekers(values)
        plain, capacity = _meet(full, part, self.openings, self.shaping)
        return float(plain.sum()), float(capacity.sum())

    def seekers(self, values: NDArray) -> tuple[Floats, Floats]:
        """Persons by block: of full and of partial work ability."""
        there = self.block >= 0
        blocks = len(self.openings)
        both = [
            np.bincount(self.block[kind], values[kind], blocks)
            for kind in (there & ~self.partial, there & self.partial)
        ]
        return both[0], both[1]


@dataclass(frozen=True)
class Problem:
    """Inner cells, the published cells each belongs to, and what must be respected.

    `counts[n]` are persons; `member[n, m]` is the published cell of inner cell n in lattice member
    m; `finest[p]` marks published cells of the finest geography; `kept[n]` is the value an inner
    cell had in an earlier release with the same persons, -1 where there is none; `barred[n]` may
    not be rounded up, whatever it had before; `aim[p]` is the sum to stay near, the true one unless
    an earlier release showed another for the same persons, and `weight[p]` says how dear a
    deviation from it is.
    """

    counts: Ints
    member: Ints
    finest: NDArray[np.bool_]
    base: int
    meeting: Meeting
    kept: Ints
    barred: NDArray[np.bool_]
    aim: Ints
    weight: Floats

    def sums(self, values: NDArray) -> Ints:
        """The published cells that follow from inner values."""
        return sums(self.member, values, len(self.finest))


def sums(member: Ints, values: NDArray, cells: int) -> Ints:
    """Published cells as sums of inner values, each counted once in every lattice member."""
    total = np.bincount(member.ravel(), np.repeat(values, member.shape[1]), cells)
    return np.rint(total).astype(np.int64)


def rounded(problem: Problem, start: Ints | None = None, seed: int = 0) -> Ints:
    """The inner cells' values such that no published cell lies in 1 .. base - 1.

    Deterministic for a seed, which only breaks ties; `start` is an answer to go on from. An inner
    cell of the base or more keeps its value; a smaller one keeps it as long as every published
    cell it belongs to allows that.
    """
    n, base = problem.counts, problem.base
    small = (n > 0) & (n < base)
    values = n.copy()
    # What was rounded to another base is not kept: it would be a small count now.
    carried = small & ((problem.kept == 0) | (problem.kept == base)) & ~problem.barred
    values[carried] = problem.kept[carried]
    # Every inner cell of a truly small published cell, also where what is kept already sums to 0
    # or the base and more: beside a cell rounded up, an exact one would be a plain remainder.
    truth = problem.sums(n)
    tight = (truth > 0) & (truth < base)
    opened = small & ~carried & tight[problem.member].any(axis=1)
    values[opened] = 0
    if start is not None:
        # A rounded cell is 0 or the base, so it differs from its count.
        opened |= small & ~carried & (start != n)
        values[opened] = start[opened]
        values[opened & (start == n)] = 0
    opened |= problem.barred
    values[problem.barred] = 0
    ties = np.random.default_rng(seed).random(len(n)) * 1e-3
    patience = HASTE
    while True:
        search = _Search(problem, values, np.flatnonzero(opened & ~problem.barred), ties)
        search.climb()
        search.exchange(patience)
        found = problem.sums(values)
        tight = (found > 0) & (found < base)
        if tight.any():
            # A sum of 1 .. base - 1 holds an inner cell that is neither 0 nor the base: there is
            # a fresh one each time, so this ends.
            fresh = small & ~carried & ~opened & tight[problem.member].any(axis=1)
            values[fresh] = 0
            opened |= fresh
        elif patience == PATIENCE:
            return values
        else:
            patience = PATIENCE


class _Search:
    """Local search over the opened inner cells: one up or down, or one up and another down.

    Works on `values` in place. Every step lowers the cost, so it ends; ties fall by `ties`.
    """

    def __init__(self, problem: Problem, values: Ints, movable: Ints, ties: Floats) -> None:
        self.problem, self.values, self.movable = problem, values, movable
        self.base = problem.base
        self.ties = ties[movable]
        member = problem.member[movable]
        rows = np.arange(0, member.size + 1, member.shape[1] if member.size else 1)
        shape = (len(movable), len(problem.finest))
        self.belongs = sparse.csr_array(
            (np.ones(member.size), member.ravel(), rows[: len(movable) + 1]), shape=shape
        )
        self.weight = problem.weight
        self.error = problem.sums(values) - problem.aim
        self.spread = self.base**2 * (self.belongs @ self.weight)
        # How many inner cells hold up a published cell that must not read "0-4".
        self.covered = problem.finest & (problem.sums(problem.counts) >= self.base)
        self.props = problem.sums((values > 0).astype(np.int64))
        self.full, self.part = problem.meeting.seekers(values)
        true_full, true_part = problem.meeting.seekers(problem.counts)
        goal = _meet(true_full, true_part, problem.meeting.openings, problem.meeting.shaping)
        now = _meet(self.full, self.part, problem.meeting.openings, problem.meeting.shaping)
        self.loss = np.array([(now[i] - goal[i]).sum() for i in (0, 1)])
        self.block = problem.meeting.block[movable]
        self.kind = problem.meeting.partial[movable].astype(int)
        # What one inner cell more or less changes in each rung: direction × kind × rung × block.
        self.steps = np.zeros((2, 2, 2, len(problem.meeting.openings) + 1))
        self._measure(np.arange(len(problem.meeting.openings)))

    def costs(self) -> Floats:
        """What it would cost to change each movable cell; negative where it pays."""
        up = self.values[self.movable] == 0
        alone = self.covered & (self.props == 1)
        bare = self.covered & (self.props == 0)
        columns = np.column_stack([2 * self.base * self.weight * self.error, alone, bare])
        slope, props, needs = (self.belongs @ columns).T
        cost = self.spread + np.where(up, slope - COVER_COST * needs, COVER_COST * props - slope)
        change = self.steps[(~up).astype(int), self.kind, :, self.block]
        ladder = change**2 + 2 * change * self.loss
        return cost + LADDER_WEIGHT * ladder.sum(axis=1)

    def change(self, place: int) -> None:
        """Turn one movable cell from 0 to the base or back."""
        cell = self.movable[place]
        up = self.values[cell] == 0
        self.values[cell] = self.base if up else 0
        member = self.problem.member[cell]
        self.error[member] += self.base if up else -self.base
        self.props[member] += 1 if up else -1
        block = self.block[place]
        if block >= 0:
            self.loss += self.steps[int(not up), self.kind[place], :, block]
            seekers = self.part if self.kind[place] else self.full
            seekers[block] += self.base if up else -self.base
            self._measure(np.array([block]))

    def climb(self) -> None:
        """Make the change that pays most, until none does."""
        while len(self.movable):
            cost = self.costs()
            best = int(np.argmin(cost + self.ties))
            if cost[best] >= 0:
                return
            self.change(best)

    def exchange(self, patience: int) -> None:
        """Change the cheapest cell and then the one that pays most after it; undo what does not."""
        if len(self.movable) < 2:
            return
        cost, tried = self.costs(), np.zeros(len(self.movable))
        for _ in range(MOST_EXCHANGES):
            first = int(np.argmin(cost + self.ties + tried))
            if tried[first] or np.count_nonzero(tried) >= patience:
                return
            paid = cost[first]
            self.change(first)
            after = self.costs()
            after[first] = np.inf
            second = int(np.argmin(after + self.ties))
            if paid + after[second] < -1e-6:
                self.change(second)
                self.climb()
                cost, tried = self.costs(), np.zeros(len(self.movable))
            else:
                self.change(first)
                tried[first] = np.inf

    def _measure(self, blocks: Ints) -> None:
        """How the rungs of these blocks would change with one inner cell more or less."""
        openings = self.problem.meeting.openings[blocks]
        shaping = self.problem.meeting.shaping[blocks]
        full, part = self.full[blocks], self.part[blocks]
        now = _meet(full, part, openings, shaping)
        for direction, step in enumerate((self.base, -self.base)):
            for kind in (0, 1):
                then = _meet(
                    np.maximum(full + (step if kind == 0 else 0), 0),
                    np.maximum(part + (step if kind == 1 else 0), 0),
                    openings,
                    shaping,
                )
                for rung in (0, 1):
                    self.steps[direction, kind, rung, blocks] = then[rung] - now[rung]


def _meet(full: Floats, part: Floats, openings: Floats, shaping: Floats) -> tuple[Floats, Floats]:
    """The most that can meet in each block (Hall 1935): any opening; with the capacity rule."""
    plain = np.minimum(full + part, openings)
    capacity = np.minimum(full + np.minimum(part, shaping), openings)
    return plain, capacity
