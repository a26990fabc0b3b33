"""The figures of the project family: the answer, the pipeline, and the years with their gap.

Statuses follow from events; a filter leaves projects out and never changes one.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from handprint import numbers
from handprint.analysis import succession
from handprint.analysis.succession import STAGES
from handprint.drawings import pipeline, timeline
from handprint.drawings.pipeline import Stage
from handprint.figures import Column, Figure, Table
from handprint.figures.family_facts import (
    Project,
    Standing,
    chosen,
    days,
    followed,
    goals,
    leads,
    origins,
    projects,
    standings,
)
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import family, listed, t
from handprint.words.family import Ending, Family
from handprint.words.forms import Few, lower_first
from handprint.words.sentences import Sentence, joined

FIRST = dt.date(2017, 1, 1)
"""The first day that can be looked back to: the year of the oldest project with known days."""

_EVERYTHING = ("projects/family", {}), ("projects/events", {}), ("projects/links", {})


@dataclass(frozen=True)
class EndsSoon:
    """A project that ends soon: its last day, and its recorded successors by name."""

    id: str
    name: str
    last_day: dt.date
    exact: bool
    successors: tuple[str, ...]


@dataclass(frozen=True)
class Endings:
    """What ends within some months of a day: the rows and the sentence that tells them."""

    sentence: str
    rows: tuple[EndsSoon, ...]


def last_day() -> dt.date:
    """The last day that can be looked ahead to: the end of the newest programme period."""
    years = [dt.date.today().year, *(_ends(project) for project in projects())]
    return dt.date(max(years), 12, 31)


@remembered
def opening(
    day: dt.date, today: dt.date, goal: str, fund: str, lead: str, project: str
) -> Sentence:
    """The page's answer; with a project in view its own answer first, the family's under it."""
    rows = chosen(day, goal, fund, lead)
    whole = family.opening(_facts(rows, day, today))
    one = next((s for s in standings(day) if s.project.id == project), None)
    if one is None:
        return whole
    title = family.dated(_one(one), day, today)
    return Sentence(title, joined([f"{whole.title}.", whole.lede]) if rows else "")


@remembered
def ending_within(day: dt.date, months: int = 6) -> Endings:
    """What is under way on a day and ends within so many months, and whether it has a successor."""
    until = succession.later(day, months)
    names = {project.id: project.name for project in projects()}
    rows = tuple(
        EndsSoon(
            one.project.id,
            one.project.name,
            one.project.last_day,
            one.project.run.exact,
            tuple(names[id] for id in followed().get(one.project.id, ())),
        )
        for one in standings(day)
        if one.state == "running" and one.project.last_day and one.project.last_day <= until
    )
    rows = tuple(sorted(rows, key=lambda row: (row.last_day, row.name)))
    unknown = [one.project.name for one in standings(day) if not one.project.events]
    return Endings(joined([_ending(rows, months), _unknown(unknown)]), rows)


@remembered
def pipeline_of(
    day: dt.date, today: dt.date, goal: str, fund: str, lead: str, compact: bool
) -> Figure:
    """How many projects are in each of the five statuses, a number only where one is known."""
    lang = language()
    rows = chosen(day, goal, fund, lead)
    counts = Counter(one.state for one in rows if one.state)
    unknown = [one.project.name for one in rows if one.state is None and not one.later]
    stages = [_stage(state, rows, unknown, day) for state in STAGES]
    beside = _beside(rows, unknown)
    date = numbers.date(day, lang)
    told = [
        t("family.alt_stage", state=s.name, number=s.number, notes=", ".join(s.notes))
        if s.notes
        else t("family.alt_stage_plain", state=s.name, number=s.number)
        for s in stages
    ]
    alt = t("family.alt_pipeline", date=date, stages="; ".join(told), beside=" ".join(beside))
    draw = [
        pipeline.drawn(stages, alt=alt, beside=beside, compact=small) for small in (False, True)
    ]
    return Figure(
        key="family-pipeline",
        heading=_pipeline_heading(counts),
        sub=t("family.pipeline_sub", date=date),
        picture=draw[compact],
        small=draw[True],
        table=_states_table(rows, counts, day),
        sources=(),
        cautions=("project_status",),
        origins=origins(one.project for one in rows),
        periods=t("family.periods", date=date),
        asked=(("projects/states_on", {"day": day}), *_EVERYTHING),
    )


@remembered
def timeline_of(
    day: dt.date, today: dt.date, goal: str, fund: str, lead: str, project: str, compact: bool
) -> Figure:
    """The projects in order of start with the day they are seen from, and how many run at once."""
    lang = language()
    rows = chosen(day, goal, fund, lead)
    steps = succession.at_once([one.project.events for one in rows])
    first, last = FIRST.year, last_day().year
    began = min([first, *(one.project.run.start.year for one in rows if one.project.run)])
    heading, gap = _timeline_heading(rows, steps, day, today)
    most = max([0, *(step.total for step in steps if step.day <= day)])
    flags = any(one.conflict(day, today) for one in rows)
    ahead = any(one.project.run and (one.project.last_day or day) > day for one in rows)
    date = numbers.date(day, lang)
    alt = t(
        "family.alt_timeline",
        first=began,
        last=last,
        date=date,
        finding=heading,
        rows="; ".join(_told(one, day, today) for one in rows),
        most=most,
    )
    draw = [
        timeline.drawn(
            [_row(one, began, last, day, today, one.project.id == project) for one in rows],
            [timeline.Level(_year(step.day), step.exact, step.total) for step in steps],
            first=began,
            last=last,
            day=_year(day),
            day_text=t("family.today" if day == today else "family.as_of", date=date),
            curve_head=t("family.curve_head"),
            curve_sub=t("family.curve_sub"),
            peak=t("family.peak", number=most) if most else "",
            alt=alt,
            gap=gap,
            compact=small,
        )
        for small in (False, True)
    ]
    return Figure(
        key="family-timeline",
        heading=heading,
        sub=t("family.timeline_sub")
        + (t("family.timeline_ahead") if ahead else "")
        + (t("family.timeline_flags") if flags else ""),
        picture=draw[compact],
        small=draw[True],
        table=_timeline_table(rows, day, today),
        sources=(),
        cautions=("project_status",),
        origins=origins(one.project for one in rows),
        periods=t("family.periods", date=date),
        asked=(("projects/states_on", {"day": day}), *_EVERYTHING),
        notes=(
            *([t("family.note_flags")] if flags else []),
            *([] if any(o.project.cost for o in rows) else [t("family.note_costs")]),
        ),
    )


def _facts(rows: Sequence[Standing], day: dt.date, today: dt.date) -> Family:
    counts = Counter(one.state for one in rows if one.state)
    after = followed()
    ended = [one for one in rows if one.state == "ended"]
    running = [one for one in rows if one.state == "running"]
    return Family(
        day=day,
        today=today,
        counts=counts,
        total=len(rows),
        chosen=len(rows) < len(projects()),
        followed=sum(one.project.id in after for one in ended),
        last=_together(ended, max),
        next=_together(running, min),
        undated=[one.project.name for one in rows if not one.project.events],
        costs=any(one.project.cost is not None for one in rows),
    )


def _together(rows: Sequence[Standing], which: object) -> Ending | None:
    """The projects that end on the nearest of their last days."""
    ends = [one.project for one in rows if one.project.last_day]
    if not ends:
        return None
    day = which(project.last_day for project in ends)
    found = [project for project in ends if project.last_day == day]
    return Ending(
        ends=tuple((project.name, day, project.run.exact) for project in found),
        followed=sum(project.id in followed() for project in found),
    )


def _one(one: Standing) -> str:
    """One project's own answer."""
    project, name = one.project, one.project.name
    names = {p.id: p.name for p in projects()}
    after = [names[id] for id in followed().get(project.id, ())]
    end = family.moment(project.last_day, project.run.exact) if project.last_day else ""
    if one.state in ("running", "ended") and end:
        if after:
            return t(
                f"family.one_{one.state}_followed", name=name, date=end, successor=listed(after)
            )
        return t(f"family.one_{one.state}", name=name, date=end)
    if one.state == "running":
        return t("family.one_running_open", name=name)
    if one.state:
        return t("family.one_state", name=name, state=t(f"family.{one.state}"))
    if one.later:
        first = min(project.events, key=lambda event: event.day)
        return t("family.one_later", name=name, date=family.moment(first.day, first.exact))
    return t("family.one_unknown", name=name)


def _ending(rows: Sequence[EndsSoon], months: int) -> str:
    if not rows:
        return t("family.ending_none", months=months)
    held = sum(bool(row.successors) for row in rows)
    ending = Ending(tuple((row.name, row.last_day, row.exact) for row in rows), held)
    names, tail = family.ends(ending), family.followed_by(ending)
    key = "family.ending_one" if len(rows) == 1 else "family.ending_many"
    return t(key, months=months, names=names, successor=tail)


def _unknown(names: Sequence[str]) -> str | None:
    if not names:
        return None
    if len(names) == 1:
        return t("family.ending_unknown_one", names=names[0])
    few = family.Number(len(names), language())
    return t("family.ending_unknown_many", few=few, names=listed(names))


def _stage(state: str, rows: Sequence[Standing], unknown: Sequence[str], day: dt.date) -> Stage:
    """One field: a number where there is one; a dash where nothing is recorded, never a nought.

    Nobody being in a status is known only when it has been entered before and no status is missing.
    """
    mine = [one for one in rows if one.state == state]
    name = t(f"family.{state}")
    if mine:
        return Stage(name, str(len(mine)), _stage_notes(mine, day), "some")
    entered = any(e.state == state and e.day <= day for one in rows for e in one.project.events)
    if state == "running" and unknown:
        one = len(unknown) == 1
        key = "family.unconfirmed_one" if one else "family.unconfirmed_many"
        return Stage(name, "–", (t(key, names=unknown[0], count=len(unknown)),))
    if entered and not unknown:
        return Stage(name, "0", (t("family.nobody"),), "nought")
    return Stage(name, "–", (t("family.not_recorded"),))


def _stage_notes(mine: Sequence[Standing], day: dt.date) -> tuple[str, ...]:
    """Since when the newest is there, and how long they have been."""
    newest = max(mine, key=lambda one: one.since)
    since = newest.since
    if newest.state == "ended":
        since -= dt.timedelta(days=1)
    said = numbers.date(since, language()) if newest.exact else str(since.year)
    times = [family.lasted(one.since, day) for one in sorted(mine, key=lambda one: one.since)]
    if times[0] == times[-1]:
        time = t("family.time_one", time=times[0])
    else:
        time = t("family.time_range", shortest=times[-1], longest=times[0])
    return (t("family.since", date=said), time)


def _beside(rows: Sequence[Standing], unknown: Sequence[str]) -> tuple[str, ...]:
    rejected = [one.project.name for one in rows if one.state == "rejected"]
    later = [one.project.name for one in rows if one.later]
    number = str(len(rejected)) if rejected else t("family.not_recorded")
    lines = []
    if unknown:
        lines.append(t("family.beside_unknown", number=len(unknown), names=listed(unknown)))
    if later:
        lines.append(t("family.beside_later", number=len(later), names=listed(later)))
    return (*lines, t("family.beside_rejected", number=number))


def _pipeline_heading(counts: Counter[str]) -> str:
    found = [state for state in (*STAGES, "rejected") if counts[state]]
    if not found:
        return t("family.pipeline_none")
    if len(found) == 1:
        few = Few(counts[found[0]], language())
        key = "family.pipeline_only" if few.number == 1 else "family.pipeline_one"
        return t(key, few=few, state=t(f"family.{found[0]}"))
    named = [
        t("family.pipeline_state", state=t(f"family.{state}"), number=counts[state])
        for state in found
    ]
    return t("family.pipeline_many", states=listed(named))


def _timeline_heading(
    rows: Sequence[Standing], steps: Sequence[succession.Step], day: dt.date, today: dt.date
) -> tuple[str, timeline.Gap | None]:
    """The finding, and the stretch in which none runs when it reaches to the day."""
    lang = language()
    now = succession.running_on(steps, day).total
    since = succession.gap_before(steps, day)
    if since is not None:
        last = [one.project for one in rows if one.project.run and one.project.run.end == since]
        time = family.lasted(since, day)
        many = len(last) != 1
        end = since - dt.timedelta(days=1)
        exact = all(project.run.exact for project in last)
        key = "family.gap_heading_many" if many else "family.gap_heading_one"
        if day != today:
            key = "family.gap_then_heading"
        note = "family.gap_note_many" if many else "family.gap_note_one"
        gap = timeline.Gap(
            start=_year(since),
            end=_year(day),
            head=numbers.date(end, lang) if exact else str(end.year),
            note=t(note, count=Few(len(last), lang)),
            text=t("family.gap_text", time=time),
        )
        return t(key, time=family.lasted(since, day, in_words=True)), gap
    if not now:
        return t("family.at_once_none"), None
    most = max(step.total for step in steps if step.day <= day)
    before = max([0, *(step.total for step in steps if step.day <= day and step.total != now)])
    one = "one" if now == 1 else "many"
    if most > now or now <= before:
        key, few = f"family.at_once_heading_{one}", Few(now, lang)
        return t(key, few=few, most=Few(most, lang)), None
    key = "family.at_once_heading_most_one" if now == 1 else "family.at_once_heading_most"
    return t(key, few=Few(now, lang)), None


def _row(
    one: Standing, first: int, last: int, day: dt.date, today: dt.date, strong: bool
) -> timeline.Row:
    project = one.project
    aside = " ".join(part for part in (project.fund, project.code) if part)
    span = project.run
    if span and span.end:
        start, end = _year(span.start), _year(span.end)
        kind = "days" if span.exact else "years"
    else:
        kind = "unknown"
        years = project.programme_period.split("-") if project.programme_period else []
        start = _year(span.start) if span else float(years[0]) if years else float(first)
        end = float(last + 1) if span or not years else float(years[1]) + 1
    flag = t("family.flag", state=project.source_state) if one.conflict(day, today) else ""
    text = days(project)
    return timeline.Row(
        name=project.name,
        text=text,
        start=max(start, float(first)),
        end=end,
        kind=kind,
        aside=aside or t("family.fund_missing"),
        flag=flag,
        core=project.core,
        strong=strong,
        pick=project.id,
        says=t("family.pick", name=project.name, text=text),
    )


def _told(one: Standing, day: dt.date, today: dt.date) -> str:
    slots = {"name": one.project.name, "text": days(one.project)}
    if not one.conflict(day, today):
        return t("family.alt_row", **slots)
    return t(
        "family.alt_row_flag",
        state=one.project.source_state,
        derived=lower_first(t(f"family.{one.state}")),
        **slots,
    )


def _state_words(one: Standing) -> str:
    if one.state:
        return t(f"family.{one.state}")
    return t("family.not_begun" if one.later else "family.not_known")


def _states_table(rows: Sequence[Standing], counts: Counter[str], day: dt.date) -> Table:
    """The five statuses in order, the sixth, and those without any."""
    unknown = [one for one in rows if one.state is None]
    lines = []
    for state in (*STAGES, "rejected"):
        mine = [one for one in rows if one.state == state]
        lines.append((t(f"family.{state}"), mine))
    for later in (False, True):
        mine = [one for one in unknown if one.later == later]
        if mine:
            lines.append((_state_words(mine[0]), mine))
    frame = pd.DataFrame(
        {
            "state": [name for name, _ in lines],
            "count": [float(len(mine)) if mine else None for _, mine in lines],
            "count_status": ["value" if mine else "missing" for _, mine in lines],
            "projects": [_with_times(mine, day) for _, mine in lines],
        }
    )
    return Table(
        frame,
        {
            "state": Column(t("family.column_state")),
            "count": Column(t("family.column_count"), "projects"),
            "projects": Column(t("family.column_projects")),
        },
    )


def _with_times(mine: Sequence[Standing], day: dt.date) -> str:
    if not mine:
        return t("family.not_recorded")
    return ", ".join(
        f"{one.project.name} ({family.lasted(one.since, day)})" if one.since else one.project.name
        for one in mine
    )


def _timeline_table(rows: Sequence[Standing], day: dt.date, today: dt.date) -> Table:
    lang, missing = language(), t("family.missing")
    names, aims = leads(), goals()
    frame = pd.DataFrame(
        [
            {
                "project": one.project.name,
                "code": one.project.code or missing,
                "fund": one.project.fund or missing,
                "lead": ", ".join(names[id] for id in one.project.leads) or missing,
                "goals": ", ".join(aims[goal] for goal in one.project.goals) or missing,
                "start": _edge(one.project, first=True),
                "end": _edge(one.project, first=False),
                "state": _state_words(one),
                "since": _since(one, lang),
                "time": family.lasted(one.since, day) if one.since else missing,
                "source_state": one.project.source_state or missing,
                "conflict": t(
                    "family.conflict" if one.conflict(day, today) else "family.no_conflict"
                ),
                "cost": one.project.cost,
                "cost_status": "missing" if one.project.cost is None else "value",
            }
            for one in rows
        ]
    )
    heads = {
        name: Column(
            t(f"family.column_{name}"),
            "euros" if name == "cost" else "text",
            kind="time" if name in ("start", "end", "since") else "words",
        )
        for name in frame.columns
        if name != "cost_status"
    }
    return Table(frame, heads)


def _edge(project: Project, *, first: bool) -> str:
    span = project.run
    day = span.start if span and first else project.last_day
    if span is None or day is None:
        return t("family.missing")
    return numbers.date(day, language()) if span.exact else str(day.year)


def _since(one: Standing, lang: str) -> str:
    if one.since is None:
        return t("family.missing")
    return numbers.date(one.since, lang) if one.exact else str(one.since.year)


def _ends(project: Project) -> int:
    years = [project.last_day.year] if project.last_day else []
    period = project.programme_period
    return max([*years, int(period[5:]) if period else 0])


def _year(day: dt.date) -> float:
    """A day as a decimal year."""
    first = dt.date(day.year, 1, 1)
    return day.year + (day - first).days / (dt.date(day.year + 1, 1, 1) - first).days
