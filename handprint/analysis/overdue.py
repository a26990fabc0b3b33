"""Which open matters are late, which have stood still, and what they are about.

Pure: matters and a day in, answers out. A matter is anything that is open or not, may have a due
day, was last touched on some day, and is tied to things as (kind, id).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

STILL = 182
"""An open matter that nobody has touched for more days than this (half a year) stands still."""

Tie = tuple[str, str]


class Matter(Protocol):
    """What is asked of a matter."""

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""

    @property
    def due(self) -> dt.date | None:
        """The last day on which it is in time; None where none was agreed."""

    @property
    def touched(self) -> dt.date:
        """The day of its newest entry."""

    @property
    def ties(self) -> Sequence[Tie]:
        """What it is about."""


M = TypeVar("M", bound=Matter)


def is_overdue(matter: Matter, day: dt.date) -> bool:
    """Whether its due day has passed; on the day itself it is in time."""
    return matter.is_open and matter.due is not None and matter.due < day


def is_still(matter: Matter, day: dt.date) -> bool:
    """Whether it is open and nobody has touched it for half a year."""
    return matter.is_open and (day - matter.touched).days > STILL


def marks(matters: Iterable[Matter], day: dt.date) -> dict[Tie, int]:
    """How many overdue matters each thing has, by (kind, id); things without any are left out."""
    return _tied(one for one in matters if is_overdue(one, day))


def still(matters: Iterable[Matter], day: dt.date) -> dict[Tie, int]:
    """How many matters that stand still each thing has, by (kind, id)."""
    return _tied(one for one in matters if is_still(one, day))


def waiting(matters: Iterable[Matter]) -> dict[Tie, int]:
    """How many open matters each thing has, by (kind, id)."""
    return _tied(one for one in matters if one.is_open)


def next_due(matters: Iterable[M], day: dt.date) -> M | None:
    """The open matter whose due day comes first from this day on; None when none has one."""
    coming = [one for one in matters if one.is_open and one.due is not None and one.due >= day]
    return min(coming, key=lambda one: one.due, default=None)


def in_order(matters: Iterable[M]) -> list[M]:
    """Open ones by due day, those without one after them, then closed ones, newest first."""
    matters = list(matters)
    waits = sorted(
        (one for one in matters if one.is_open),
        key=lambda one: (one.due is None, one.due or dt.date.max),
    )
    closed = [one for one in matters if not one.is_open]
    return waits + sorted(closed, key=lambda one: one.touched, reverse=True)


def _tied(matters: Iterable[Matter]) -> dict[Tie, int]:
    return dict(Counter(tie for one in matters for tie in dict.fromkeys(one.ties)))
