"""Sums over projects of which some continue others, so that nobody is counted twice.

Who took part is not known by name, only how many. Where one project continues another, straight
or through projects between them, the same people and organisations may be in both. So of two such
projects only one is ever in a sum.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

Weight = tuple[float, ...]
"""A figure by grade, the best grade first: the grades are compared in that order."""


def without_overlap(
    figures: Mapping[str, Sequence[float]], continues: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """The projects whose figures may be summed, in the order given.

    `figures` holds a figure by grade for each project that has one, all of one length, and
    `continues` pairs of a later project and the earlier one it continues, those without figures
    too. No chosen project continues another; among such choices the sum of the best grade is the
    largest, then that of the next. Nothing is negative. ValueError for a project that continues
    itself, by any way round.
    """
    before = ancestry(continues)
    names = list(figures)
    weights = {name: tuple(float(part) for part in figures[name]) for name in names}
    related = {
        name: frozenset(
            other
            for other in names
            if other in before.get(name, ()) or name in before.get(other, ())
        )
        for name in names
    }
    kept: set[str] = set()
    for group in _groups(names, related):
        kept |= _heaviest(group, weights, related)
    return tuple(name for name in names if name in kept)


def ancestry(continues: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Everything each project continues, straight or through others.

    ValueError when a project is among its own.
    """
    straight: dict[str, set[str]] = {}
    for later, earlier in continues:
        straight.setdefault(later, set()).add(earlier)
    found = {}
    for name in straight:
        reached: set[str] = set()
        waiting = list(straight[name])
        while waiting:
            at = waiting.pop()
            if at == name:
                raise ValueError(f"{name} continues itself")
            if at not in reached:
                reached.add(at)
                waiting += straight.get(at, ())
        found[name] = frozenset(reached)
    return found


def _groups(
    names: Sequence[str], related: Mapping[str, Collection[str]]
) -> Iterable[frozenset[str]]:
    """The projects in groups that have nothing to do with each other."""
    left = dict.fromkeys(names)
    while left:
        reached: set[str] = set()
        waiting = [next(iter(left))]
        while waiting:
            at = waiting.pop()
            if at not in reached:
                reached.add(at)
                waiting += related[at]
        for name in reached:
            del left[name]
        yield frozenset(reached)


def _heaviest(
    group: frozenset[str],
    weights: Mapping[str, Weight],
    related: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    """The choice of the largest sum; a family tree is small, so every choice is weighed."""

    @cache
    def best(left: frozenset[str]) -> frozenset[str]:
        tied = [name for name in sorted(left) if related[name] & left]
        if not tied:
            return left
        first = max(tied, key=lambda name: len(related[name] & left))
        taken = best(left - related[first] - {first}) | {first}
        return max((taken, best(left - {first})), key=summed)

    def summed(chosen: frozenset[str]) -> Weight:
        return tuple(map(sum, zip(*(weights[name] for name in sorted(chosen)), strict=True)))

    return best(group)
