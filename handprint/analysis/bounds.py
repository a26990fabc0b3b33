"""Counts that are known only within limits, because some of their cells are secret.

A secret cell holds one to four, so a sum or a mean over some of them lies between two numbers.
Pure arithmetic: limits in, limits out; nothing is ever narrowed by a guess.
"""

from dataclasses import dataclass
from typing import Literal

from handprint.numbers import rounded

SECRET = (1, 4)
"""What one secret cell is known to hold, both ends included."""

Side = Literal["short", "long", "even"]


@dataclass(frozen=True)
class Bounds:
    """A count between `low` and `high`, both included; equal when nothing is secret.

    `hidden` says that nothing of it may be shown: it stands for secret cells alone and lies
    within the limits of one. Raises ValueError when the limits are the wrong way round.
    """

    low: float
    high: float
    hidden: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} is more than {self.high}")

    @property
    def middle(self) -> float:
        """Half way between the limits: the value itself when it is exact."""
        return (self.low + self.high) / 2

    @property
    def exact(self) -> bool:
        """Whether both limits are the same whole number when shown, and nothing is hidden."""
        return not self.hidden and rounded(self.low, 0) == rounded(self.high, 0)

    @property
    def spread(self) -> float:
        """How far apart the limits are."""
        return self.high - self.low

    def less(self, other: "Bounds") -> "Bounds":
        """The difference: lowest when this is least and the other most."""
        return Bounds(self.low - other.high, self.high - other.low)


def of_cells(low: float, high: float, *, cells: int, secret: int) -> Bounds:
    """The bounds of a sum or mean over `cells` cells, so many of them secret."""
    return Bounds(low, high, hidden=0 < secret == cells and high <= SECRET[1])


def side(openings: Bounds, unemployed: Bounds) -> Side:
    """Which is more beyond doubt: openings (`short` of people), unemployed (`long`), or neither.

    Differences of less than one half, which are shown as zero, are `even`; so is every difference
    whose sign depends on what the secret cells hold.
    """
    balance = openings.less(unemployed)
    if balance.low > 0 and (rounded(balance.middle, 0) or 0) > 0:
        return "short"
    if balance.high < 0 and (rounded(balance.middle, 0) or 0) < 0:
        return "long"
    return "even"
