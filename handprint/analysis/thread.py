"""A thread: everything above and below one thing, along links that lead downwards.

Pure arithmetic of links `(upper, lower)`. What a thing is does not matter here: any hashable name
will do. Circles are allowed and do no harm; a thing is never above or below itself.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)


def below(links: Iterable[tuple[Thing, Thing]], start: Thing) -> frozenset[Thing]:
    """Everything that links lead down to from `start`, itself left out."""
    return _reached(_steps(links), start)


def above(links: Iterable[tuple[Thing, Thing]], start: Thing) -> frozenset[Thing]:
    """Everything from which links lead down to `start`, itself left out."""
    return _reached(_steps((lower, upper) for upper, lower in links), start)


def whole(links: Iterable[tuple[Thing, Thing]], start: Thing) -> frozenset[Thing]:
    """The thread of `start`: what is above it, itself, and what is below it."""
    links = list(links)
    return above(links, start) | {start} | below(links, start)


def _steps(links: Iterable[tuple[Thing, Thing]]) -> Mapping[Thing, list[Thing]]:
    steps: dict[Thing, list[Thing]] = defaultdict(list)
    for here, there in links:
        steps[here].append(there)
    return steps


def _reached(steps: Mapping[Thing, list[Thing]], start: Thing) -> frozenset[Thing]:
    seen: set[Thing] = set()
    waiting = [start]
    while waiting:
        for there in steps.get(waiting.pop(), ()):
            if there not in seen and there != start:
                seen.add(there)
                waiting.append(there)
    return frozenset(seen)


def in_period(span: str | None, period: str) -> bool:
    """Whether a span of years such as `2021-2027` meets a period such as `2026-2029`.

    What has no span of two years (`2030`, nothing) belongs to every period.
    """
    first, _, last = (span or "").partition("-")
    if not last:
        return True
    start, end = period.split("-")
    return int(first) <= int(end) and int(last) >= int(start)
