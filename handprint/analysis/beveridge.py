"""The Beveridge curve: unemployment against vacancies over time, and how a stretch of it moved.

Along the curve is the business cycle; outward is worse matching (Beveridge 1944, Full Employment
in a Free Society; Blanchard & Diamond 1989, Brookings Papers on Economic Activity 1989(1), 1–76).
No words for readers here: kinds and numbers.
"""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from handprint.analysis.cells import checked
from handprint.analysis.mismatch import percent

Kind = Literal["along_up", "along_down", "outward", "inward", "still"]
"""Along the curve towards more openings (`along_up`) or more unemployed, off it, or not at all."""

TOLERANCE = 0.05
"""Percentage points below which a change is none: half of the last decimal on screen."""


class Point(NamedTuple):
    """A place on the plane, both in percent: unemployed share (x) and vacancy rate (y)."""

    period: str
    unemployed_share: float
    vacancy_rate: float


@dataclass(frozen=True)
class Movement:
    """How the economy moved between two points of the curve.

    `unemployed` and `vacancies` are changes in percentage points. `shift` (outward positive) and
    `along` (towards more openings per unemployed positive) measure the same movement in log
    points along and across a rectangular hyperbola u · v = constant, the curve of a matching
    function with elasticity ½; None when a coordinate is zero.
    """

    first: Point
    last: Point
    kind: Kind
    unemployed: float
    vacancies: float
    shift: float | None
    along: float | None


def vacancy_rate(openings: float, employed: float) -> float | None:
    """Vacancy rate in percent: 100 · V / (V + E), openings of openings and occupied posts.

    Eurostat's job vacancy rate, with the employed in place of occupied posts. None when both
    are zero.
    """
    return percent(openings, openings + employed)


def unemployed_share(unemployed: float, employed: float) -> float | None:
    """Unemployed in percent of the labour force: 100 · U / (U + E). None when both are zero."""
    return percent(unemployed, unemployed + employed)


def curve(table: pd.DataFrame, *, months: int = 12) -> pd.DataFrame:
    """Points of the curve in time order: period, unemployed_share, vacancy_rate (percent).

    `table` has period (`2023-10`), unemployed, openings and labour_force, one row a month. Each
    point is made from means of the counts over `months` in a row, named by the last of them, so
    that seasons do not show; E = labour force − unemployed. A window that lacks a month or a
    count, or in which nobody is employed, gives no point. Raises ValueError when a month occurs
    twice or a count is negative.
    """
    counts = ["unemployed", "openings", "labour_force"]
    series = table.set_index(pd.PeriodIndex(table["period"].astype(str), freq="M"))[counts]
    if not series.index.is_unique:
        raise ValueError("a month occurs twice")
    series = series.sort_index().astype(float)
    checked(series.fillna(0.0).to_numpy())
    if len(series):
        # Months that are not there become unknown, so that no window reaches over a gap.
        every = pd.period_range(series.index[0], series.index[-1], freq="M")
        series = series.reindex(every)
    means = series.rolling(months, min_periods=months).mean().dropna()
    employed = means["labour_force"] - means["unemployed"]
    means, employed = means[employed > 0], employed[employed > 0]
    return pd.DataFrame(
        {
            "period": [str(period) for period in means.index],
            "unemployed_share": (100 * means["unemployed"] / means["labour_force"]).to_numpy(),
            "vacancy_rate": (100 * means["openings"] / (means["openings"] + employed)).to_numpy(),
        }
    )


def points(table: pd.DataFrame) -> list[Point]:
    """The rows of a curve as points, in their order."""
    columns = table[["period", "unemployed_share", "vacancy_rate"]]
    return [Point(str(row[0]), float(row[1]), float(row[2])) for row in columns.to_numpy()]


def movement(first: Point, last: Point, *, tolerance: float = TOLERANCE) -> Movement:
    """How the economy moved from one point to another, as data.

    Opposite signs of the two changes are a movement along the curve; both up, or one up and the
    other unchanged, is outward, the reverse inward. Changes within `tolerance` count as none.
    """
    unemployed = last.unemployed_share - first.unemployed_share
    vacancies = last.vacancy_rate - first.vacancy_rate
    logs = [
        math.log(after / before) if after > 0 and before > 0 else None
        for before, after in zip(first[1:], last[1:], strict=True)
    ]
    shift = along = None
    if logs[0] is not None and logs[1] is not None:
        shift, along = (logs[0] + logs[1]) / 2, (logs[1] - logs[0]) / 2
    kind = _kind(_sign(unemployed, tolerance), _sign(vacancies, tolerance))
    return Movement(first, last, kind, unemployed, vacancies, shift, along)


def _kind(unemployed: int, vacancies: int) -> Kind:
    if unemployed * vacancies < 0:
        return "along_up" if vacancies > 0 else "along_down"
    both = unemployed + vacancies
    return "outward" if both > 0 else "inward" if both < 0 else "still"


def _sign(change: float, tolerance: float) -> int:
    return 0 if abs(change) <= tolerance else int(np.sign(change))
