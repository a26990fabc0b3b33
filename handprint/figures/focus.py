"""A page's figure made again from what its address says: what a story keeps of a view.

One entry a figure: the page it stands on, the choices that it reads there, and the function that
makes it. A choice that is missing or unknown takes the page's default, as it does on the page.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from handprint import numbers
from handprint.analysis.matching import LEVERS, Levers
from handprint.figures import (
    Figure,
    actors,
    actors_losses,
    actors_record,
    areas,
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
from handprint.figures.pack_sections import LEVEL, REGION
from handprint.figures.target_groups import GROUPS
from handprint.levers import settings
from handprint.words import place_codes
from queries import run

Code = TypeVar("Code", int, str)

ALL, NONE = "all", "none"
LEVELS = ("municipality", "sub_region", "employment_area")
ALPHAS = tuple(f"{tenths / 10:.1f}" for tenths in range(1, 10))
_LAST = dt.date(2030, 12, 31)


class Asked:
    """Choices by name, each read the way the page reads its address."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        self.choices = choices

    def one(self, name: str, codes: Sequence[Code], default: Code | None = None) -> Code:
        """One of the codes: what is asked for, else the default, else the first."""
        fallback = codes[0] if default is None else default
        return {str(code): code for code in codes}.get(self.choices.get(name, ""), fallback)

    def day(self, name: str, first: dt.date, last: dt.date) -> dt.date:
        """The day asked for if the range has it, else the day of the range nearest today."""
        try:
            asked = dt.date.fromisoformat(self.choices.get(name, ""))
        except ValueError:
            asked = None
        if asked is not None and first <= asked <= last:
            return asked
        return min(max(dt.date.today(), first), last)


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


def _period(asked: Asked) -> str:
    return asked.one("period", situation.periods())


def _now_map(asked: Asked) -> Figure:
    return areas.map_of(LEVEL, "unemployed_share", _period(asked), REGION)


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
    return mismatch_series.index(_grain(asked), float(asked.one("alpha", ALPHAS, "0.5")))


def _places(asked: Asked) -> Figure | None:
    if mismatch_counts.register() is None:
        return None
    names = occupation_by_place.group_names()
    wide = [code for code in occupation_by_place.groups(ALL) if code in names and len(code) == 1]
    drill = asked.one("drill", [ALL, *wide])
    across = asked.one("across", occupation_by_place.LEVELS)
    rows = asked.one("rows", ["code", "balance", *occupation_by_place.areas(across)])
    columns = asked.one("columns", ["name", "balance", *occupation_by_place.groups(drill)])
    return occupation_by_place.balances(occupation_by_place.View(across, drill, rows, columns))


def _occupations(asked: Asked) -> tuple[int, Stretch, str]:
    level = int(asked.one("digits", ("4", "2")))
    span = int(asked.one("span", ("12", "1")))
    known = occupation_counts.months()
    last = asked.one("month", known[: len(known) - span + 1])
    names = occupation_counts.names(level)
    order = sorted(names, key=lambda code: names[code][0].casefold())
    first = {4: "5131", 2: "51"}[level]
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
        asked.day("day", white_spots.first_day(), _LAST),
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
    day = asked.day("day", dt.date(2014, 1, 1), dt.date(2035, 12, 31))
    return day, asked.one("period", [one.code for one in thread.periods()], thread.known_period())


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
_OF_THREAD = ("item", "goal", "project", "organisation", "period", "day")

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
