"""Sentences of the occupations page: who is short, who is many, and one occupation over time.

Occupation names are nominative plurals and are never inflected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handprint import numbers
from handprint.session import language
from handprint.words.forms import Few, Moment, counted, lower_first
from handprint.words.places import place
from handprint.words.sentences import Amount, Sentence, joined, say

LEAST_RUN = 12
"""A side that has held for fewer months than this is not said to hold since a month."""


LEAST_SHOWN = 5
"""The least count that is shown besides zero; what lies between is secret."""


@dataclass(frozen=True)
class Occupation:
    """One occupation's two figures, both published: over a month or as a mean of months."""

    code: str
    name: str
    unemployed: float
    openings: float

    @property
    def balance(self) -> int:
        """Openings less unemployed as they are shown: positive is shortage of people."""
        return int(numbers.rounded(self.openings, 0) - numbers.rounded(self.unemployed, 0))


@dataclass(frozen=True, kw_only=True)
class Occupations:
    """The facts the page opens with.

    `rows` holds the occupations of one level (1–4 digits) with both figures known, `hidden` how
    many lack one. `start` and `end` are the first and last month; when they differ the figures
    are monthly means. `unemployed` and `openings` are the totals of all occupations.
    """

    rows: Sequence[Occupation]
    start: str
    end: str
    level: int = 4
    hidden: int = 0
    area_code: str = "MK19"
    unemployed: Amount = Amount(None, "missing")
    openings: Amount = Amount(None, "missing")


def opening(facts: Occupations, lang: str | None = None) -> Sentence:
    """Heading: the largest shortage and the largest surplus; lede: totals and how many of each."""
    lang = lang or language()
    short = [row for row in facts.rows if row.balance > 0]
    long = [row for row in facts.rows if row.balance < 0]
    span = numbers.period_range(facts.start, facts.end, lang)
    if not facts.rows:
        title = say("occupations_none", lang, period=span)
    elif short and long:
        title = say("occupations", lang, **_ends("short", short, lang), **_ends("long", long, lang))
    elif short:
        title = say("occupations_short_only", lang, **_ends("short", short, lang))
    elif long:
        title = say("occupations_long_only", lang, **_ends("long", long, lang))
    else:
        title = say("occupations_balance", lang)
    lede = [_totals(facts, span, lang)]
    if short and long:
        key = f"occupations_counts_{facts.level}"
        lede.append(say(key, lang, short=Few(len(short), lang), long=Few(len(long), lang)))
    if facts.hidden:
        things = "occupations" if facts.level == 4 else "occupation_groups"
        lede.append(
            say("occupations_hidden", lang, hidden=counted(facts.hidden, things, lang=lang))
        )
    return Sentence(title, joined(lede))


def one_occupation(
    name: str,
    unemployed: Mapping[str, float],
    openings: Mapping[str, float],
    *,
    months: int | None = None,
    lang: str | None = None,
) -> Sentence:
    """One occupation over the years, from two series {month: value} of published values.

    The heading tells which side is larger and since when, over the months in which both are
    published; `months` is how many the whole period has, so that the hidden ones can be told.
    """
    lang = lang or language()
    common = sorted(unemployed.keys() & openings.keys())
    if not common:
        return Sentence(say("occupation_none", lang, name=name))
    sides = [_side(openings[month] - unemployed[month]) for month in common]
    start, side = _last_run(common, sides)
    newest = common[-1]
    lede = [
        say(
            "occupation_newest",
            lang,
            period=Moment(newest, lang),
            unemployed=counted(unemployed[newest], "unemployed", lang=lang),
            openings=counted(openings[newest], "open_at_month_end", lang=lang),
        ),
        _peak("unemployed", unemployed, lang),
        _peak("openings", openings, lang),
    ]
    if months and months > len(common):
        lede.append(say("occupation_hidden", lang, hidden=months - len(common), months=months))
    run = common[common.index(start) :]
    if side is None or len(run) < LEAST_RUN <= len(common):
        title = say("occupation_mixed", lang, name=name)
    elif len(common) < LEAST_RUN:
        title = say(f"occupation_{side}_thin", lang, name=name, period=Moment(newest, lang))
    elif start == common[0]:
        title = say(f"occupation_{side}_always", lang, name=name)
    else:
        title = say(f"occupation_{side}_since", lang, name=name, period=Moment(start, lang))
    return Sentence(title, joined(lede))


def _ends(side: str, rows: Sequence[Occupation], lang: str) -> dict[str, str]:
    # Equal ones in code order, so that the sentence is the same every time.
    first = max(sorted(rows, key=lambda row: row.code), key=lambda row: abs(row.balance))
    return {
        side: lower_first(first.name),
        f"{side}_openings": counted(first.openings, "open_at_month_end", lang=lang),
        f"{side}_unemployed": counted(first.unemployed, "unemployed", lang=lang),
    }


def _totals(facts: Occupations, span: str, lang: str) -> str | None:
    if not facts.unemployed.known or not facts.openings.known:
        return None
    slots = {
        "area": place(facts.area_code, lang),
        "unemployed": counted(facts.unemployed.number, "unemployed", lang=lang),
        "openings": counted(facts.openings.number, "open_at_month_end", lang=lang),
    }
    if facts.start == facts.end:
        return say("occupations_total_month", lang, period=Moment(facts.end, lang), **slots)
    return say("occupations_total_mean", lang, range=span, **slots)


def _peak(side: str, series: Mapping[str, float], lang: str) -> str | None:
    most = max(series, key=lambda month: (series[month], month))
    # Under five the true peak lies among the secret months.
    if series[most] < LEAST_SHOWN:
        return None
    value = numbers.count(series[most], lang)
    return say(f"occupation_peak_{side}", lang, period=Moment(most, lang), value=value)


def _side(balance: float) -> str | None:
    return "short" if balance > 0 else "long" if balance < 0 else None


def _last_run(months: Sequence[str], sides: Sequence[str | None]) -> tuple[str, str | None]:
    """The first month of the last unbroken run of one side, and the side."""
    start = len(sides) - 1
    while start and sides[start - 1] == sides[-1]:
        start -= 1
    return months[start], sides[-1]
