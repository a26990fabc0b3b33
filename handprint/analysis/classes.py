"""Map classes with round breaks that stay the same from month to month."""

from bisect import bisect_right
from collections.abc import Sequence
from math import floor, isfinite, log10

CLASSES = 5


def step_of(value: float, breaks: Sequence[float]) -> int:
    """The class of a value, 1 for the lowest; a value on a break belongs to the class above it."""
    return bisect_right(list(breaks), value) + 1


def round_breaks(values: Sequence[float], *, classes: int = CLASSES) -> tuple[float, ...]:
    """Round breaks that part all the values ever published into classes of like size.

    Pass a whole series, all areas and periods, so that two months share their classes.
    Returns at most `classes` − 1 rising breaks; fewer when the values are too alike, and none
    for fewer than two different values.
    """
    known = sorted(value for value in values if isfinite(value))
    if not known or known[0] == known[-1]:
        return ()
    # Counts of places of very different size spread over powers of ten; shares do not.
    skewed = known[0] >= 0 and known[-1] > 6 * known[len(known) // 2]
    fine = _step((known[-1] - known[0]) / 20)
    found: list[float] = []
    for part in range(1, classes):
        exact = _quantile(known, part / classes)
        rounded = _rung(exact) if skewed else round(round(exact / fine) * fine, 10)
        if (not found or rounded > found[-1]) and known[0] < rounded <= known[-1]:
            found.append(rounded)
    return tuple(found)


def _quantile(known: Sequence[float], part: float) -> float:
    place = part * (len(known) - 1)
    low = known[floor(place)]
    high = known[min(floor(place) + 1, len(known) - 1)]
    return low + (high - low) * (place - floor(place))


def _step(rough: float) -> float:
    """The nearest 1, 2 or 5 times a power of ten."""
    power = 10 ** floor(log10(rough))
    return min((1, 2, 5, 10), key=lambda digit: abs(digit * power - rough)) * power


def _rung(value: float) -> float:
    """The nearest of 1, 2, 3, 5 times a power of ten, by ratio."""
    if value <= 0:
        return 0.0
    power = 10 ** floor(log10(value))
    return min((1, 2, 3, 5, 10), key=lambda digit: abs(log10(digit * power / value))) * power
