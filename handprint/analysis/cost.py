"""What the effects are worth against what they cost: a range, never one number.

SROI as in the Cabinet Office guide (A guide to Social Return on Investment, 2009, 2012): what would
have happened anyway, what was moved from elsewhere and what others brought about are taken off,
the effect fades, and later years are discounted. The three shares taken off are judgements, and in
practice overlap (Sustainability 2019, 11(2), 386), so each is given as a range.
"""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class Assumptions:
    """What an SROI is computed from.

    `proxy` is euros a person a year and `years_factor` the part of a year it holds; the three
    shares are taken off one after another; `drop_off` is the share lost each later year; `rate`
    discounts at the end of each year; `cost` is the euros put in, at the start.
    """

    persons: float
    proxy: float
    years_factor: float
    deadweight: float
    displacement: float
    attribution: float
    drop_off: float
    years: int
    rate: float
    cost: float

    def __post_init__(self) -> None:
        for name in ("deadweight", "displacement", "attribution", "drop_off"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is not a share")
        if self.years < 1 or self.rate <= -1 or min(self.persons, self.years_factor) < 0:
            raise ValueError("years, rate, persons or years_factor")


@dataclass(frozen=True)
class Return:
    """Euros before anything is taken off, by year after it, their present value, and the ratio.

    `ratio` is None when nothing was put in.
    """

    gross: float
    by_year: tuple[float, ...]
    present_value: float
    ratio: float | None


def sroi(given: Assumptions) -> Return:
    """The social return of one set of assumptions; fixture `sroi`."""
    gross = given.persons * given.proxy * given.years_factor
    first = gross
    for share in (given.deadweight, given.displacement, given.attribution):
        first *= 1 - share
    by_year = tuple(first * (1 - given.drop_off) ** year for year in range(given.years))
    value = math.fsum(
        amount / (1 + given.rate) ** year for year, amount in enumerate(by_year, start=1)
    )
    return Return(gross, by_year, value, value / given.cost if given.cost > 0 else None)


def sroi_range(
    given: Assumptions, between: Mapping[str, tuple[float, float]]
) -> tuple[Return, Return]:
    """The lowest and highest return when some assumptions lie between two values.

    Every assumption moves the present value one way only, so the extremes are among the corners.
    ValueError for a name that is not an assumption.
    """
    unknown = set(between) - {f.name for f in fields(given)}
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    corners = [
        sroi(replace(given, **dict(zip(between, ends, strict=True))))
        for ends in itertools.product(*between.values())
    ]
    ordered = sorted(corners, key=lambda r: (r.ratio or 0.0, r.present_value))
    return ordered[0], ordered[-1]


def avoided(persons: float, low: float, high: float) -> tuple[float, float]:
    """Euros a year avoided by so many persons at work: the low and the high unit cost.

    `persons` are those the project itself counts as employed, never all who took part.
    """
    if not 0 <= low <= high or persons < 0:
        raise ValueError("a range runs from low to high, and persons are counted")
    return persons * low, persons * high
