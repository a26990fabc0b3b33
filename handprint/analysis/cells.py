"""Counts by cell: two sets of counts laid over the same cells, and what is not a count refused."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]
"""Counts of one kind in the order of the cells."""

Cells = Mapping[Any, float] | pd.Series | Sequence[float] | npt.NDArray[Any]
"""Counts by cell: labelled (a mapping or a Series) or, in the same order on both sides, bare."""


def aligned(*sides: Cells) -> tuple[Vector, ...]:
    """Several sets of counts over the same cells, as vectors of one length.

    Labelled counts are laid over the union of their labels, a cell that one of them lacks being
    a zero there; counts under the same label are summed. Bare ones are taken in the order given.
    Raises ValueError for bare counts of unlike length, for one labelled and one bare, and for a
    count that is negative or unknown: a secret cell is not a zero, so the caller decides first.
    """
    labelled = [isinstance(side, Mapping | pd.Series) for side in sides]
    if any(labelled) and not all(labelled):
        raise ValueError("one side names its cells and another does not")
    if any(labelled):
        found = [_series(side) for side in sides]
        index = found[0].index
        for one in found[1:]:
            index = index if one.index.equals(index) else index.union(one.index)
        return tuple(checked(one.reindex(index, fill_value=0.0)) for one in found)
    vectors = tuple(checked(side) for side in sides)
    if len({vector.shape for vector in vectors}) > 1:
        raise ValueError(f"unlike numbers of cells: {[vector.size for vector in vectors]}")
    return vectors


def total(counts: float | Cells) -> float:
    """The sum of counts by cell; a single number is its own sum.

    Raises ValueError for a negative or unknown count.
    """
    if isinstance(counts, Mapping | pd.Series):
        return float(checked(_series(counts)).sum())
    return float(checked(counts).sum())


def checked(counts: object) -> Vector:
    """Counts as a vector of floats. Raises ValueError when one is negative, unknown or infinite."""
    vector = np.atleast_1d(np.asarray(counts, dtype=float))
    if not np.isfinite(vector).all():
        raise ValueError("a count is unknown; a secret or missing cell is not a zero")
    if (vector < 0).any():
        raise ValueError("a count is negative")
    return vector


def paired(first: pd.DataFrame | Cells, second: pd.DataFrame | Cells) -> pd.DataFrame:
    """Counts by place and occupation laid over the same cells: columns `first` and `second`.

    Each side is a table whose first three columns are place, occupation and count, or counts
    labelled by (place, occupation). The index of the result has the levels `area` and
    `occupation`, sorted. Raises ValueError like `aligned`.
    """
    one, other = _by_pair(first), _by_pair(second)
    one, other = one.align(other, join="outer", fill_value=0.0)
    return pd.DataFrame({"first": one, "second": other})


def _by_pair(counts: pd.DataFrame | Cells) -> pd.Series:
    if isinstance(counts, pd.DataFrame):
        area, occupation, count = (counts.iloc[:, column] for column in range(3))
        if area.isna().any() or occupation.isna().any():
            raise ValueError("a row names no place or no occupation; say 'none' for none")
        labels = pd.MultiIndex.from_arrays([area.astype(str), occupation.astype(str)])
        series = pd.Series(count.to_numpy(dtype=float), index=labels)
    else:
        series = _series(counts)
        if not len(series):
            labels = pd.MultiIndex.from_arrays([[], []])
            series = pd.Series([], index=labels, dtype=float)
    if series.index.nlevels != 2:
        raise ValueError("a cell is named by its place and its occupation")
    checked(series)
    series.index = series.index.set_names(["area", "occupation"])
    return series.groupby(level=[0, 1]).sum()


def _series(counts: Any) -> pd.Series:
    series = counts if isinstance(counts, pd.Series) else pd.Series(dict(counts), dtype=float)
    if not series.index.is_unique:
        checked(series)
        series = series.groupby(level=list(range(series.index.nlevels))).sum()
    return series
