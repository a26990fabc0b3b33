"""What an outsider who knows the register's published totals could work out about a small cell.

The statistics publish, for the same month, the true number of unemployed in each municipality and
in each of its groups, and in each occupation of the region. With these and the cube, somebody may
set up equations. A small cell is safe if another register, one person different there, would
agree with all he knows; this looks for that other register.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Crossing:
    """A register as counts of persons by municipality, occupation and pattern of group values.

    `persons[m, o, k]`; `holds[k, c]` says whether pattern k is counted in published column c
    (the total, and each value of each field); `published[m, o, c]` is the cube.
    """

    persons: Ints
    holds: Bools
    published: Ints
    base: int

    @property
    def true(self) -> Ints:
        """The true counts of the published cells."""
        return np.einsum("mok,kc->moc", self.persons, self.holds.astype(np.int64))


def pinned(crossing: Crossing) -> Bools:
    """Published cells of 1 .. base - 1 persons for which no other register was found, by m, o, c.

    The outsider is taken to know: a cell without a figure holds less than the base; one with a
    figure holds somebody; how far off the furthest figure of the cube is; every municipality's
    totals by group; every occupation's total. One person moved from one occupation to another in
    one municipality and another moved back in a second one changes none of these. A cell for
    which no such exchange fits is called pinned, though it might still be open in some longer
    way: the error is on the safe side.
    """
    true, published, base = crossing.true, crossing.published, crossing.base
    shown = published > 0
    reach = max(int(np.abs(published - true)[shown].max(initial=0)), base)
    low = np.where(shown, np.maximum(published - reach, np.minimum(1, true)), 0)
    high = np.where(shown, published + reach, np.maximum(base - 1, true))
    outside = (~crossing.holds).T[None, None]
    gives = (crossing.persons > 0) & _all(true - 1 >= low, outside)
    takes = _all(true + 1 <= high, outside)
    # moves[m, a, b]: somebody could as well be in occupation b as in a.
    moves = np.einsum("mak,mbk->mab", gives.astype(np.int32), takes.astype(np.int32)) > 0
    own = np.arange(true.shape[1])
    moves[:, own, own] = False
    elsewhere = moves.sum(axis=0)[None] - moves
    # back[m, a, b]: a move from a to b in m can be made good by one from b to a elsewhere.
    back = np.swapaxes(elsewhere, 1, 2) > 0
    back[:, own, own] = False
    back_count = back.astype(np.int32)
    leaves = gives & (np.einsum("mab,mbk->mak", back_count, takes.astype(np.int32)) > 0)
    comes = takes & (np.einsum("mba,mbk->mak", back_count, gives.astype(np.int32)) > 0)
    other = (leaves | comes).astype(np.int32)
    open_cells = np.einsum("mok,kc->moc", other, crossing.holds.astype(np.int32)) > 0
    return (true > 0) & (true < base) & ~open_cells


def _all(fits: Bools, outside: Bools) -> Bools:
    """For each municipality, occupation and pattern: whether it fits in all of its columns."""
    return (fits[..., :, None] | outside).all(axis=2)
