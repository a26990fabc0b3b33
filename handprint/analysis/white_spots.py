"""Where need is great and the network thin: classes of need, of coverage, and the two together.

Need is a figure of a municipality beside the same figure of the whole region, so that the classes
mean the same in every month. Pure arithmetic; nothing unknown ever gets a class.
"""

from typing import Literal, NamedTuple

from handprint.numbers import rounded

Need = Literal["low", "middle", "high"]
Coverage = Literal["full", "some", "none"]
NEEDS: tuple[Need, ...] = ("low", "middle", "high")
COVERAGES: tuple[Coverage, ...] = ("full", "some", "none")
BAND = 0.1
"""How far from the region's figure, as a share of it, a figure still counts as the region's own."""


class Limits(NamedTuple):
    """Need is low up to `low` and high from `high` on, both as they are printed."""

    low: float
    high: float


class Range(NamedTuple):
    """A figure known within limits, because what it is computed from is secret; equal if not."""

    low: float
    high: float


def limits(region: float, decimals: int, *, most: float = 100) -> Limits:
    """The limits around the region's figure, rounded to what is printed.

    The upper one is never past half way to the `most` there can be, so that a high need exists
    where the region's own is near it. Rounded, because a municipality printed with the limit's own
    digits must be on its side. Raises ValueError for a figure outside 0…`most`.
    """
    if not 0 <= region <= most:
        raise ValueError(f"need lies between 0 and {most}, not at {region}")
    ends = (region * (1 - BAND), min(region * (1 + BAND), (region + most) / 2))
    return Limits(*(float(rounded(end, decimals) or 0) for end in ends))


def need(value: Range, ends: Limits, decimals: int) -> Need | None:
    """The class of a figure as printed; None when its limits lie in different classes."""
    first, last = (_need(float(rounded(end, decimals) or 0), ends) for end in value)
    return first if first == last else None


def _need(value: float, ends: Limits) -> Need:
    if value <= ends.low:
        return "low"
    return "high" if value >= ends.high else "middle"


def unmet(unemployed: Range, openings: Range) -> Range | None:
    """Per cent of the unemployed for whom there is no opening in the same place, at least.

    100 · (U − min(U, V)) / U: the rung "same municipality" of the ladder, one municipality at a
    time, as if every opening went to somebody of the place. None when nobody is unemployed.
    """
    if unemployed.low <= 0:
        return None
    least = [
        100 * max(seekers - places, 0) / seekers
        for seekers in unemployed
        for places in (openings.low, openings.high)
    ]
    return Range(min(least), max(least))


def by_members(municipal: bool, members: int) -> Coverage:
    """Coverage by the network: its municipality is a member, somebody else there is, or nobody."""
    return "full" if municipal else "some" if members else "none"


def by_projects(running: int, recorded: int) -> Coverage:
    """Coverage by projects: one runs there on the day, one is only recorded, or none is."""
    return "full" if running else "some" if recorded else "none"
