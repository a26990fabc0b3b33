"""Mismatch over time: many months of seekers and openings by cell at once, fast enough to slide.

Build a panel once from a table and ask it for an index as often as a reader moves α: 214 months of
400 occupations take a few milliseconds. Where secret cells are known only within limits, two
panels give an index within limits. The definitions are those of `mismatch` and `ladder`; what has
no meaning in a month is NaN there, never 0.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from handprint.analysis.cells import checked
from handprint.analysis.mismatch import elasticity

Matrix = npt.NDArray[np.float64]
"""Counts of periods × cells, or one figure per period."""


@dataclass(frozen=True)
class Panel:
    """Seekers `u` and openings `v` by period and cell: periods × cells, in time order."""

    periods: tuple[str, ...]
    cells: tuple[Hashable, ...]
    u: Matrix
    v: Matrix

    def means(self, months: int = 12) -> "Panel":
        """Means over so many periods in a row, each named by its last; seasons leave no trace.

        Shorter by months − 1; empty when there are fewer periods. That the periods follow one
        another without a gap is the caller's promise.
        """
        kept = self.periods[months - 1 :]
        return Panel(kept, self.cells, _moving(self.u, months), _moving(self.v, months))

    def tightness(self) -> pd.Series:
        """Openings per seeker; NaN when nobody seeks."""
        return self._series(_divided(self.v.sum(axis=1), self.u.sum(axis=1)))

    def met(self) -> pd.Series:
        """The most that can meet in their own cells, Σ min(U, V), in persons."""
        return self._series(np.minimum(self.u, self.v).sum(axis=1))

    def dissimilarity(self) -> pd.Series:
        """Dissimilarity, 0–1; NaN when a total is zero."""
        seekers, openings = self._shares()
        return self._series((0.5 * np.abs(seekers - openings).sum(axis=1)).clip(0, 1))

    def dissimilarity_persons(self) -> pd.Series:
        """Dissimilarity in persons: the index times the seekers; NaN when a total is zero."""
        return self.dissimilarity() * self.u.sum(axis=1)

    def sahin(self, alpha: float = 0.5) -> pd.Series:
        """Share of hires lost to mismatch, 0–1; NaN when a total is zero.

        Raises ValueError unless 0 < α < 1.
        """
        alpha = elasticity(alpha)
        seekers, openings = self._shares()
        met = (openings**alpha * seekers ** (1 - alpha)).sum(axis=1)
        return self._series((1 - met).clip(0, 1))

    def _shares(self) -> tuple[Matrix, Matrix]:
        """Shares of a period's totals; those of an empty side are NaN, and so is any index."""
        seekers, openings = (side.sum(axis=1)[:, None] for side in (self.u, self.v))
        return _divided(self.u, seekers), _divided(self.v, openings)

    def _series(self, values: Matrix) -> pd.Series:
        return pd.Series(values, index=pd.Index(self.periods, name="period"), dtype=float)


@dataclass(frozen=True)
class Limits:
    """Two panels of the same periods and cells: each count at its lowest and at its highest.

    Every figure is a table by period with the columns `low` and `high`. For the indices these are
    safe limits: no value of the secret cells leads outside, though the ends need not be reached,
    because each share is taken at its own worst (on Lapland's 417 occupations the true limits,
    found by linear programming and local search, were a fourth to a third closer together).
    """

    low: Panel
    high: Panel

    def means(self, months: int = 12) -> "Limits":
        """Like `Panel.means`: a mean of counts within limits lies between the means of these."""
        return Limits(self.low.means(months), self.high.means(months))

    def tightness(self) -> pd.DataFrame:
        """Openings per seeker: fewest per most, most per fewest; both ends can be reached."""
        return self._table(
            _divided(self.low.v.sum(axis=1), self.high.u.sum(axis=1)),
            _divided(self.high.v.sum(axis=1), self.low.u.sum(axis=1)),
        )

    def met(self) -> pd.DataFrame:
        """The most that can meet in their own cells; both ends can be reached."""
        return self._table(self.low.met().to_numpy(), self.high.met().to_numpy())

    def dissimilarity(self) -> pd.DataFrame:
        """Dissimilarity, from 1 − Σ min(u_i/U, v_i/V), which falls as any share rises."""
        return self._index(lambda seekers, openings: np.minimum(seekers, openings))

    def sahin(self, alpha: float = 0.5) -> pd.DataFrame:
        """Share of hires lost to mismatch. Raises ValueError unless 0 < α < 1."""
        alpha = elasticity(alpha)
        return self._index(lambda seekers, openings: openings**alpha * seekers ** (1 - alpha))

    def _index(self, met: Callable[[Matrix, Matrix], Matrix]) -> pd.DataFrame:
        """One less what meets: the least when every share is at its highest, and the reverse."""
        low, high = self.low, self.high
        least = met(_share(low.u, high.u), _share(low.v, high.v))
        most = met(_share(high.u, low.u), _share(high.v, low.v))
        return self._table((1 - most.sum(axis=1)).clip(0, 1), (1 - least.sum(axis=1)).clip(0, 1))

    def _table(self, low: Matrix, high: Matrix) -> pd.DataFrame:
        index = pd.Index(self.low.periods, name="period")
        return pd.DataFrame({"low": low, "high": high}, index=index, dtype=float)


def panel(table: pd.DataFrame) -> Panel:
    """Seekers and openings over time from a table whose first four columns are these.

    Period, cell, seekers, openings; sorted by period. Rows of one period and cell are summed. A
    cell that a period lacks is a zero there, so a table that leaves out secret cells must be
    filled first (`labour.occupation_month` has no row where both are secret). Raises ValueError
    for an unknown or negative count.
    """
    period, cell, seekers, openings = (table.iloc[:, column] for column in range(4))
    periods, cells, (u, v) = _matrices(period, cell, [seekers, openings])
    return Panel(periods, cells, u, v)


def limits(table: pd.DataFrame) -> Limits:
    """Seekers and openings within limits over time from a table whose first six columns are these.

    Period, cell, seekers at least and at most, openings at least and at most; otherwise like
    `panel`. Raises ValueError also when a low limit lies above its high one.
    """
    period, cell, *counts = (table.iloc[:, column] for column in range(6))
    periods, cells, (u_low, u_high, v_low, v_high) = _matrices(period, cell, counts)
    if (u_low > u_high).any() or (v_low > v_high).any():
        raise ValueError("a low limit lies above its high one")
    return Limits(Panel(periods, cells, u_low, v_low), Panel(periods, cells, u_high, v_high))


def _matrices(
    period: pd.Series, cell: pd.Series, counts: list[pd.Series]
) -> tuple[tuple[str, ...], tuple[Hashable, ...], list[Matrix]]:
    if period.isna().any() or cell.isna().any():
        raise ValueError("a row names no period or no cell")
    rows, periods = pd.factorize(period, sort=True)
    columns, cells = pd.factorize(cell, sort=True)
    shape = (len(periods), len(cells))
    place = rows * shape[1] + columns
    matrices = [
        np.bincount(place, checked(count), shape[0] * shape[1]).reshape(shape) for count in counts
    ]
    return tuple(periods), tuple(cells), matrices


def _divided(above: Matrix, below: Matrix) -> Matrix:
    below = np.broadcast_to(below, above.shape)
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0)


def _share(own: Matrix, others: Matrix) -> Matrix:
    """Each cell's share of a total of itself from `own` and of all other cells from `others`."""
    return _divided(own, others.sum(axis=1)[:, None] - others + own)


def _moving(matrix: Matrix, months: int) -> Matrix:
    if len(matrix) < months:
        return matrix[:0]
    windows = np.lib.stride_tricks.sliding_window_view(matrix, months, axis=0)
    return windows.mean(axis=-1)
