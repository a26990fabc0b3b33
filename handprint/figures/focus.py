"""A page's figure made again from what its address says: what a story keeps of a view.

One entry a figure: the page it stands on, the choices that it reads there, and the function that
makes it. A choice that is missing or unknown takes the page's default, as it does on the page.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from handprint import numbers
from handprint.analysis.matching import LEVERS, Levers
from handprint.figures import (
    Figure,
    actors,
    actors_losses,
    actors_record,
    areas,
    choice_words,
    family,
    family_facts,
    family_successors,
    goal_lights,
    goals,
    goals_card,
    groups,
    groups_seeking,
    handprint,
    indicators,
    mismatch,
    mismatch_counts,
    mismatch_curve,
    mismatch_parts,
    mismatch_series,
    occupation_by_place,
    occupation_counts,
    occupations,
    outputs,
    situation,
    thread,
    thread_holes,
    what_if,
    white_spots,
)
from handprint.figures.occupation_counts import Stretch
from handprint.figures.target_groups import GROUPS
from handprint.levers import settings
from handprint.words import LEVELS, REGION, place_codes, t
from queries import run

Code = TypeVar("Code", int, str)

ALL, NONE = "all", "none"
LEVEL = "municipality"
TIME = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")
"""The code of a year or a month."""
_SIMPLE = (
    "level", "indicator", "period", "area", "finger", "grain", "window", "digits", "span", "month",
    "target", "need", "coverage", "goal", "fund", "lead", "examples", "across", "strategy_period",
)  # fmt: skip
"""Choices that a slide can make: a few codes each, with words."""
_MOST_CODES = 260


@dataclass(frozen=True)
class Control:
    """One choice: its name in the address, the codes with their words, the one in force.

    A day has no codes but its `first` and `last`, as ISO days.
    """

    name: str
    label: str
    chosen: str
    codes: tuple[tuple[str, str], ...] = ()
    first: str = ""
    last: str = ""

    def offers(self, code: str) -> bool:
        """Whether a code can be tried: a day must be one, and in reach.

        Which other codes there are may follow from another choice, so they are tried.
        """
        if not self.first:
            return True
        try:
            day = dt.date.fromisoformat(code).isoformat()
        except ValueError:
            return False
        return day == code and self.first <= code <= self.last


@dataclass(frozen=True)
class Chart:
    """Which columns of a figure's table make a chart that an office program can edit.

    `names` is the column of categories; with `months` it holds printed periods, and the chart has
    an axis of time. `hues` are tokens of colour, one for each column of `values`.
    """

    kind: Literal["bars", "lines"]
    names: str
    values: tuple[str, ...]
    hues: tuple[str, ...]
    months: bool = False
    only: tuple[str, str] | None = None


class Asked:
    """Choices by name, each read the way the page reads its address.

    Remembers what could have been asked for: `codes` and, of a day, `days` by name, and what is
    in force in `chosen`.
    """

    def __init__(self, choices: Mapping[str, str]) -> None:
        self.choices = choices
        self.codes: dict[str, tuple[str, ...]] = {}
        self.days: dict[str, tuple[dt.date, dt.date]] = {}
        self.chosen: dict[str, str] = {}

    def one(self, name: str, codes: Sequence[Code], default: Code | None = None) -> Code:
        """One of the codes: what is asked for, else the default, else the first."""
        fallback = codes[0] if default is None else default
        by_code = {str(code): code for code in codes}
        found = by_code.get(self.choices.get(name, ""), fallback)
        self.codes[name], self.chosen[name] = tuple(by_code), str(found)
        return found

    def day(self, name: str, first: dt.date, last: dt.date) -> dt.date:
        """The day asked for if the range has it, else the day of the range nearest today."""
        try:
            asked = dt.date.fromisoformat(self.choices.get(name, ""))
        except ValueError:
            asked = None
        if asked is None or not first <= asked <= last:
            asked = min(max(dt.date.today(), first), last)
        self.days[name], self.chosen[name] = (first, last), asked.isoformat()
        return asked


@dataclass(frozen=True)
class View:
    """Where a figure stands, which choices it reads there, and how it is made of them.

    `names` are in the order in which the page offers them.
    """

    page: str
    names: tuple[str, ...]
    make: Callable[[Asked], Figure | None]


def figure(key: str, choices: Mapping[str, str]) -> Figure | None:
    """The figure of a key with these choices; None where the release has none. Raises KeyError."""
    return VIEWS[key].make(Asked(choices))


def page_of(key: str) -> str:
    """The page of a figure, as `labour/municipalities`. Raises KeyError."""
    return VIEWS[key].page


def own(key: str, choices: Mapping[str, str]) -> dict[str, str]:
    """Those of the choices that the figure reads, in the page's order. Raises KeyError."""
    return {name: choices[name] for name in VIEWS[key].names if name in choices}


def in_force(key: str, choices: Mapping[str, str]) -> dict[str, str]:
    """Those of the choices that the figure really has: a code that it falls back from is none.

    What is searched for has no codes and stays. Raises KeyError.
    """
    given = own(key, choices)
    asked = Asked(given)
    VIEWS[key].make(asked)
    return {
        name: code
        for name, code in given.items()
        if name == "find" or asked.chosen.get(name, "") == code
    }


def newest(periods: Iterable[str], day: dt.date) -> str | None:
    """The newest month that had ended by the day."""
    ended = (
        day if (day + dt.timedelta(days=1)).day == 1 else day.replace(day=1) - dt.timedelta(days=1)
    )
    return max((one for one in periods if one <= f"{ended:%Y-%m}"), default=None)


def seen_from(key: str, choices: Mapping[str, str], day: dt.date) -> dict[str, str] | None:
    """The choices with which a figure is seen from a day: its own, and a time that had come.

    A month, or a day that the page can choose, follows the day unless the choices hold one; None
    where the release has none by then. Raises KeyError.
    """
    given = own(key, choices)
    if day == dt.date.today():
        return given
    asked = Asked(given)
    if VIEWS[key].make(asked) is None:
        return None
    for name, (first, last) in asked.days.items():
        if name not in given and not first <= day <= last:
            return None
        given.setdefault(name, day.isoformat())
    for name, codes in asked.codes.items():
        if name in given or not all(map(TIME.fullmatch, codes)):
            continue
        found = newest(codes, day)
        if found is None:
            return None
        given[name] = found
    return given


def narrowed_by_day(key: str, choices: Mapping[str, str]) -> bool:
    """Whether some choice of a figure says when. Raises KeyError."""
    asked = Asked(choices)
    VIEWS[key].make(asked)
    return bool(asked.days) or any(
        all(map(TIME.fullmatch, codes)) for codes in asked.codes.values()
    )


def controls(key: str, choices: Mapping[str, str]) -> tuple[Control, ...]:
    """Those choices of a figure that are simple codes, in the page's order. Raises KeyError."""
    asked = Asked(own(key, choices))
    VIEWS[key].make(asked)
    found = []
    for name in VIEWS[key].names:
        label = choice_words.label(name)
        if name in asked.days:
            first, last = (one.isoformat() for one in asked.days[name])
            found.append(Control(name, label, asked.chosen[name], first=first, last=last))
        elif name in _SIMPLE and 1 < len(asked.codes.get(name, ())) <= _MOST_CODES:
            # The address of a slide has no word for an empty code.
            codes = tuple((one, _word(name, one)) for one in asked.codes[name] if one)
            if asked.chosen[name]:
                found.append(Control(name, label, asked.chosen[name], codes))
    return tuple(found)


def _word(name: str, code: str) -> str:
    if code == NONE and name == "indicator":
        return t("present.none_chosen")
    return t("present.all_goals") if code == ALL else choice_words.word(name, code)


def chart(key: str, choices: Mapping[str, str]) -> Chart | None:
    """The chart that tells the same as a figure in an office program, if there is one."""
    if key == "areas-groups" and choices.get("area", REGION) != REGION:
        return CHARTS["areas-groups"]
    # Beside itself the region would be drawn twice.
    return _ALONE if key == "areas-groups" else CHARTS.get(key)


def _period(asked: Asked) -> str:
    return asked.one("period", situation.periods())


def _profile(asked: Asked) -> tuple[str, str, str, str]:
    level = asked.one("level", LEVELS)
    known = run("labour/indicators_by_level", level=level)["indicator"].tolist()
    indicator = asked.one("indicator", known, "unemployed_share")
    periods = run("labour/periods_by_indicator", indicator=indicator, level=level)["period"]
    codes = run("labour/areas_by_level", level=level)["area_code"].tolist()
    return (
        level,
        indicator,
        asked.one("period", periods.tolist()),
        asked.one("area", [REGION, *codes]),
    )


def _areas_map(asked: Asked) -> Figure:
    return areas.map_of(*_profile(asked))


def _areas_strip(asked: Asked) -> Figure:
    return areas.strip_of(*_profile(asked), False)


def _areas_trend(asked: Asked) -> Figure | None:
    _, indicator, _, area = _profile(asked)
    return areas.trend_of(indicator, area, False)


def _areas_groups(asked: Asked) -> Figure | None:
    _, _, period, area = _profile(asked)
    return areas.groups_of(area, period, False)


def _areas_peers(asked: Asked) -> Figure | None:
    _, indicator, period, area = _profile(asked)
    return areas.peers_of(indicator, period, area, False)


def _finger(asked: Asked) -> tuple[str, int, bool]:
    return asked.one("finger", handprint.codes()), handprint.this_year(), False


def _grain(asked: Asked) -> int:
    return asked.one("grain", mismatch_counts.LEVELS)


def _window(asked: Asked) -> Stretch:
    return mismatch_counts.stretch(asked.one("window", mismatch_counts.windows()))


def _index(asked: Asked) -> Figure:
    return mismatch_series.index(
        _grain(asked), float(asked.one("alpha", mismatch_series.ALPHAS, mismatch_series.ALPHA))
    )


def _places(asked: Asked) -> Figure | None:
    if mismatch_counts.register() is None:
        return None
    names = occupation_by_place.group_names()
    wide = [code for code in occupation_by_place.groups(ALL) if code in names and len(code) == 1]
    drill = asked.one("drill", [ALL, *wide])
    across = asked.one("across", LEVELS)
    rows = asked.one("rows", ["code", "balance", *occupation_by_place.areas(across)])
    columns = asked.one("columns", ["name", "balance", *occupation_by_place.groups(drill)])
    return occupation_by_place.balances(occupation_by_place.View(across, drill, rows, columns))


def _occupations(asked: Asked) -> tuple[int, Stretch, str]:
    level = int(asked.one("digits", occupation_counts.LEVELS))
    span = int(asked.one("span", occupation_counts.SPANS))
    known = occupation_counts.months()
    last = asked.one("month", known[: len(known) - span + 1])
    names = occupation_counts.names(level)
    order = sorted(names, key=lambda code: names[code][0].casefold())
    first = occupation_counts.FIRST[level]
    occupation = asked.one("occupation", order, first if first in names else None)
    return level, Stretch(numbers.months_before(last, span - 1), last), occupation


def _through_time(asked: Asked) -> Figure:
    return occupations.through_time(_occupations(asked)[2])


def _target(asked: Asked) -> tuple[str, str, str]:
    level = asked.one("level", LEVELS)
    period = asked.one("period", groups.periods(level))
    return asked.one("target", list(GROUPS), groups.standing_out(level, period)), level, period


def _wanted(asked: Asked) -> Figure | None:
    code, _, _ = _target(asked)
    return groups_seeking.wanted(code, False) if groups_seeking.register(code) else None


def _where(asked: Asked) -> Figure | None:
    code, level, _ = _target(asked)
    return groups_seeking.where(code, level, False) if groups_seeking.register(code) else None


def _levers(asked: Asked) -> Levers:
    return Levers(**{lever: asked.one(lever, settings().stops(lever)) for lever in LEVERS})


def _if_known(make: Callable[[Levers], Figure]) -> Callable[[Asked], Figure | None]:
    def made(asked: Asked) -> Figure | None:
        levers = _levers(asked)
        return None if what_if.opening(levers) is None else make(levers)

    return made


def _network(asked: Asked) -> actors.View:
    day = asked.day("day", *actors_record.span())
    kinds = {"organisation": actors.organisations(day)}
    kinds |= {kind: actors.undertakings(day, kind) for kind in ("project", "event")}
    found = next(
        (
            (kind, asked.choices[kind])
            for kind, names in kinds.items()
            if asked.choices.get(kind, "") in names
        ),
        ("", ""),
    )
    asked.chosen |= {found[0]: found[1]} if found[0] else {}
    area = asked.one("area", ["", *run("labour/areas_by_level", level=LEVEL)["area_code"]])
    return actors.View(
        day=day,
        kind=found[0],
        id=found[1],
        steps=asked.one("steps", [1, 2]),
        block=asked.one("block", ["", *actors.blocks()]),
        area=area,
        state=asked.one("state", ["", *actors.STATES]),
        find=asked.choices.get("find", "")[:80],
    )


def _actors(asked: Asked) -> Figure:
    return actors.picture(_network(asked))


def _losses(asked: Asked) -> Figure:
    return actors_losses.picture(_network(asked))


def _spots(asked: Asked) -> tuple[str, str, str, dt.date]:
    measure = asked.one("need", white_spots.MEASURES)
    return (
        measure,
        asked.one("month", white_spots.periods(measure)),
        asked.one("coverage", white_spots.BYS),
        asked.day("day", white_spots.first_day(), white_spots.LAST),
    )


def _spot_area(asked: Asked) -> str:
    return asked.one("area", [REGION, *place_codes("municipality")])


def _family(asked: Asked) -> tuple[dt.date, str, str, str]:
    found = family_facts.projects()
    missing = any(not one.fund for one in found), any(not one.leads for one in found)
    funds = sorted({one.fund for one in found if one.fund})
    return (
        asked.day("day", family.FIRST, family.last_day()),
        asked.one("goal", [ALL, *family_facts.goals()]),
        asked.one("fund", [ALL, *funds, *([NONE] if missing[0] else [])]),
        asked.one("lead", [ALL, *family_facts.leads(), *([NONE] if missing[1] else [])]),
    )


def _project(asked: Asked) -> str:
    return asked.one("project", ["", *(one.id for one in family_facts.projects())])


def _pipeline(asked: Asked) -> Figure | None:
    day, *chosen = _family(asked)
    if not family_facts.chosen(day, *chosen):
        return None
    return family.pipeline_of(day, dt.date.today(), *chosen, False)


def _timeline(asked: Asked) -> Figure | None:
    day, *chosen = _family(asked)
    if not family_facts.chosen(day, *chosen):
        return None
    return family.timeline_of(day, dt.date.today(), *chosen, _project(asked), False)


def _successors(asked: Asked) -> Figure | None:
    day, *chosen = _family(asked)
    if not family_facts.chosen(day, *chosen):
        return None
    return family_successors.tree_of(day, *chosen, _project(asked), False)


def _matrix(asked: Asked) -> Figure:
    return outputs.matrix(asked.one("project", ["", *outputs.projects()]), False)


def _goals(asked: Asked) -> tuple[str, str, bool]:
    return (
        asked.one("goal", [goals.ALL, *(one.goal for one in goals.all_goals())]),
        asked.one("indicator", [NONE, *(one.indicator for one in indicators.all_of())]),
        asked.one("examples", ["show", "hide"]) == "show",
    )


def _tree(asked: Asked) -> Figure:
    goal, indicator, examples = _goals(asked)
    return goals.tree(goal, indicator, False, examples, dt.date.today())


def _past(asked: Asked) -> Figure | None:
    _, indicator, examples = _goals(asked)
    if indicator == NONE:
        return None
    return goals_card.past(indicator, False, examples, dt.date.today())


def _completeness(asked: Asked) -> Figure:
    goal, _, examples = _goals(asked)
    return goals.completeness(goal, False, examples, dt.date.today())


def _held(asked: Asked) -> tuple[dt.date, str]:
    day = asked.day("day", *thread.DAYS)
    return day, asked.one(
        "strategy_period", [one.code for one in thread.periods()], thread.known_period()
    )


def _thread(asked: Asked) -> Figure:
    day, period = _held(asked)
    in_view = next(
        (
            (kind, asked.choices[kind])
            for kind, codes in thread.choosable().items()
            if asked.choices.get(kind, "") in codes
        ),
        thread.first(),
    )
    asked.chosen[in_view[0]] = in_view[1]
    return thread.drawn(in_view, day, period, thread_holes.running(day), False)


_NOW, _HAND, _MISMATCH = "overview/now", "overview/handprint", "labour/mismatch"
_WORK, _PLACES, _GROUPS = "labour/occupations", "labour/municipalities", "labour/groups"
_IF, _NET, _SPOTS = "labour/what_if", "network/actors", "network/white_spots"
_FAMILY, _OUTPUTS, _GOALS = "projects/family", "projects/outputs", "strategy/goals"
_THREAD = "strategy/thread"
_OF_AREA = ("level", "indicator", "period", "area")
_OF_WORK = ("digits", "span", "month", "occupation")
_OF_GROUP = ("level", "period", "target")
_OF_NET = ("organisation", "project", "event", "day", "block", "area", "state", "steps", "find")
_OF_SPOTS = ("need", "month", "coverage", "day", "area")
_OF_FAMILY = ("day", "goal", "fund", "lead", "project")
_OF_GOALS = ("goal", "indicator", "examples")
_OF_THREAD = ("item", "goal", "project", "organisation", "strategy_period", "day")

VIEWS: Mapping[str, View] = {
    "now-claims": View(_NOW, ("period",), lambda a: situation.claims_of(_period(a), False)),
    "now-lights": View(_NOW, (), lambda a: goal_lights.lights_of(False)),
    "handprint-hand": View(_HAND, ("finger",), lambda a: handprint.hand_of(*_finger(a))),
    "handprint-rows": View(_HAND, ("finger",), lambda a: handprint.rows_of(*_finger(a))),
    "handprint-ledger": View(_HAND, (), lambda a: handprint.ledger_of(False)),
    "mismatch_ladder": View(
        _MISMATCH, ("grain", "window"), lambda a: mismatch.rungs(_grain(a), _window(a))
    ),
    "mismatch_parts": View(_MISMATCH, ("grain",), lambda a: mismatch_parts.loss(_grain(a))),
    "mismatch_index": View(_MISMATCH, ("grain", "alpha"), _index),
    "mismatch_curve": View(
        _MISMATCH, ("window",), lambda a: mismatch_curve.beveridge_curve(_window(a))
    ),
    "mismatch_tightness": View(_MISMATCH, (), lambda a: mismatch_series.tightness()),
    "mismatch_places": View(_MISMATCH, ("drill", "across", "rows", "columns"), _places),
    "occupations_time": View(_WORK, _OF_WORK, _through_time),
    "occupations_ranking": View(_WORK, _OF_WORK, lambda a: occupations.ranking(*_occupations(a))),
    "occupations_field": View(_WORK, _OF_WORK, lambda a: occupations.field(*_occupations(a))),
    "areas-map": View(_PLACES, _OF_AREA, _areas_map),
    "areas-strip": View(_PLACES, _OF_AREA, _areas_strip),
    "areas-trend": View(_PLACES, _OF_AREA, _areas_trend),
    "areas-groups": View(_PLACES, _OF_AREA, _areas_groups),
    "areas-peers": View(_PLACES, _OF_AREA, _areas_peers),
    "groups-every": View(_GROUPS, _OF_GROUP, lambda a: groups.every(*_target(a), False)),
    "groups-areas": View(_GROUPS, _OF_GROUP, lambda a: groups.by_area(*_target(a), False)),
    "groups-map": View(_GROUPS, _OF_GROUP, lambda a: groups.map_of(*_target(a))),
    "groups-past": View(_GROUPS, _OF_GROUP, lambda a: groups.past(*_target(a), False)),
    "groups-wanted": View(_GROUPS, _OF_GROUP, _wanted),
    "groups-where": View(_GROUPS, _OF_GROUP, _where),
    "what_if_reached": View(_IF, LEVERS, _if_known(what_if.reached)),
    "what_if_next": View(_IF, LEVERS, _if_known(what_if.next_steps)),
    "what_if_left": View(_IF, LEVERS, _if_known(what_if.left)),
    "actors-network": View(_NET, _OF_NET, _actors),
    "actors-losses": View(_NET, _OF_NET, _losses),
    "white-map": View(_SPOTS, _OF_SPOTS, lambda a: white_spots.map_of(*_spots(a), _spot_area(a))),
    "white-matrix": View(_SPOTS, _OF_SPOTS, lambda a: white_spots.crossed(*_spots(a))),
    "white-rows": View(_SPOTS, _OF_SPOTS, lambda a: white_spots.by_row(*_spots(a), _spot_area(a))),
    "family-pipeline": View(_FAMILY, _OF_FAMILY, _pipeline),
    "family-timeline": View(_FAMILY, _OF_FAMILY, _timeline),
    "family-successors": View(_FAMILY, _OF_FAMILY, _successors),
    "outputs-matrix": View(_OUTPUTS, ("project",), _matrix),
    "outputs-publications": View(_OUTPUTS, (), lambda a: outputs.publications()),
    "outputs-codes": View(_OUTPUTS, (), lambda a: outputs.codes(False)),
    "goals-tree": View(_GOALS, _OF_GOALS, _tree),
    "goals-past": View(_GOALS, _OF_GOALS, _past),
    "goals-completeness": View(_GOALS, _OF_GOALS, _completeness),
    "thread": View(_THREAD, _OF_THREAD, _thread),
    "thread-goals": View(_THREAD, _OF_THREAD, lambda a: thread_holes.table(*_held(a), False)),
}
"""Every figure of the pages that anybody may see, by its key."""

KEYS = tuple(VIEWS)

_TWO_GROUPS = Chart("bars", "group", ("region", "country"), ("seek", "ctx"))
_OF_AREAS = Chart("bars", "area", ("value",), ("seek",))
_ALONE = Chart("bars", "group", ("share",), ("seek",))

CHARTS: Mapping[str, Chart] = {
    "areas-map": _OF_AREAS,
    "areas-peers": _OF_AREAS,
    "areas-trend": Chart("lines", "when", ("value", "other"), ("seek", "ctx"), months=True),
    "areas-groups": Chart("bars", "group", ("share", "region"), ("seek", "ctx")),
    "groups-every": _TWO_GROUPS,
    "groups-areas": _OF_AREAS,
    "occupations_ranking": Chart(
        "bars", "occupation_name", ("openings_low", "unemployed_low"), ("open", "seek")
    ),
    "occupations_time": Chart(
        "lines", "period", ("unemployed_low", "openings_low"), ("seek", "open"), months=True
    ),
}
"""Native charts by the figure's key."""
