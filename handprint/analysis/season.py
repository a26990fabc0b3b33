"""Change in seasonal series: a month is compared with the same month of an earlier year."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from handprint.numbers import month_range, months_before, months_between


@dataclass(frozen=True)
class Change:
    """The change of one figure between two like periods.

    `years` is the distance in years: 1 for the same month a year before, more when that month
    was never published and the newest earlier one stands in. `relative` is None when the
    earlier value is zero.
    """

    period: str
    value: float
    before_period: str
    before_value: float
    years: int

    @property
    def difference(self) -> float:
        """Newer less older, in the indicator's own unit (percentage points for shares)."""
        return self.value - self.before_value

    @property
    def relative(self) -> float | None:
        """The difference as a share of the older value."""
        return self.difference / self.before_value if self.before_value else None

    @property
    def year_before(self) -> bool:
        """Whether the comparison is with exactly a year before."""
        return self.years == 1


def values(table: pd.DataFrame) -> dict[str, float]:
    """A series {period: value} from a table [period, value, status], the hidden left out."""
    table = table[table["status"].isin(["value", "zero", "carried"])]
    return {
        period: 0.0 if status == "zero" else float(value)
        for period, value, status in zip(
            table["period"], table["value"], table["status"], strict=True
        )
        if status == "zero" or pd.notna(value)
    }


def same_month_last_year(series: Mapping[str, float], period: str) -> Change | None:
    """The change from the same month a year before, or the nearest earlier one there is.

    `series` is {period: value}, only published values in it. None when the period itself or
    every earlier like period is missing. A year is compared with the year before in the same way.
    """
    return _change(series, period, months_before(period))


def since(series: Mapping[str, float], period: str, before: str) -> Change | None:
    """The change between two given periods, if both are published; whole years apart."""
    months = months_between(before, period)
    if period not in series or before not in series or months <= 0 or months % 12:
        return None
    return Change(period, series[period], before, series[before], months // 12)


def _change(series: Mapping[str, float], period: str, wanted: str) -> Change | None:
    if period not in series:
        return None
    like = period[4:]
    earlier = [p for p in series if p[4:] == like and len(p) == len(period) and p <= wanted]
    return since(series, period, max(earlier)) if earlier else None


def twelve_month_mean(series: Mapping[str, float], period: str) -> float | None:
    """The mean of the twelve months that end with this one; None if any of them is missing."""
    months = month_range(months_before(period, 11), period)
    if any(month not in series for month in months):
        return None
    return sum(series[month] for month in months) / 12


def twelve_month_means(series: Mapping[str, float]) -> dict[str, float]:
    """The twelve-month mean of every month that has one, in order of time."""
    means = {period: twelve_month_mean(series, period) for period in sorted(series)}
    return {period: mean for period, mean in means.items() if mean is not None}


def seasonal_gap(series: Mapping[str, float], period: str, years: int = 5) -> float | None:
    """How far a month lies from the mean of the same months of the years before it.

    Uses the like months published in the given number of years before; None when fewer than
    three of them exist, since a mean of two is no season.
    """
    if period not in series:
        return None
    like = [
        series[p] for n in range(1, years + 1) if (p := months_before(period, 12 * n)) in series
    ]
    return series[period] - sum(like) / len(like) if len(like) >= 3 else None


def gaps(series: Mapping[str, float]) -> list[tuple[str, str]]:
    """The stretches of months missing between published ones, as (first, last) missing month."""
    months = sorted(series)
    return [
        (months_before(left, -1), months_before(right, 1))
        for left, right in zip(months, months[1:], strict=False)
        if months_between(left, right) > 1
    ]


@dataclass(frozen=True)
class Beside:
    """How one series has run beside another, over the months both have."""

    months: int
    above: int
    below: int
    equal: int
    start: str
    end: str

    @property
    def above_share(self) -> float:
        """The share of the months in which the first series was the higher."""
        return self.above / self.months

    @property
    def below_share(self) -> float:
        """The share of the months in which the first series was the lower."""
        return self.below / self.months


def beside(
    series: Mapping[str, float], other: Mapping[str, float], *, tolerance: float = 0.05
) -> Beside | None:
    """Count the months in which a series was above, below or level with another.

    Differences under `tolerance` (in the unit of the series) are level. None without a month
    that both have.
    """
    common = sorted(series.keys() & other.keys())
    if not common:
        return None
    differences = [series[p] - other[p] for p in common]
    above = sum(d > tolerance for d in differences)
    below = sum(d < -tolerance for d in differences)
    return Beside(
        months=len(common),
        above=above,
        below=below,
        equal=len(common) - above - below,
        start=common[0],
        end=common[-1],
    )
