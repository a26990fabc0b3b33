"""The answers of other pages, in one sentence each, as the overview quotes them.

A quoted sentence keeps its months and its mark: it stands far from the figure that shows them.
"""

from handprint.figures import groups, mismatch, what_if
from handprint.figures.mismatch_counts import register, stretch, windows
from handprint.words import t

LEVEL = "municipality"
DIGITS = 2
"""Occupations of the ladder's first sight, as on its own page."""


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
