"""How full a finger of the hand is: the share of its figures that move the right way.

A way of drawing, not an index. A figure is compared with the same month or the last like year
before it. What cannot be compared is a part of its own: neither right nor wrong, and a finger of
which nothing can be compared has no share at all, which is not the same as an empty finger.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from handprint import numbers
from handprint.analysis.season import Change, same_month_last_year

Verdict = Literal["right", "same", "wrong", "unknown"]
Reason = Literal["", "no_figure", "one_figure", "old"]

OLDEST = 5
"""A series whose last year is further back than this tells where things went, not where they go."""


@dataclass(frozen=True)
class Movement:
    """Which way one figure moves; `reason` says why an unknown one is unknown.

    `change` is there whenever two figures could be laid side by side, also where they are too
    old to be counted.
    """

    verdict: Verdict
    change: Change | None = None
    reason: Reason = ""

    @property
    def compared(self) -> bool:
        """Whether the figure counts as compared."""
        return self.verdict != "unknown"


@dataclass(frozen=True)
class Fill:
    """A finger's length in parts that make up one: right, same, wrong and unknown."""

    right: float
    same: float
    wrong: float
    unknown: float

    @property
    def share(self) -> float:
        """How far the finger is filled, 0 to 1."""
        return self.right


def movement(
    series: Mapping[str, float], *, better: str, decimals: int, year: int | None = None
) -> Movement:
    """Judge the newest figure of a series {period: value} beside the like period before it.

    Figures are compared as they are shown, with `decimals` decimals, so that a reader can check
    it. `year` is the year of today: without it no figure is too old. ValueError for a `better`
    that is neither `lower` nor `higher`.
    """
    if better not in ("lower", "higher"):
        raise ValueError(f"{better} is no direction")
    if not series:
        return Movement("unknown", reason="no_figure")
    newest = max(series)
    change = same_month_last_year(series, newest)
    if change is None:
        return Movement("unknown", reason="one_figure")
    if year is not None and year - int(newest[:4]) > OLDEST:
        return Movement("unknown", change, "old")
    return Movement(way(change, better=better, decimals=decimals), change)


def way(change: Change, *, better: str, decimals: int) -> Verdict:
    """Right, wrong or the same, from two figures as they are shown."""
    newer = numbers.rounded(change.value, decimals)
    older = numbers.rounded(change.before_value, decimals)
    if newer is None or older is None:
        return "unknown"
    if newer == older:
        return "same"
    return "right" if (newer > older) == (better == "higher") else "wrong"


def fill(parts: Iterable[tuple[float, Verdict]]) -> Fill | None:
    """The fill of a finger from the weight and the verdict of each of its figures.

    Only the proportions of the weights matter. None when nothing could be compared, or there
    is nothing. ValueError for a weight that is not a number above zero.
    """
    held = list(parts)
    if any(not math.isfinite(weight) or weight <= 0 for weight, _ in held):
        raise ValueError("a weight is a number above zero")
    if all(verdict == "unknown" for _, verdict in held):
        return None
    # Divided by the largest first: a sum of huge weights would not be finite.
    largest = max(weight for weight, _ in held)
    whole = math.fsum(weight / largest for weight, _ in held)

    def part(kind: Verdict) -> float:
        mine = math.fsum(weight / largest for weight, verdict in held if verdict == kind)
        return min(1.0, mine / whole)

    return Fill(part("right"), part("same"), part("wrong"), part("unknown"))
