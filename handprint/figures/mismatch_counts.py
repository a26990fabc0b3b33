"""Seekers and openings as the figures of the mismatch page count them.

Two kinds of data, never mixed: the statistics (region, municipality × month, occupation × month,
secret cells within limits) and the publication cube, in which place and occupation meet.
"""

from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.analysis import known_totals, ladder, over_time
from handprint.analysis.bounds import Bounds
from handprint.analysis.known_totals import Totals
from handprint.analysis.ladder import Ladder
from handprint.analysis.over_time import Limits, Panel
from handprint.figures import Mark, headline
from handprint.figures.memory import remembered
from handprint.figures.occupation_counts import AREA, Stretch, counted_cells, sources
from queries import run

LEVELS = (2, 1, 4)
"""Digits of the occupations; the first is what a bare link opens."""
FINEST_IN_CUBE = 2
"""The cube has no finer occupations: by place nearly all of them would hold 1–4."""
NONE = "none"
"""The cube's code for no usable occupation."""


@dataclass(frozen=True)
class Register:
    """What the person-level data are about: month, totals of the cube, and whether they are real.

    Three counts of openings: open at some time in the month, on its last day, posted in it.
    """

    month: str
    synthetic: bool
    seekers: int
    during: int
    at_end: int
    new: int

    @property
    def mark(self) -> Mark:
        """The mark of every figure that rests on these data."""
        return "synthetic" if self.synthetic else ""

    @property
    def source(self) -> str:
        """The id of their source."""
        return "register_demonstration" if self.synthetic else "register_extract"


@dataclass(frozen=True)
class Met:
    """How many can meet at most: a likely count, and the limits that secret cells leave."""

    value: float
    limits: Bounds


@dataclass(frozen=True)
class Counted:
    """The ladder of the statistics over some months: means of month-end figures.

    `area` and `occupation` are the most that can meet in the same municipality and in the same
    occupation. `outside` are the unemployed whose group is no occupation. `region` is the mean of
    each month's lesser total.
    """

    seekers: float
    openings: float
    region: float
    area: Met
    occupation: Met
    outside: Bounds


@remembered
def register() -> Register | None:
    """The person-level data of the release; None where there are none."""
    rows = run("labour/mismatch_register").to_dict("records")
    if not rows:
        return None
    row = rows[0]
    return Register(
        month=row["reference_month"],
        synthetic=bool(row["synthetic"]),
        seekers=int(row["seekers"]),
        during=int(row["openings_during"]),
        at_end=int(row["openings_at_end"]),
        new=int(row["openings_new"]),
    )


@remembered
def cells() -> pd.DataFrame:
    """Persons and positions by municipality and two-digit occupation; empty without a register."""
    return run("labour/mismatch_cells")


@remembered
def cube(level: int) -> Ladder | None:
    """The ladder of the cube at 1 or 2 digits; None where there are no person-level data.

    At four digits the cube has no occupations, so only its region and municipality rungs count.
    """
    if register() is None:
        return None
    table = cells()
    key = ["area_code", "occupation_code"]
    return ladder.rungs(
        table[[*key, "persons"]],
        table[[*key, "positions"]],
        partial=table[[*key, "persons_partial"]],
        shaping=table[[*key, "positions_shaping"]],
        digits=min(level, FINEST_IN_CUBE),
    )


@dataclass(frozen=True)
class Series:
    """Unemployed and openings by cell and month: limits, likely counts, and what can meet."""

    limits: Limits
    likely: Panel
    met: pd.DataFrame


@remembered
def by_area() -> Series:
    """By municipality, every month with a series."""
    limits = over_time.limits(run("labour/mismatch_areas", level="municipality"))
    region = totals().set_index("period").loc[list(limits.low.periods)]
    return _series(limits, *(_exact(region[side]) for side in ("unemployed", "openings")))


@remembered
def by_occupation(level: int) -> Series:
    """By occupation of a level, every month of the series; who is in none is left out."""
    limits = over_time.limits(run("labour/mismatch_occupations", area=AREA, occupation_level=level))
    months = list(limits.low.periods)
    region = totals().set_index("period").loc[months]
    outside = run("labour/mismatch_outside", area=AREA).set_index("period").loc[months]
    return _series(
        limits,
        *(
            Totals(
                (region[side] - outside[f"{side}_high"]).to_numpy(),
                (region[side] - outside[f"{side}_low"]).to_numpy(),
            )
            for side in ("unemployed", "openings")
        ),
    )


@remembered
def totals() -> pd.DataFrame:
    """The region's unemployed, openings and labour force, month by month."""
    return run("labour/mismatch_totals", area=AREA)


@remembered
def windows() -> tuple[str, ...]:
    """Last months of the windows of twelve months that can be chosen, newest first."""
    months = run("labour/occupation_months", area=AREA)["period"].tolist()
    return tuple(month for month in months[:-11] if month[5:] == months[0][5:])


def stretch(last: str) -> Stretch:
    """The twelve months that end with a month."""
    return Stretch(numbers.months_before(last, 11), last)


@remembered
def counted(level: int, window: Stretch) -> Counted:
    """The ladder of the statistics, the mean of the twelve months of a window."""
    region = totals()
    region = region[region["period"].between(window.first, window.last)]
    groups = run("labour/occupation_outside", area=AREA, first=window.first, last=window.last)
    outside = [counted_cells(line, "unemployed") for line in groups.to_dict("records")]
    return Counted(
        seekers=float(region["unemployed"].mean()),
        openings=float(region["openings"].mean()),
        region=float(region[["unemployed", "openings"]].min(axis=1).mean()),
        area=_met(by_area(), window),
        occupation=_met(by_occupation(level), window),
        outside=Bounds(sum(c.low for c in outside), sum(c.high for c in outside)),
    )


def sources_of_statistics(level: int, window: Stretch) -> tuple[str, ...]:
    """The files behind the ladder of the statistics."""
    table = run("labour/indicator_over_time", indicator="unemployed", area=AREA)
    inside = table[table["period"].between(window.first, window.last)]
    named = headline.sources_of(inside, "unemployed", window.first, window.last)
    return tuple(dict.fromkeys([*named, *sources(level)]))


def _series(limits: Limits, seekers: Totals, openings: Totals) -> Series:
    likely = known_totals.likely(limits, seekers, openings)
    met = pd.DataFrame(
        {
            "low": known_totals.met_at_least(limits, seekers, openings),
            "value": likely.met(),
            "high": known_totals.met_at_most(limits, seekers, openings),
        }
    )
    return Series(limits, likely, met)


def _exact(column: pd.Series) -> Totals:
    return Totals(column.to_numpy(float), column.to_numpy(float))


def _met(series: Series, window: Stretch) -> Met:
    mean = series.met[series.met.index.to_series().between(window.first, window.last)].mean()
    return Met(float(mean["value"]), Bounds(float(mean["low"]), float(mean["high"])))
