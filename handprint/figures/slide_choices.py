"""The choices that a slide has of its own: those of its page that change what the slide shows.

Each bears the name and the codes it has in its page's address, so that a choice made on a slide
also opens on the page. In a story's address all of them are one text: `3.coverage.projects` is
the third slide's coverage, and `~` stands between two.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from handprint.figures import (
    actors_record,
    family,
    family_facts,
    focus,
    mismatch_counts,
    situation,
)
from handprint.figures import white_spots as spots
from handprint.figures.focus import Control, newest
from handprint.words import t, when

ALL, VIEW = "all", "view"
LONGEST = 600
"""The longest text of choices that an address may hold."""


Tuned = Mapping[int, Mapping[str, str]]
"""What has been chosen on the slides of a story, by the slide's number in its file."""


def controls(show: str, choices: Mapping[str, str], key: str = "") -> tuple[Control, ...]:
    """The choices of one of the slides that can be shown, `choices` in force where they can be.

    `key` is the figure of a slide that shows a page's view.
    """
    if show == VIEW:
        return focus.controls(key, choices) if key in focus.KEYS else ()
    return tuple(_SHOWN[show](choices)) if show in _SHOWN else ()


def usable(
    show: str, given: Mapping[str, str], choices: Mapping[str, str], key: str = ""
) -> dict[str, str]:
    """Those of the `given` choices that are in force on a slide whose own are `choices`."""
    if not given:
        return {}
    own = {one.name: one for one in controls(show, choices, key)}
    usual = {name: one.chosen for name, one in own.items()}
    # A slide is never drawn from a day that is none, or that it cannot be seen from.
    given = {name: code for name, code in given.items() if name in own and own[name].offers(code)}
    return {
        one.name: one.chosen
        for one in controls(show, {**choices, **given}, key)
        if given.get(one.name) == one.chosen != usual.get(one.name)
    }


def read(text: str) -> dict[int, dict[str, str]]:
    """The choices that an address holds; what cannot be read is left out."""
    found: dict[int, dict[str, str]] = {}
    for part in text[:LONGEST].split("~"):
        number, _, rest = part.partition(".")
        name, _, code = rest.partition(".")
        if number.isdecimal() and len(number) < 4 and name and code:
            found.setdefault(int(number), {})[name] = code
    return found


def written(tuned: Tuned) -> str:
    """The same choices as a text for an address."""
    return "~".join(
        f"{number}.{name}.{code}"
        for number in sorted(tuned)
        for name, code in tuned[number].items()
    )


def _one(
    choices: Mapping[str, str], name: str, codes: Mapping[str, str], usual: str, label: str = ""
) -> Control:
    chosen = choices.get(name, usual)
    return Control(
        name,
        t(label or f"choices.{name}"),
        chosen if chosen in codes else usual,
        tuple(codes.items()),
    )


def _day(choices: Mapping[str, str], first: dt.date, last: dt.date, label: str = "") -> Control:
    today = min(max(dt.date.today(), first), last).isoformat()
    ends = first.isoformat(), last.isoformat()
    chosen = choices.get("day", today)
    control = Control("day", t(label or "choices.day"), today, first=ends[0], last=ends[1])
    return replace(control, chosen=chosen) if control.offers(chosen) else control


def _seen(choices: Mapping[str, str]) -> dt.date:
    return dt.date.fromisoformat(choices.get("day", dt.date.today().isoformat()))


def _month(choices: Mapping[str, str]) -> list[Control]:
    months = situation.periods()
    usual = newest(months, _seen(choices))
    if usual is None:
        return []
    return [_one(choices, "period", {one: when(one) for one in months}, usual)]


def _meeting(choices: Mapping[str, str]) -> list[Control]:
    levels = {str(one): t(f"mismatch.grain_{one}") for one in mismatch_counts.LEVELS}
    windows = {one: mismatch_counts.stretch(one).printed() for one in mismatch_counts.windows()}
    usual = newest(windows, _seen(choices))
    if usual is None:
        return []
    return [
        _one(choices, "grain", levels, next(iter(levels))),
        _one(choices, "window", windows, usual),
    ]


def _network(choices: Mapping[str, str]) -> list[Control]:
    return [_day(choices, *actors_record.span())]


def _family(choices: Mapping[str, str]) -> list[Control]:
    day = _day(choices, family.FIRST, family.last_day(), "family.day")
    seen = dt.date.fromisoformat(day.chosen)
    # A goal with no project on the day would leave the slide empty.
    goals = {
        code: f"{code} {name}"
        for code, name in family_facts.goals().items()
        if family_facts.chosen(seen, code, ALL, ALL)
    }
    return [_one(choices, "goal", {ALL: t("present.all_goals"), **goals}, ALL), day]


def _ending(choices: Mapping[str, str]) -> list[Control]:
    return [_day(choices, family.FIRST, family.last_day(), "family.day")]


def _white_spots(choices: Mapping[str, str]) -> list[Control]:
    measures = {one: t(f"white_spots.measure_{one}") for one in spots.MEASURES}
    need = _one(choices, "need", measures, spots.MEASURES[0])
    covers = {one: t(f"white_spots.by_{one}") for one in spots.BYS}
    months = spots.periods(need.chosen)
    usual = newest(months, _seen(choices))
    if usual is None:
        return []
    return [
        need,
        _one(choices, "month", {one: when(one) for one in months}, usual),
        _one(choices, "coverage", covers, spots.BYS[0]),
        _day(choices, spots.first_day(), spots.LAST),
    ]


_SHOWN: Mapping[str, Callable[[Mapping[str, str]], list[Control]]] = {
    "phenomenon": _month,
    "meeting": _meeting,
    "network": _network,
    "family": _family,
    "timeline": _family,
    "ending": _ending,
    "changed": _month,
    "white_spots": _white_spots,
}
