"""Which sections a pack can hold, and which finished figures each takes from its page.

One function a section: the choices in, the page's own opening and its figures out, or nothing
where the release has no figures by the chosen day.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from handprint import numbers
from handprint.figures import (
    Figure,
    actors,
    actors_losses,
    actors_record,
    areas,
    family,
    family_successors,
    goal_lights,
    goals,
    groups,
    handprint,
    mismatch,
    mismatch_counts,
    mismatch_curve,
    mismatch_parts,
    occupations,
    outputs,
    situation,
    thread,
    thread_holes,
    white_spots,
)
from handprint.figures.focus import CHARTS, LEVEL, Chart, chart, newest
from handprint.figures.occupation_counts import Stretch, months
from handprint.words.forms import lower_first
from handprint.words.sentences import Sentence
from queries import run

ALL = "all"

Narrowing = Literal["area", "goals", "one_goal", "day"]


@dataclass(frozen=True)
class Shown:
    """A figure of a section, and the native chart that tells the same, if there is one.

    `columns` are those of the table that a slide has room for beside a map; `mapped` says that
    the picture is a map.
    """

    figure: Figure
    chart: Chart | None = None
    columns: tuple[str, ...] = ()
    mapped: bool = False


@dataclass(frozen=True)
class Choices:
    """What was chosen for a pack: language, as-of day, area, goals (all when none), sections."""

    lang: str
    day: dt.date
    area: str
    goals: tuple[str, ...]
    sections: tuple[str, ...]


Found = tuple[Sentence, list[Shown]] | None


def _situation(choices: Choices) -> Found:
    period = newest(situation.periods(), choices.day)
    if period is None:
        return None
    return situation.opening(period), [
        Shown(situation.claims_of(period, False)),
        Shown(
            areas.map_of(LEVEL, "unemployed_share", period, choices.area),
            CHARTS["areas-map"],
        ),
    ]


def _mismatch(choices: Choices) -> Found:
    last = newest(mismatch_counts.windows(), choices.day)
    if last is None:
        return None
    level = mismatch_counts.LEVELS[0]
    window = mismatch_counts.stretch(last)
    parts = mismatch_parts.loss(level)
    return mismatch.opening(level, window), [
        Shown(mismatch.rungs(level, window)),
        *([Shown(parts)] if parts else []),
        Shown(mismatch_curve.beveridge_curve(window)),
    ]


def _occupations(choices: Choices) -> Found:
    last = newest(months(), choices.day)
    if last is None or numbers.months_before(last, 11) not in months():
        return None
    stretch = Stretch(numbers.months_before(last, 11), last)
    first = occupations.ranking(4, stretch, "").table.frame
    code = str(first["occupation_code"].iloc[0])
    return occupations.opening(4, stretch), [
        Shown(occupations.ranking(4, stretch, code), CHARTS["occupations_ranking"]),
        Shown(occupations.through_time(code), CHARTS["occupations_time"]),
    ]


def _municipalities(choices: Choices) -> Found:
    indicator, area = "unemployed_share", choices.area
    periods = run("labour/periods_by_indicator", indicator=indicator, level=LEVEL)["period"]
    period = newest(periods.tolist(), choices.day)
    if period is None:
        return None
    found = [
        (areas.strip_of(LEVEL, indicator, period, area, False), None),
        (areas.trend_of(indicator, area, False), CHARTS["areas-trend"]),
        (areas.groups_of(area, period, False), chart("areas-groups", {"area": area})),
        (areas.peers_of(indicator, period, area, False), CHARTS["areas-peers"]),
    ]
    return areas.opening(LEVEL, indicator, period, area), [
        Shown(figure, native) for figure, native in found if figure is not None
    ]


def _groups(choices: Choices) -> Found:
    period = newest(groups.periods(LEVEL), choices.day)
    if period is None:
        return None
    code = groups.standing_out(LEVEL, period)
    return groups.opening(code, LEVEL, period), [
        Shown(groups.every(code, LEVEL, period, False), CHARTS["groups-every"]),
        Shown(
            groups.by_area(code, LEVEL, period, False),
            CHARTS["groups-areas"],
        ),
    ]


def _white_spots(choices: Choices) -> Found:
    measure, by = white_spots.MEASURES[0], white_spots.BYS[0]
    period = newest(white_spots.periods(measure), choices.day)
    if period is None or choices.day < white_spots.first_day():
        return None
    return white_spots.opening(measure, period, by, choices.day, choices.area), [
        Shown(
            white_spots.map_of(measure, period, by, choices.day, choices.area),
            columns=("area", "least", "cover", "members", "projects"),
        ),
        Shown(white_spots.by_row(measure, period, by, choices.day, choices.area)),
    ]


def _handprint(choices: Choices) -> Found:
    year = handprint.this_year()
    return handprint.opening(year), [
        Shown(handprint.hand_of(ALL, year, False), columns=_FINGER),
        Shown(handprint.rows_of(ALL, year, False), columns=_FINGER),
        Shown(handprint.ledger_of(False)),
    ]


def _actors(choices: Choices) -> Found:
    first, last = actors_record.span()
    if not first <= choices.day <= last:
        return None
    view = actors.View(day=choices.day)
    lost = ("actor", "total", "goals", "projects", "areas")
    held = ("actor", "block", "area", "partners", "projects", "between")
    return actors.opening(view), [
        Shown(actors.picture(view), columns=held),
        Shown(actors_losses.picture(view), columns=lost),
    ]


def _family(choices: Choices) -> Found:
    day, today = choices.day, dt.date.today()
    chosen = (_one_goal(choices), ALL, ALL)
    return family.opening(day, today, *chosen, ""), [
        Shown(family.pipeline_of(day, today, *chosen, False)),
        Shown(
            family.timeline_of(day, today, *chosen, "", False),
            columns=("project", "fund", "start", "end", "state", "since", "cost"),
        ),
        Shown(family_successors.tree_of(day, *chosen, "", False)),
    ]


def _outputs(choices: Choices) -> Found:
    columns = ("title", "year", "publisher", "series", "licence", "project")
    return outputs.opening(""), [
        Shown(outputs.publications(), columns=columns),
        Shown(outputs.matrix("", False)),
    ]


def _goals(choices: Choices) -> Found:
    day = choices.day
    wanted = [one for one in goals.all_goals() if one.goal in choices.goals or not choices.goals]
    columns = ("indicator", "latest", "period", "baseline", "target", "sign", "owner")
    lights = [Shown(goal_lights.lights_of(False))] if not choices.goals else []
    return goals.opening(_one_goal(choices), "", examples=True, day=day), [
        *lights,
        *(Shown(_of_goal(one, day), columns=columns) for one in wanted),
    ]


def _of_goal(goal: goals.Goal, day: dt.date) -> Figure:
    """One goal's indicators, its heading led by its name: the six stand on pages of their own."""
    figure = goals.tree(goal.goal, "", False, True, day)
    heading = f"{goal.goal} {goal.short}: {lower_first(figure.heading)}"
    # Whose grouping it is stands in the section's opening, once.
    return replace(figure, heading=heading, sub=figure.sub.rsplit(". ", 1)[0])


def _thread(choices: Choices) -> Found:
    period = thread.known_period()
    answer = thread_holes.opening(choices.day, period)
    return answer, [Shown(thread_holes.table(choices.day, period, False))]


_FINGER = ("finger", "figure", "before", "before_at", "newest", "newest_at", "verdict")


def _one_goal(choices: Choices) -> str:
    """The goal when just one is chosen; the pages narrow to one or to none."""
    return choices.goals[0] if len(choices.goals) == 1 else ALL


SECTIONS: dict[str, tuple[Callable[[Choices], Found], frozenset[Narrowing]]] = {
    "now": (_situation, frozenset({"area", "day"})),
    "handprint": (_handprint, frozenset()),
    "municipalities": (_municipalities, frozenset({"area", "day"})),
    "mismatch": (_mismatch, frozenset({"day"})),
    "occupations": (_occupations, frozenset({"day"})),
    "groups": (_groups, frozenset({"day"})),
    "actors": (_actors, frozenset({"day"})),
    "white_spots": (_white_spots, frozenset({"area", "day"})),
    "family": (_family, frozenset({"one_goal", "day"})),
    "outputs": (_outputs, frozenset()),
    "goals": (_goals, frozenset({"goals", "day"})),
    "thread": (_thread, frozenset({"day"})),
}
"""Sections in their order: what makes each, and which of the choices narrow it."""
