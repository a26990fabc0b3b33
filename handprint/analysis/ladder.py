"""The meeting ladder: how many seekers and openings can meet at most, rung by rung.

In one cell no more can meet than there are of the fewer, so the sum of the lesser over cells
bounds what a month can bring together. Cells are the region, its municipalities, its occupations,
or both at once: municipality and occupation are siblings, neither bounds the other, and each lies
between the region and both. Own measure; the sum of the lesser is the short-side rule of the
disequilibrium literature (Hansen 1970, Quarterly Journal of Economics 84(1), 1–23).
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from handprint.analysis.bounds import Bounds
from handprint.analysis.cells import Cells, Vector, aligned, checked, paired

WITHOUT_OCCUPATION = frozenset({"none", ""})
"""Codes that stand for no usable occupation: no opening asks for them."""


@dataclass(frozen=True)
class Loss:
    """Why fewer can meet in both than in the region, in persons, told in an order.

    `area` and `occupation` sum to the whole difference, exactly.
    """

    area: float
    occupation: float

    @property
    def total(self) -> float:
        """Region less both."""
        return self.area + self.occupation


@dataclass(frozen=True)
class Ladder:
    """How many can meet at most, in persons; `capacity` is None when it was not asked for.

    `region` asks nothing, `area` the same municipality, `occupation` the same occupation,
    `joint` both, `capacity` both and work that fits a partial work ability.
    `without_occupation` seekers count in `region` and `area` and can meet nobody in the other
    rungs; `openings_without_occupation` likewise. Were those seekers fit for any occupation, the
    two rungs would be `occupation_if_any` and `joint_if_any`.
    """

    seekers: float
    openings: float
    region: float
    area: float
    occupation: float
    joint: float
    capacity: float | None
    without_occupation: float
    openings_without_occupation: float
    occupation_if_any: float
    joint_if_any: float

    @property
    def lost(self) -> float:
        """What place and occupation together take away, in persons."""
        return self.region - self.joint

    @property
    def area_first(self) -> Loss:
        """Place taken first, occupation within places after it: (R − A) + (A − J)."""
        return Loss(self.region - self.area, self.area - self.joint)

    @property
    def occupation_first(self) -> Loss:
        """Occupation taken first, place within occupations after it: (R − O) + (O − J)."""
        return Loss(self.occupation - self.joint, self.region - self.occupation)

    @property
    def shapley(self) -> Loss:
        """The mean of the two orders, which favours neither (Shapley 1953; Shorrocks 2013).

        Place ½[(R − A) + (O − J)], occupation ½[(R − O) + (A − J)].
        """
        first, second = self.area_first, self.occupation_first
        return Loss(
            (first.area + second.area) / 2,
            (first.occupation + second.occupation) / 2,
        )


def meet(u: Cells, v: Cells) -> float:
    """The most that can meet when each meets only in its own cell: Σ min(U, V), in persons.

    Zero cells are ordinary. Whole counts give a whole number. Raises ValueError like `aligned`.
    """
    first, second = aligned(u, v)
    return float(np.minimum(first, second).sum())


def meet_bounds(u_low: Cells, u_high: Cells, v_low: Cells, v_high: Cells) -> Bounds:
    """The limits of Σ min(U, V) when cells are known only within limits, secret ones 1 to 4.

    The lesser of two grows with each of them, so all cells at their lowest give the least and
    all at their highest the most: both ends can be reached, and nothing lies outside. Equal
    limits give an exact number. Raises ValueError when a low limit lies above its high one.
    """
    for low, high in ((u_low, u_high), (v_low, v_high)):
        least, most = aligned(low, high)
        if (least > most).any():
            raise ValueError("a low limit lies above its high one")
    return Bounds(meet(u_low, v_low), meet(u_high, v_high))


def capacity(u_full: Cells, u_partial: Cells, v_any: Cells, v_shaping: Cells) -> float:
    """The most that can meet when some seekers fit only openings that can be shaped, in persons.

    The sum of `capacity_by_cell`, which gives the formula.
    """
    return float(capacity_by_cell(*aligned(u_full, u_partial, v_any, v_shaping)).sum())


def capacity_by_cell(u_full: object, u_partial: object, v_any: object, v_shaping: object) -> Vector:
    """The most that can meet in each cell: min(U_full + min(U_partial, V_shaping), V).

    A seeker with partial work ability fits an opening that can be shaped (`v_shaping`, part of
    `v_any`), any other seeker fits any opening; a largest matching is that size by Hall's theorem
    (Hall 1935, Journal of the London Mathematical Society 10, 26–30). Takes vectors in one order
    of cells. Raises ValueError when more can be shaped than there are.
    """
    full, partial = checked(u_full), checked(u_partial)
    openings, shaping = checked(v_any), checked(v_shaping)
    if (shaping > openings).any():
        raise ValueError("a cell has more openings that can be shaped than openings")
    return np.minimum(full + np.minimum(partial, shaping), openings)


def rungs(
    u: pd.DataFrame | Cells,
    v: pd.DataFrame | Cells,
    *,
    partial: pd.DataFrame | Cells | None = None,
    shaping: pd.DataFrame | Cells | None = None,
    digits: int | None = None,
    without: Collection[str] = WITHOUT_OCCUPATION,
) -> Ladder:
    """All rungs of the ladder from seekers `u` and openings `v` by place and occupation.

    Each is a table whose first three columns are place, occupation and count, or counts labelled
    by (place, occupation); a cell that one of them lacks is a zero. `digits` groups occupations by
    so many first digits (1: major groups); without it they are taken as given. With `partial`
    (those of `u` who have a partial work ability) and `shaping` (those of `v` that can be shaped)
    the last rung is there too. Occupation codes in `without` are no occupation.
    Raises ValueError like `aligned`, and when a part is more than its whole.
    """
    table = paired(u, v).set_axis(["u", "v"], axis=1)
    if partial is not None and shaping is not None:
        parts = paired(partial, shaping).set_axis(["partial", "shaping"], axis=1)
        table = table.join(parts, how="outer").fillna(0.0)
        if (table["partial"] > table["u"]).any():
            raise ValueError("a cell has more seekers with partial work ability than seekers")
    places, codes = (table.index.get_level_values(level) for level in (0, 1))
    known = table[~codes.isin(list(without))]
    known_places, known_codes = (known.index.get_level_values(level) for level in (0, 1))
    groups = known_codes if digits is None else known_codes.str[:digits]
    by_area = table.groupby(places)[["u", "v"]].sum()
    cells = known.groupby([known_places, groups]).sum()
    by_occupation = known.groupby(groups)[["u", "v"]].sum()
    joint = np.minimum(cells["u"], cells["v"])
    seekers, openings = float(table["u"].sum()), float(table["v"].sum())
    without_occupation = seekers - float(known["u"].sum())
    occupation = meet(by_occupation["u"], by_occupation["v"])
    met_by_area = joint.groupby(level=0).sum().reindex(by_area.index, fill_value=0.0)
    unknown_by_area = by_area["u"] - known.groupby(known_places)["u"].sum().reindex(
        by_area.index, fill_value=0.0
    )
    joint_if_any = met_by_area + np.minimum(unknown_by_area, by_area["v"] - met_by_area)
    return Ladder(
        seekers=seekers,
        openings=openings,
        region=min(seekers, openings),
        area=meet(by_area["u"], by_area["v"]),
        occupation=occupation,
        joint=float(joint.sum()),
        capacity=_capacity_rung(cells) if "partial" in cells else None,
        without_occupation=without_occupation,
        openings_without_occupation=openings - float(known["v"].sum()),
        occupation_if_any=occupation + min(without_occupation, openings - occupation),
        joint_if_any=float(joint_if_any.sum()),
    )


def _capacity_rung(cells: pd.DataFrame) -> float:
    met = capacity_by_cell(
        cells["u"] - cells["partial"], cells["partial"], cells["v"], cells["shaping"]
    )
    return float(met.sum())
