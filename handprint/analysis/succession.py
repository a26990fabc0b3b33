"""A family of projects in time: status on a day, how many run at once, what is left uncovered.

Everything follows from events: a project is in the status it entered last. An event whose day is
known only by its year counts from the first day of that year and is not `exact`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STATES = ("idea", "preparation", "funding_review", "running", "ended", "rejected")
"""The five statuses of the seed in their order, then the one its legend lacks."""

STAGES = STATES[:5]


@dataclass(frozen=True)
class Event:
    """The first day of a project in a status; `exact` when the day itself is known."""

    day: dt.date
    state: str
    exact: bool = True

    @property
    def order(self) -> int:
        """Place of the status among all six, from nought."""
        return STATES.index(self.state)


@dataclass(frozen=True)
class Span:
    """One stretch of running: first day, and the first day no longer; None: no end is known."""

    start: dt.date
    end: dt.date | None
    exact: bool = True


@dataclass(frozen=True)
class Step:
    """From a day on: how many run whose days are known, and how many known by their years."""

    day: dt.date
    exact: int
    rough: int

    @property
    def total(self) -> int:
        """Both together."""
        return self.exact + self.rough


def state_on(events: Iterable[Event], day: dt.date) -> Event | None:
    """The last status entered by a day; None where none had been entered.

    Of two events on one day the later status in order holds.
    """
    entered = [event for event in events if event.day <= day]
    return max(entered, key=lambda event: (event.day, event.order), default=None)


def spans(events: Sequence[Event]) -> tuple[Span, ...]:
    """The stretches during which a project runs."""
    found = []
    days = sorted({event.day for event in events})
    start: Event | None = None
    for day in days:
        now = state_on(events, day)
        if now.state == "running" and start is None:
            start = now
        elif now.state != "running" and start is not None:
            found.append(Span(start.day, day, start.exact and now.exact))
            start = None
    if start is not None:
        found.append(Span(start.day, None, start.exact))
    return tuple(found)


def at_once(family: Iterable[Sequence[Event]]) -> tuple[Step, ...]:
    """How many projects run at once, from each day on which the number changes."""
    running = [span for events in family for span in spans(events)]
    days = sorted({day for span in running for day in (span.start, span.end) if day})
    steps: list[Step] = []
    for day in days:
        open_now = [s for s in running if s.start <= day and (s.end is None or day < s.end)]
        step = Step(day, sum(s.exact for s in open_now), sum(not s.exact for s in open_now))
        if not steps or (steps[-1].exact, steps[-1].rough) != (step.exact, step.rough):
            steps.append(step)
    return tuple(steps)


def running_on(steps: Sequence[Step], day: dt.date) -> Step:
    """The number in force on a day; nought before the first."""
    before = [step for step in steps if step.day <= day]
    return before[-1] if before else Step(day, 0, 0)


def gap_before(steps: Sequence[Step], day: dt.date) -> dt.date | None:
    """The first day since which none has run, up to a day; None when one runs or none ever did."""
    now = running_on(steps, day)
    return now.day if steps and steps[0].day <= day and not now.total else None


def months(first: dt.date, last: dt.date) -> int:
    """Whole months from one day to another; negative when the second comes first."""
    if last < first:
        return -months(last, first)
    whole = 12 * (last.year - first.year) + last.month - first.month
    return whole - (last.day < first.day)


def later(day: dt.date, by: int) -> dt.date:
    """The same day so many months later, or the last of a shorter month."""
    year, month = divmod(12 * day.year + day.month - 1 + by, 12)
    for number in range(day.day, 0, -1):
        try:
            return dt.date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def layers(ties: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """How deep each project lies: nought without predecessors, else one below the deepest.

    `ties` gives the predecessors of each project. ValueError if something precedes itself.
    """
    names = {*ties, *(one for before in ties.values() for one in before)}
    depth: dict[str, int] = {}
    while len(depth) < len(names):
        ready = [
            name for name in names - depth.keys() if all(p in depth for p in ties.get(name, ()))
        ]
        if not ready:
            raise ValueError(f"in a circle: {', '.join(sorted(names - depth.keys()))}")
        for name in ready:
            depth[name] = max([-1, *(depth[p] for p in ties.get(name, ()))]) + 1
    return depth
