"""What known totals say of secret cells: nearer limits, and a likely value between them.

A secret cell holds one to four, but the sum of all cells is published. So they cannot all be at
their highest: the most that can meet is less than the sum of the cells' own limits says. And the
sum tells how much the secret cells hold on average, which gives one value to draw. Nothing of a
single cell is told: the average is over all that are secret in a month.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from handprint.analysis.over_time import Limits, Panel

Vector = npt.NDArray[np.float64]
"""One figure per period."""


@dataclass(frozen=True)
class Totals:
    """The sum over all cells by period, at least `low` and at most `high`."""

    low: Vector
    high: Vector


def likely(limits: Limits, seekers: Totals, openings: Totals) -> Panel:
    """One panel between the limits whose sums are the known totals.

    Every cell that is open between its limits stands at the same share of the way, by period, so
    that the sum over cells meets the middle of the total; where no such share exists, at the
    nearer end. Cells that are known stay as they are.
    """
    low, high = limits.low, limits.high
    return Panel(
        low.periods,
        low.cells,
        _between(low.u, high.u, seekers),
        _between(low.v, high.v, openings),
    )


def met_at_most(limits: Limits, seekers: Totals, openings: Totals) -> Vector:
    """The most that Σ min(U, V) can be when the sums are known too, by period, exactly.

    From all cells at their lowest, what the totals have left is given where it helps most: first
    to the shorter side of a cell, where one more person or opening is one more that can meet,
    then to both sides together, where it takes one of each. Since the gain of a cell falls in
    those two steps, taking the cheap ones first is the optimum of the linear programme.
    """
    low, high = limits.low, limits.high
    room_u, room_v = high.u - low.u, high.v - low.v
    short_u = np.clip(low.v - low.u, 0, room_u)
    short_v = np.clip(low.u - low.v, 0, room_v)
    # Both sides are level after the first step, or the shorter one has no room left.
    level = np.abs(low.u + short_u - low.v - short_v) < 1e-9
    both = np.where(level, np.minimum(room_u - short_u, room_v - short_v), 0.0)
    left_u = np.maximum(seekers.high - low.u.sum(axis=1), 0)
    left_v = np.maximum(openings.high - low.v.sum(axis=1), 0)
    gain_u = np.minimum(left_u, short_u.sum(axis=1))
    gain_v = np.minimum(left_v, short_v.sum(axis=1))
    gain = np.minimum(np.minimum(left_u - gain_u, left_v - gain_v), both.sum(axis=1))
    return np.minimum(low.u, low.v).sum(axis=1) + gain_u + gain_v + gain


def met_at_least(limits: Limits, seekers: Totals, openings: Totals) -> Vector:
    """A floor of Σ min(U, V) when the sums are known too, by period.

    All cells at their lowest, or all at their highest less what the totals take away from them,
    whichever is more: no one unit taken away can cost more than one that meet. Safe, and seldom
    nearer than the cells' own limit.
    """
    low, high = limits.low, limits.high
    excess = np.maximum(high.u.sum(axis=1) - seekers.low, 0)
    excess = excess + np.maximum(high.v.sum(axis=1) - openings.low, 0)
    from_above = np.minimum(high.u, high.v).sum(axis=1) - excess
    return np.maximum(np.minimum(low.u, low.v).sum(axis=1), from_above)


def _between(low: npt.NDArray[np.float64], high: npt.NDArray[np.float64], sums: Totals) -> Vector:
    room = high.sum(axis=1) - low.sum(axis=1)
    wanted = (sums.low + sums.high) / 2 - low.sum(axis=1)
    share = np.divide(wanted, room, out=np.zeros_like(room), where=room > 0).clip(0, 1)
    return low + share[:, None] * (high - low)
