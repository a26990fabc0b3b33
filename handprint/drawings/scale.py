"""From values and periods to units on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what is printed there."""

    value: float
    text: str


@dataclass(frozen=True)
class Scale:
    """A straight line from values (`low`…`high`) to whole units (`start`…`end`)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> int:
        """Return the unit of a value; a scale of one value only puts it at the start."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.0
        return round(self.start + share * (self.end - self.start))


def nice(low: float, high: float, *, about: int = 5) -> list[float]:
    """Return round, evenly spaced values that cover `low`…`high`, some `about` of them.

    Steps are 1, 2 or 5 times a power of ten, so that they print short in every language.
    """
    if high <= low:
        high = low + 1
    rough = (high - low) / max(about, 1)
    power = 10 ** floor(log10(rough))
    step = next(
        (factor * power for factor in (1, 2, 5) if factor * power >= rough * 0.999), 10 * power
    )
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def month_number(period: str) -> int:
    """Return months since year 0: "2026-06" is 24 317, a year "2026" is its January."""
    year, _, month = period.partition("-")
    return int(year) * 12 + (int(month) - 1 if month else 0)


def step_of(periods: Sequence[str]) -> int:
    """Return how many months lie between neighbours: 12 when every period is a year, else 1."""
    return 12 if periods and all(len(period) == 4 for period in periods) else 1
