"""The twelve questions of the overview, each with the sentence that answers it on its own page.

A quoted sentence keeps its months and its mark: it stands far from the figure that shows them.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from handprint import numbers
from handprint.figures import (
    actors,
    family,
    goals,
    groups,
    handprint,
    mismatch,
    occupations,
    thread,
    thread_holes,
    what_if,
    white_spots,
)
from handprint.figures.family_facts import ALL, NONE
from handprint.figures.mismatch_counts import register, stretch, windows
from handprint.figures.occupation_counts import Stretch, months
from handprint.words import t
from queries import QueryFailed

LEVEL = "municipality"
DIGITS = 2
"""Occupations of the ladder's first sight, as on its own page."""


@dataclass(frozen=True)
class Question:
    """A question, its answer in a sentence, and the view that shows it."""

    question: str
    answer: str
    page: str
    choices: Mapping[str, str] = field(default_factory=dict)


def questions(today: dt.date, *, where: str, sources: str) -> tuple[Question, ...]:
    """What a reader asks first; a question that the release cannot answer is left out.

    `where` and `sources` are the answers the overview has at hand: the map's finding, and how
    fresh the sources are.
    """
    asked: tuple[tuple[str, Callable[[], str], str], ...] = (
        ("meet", meeting, "labour/mismatch.py"),
        ("where", lambda: where, "labour/municipalities.py"),
        ("occupations", lacking, "labour/occupations.py"),
        ("groups", outside, "labour/groups.py"),
        ("helps", helps, "labour/what_if.py"),
        ("handprint", lambda: handprint.opening(today.year).title, "overview/handprint.py"),
        ("actors", lambda: actors.opening(actors.View(today)).title, "network/actors.py"),
        ("white_spots", lambda: thinnest(today), "network/white_spots.py"),
        ("family", lambda: under_way(today), "projects/family.py"),
        ("goals", lambda: pace(today), "strategy/goals.py"),
        ("thread", lambda: whole(today), "strategy/thread.py"),
        ("sources", lambda: sources, "about/data.py"),
    )
    answered = ((name, _told(answer), page) for name, answer, page in asked)
    return tuple(
        Question(t(f"now.ask_{name}"), f"{answer.rstrip('.')}.", page)
        for name, answer, page in answered
        if answer
    )


def _told(answer: Callable[[], str]) -> str:
    """The answer, or that it could not be had: one failed question does not silence the others."""
    try:
        return answer()
    except QueryFailed as failed:
        return t("now.unanswered", reference=failed.reference)


def lacking() -> str:
    """Where people and jobs fail to meet by occupation, over the newest twelve months."""
    last = months()[0]
    return occupations.opening(4, Stretch(numbers.months_before(last, 11), last)).title


def thinnest(today: dt.date) -> str:
    """Where the need is greatest and no member is recorded; empty without a month."""
    measure, by = white_spots.MEASURES[0], white_spots.BYS[0]
    known = white_spots.periods(measure)
    if not known:
        return ""
    return white_spots.opening(measure, known[0], by, today, white_spots.REGION).title


def under_way(today: dt.date) -> str:
    """What is under way in the whole family and what has ended."""
    return family.opening(today, today, ALL, ALL, ALL, NONE).title


def whole(today: dt.date) -> str:
    """Whether the threads of the goals are whole, in the newest period that is known."""
    return thread_holes.opening(today, thread.known_period()).title


def pace(today: dt.date) -> str:
    """Whether the goals are on pace, over all of them."""
    return goals.opening(goals.ALL, "none", examples=True, day=today).title


def meeting() -> str:
    """How many can meet, by the statistics, with their months."""
    window = stretch(windows()[0])
    return _quoted(mismatch.opening(DIGITS, window).title, window.printed())


def outside() -> str:
    """Which target group stands out; empty where no month has the groups."""
    months = groups.periods(LEVEL)
    if not months:
        return ""
    return groups.opening(groups.standing_out(LEVEL, months[0]), LEVEL, months[0]).title


def helps() -> str:
    """Which lever would help most, marked when the rows are made up; empty without rows."""
    known, found = register(), what_if.opening(what_if.REST)
    if known is None or found is None:
        return ""
    return _quoted(found.title, t(f"figure.{known.mark}")) if known.mark else found.title


def _quoted(sentence: str, behind: str) -> str:
    return t("now.quoted", sentence=sentence.rstrip("."), behind=behind)
