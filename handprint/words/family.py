"""Sentences of the project family: what is under way, what ended, and what carries it on.

Names of projects are never inflected; numbers are, as in `locales/<lang>/family.toml`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handprint import numbers
from handprint.analysis import succession
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import Few, capital, counted, listed
from handprint.words.sentences import Sentence, joined


@dataclass(frozen=True)
class Number(Few):
    """A small number in words, in the further cases that this page needs."""

    @property
    def elative(self) -> str:
        """The form of `kymmenestä hankkeesta`."""
        return self._own("elative")

    @property
    def allative(self) -> str:
        """The form of `kahdelle hankkeista`."""
        return self._own("allative")

    @property
    def genitive(self) -> str:
        """The form of `kahden hankkeen`."""
        return self._own("genitive")

    def _own(self, case: str) -> str:
        words = t(f"family.few_{case}", self.lang).split()
        if 1 <= self.number <= len(words):
            return words[self.number - 1]
        return numbers.count(self.number, self.lang)


@dataclass(frozen=True)
class Ending:
    """Projects that end next or have ended last, and how many of them have a successor.

    `ends` are names with the last day, and whether that day is known or its year only.
    """

    ends: tuple[tuple[str, dt.date, bool], ...]
    followed: int = 0


@dataclass(frozen=True)
class Family:
    """What the opening tells: statuses on a day, what ended last and what ends next.

    `followed` counts the ended that have a successor; `today` is the reader's own day; `costs`
    tells that some cost has been seen.
    """

    day: dt.date
    today: dt.date
    counts: Mapping[str, int]
    total: int
    chosen: bool = False
    followed: int = 0
    last: Ending | None = None
    next: Ending | None = None
    undated: Sequence[str] = field(default=())
    costs: bool = False


def opening(facts: Family, lang: str | None = None) -> Sentence:
    """The answer: how many are under way or ended, and whether anything carries on."""
    lang = lang or language()
    running, ended = facts.counts.get("running", 0), facts.counts.get("ended", 0)
    scope = "chosen" if facts.chosen else "known"
    if running:
        title = _share("running", running, facts.total, scope, lang) + _next(facts.next, lang)
    elif ended:
        title = _share("ended", ended, facts.total, scope, lang) + _followed(facts, ended, lang)
    else:
        title = t(f"family.neither_{'only' if facts.total == 1 else scope}", lang)
    besides = None
    if running and ended:
        key = "family.ended_besides_one" if ended == 1 else "family.ended_besides_many"
        besides = t(key, lang, few=Few(ended, lang))
    return Sentence(
        dated(title, facts.day, facts.today, lang),
        joined(
            [
                besides,
                _last(facts.last, lang),
                undated(facts.undated, lang),
                None if facts.costs else t("family.costs", lang),
            ]
        ),
    )


def dated(words: str, day: dt.date, today: dt.date, lang: str | None = None) -> str:
    """A sentence that names its day unless that is today, and says when it rests on plans."""
    lang = lang or language()
    if day == today:
        return capital(words)
    key = "family.by_plan" if day > today else "family.on_day"
    return t(key, lang, date=numbers.date(day, lang), words=words)


def undated(names: Sequence[str], lang: str | None = None) -> str:
    """Which projects have no dates; empty when all have."""
    lang = lang or language()
    if not names:
        return ""
    key = "family.undated_one" if len(names) == 1 else "family.undated_many"
    return t(key, lang, names=listed(names, lang))


def moment(day: dt.date, exact: bool, lang: str | None = None) -> str:
    """A day in a sentence, or the year when only that is known: `31.12.2023`, `vuonna 2022`."""
    lang = lang or language()
    if not exact:
        return t("family.year_of", lang, year=day.year)
    # A date is never broken over two lines of a heading.
    return numbers.date(day, lang).replace(" ", numbers.HARD_SPACE)


def lasted(
    first: dt.date, last: dt.date, *, in_words: bool = False, lang: str | None = None
) -> str:
    """The time between two days in whole months: `2 v 10 kk`, `6 kk`, `alle 1 kk`.

    `in_words`, for a heading: `2 vuotta 10 kuukautta`.
    """
    lang = lang or language()
    whole = abs(succession.months(first, last))
    years, months = divmod(whole, 12)
    if in_words and whole:
        parts = ((years, "years"), (months, "months"))
        return " ".join(counted(number, thing, lang=lang) for number, thing in parts if number)
    if not whole:
        return t("family.under_month", lang)
    key = "time_years" if years and months else "time_full_years" if years else "time_months"
    return t(f"family.{key}", lang, years=years, months=months)


def between(
    end: dt.date | None, start: dt.date | None, *, exact: bool = True, lang: str | None = None
) -> str:
    """How the end of one project and the start of the next lie: gap, overlap or not known.

    `end` is the earlier one's last day.
    """
    lang = lang or language()
    if end is None or start is None or not exact:
        return t("family.between_unknown", lang)
    free = end + dt.timedelta(days=1)
    if free == start:
        return t("family.seamless", lang)
    key = "family.between" if start > free else "family.overlap"
    return t(key, lang, time=lasted(min(free, start), max(free, start), lang=lang))


def _share(state: str, number: int, total: int, scope: str, lang: str) -> str:
    few, of = Few(number, lang), Number(total, lang)
    if total == 1:
        share = "only"
    elif number == total:
        share = "all"
    else:
        share = "one" if number == 1 else "some"
    return t(f"family.{state}_{share}_{scope}", lang, few=few, of=of)


def _followed(facts: Family, ended: int, lang: str) -> str:
    if not facts.followed:
        return t("family.successor_none", lang)
    if ended == 1:
        return t("family.successor_one", lang)
    return t("family.successor_some", lang, few=Few(facts.followed, lang))


def _next(ending: Ending | None, lang: str) -> str:
    if ending is None:
        return t("family.next_none", lang)
    key = "family.next_one" if len(ending.ends) == 1 else "family.next_many"
    return t(key, lang, names=ends(ending, lang)) + followed_by(ending, lang)


def ends(ending: Ending, lang: str | None = None) -> str:
    """Names with their last days; a day that they share is said once."""
    lang = lang or language()
    days: dict[str, list[str]] = {}
    for name, day, exact in ending.ends:
        days.setdefault(moment(day, exact, lang), []).append(name)
    return listed(
        [
            t("family.ends_together", lang, names=listed(names, lang), date=date)
            for date, names in days.items()
        ],
        lang,
    )


def followed_by(ending: Ending, lang: str | None = None) -> str:
    """Whether what ends has a successor, as the tail of a sentence."""
    lang = lang or language()
    if not ending.followed:
        return t("family.successor_none", lang)
    if ending.followed == len(ending.ends):
        return t("family.successor_one", lang)
    return t("family.next_some", lang)


def _last(ending: Ending | None, lang: str) -> str | None:
    if ending is None:
        return None
    key = "family.last_one" if len(ending.ends) == 1 else "family.last_many"
    return t(key, lang, names=ends(ending, lang))
