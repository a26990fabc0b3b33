"""Sentences of the page of the thread: how many are whole, where it breaks, what the holes are."""

import datetime as dt
from collections.abc import Sequence

from handprint import numbers
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import listed
from handprint.words.sentences import Sentence, joined


def opening(whole: int, goals: int, holes: int, lede: Sequence[str]) -> Sentence:
    """The answer: how many of the goals' threads are whole, and how many holes there are."""
    key = "title_none" if not whole else "title_all" if whole == goals else "title_some"
    counts = {"goals": goals, "holes": numbers.count(holes, language())}
    if key == "title_some":
        counts["whole"] = whole
    return Sentence(t(f"thread.{key}", **counts), joined(lede))


def reach(name: str, missing: Sequence[str]) -> str:
    """The finding of one thread: it reaches every level, or which ones it does not."""
    if not missing:
        return t("thread.reach_all", name=name)
    return t(
        "thread.reach_some", name=name, levels=listed([t(f"thread.lack_{one}") for one in missing])
    )


def by_day(day: dt.date, dated: int, others: int, *, members: bool) -> str:
    """How many of the holes a day decides, by running projects and perhaps by `members`."""
    return t(
        "thread.by_day_members" if members else "thread.by_day",
        day=numbers.date(day, language()),
        dated=numbers.count(dated, language()),
        others=numbers.count(others, language()),
    )


def of_period(period: str, *, priorities: int, ends: dt.date | None, day: dt.date) -> str:
    """What is to be known of a strategy period on a day: has it ended, are its priorities known."""
    years = period.replace("-", "–")
    if not priorities:
        return t("thread.period_unseen", period=years)
    if ends is not None and ends < day:
        return t("thread.period_ended", period=years, day=numbers.date(ends, language()))
    return t("thread.period_runs", period=years)
