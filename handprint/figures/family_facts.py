"""What is known of the projects, as this page's figures need it: days, statuses, ties, filters.

A status on a day comes from one query, whatever else is chosen; filters only leave projects out.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.analysis import succession
from handprint.analysis.succession import Event, Span
from handprint.figures import fields
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import t
from queries import run

ALL, NONE = "all", "none"
"""Codes of a filter: everything, and what has no value."""


@dataclass(frozen=True)
class Project:
    """One project, its words in the reader's language; what has not been seen is None or empty."""

    id: str
    name: str
    long_name: str
    code: str
    fund: str
    programme_period: str
    priority: str
    objective: str
    start: dt.date | None
    end: dt.date | None
    start_year: int | None
    end_year: int | None
    core: bool
    sole: bool
    source_state: str
    source_means: str
    note: str
    source: str
    status: str
    leads: tuple[str, ...]
    goals: tuple[str, ...]
    published: int | None
    cost: float | None
    events: tuple[Event, ...]

    @property
    def run(self) -> Span | None:
        """From its first day of running to the last stretch's end; None if it has no such day."""
        stretches = succession.spans(self.events)
        if not stretches:
            return None
        exact = all(stretch.exact for stretch in stretches)
        return Span(stretches[0].start, stretches[-1].end, exact)

    @property
    def last_day(self) -> dt.date | None:
        """The last day of running, if one is known or follows from its year."""
        span = self.run
        return span.end - dt.timedelta(days=1) if span and span.end else None


@dataclass(frozen=True)
class Standing:
    """A project on a day: its status and since when; `state` is None where none is known.

    `later` tells that its first status is entered only after the day.
    """

    project: Project
    state: str | None
    since: dt.date | None
    exact: bool
    recorded: bool
    later: bool

    def conflict(self, day: dt.date, today: dt.date) -> bool:
        """Whether the source's own status disagrees with the one that follows from the days.

        A source that is ahead of an earlier day only knows more than that day did.
        """
        means = self.project.source_means
        if not means or self.state is None:
            return False
        said, true = (succession.STATES.index(one) for one in (means, self.state))
        return said < true or (said > true and day >= today)


@dataclass(frozen=True)
class Link:
    """What came before what; `continues` is said by a source, `background` named by the seed."""

    later: str
    earlier: str
    kind: str


@remembered
def projects() -> tuple[Project, ...]:
    """Every project, in order of start; those without days by their programme period."""
    lang = language()
    events = _events()
    found = [
        _project(row, events.get(row.project, ()), lang)
        for row in run("projects/family").itertuples()
    ]
    first = min((p.run.start for p in found if p.run), default=dt.date.max)
    return tuple(sorted(found, key=lambda project: _place(project, first)))


@remembered
def standings(day: dt.date) -> tuple[Standing, ...]:
    """Every project on a day, in order of start."""
    rows = {row.project: row for row in run("projects/states_on", day=day).itertuples()}
    return tuple(_standing(project, rows[project.id], day) for project in projects())


def chosen(day: dt.date, goal: str, fund: str, lead: str) -> tuple[Standing, ...]:
    """The projects of a selection on a day. A code is `all`, `none` or a value."""
    return tuple(
        one
        for one in standings(day)
        if _kept(goal, one.project.goals)
        and _kept(fund, (one.project.fund,) if one.project.fund else ())
        and _kept(lead, one.project.leads)
    )


@remembered
def links() -> tuple[Link, ...]:
    """What came before what."""
    return tuple(
        Link(row.project, row.predecessor, row.kind) for row in run("projects/links").itertuples()
    )


def followed() -> dict[str, tuple[str, ...]]:
    """The recorded successors of each project that has some."""
    after: dict[str, tuple[str, ...]] = {}
    for link in links():
        if link.kind == "continues":
            after[link.earlier] = (*after.get(link.earlier, ()), link.later)
    return after


@remembered
def goals() -> dict[str, str]:
    """The goals by code, with their short names."""
    table = run("projects/goals")
    return dict(zip(table["goal"], table[f"short_{language()}"], strict=True))


@remembered
def leads() -> dict[str, str]:
    """The organisations that lead a project, by id, with their names."""
    table = run("projects/partners")
    rows = table[table["role"] == "lead"]
    return dict(zip(rows["organisation"], rows[f"name_{language()}"], strict=True))


def days(project: Project) -> str:
    """The days of a project as printed, or what is known instead."""
    lang, span = language(), project.run
    if span and span.end and span.exact:
        first, last = numbers.date(span.start, lang), numbers.date(project.last_day, lang)
        return f"{first}–{last}"
    if span and span.end:
        first, last = span.start.year, project.last_day.year
        return t("family.years_only", years=str(first) if first == last else f"{first}–{last}")
    if span:
        return t("family.end_missing", date=numbers.date(span.start, lang))
    if project.published:
        return t("family.missing_published", year=project.published)
    if project.programme_period:
        period = project.programme_period.replace("-", "–")
        return t("family.missing_period", period=period)
    return t("family.days_missing")


def origins(found: Iterable[Project]) -> tuple[str, ...]:
    """Whose word the rows rest on, as printed under a figure."""
    cards = [("/rrtiepa/" in project.source) for project in found]
    named = (("origin_eura", any(cards)), ("origin_others", not all(cards)))
    return tuple(t(f"family.{key}") for key, there in named if there)


def _kept(code: str, values: tuple[str, ...]) -> bool:
    if code == ALL:
        return True
    return not values if code == NONE else code in values


def _events() -> dict[str, tuple[Event, ...]]:
    found: dict[str, tuple[Event, ...]] = {}
    for row in run("projects/events").itertuples():
        event = Event(row.day.date(), row.state, row.precision == "day")
        found[row.project] = (*found.get(row.project, ()), event)
    return found


def _project(row: object, events: tuple[Event, ...], lang: str) -> Project:
    def in_language(stem: str) -> str:
        own = getattr(row, f"{stem}_{lang}")
        return fields.text(own) or fields.text(getattr(row, f"{stem}_fi"))

    return Project(
        id=row.project,
        name=in_language("short"),
        long_name=in_language("name"),
        code=fields.text(row.code),
        fund=fields.text(row.fund),
        programme_period=fields.text(row.programme_period),
        priority=fields.text(row.priority),
        objective=fields.text(row.objective),
        start=fields.day(row.start_date),
        end=fields.day(row.end_date),
        start_year=fields.whole(row.start_year),
        end_year=fields.whole(row.end_year),
        core=row.family == "core",
        sole=row.applicants == "sole",
        source_state=fields.text(row.source_state),
        source_means=fields.text(row.source_state_means),
        note=in_language("note"),
        source=row.source,
        status=row.status,
        leads=tuple(row.leads),
        goals=tuple(row.goals),
        published=fields.whole(row.published),
        cost=None if pd.isna(row.cost_eur) else float(row.cost_eur),
        events=events,
    )


def _standing(project: Project, row: object, day: dt.date) -> Standing:
    state = fields.text(row.state) or None
    return Standing(
        project=project,
        state=state,
        since=fields.day(row.entered) if state else None,
        exact=row.precision == "day",
        recorded=row.basis == "recorded",
        later=state is None and any(event.day > day for event in project.events),
    )


def _place(project: Project, first: dt.date) -> tuple[int, dt.date, str]:
    if project.run:
        return (1, project.run.start, project.name)
    began = dt.date(int(project.programme_period[:4] or 9999), 1, 1)
    return (0 if began < first else 2, began, project.name)
