"""Where the thread has holes: each kind found by an anti-join, and what each goal's thread lacks.

The holes are those of the data, whatever strategy period is in view: a goal with no running
project, a project with no goal or measure, a municipality with no member, an indicator with no
owner or no data. A day decides only those whose data bear days, and the page says which.
"""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from handprint import catalog, numbers
from handprint.drawings import reach
from handprint.figures import Column, Figure, Table, indicators, thread
from handprint.figures.memory import remembered
from handprint.figures.thread import LEVELS
from handprint.session import language
from handprint.words import listed, place, t
from handprint.words import thread as words
from handprint.words.sentences import Sentence, joined
from queries import run

GOALS, PROJECTS, MUNICIPALITIES, INDICATORS = "goals", "projects", "municipalities", "indicators"

MENDED_ON = {
    GOALS: "projects/family.py",
    PROJECTS: "projects/family.py",
    MUNICIPALITIES: "network/white_spots.py",
    INDICATORS: "strategy/goals.py",
}
"""The page that shows what is missing, hole by hole."""

_LINKED = {
    GOALS: ("strategy/goals.py", "goal"),
    PROJECTS: ("projects/family.py", "project"),
    MUNICIPALITIES: ("labour/municipalities.py", "area"),
    INDICATORS: ("strategy/goals.py", "indicator"),
}


@dataclass(frozen=True)
class Hole:
    """One hole: what has it, a remark, and where it is seen (page and query).

    `dated` tells whether the day decides that it is one; another is a hole on any day.
    """

    id: str
    name: str
    remark: str
    page: str
    choice: str
    dated: bool


@dataclass(frozen=True)
class Holes:
    """All holes of one kind: heading with the count, what it means, the page that mends it."""

    kind: str
    heading: str
    meaning: str
    mend: str
    page: str
    holes: tuple[Hole, ...]
    asked: tuple[str, ...]

    @property
    def dated(self) -> int:
        """How many of them the day decides."""
        return sum(one.dated for one in self.holes)


@dataclass(frozen=True)
class Measured:
    """A change factor, value or enabler, and the names of what measures it; none: no indicator."""

    name: str
    sort: str
    by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reach:
    """What one goal's thread holds: the six levels, a running project, data, an owner."""

    goal: str
    name: str
    levels: tuple[str, ...]
    running: bool
    data: bool
    owner: bool

    @property
    def holds(self) -> tuple[bool, ...]:
        """The nine things in their order."""
        return (*(level in self.levels for level in LEVELS), self.running, self.data, self.owner)

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return all(self.holds)


@remembered
def opening(day: dt.date, period: str) -> Sentence:
    """The page's answer, what whole means, and what is to be known of the period."""
    goals = reaches(day, period)
    kinds = every(day)
    number = sum(len(one.holes) for one in kinds)
    dated = sum(one.dated for one in kinds)
    members = any(one.dated for one in kinds if one.kind == MUNICIPALITIES)
    about = {one.code: one for one in thread.periods()}
    shown = list(dict.fromkeys([period, *about]))
    return words.opening(
        sum(one.whole for one in goals),
        len(goals),
        number,
        [
            t("thread.whole_means"),
            words.by_day(day, dated, number - dated, members=members),
            *(
                words.of_period(
                    code, priorities=about[code].priorities, ends=about[code].ends, day=day
                )
                for code in shown
                if code in about
            ),
            t("thread.own_grouping"),
        ],
    )


@remembered
def every(day: dt.date) -> tuple[Holes, ...]:
    """The four kinds of holes on a day, each named."""
    lang = language()
    goals = [
        _hole(
            GOALS,
            row.goal,
            f"{row.goal} {getattr(row, f'name_{lang}')}",
            _projects_of(row),
            dated=True,
        )
        for row in run("strategy/hole_goals", day=day).itertuples(index=False)
    ]
    projects = [
        _hole(
            PROJECTS,
            row.project,
            getattr(row, f"name_{lang}"),
            t("thread.lacks_measure") if row.goals else t("thread.lacks_goal"),
        )
        for row in run("strategy/hole_projects").itertuples(index=False)
    ]
    municipalities = [
        _hole(MUNICIPALITIES, code, place(code).name, "", dated=code in _members())
        for code in run("strategy/hole_municipalities", day=day)["area_code"]
    ]
    unowned = set(run("strategy/hole_owners")["indicator"])
    measured = [
        _hole(
            INDICATORS,
            one.indicator,
            f"{one.indicator} {one.name}",
            thread.joined_dots(
                [
                    t("thread.lacks_owner") if one.indicator in unowned else "",
                    "" if one.known else t("thread.lacks_data"),
                ]
            ),
            # What is counted from the rows of network and projects is counted by the day.
            dated=one.indicator not in unowned and one.basis == "records",
        )
        for one in indicators.all_of(day=day)
        if one.indicator in unowned or not one.known
    ]
    return (
        _holes(GOALS, goals, ("strategy/hole_goals",)),
        _holes(PROJECTS, projects, ("strategy/hole_projects",)),
        _holes(MUNICIPALITIES, municipalities, ("strategy/hole_municipalities",)),
        _holes(INDICATORS, measured, ("strategy/hole_owners",)),
    )


@remembered
def _members() -> frozenset[str]:
    """The municipalities that are members on some day: a hole is theirs only by the day."""
    rows = run("network/actors")
    members = rows[(rows["block"] == "municipalities") & (rows["status"] != "example")]
    return frozenset(members["area_code"].dropna())


def running(day: dt.date) -> tuple[str, ...]:
    """The goals that have a running project on a day."""
    without = set(run("strategy/hole_goals", day=day)["goal"])
    known = (node.id for node in thread.nodes().values() if node.kind == "goal")
    return tuple(goal for goal in known if goal not in without)


@remembered
def reaches(day: dt.date, period: str) -> tuple[Reach, ...]:
    """What each goal's thread holds."""
    with_project = running(day)
    unowned = set(run("strategy/hole_owners")["indicator"])
    known: dict[str, list[tuple[bool, bool]]] = {}
    for one in indicators.all_of(day=day):
        known.setdefault(one.goal, []).append((one.known, one.indicator not in unowned))
    return tuple(
        Reach(
            goal=node.id,
            name=node.short,
            levels=thread.reached(thread.of(node.thing, period)),
            running=node.id in with_project,
            data=any(data for data, _ in known.get(node.id, ())),
            owner=any(data and owner for data, owner in known.get(node.id, ())),
        )
        for node in thread.nodes().values()
        if node.kind == "goal"
    )


@remembered
def table(day: dt.date, period: str, compact: bool) -> Figure:
    """Goal by goal, where its thread holds and where it does not."""
    rows = reaches(day, period)
    heads = [*(t(f"thread.level_{level}") for level in LEVELS)]
    heads += [t("thread.need_running"), t("thread.need_data"), t("thread.need_owner")]
    needs = [*LEVELS, "running", "data", "owner"]
    lacking = [
        t(f"thread.lack_{need}")
        for at, need in enumerate(needs)
        if not any(row.holds[at] for row in rows)
    ]
    heading = t("thread.all_lack", things=listed(lacking)) if lacking else t("thread.goals_heading")
    missing = {
        row.goal: ", ".join(h for h, holds in zip(heads, row.holds, strict=True) if not holds)
        for row in rows
    }
    picture = reach.drawn(
        [
            reach.Row(
                name=f"{row.goal} {row.name}",
                holds=row.holds,
                share=f"{sum(row.holds)}/{len(row.holds)}",
                holes=t("thread.lacks", things=missing[row.goal]) if missing[row.goal] else "",
            )
            for row in rows
        ],
        heads=heads,
        on=t("thread.holds"),
        off=t("thread.hole"),
        alt=joined(
            [
                f"{t('thread.alt_goals')}.",
                f"{heading}.",
                *(
                    f"{row.goal} {row.name}: "
                    + (
                        t("thread.lacks", things=missing[row.goal])
                        if missing[row.goal]
                        else t("thread.alt_whole")
                    )
                    + "."
                    for row in rows
                ),
            ]
        ),
        compact=compact,
    )
    frame = pd.DataFrame(
        [
            {"goal": f"{row.goal} {row.name}"}
            | {
                f"n{at}": t("thread.yes") if holds else t("thread.no")
                for at, holds in enumerate(row.holds)
            }
            for row in rows
        ]
    )
    columns = {"goal": Column(t("thread.column_goal"))}
    columns |= {f"n{at}": Column(head) for at, head in enumerate(heads)}
    return Figure(
        key="thread-goals",
        heading=heading,
        sub=t(
            "thread.goals_sub",
            period=period.replace("-", "–"),
            day=numbers.date(day, language()),
        ),
        picture=picture,
        table=Table(frame=frame, columns=columns),
        sources=(),
        origins=(t("thread.origin"),),
        periods=numbers.date(day, language()),
        asked=(
            ("strategy/thread_links", {}),
            ("strategy/hole_goals", {"day": day}),
            ("strategy/hole_owners", {}),
        ),
    )


@remembered
def measured() -> dict[str, tuple[Measured, ...]]:
    """The change factors, values and enablers of the seed, each with what measures it."""
    lang = language()
    found: dict[str, dict[str, tuple[str, list[tuple[str, str]]]]] = {
        sort: {} for sort in thread.BESIDE
    }
    for row in run("strategy/thread_measured").itertuples(index=False):
        _, by = found[row.sort].setdefault(row.item, (getattr(row, f"name_{lang}"), []))
        if row.measured_by == "indicator":
            by.append((f"{row.id} {getattr(row, f'indicator_{lang}')}", row.id))
        elif row.measured_by == "observation":
            by.append((catalog.indicator(row.id).title(lang), ""))
    return {
        sort: tuple(Measured(name, sort, tuple(by)) for name, by in rows.values())
        for sort, rows in found.items()
    }


def _hole(kind: str, id: str, name: str, remark: str, *, dated: bool = False) -> Hole:
    page, choice = _LINKED[kind]
    return Hole(id, name, remark, page, choice, dated)


def _holes(kind: str, holes: list[Hole], asked: tuple[str, ...]) -> Holes:
    always = holes and not any(one.dated for one in holes)
    return Holes(
        kind=kind,
        heading=t(f"thread.holes_{kind}", number=len(holes)),
        meaning=joined(
            [t(f"thread.holes_{kind}_meaning"), t("thread.holes_any_day") if always else None]
        ),
        mend=t(f"thread.holes_{kind}_mend"),
        page=MENDED_ON[kind],
        holes=tuple(holes),
        asked=asked,
    )


def _projects_of(row: object) -> str:
    if not row.projects:
        return t("thread.lacks_projects")
    if row.unknown:
        return t("thread.projects_unknown", projects=row.projects, unknown=row.unknown)
    return t("thread.projects_ended", projects=row.projects)
