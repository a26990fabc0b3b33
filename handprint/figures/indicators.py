"""The 29 indicators of the goals: the one place where their figures and their signs come from.

Every page that shows an indicator asks here, so none can disagree with another. A figure is
computed from the release by a query; a progress sign depends on figure, target and time alone,
never on a filter or the language. What is an example says so, and what is not known stays None.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from handprint import numbers
from handprint.analysis import freshness, over_time, progress, season
from handprint.analysis.progress import Course, Doubt, Judgement, Pace, Thresholds
from handprint.figures import fields, occupation_counts
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import REGION
from queries import run

OCCUPATION_DIGITS = 2
"""The level of occupations of I17; with finer groups the index is higher."""

FILLS = (0.0, 2.5)
"""What stands for a secret count (1–4) at the two ends of a mismatch index, as in the reference."""

OLD_MONTHS = 24
"""A figure older than this says nothing of today, so its pace is not judged."""

Status = Literal["real", "example", "none"]


@dataclass(frozen=True)
class Published:
    """A figure that somebody has published: value, its period (may be empty), place, words."""

    value: float
    period: str
    area: str
    note: str
    source: str
    example: bool = False


@dataclass(frozen=True)
class Standing:
    """One indicator as it stands: figure, past, target, sign, and how sure all that is.

    `latest` is in the indicator's unit with its own `period` (a month, a year, or empty where the
    source does not say); `low` and `high` are its limits where secret cells make it a range, `part`
    and `whole` the counts of a share of rows. `baseline` is the target's, or else the same month
    of the newest earlier year; `baseline_of_target` tells the two apart. `series` holds {period:
    value} of the release alone, `published` what others have given. `status` is real, example (a
    placeholder) or none (no data yet). `second` is the second method, `disagrees` its verdict.
    """

    indicator: str
    goal: str
    name: str
    definition: str
    note: str
    unit: str
    decimals: int
    better: str
    basis: str
    status: Status
    latest: float | None
    period: str
    judgement: Judgement
    low: float | None = None
    high: float | None = None
    part: float | None = None
    whole: float | None = None
    area: str = REGION
    baseline: float | None = None
    baseline_period: str = ""
    target: float | None = None
    target_period: str = ""
    band: float | None = None
    target_example: bool = False
    baseline_of_target: bool = False
    pace: Pace | None = None
    second: Course | None = None
    disagrees: bool | None = None
    doubt: Doubt | None = None
    series: Mapping[str, float] = field(default_factory=dict, hash=False)
    published: tuple[Published, ...] = ()
    sources: tuple[str, ...] = ()
    owner: str = ""
    frequency: str = ""
    next_due: dt.date | None = None
    stale: bool = False
    overdue: bool = False
    context: bool = False
    impact_level: str = ""
    sdg: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a real figure."""
        return self.status == "real"

    @property
    def judged(self) -> bool:
        """Whether the pace has a sign that says something."""
        return self.judgement.sign != "cannot_judge"


@dataclass(frozen=True)
class _Figure:
    """What the release knows of one indicator, before any target is looked at."""

    latest: float
    period: str
    series: Mapping[str, float]
    low: float | None = None
    high: float | None = None
    part: float | None = None
    whole: float | None = None
    area: str = REGION
    sources: tuple[str, ...] = ()


def all_of(*, examples: bool = True, day: dt.date | None = None) -> tuple[Standing, ...]:
    """Every indicator in order, on a day (today unless given).

    `examples` False leaves out made-up targets and placeholders, nothing else.
    """
    return _all_of(examples, day or dt.date.today())


def one(indicator: str, *, examples: bool = True, day: dt.date | None = None) -> Standing | None:
    """One indicator by its id; None for an unknown one."""
    found = all_of(examples=examples, day=day)
    return next((standing for standing in found if standing.indicator == indicator), None)


def counts(standings: tuple[Standing, ...]) -> dict[Status, int]:
    """How many have real data, only an example, and no data yet."""
    return {s: sum(one.status == s for one in standings) for s in ("real", "example", "none")}


@remembered
def thresholds() -> Thresholds:
    """The limits of the progress method, from the release."""
    table = run("strategy/indicator_thresholds")
    return Thresholds.of(dict(zip(table["name"], table["value"].astype(float), strict=True)))


@remembered
def _all_of(examples: bool, day: dt.date) -> tuple[Standing, ...]:
    figures = {**_observed(), **_cells(), **_records(day)}
    return tuple(
        _standing(row, figures.get(row["indicator"]), examples, day)
        for row in run("strategy/indicator_list").to_dict("records")
    )


def _standing(
    row: Mapping[str, Any], figure: _Figure | None, examples: bool, day: dt.date
) -> Standing:
    """Put one indicator together: its figure or placeholder, its target, its sign."""
    lang, name = language(), row["indicator"]
    printed = _published(name, row["observation"])
    real = tuple(one for one in printed if not one.example)
    if figure is None and row["basis"] == "published" and real:
        first = real[0]
        series = {first.period: first.value}
        figure = _Figure(
            first.value, first.period, series, area=first.area, sources=(first.source,)
        )
        real = real[1:]
    made_up = next((one for one in printed if one.example), None) if examples else None
    status: Status = "real" if figure else "example" if made_up else "none"
    latest = figure.latest if figure else made_up.value if made_up else None
    aim = _aim(row, examples)
    period = figure.period if figure else ""
    frequency = fields.text(row["frequency"])
    next_due = fields.day(row["next_due"])
    return Standing(
        indicator=name,
        goal=row["goal"],
        name=row[f"name_{lang}"],
        definition=row[f"definition_{lang}"],
        note=fields.text(row[f"note_{lang}"]),
        unit=row["unit"],
        decimals=int(row["decimals"]),
        better=row["better"],
        basis=row["basis"],
        status=status,
        latest=latest,
        period=period,
        low=figure.low if figure else None,
        high=figure.high if figure else None,
        part=figure.part if figure else None,
        whole=figure.whole if figure else None,
        area=figure.area if figure else REGION,
        series=figure.series if figure else {},
        published=real,
        sources=figure.sources if figure else (),
        owner=fields.text(row["owner_name"]),
        frequency=frequency,
        next_due=next_due,
        stale=bool(period and frequency in ("month", "year") and _is_stale(period, frequency, day)),
        overdue=next_due is not None and next_due < day,
        context=bool(row["context"]),
        impact_level=fields.text(row["impact_level"]),
        sdg=fields.text(row["sdg"]),
        **_judged(row, figure, real, aim, day),
    )


@dataclass(frozen=True)
class _Aim:
    """A target: from where, when, to where, by when."""

    baseline: float
    baseline_period: str
    target: float
    target_period: str
    band: float | None
    example: bool


def _aim(row: Mapping[str, Any], examples: bool) -> _Aim | None:
    if pd.isna(row["target_value"]) or (row["target_status"] == "example" and not examples):
        return None
    return _Aim(
        baseline=float(row["baseline_value"]),
        baseline_period=row["baseline_period"],
        target=float(row["target_value"]),
        target_period=row["target_period"],
        band=None if pd.isna(row["band"]) else float(row["band"]),
        example=row["target_status"] == "example",
    )


def _judged(
    row: Mapping[str, Any],
    figure: _Figure | None,
    published: tuple[Published, ...],
    aim: _Aim | None,
    day: dt.date,
) -> dict[str, Any]:
    """The parts of a standing that follow from figure, target and time."""
    limits = thresholds()
    if aim is None or figure is None:
        verdict = progress.judge(
            None,
            aim.target if aim else None,
            figure.latest if figure else None,
            0.0,
            better=row["better"],
            thresholds=limits,
        )
        past = _year_before(figure) if figure and aim is None else None
        told = {"judgement": verdict}
        if past:
            told |= {"baseline": past.before_value, "baseline_period": past.before_period}
        return told if aim is None else told | _of(aim)
    if not figure.period:
        # Nobody says when the figure was: how much of the time has gone cannot be told.
        verdict = progress.judge(
            aim.baseline, aim.target, None, 0.0, better=row["better"], thresholds=limits
        )
        return {"judgement": verdict, **_of(aim)}
    periods = (aim.baseline_period, aim.target_period, figure.period)
    elapsed = progress.elapsed_share(*periods)
    # The baseline counts even where its month is not in the series.
    points = {aim.baseline_period} | {p for p in figure.series if p >= aim.baseline_period}
    same = dict(better=row["better"], thresholds=limits, band=aim.band)
    old = numbers.months_between(figure.period[:7], f"{day:%Y-%m}"[: len(figure.period)])
    verdict = progress.judge(
        aim.baseline,
        aim.target,
        figure.latest,
        elapsed,
        points=len(points),
        stale=fields.text(row["frequency"]) in ("month", "year") and old > OLD_MONTHS,
        **same,
    )
    # The months that the series lacks are taken from press releases: the slope alone uses them.
    known = {one.period: one.value for one in published if len(one.period) == len(figure.period)}
    second = progress.course(
        {**known, **figure.series}, aim.baseline, aim.target, aim.target_period, **same
    )
    judged = verdict.sign != "cannot_judge"
    return {
        "judgement": verdict,
        **_of(aim),
        "pace": progress.pace(aim.baseline, aim.target, figure.latest, periods)
        if not verdict.keep
        else None,
        "second": second,
        "disagrees": progress.disagree(verdict, second),
        "doubt": progress.doubt(
            aim.baseline,
            aim.target,
            figure.latest,
            elapsed,
            decimals=int(row["decimals"]),
            spread=second.spread if second else None,
            **same,
        )
        if judged
        else None,
    }


def _of(aim: _Aim) -> dict[str, Any]:
    return {
        "baseline": aim.baseline,
        "baseline_period": aim.baseline_period,
        "baseline_of_target": True,
        "target": aim.target,
        "target_period": aim.target_period,
        "band": aim.band,
        "target_example": aim.example,
    }


def _year_before(figure: _Figure) -> season.Change | None:
    """The same month of the newest earlier year; None for a lone figure."""
    if not figure.period or len(figure.series) < 2:
        return None
    return season.same_month_last_year(figure.series, figure.period)


def _is_stale(period: str, frequency: str, day: dt.date) -> bool:
    """Whether a figure is older than its own cycle; a yearly figure may be of a month."""
    return freshness.is_stale(period[:4] if frequency == "year" else period, day)


@remembered
def _observed() -> dict[str, _Figure]:
    """The indicators that official series give."""
    table = run("strategy/indicator_observed", area=REGION)
    found = {}
    for name, rows in table.groupby("indicator"):
        last = rows.iloc[-1]
        found[name] = _Figure(
            latest=float(last["value"]),
            period=last["period"],
            series=dict(zip(rows["period"], rows["value"].astype(float), strict=True)),
            sources=(last["source"],),
        )
    return found


@remembered
def _cells() -> dict[str, _Figure]:
    """The two mismatch indices, within the limits that secret cells leave."""
    occupations = run("strategy/indicator_occupations", area=REGION)
    occupations["occupation_code"] = occupations["occupation_code"].str[:OCCUPATION_DIGITS]
    areas = run("strategy/indicator_areas", level="municipality")
    newest = areas[areas["period"] == areas["period"].max()]
    tables = {
        "I17": (occupations, occupation_counts.sources(4)),
        "I17b": (areas, tuple(sorted(set(newest["source"])))),
    }
    return {
        name: figure
        for name, (table, sources) in tables.items()
        if (figure := _index(table, sources)) is not None
    }


def _index(table: pd.DataFrame, sources: tuple[str, ...]) -> _Figure | None:
    """½ Σ |u − v| of every period, with secret cells filled both ways."""
    if table.empty:
        return None
    ends = [
        over_time.panel(table.fillna({"unemployed": fill, "openings": fill}))
        .dissimilarity()
        .dropna()
        for fill in FILLS
    ]
    likely = ends[-1]
    period = likely.index[-1]
    last = [float(end.loc[period]) for end in ends]
    return _Figure(
        latest=float(likely.loc[period]),
        period=period,
        series={p: float(value) for p, value in likely.items()},
        low=min(last),
        high=max(last),
        sources=sources,
    )


@remembered
def _records(day: dt.date) -> dict[str, _Figure]:
    """The indicators counted from the rows of network and projects."""
    rows = run("strategy/indicator_records", day=day)
    return {
        row.indicator: _Figure(
            latest=row.value,
            period=row.period,
            series={row.period: row.value} if row.period else {},
            part=row.part,
            whole=row.whole,
            sources=(row.source,),
        )
        for row in rows.itertuples()
    }


@remembered
def _published(indicator: str, observation: str | None) -> tuple[Published, ...]:
    """What others have published of an indicator, newest first, and its placeholder."""
    lang = language()
    table = run("strategy/indicator_values")
    told = [
        Published(
            float(row["value"]),
            row["period"],
            row["area_code"],
            fields.text(row[f"note_{lang}"]),
            row["source"],
            example=row["status"] == "example",
        )
        for row in table[table["indicator"] == indicator].to_dict("records")
    ]
    if isinstance(observation, str):
        seen = {one.period for one in told}
        facts = run("labour/published_over_time", indicator=observation, area=REGION)
        told += [
            Published(float(row.value), row.period, REGION, "", row.url)
            for row in facts.itertuples()
            if row.kind == "quoted" and row.period not in seen
        ]
    return tuple(sorted(told, key=lambda one: one.period, reverse=True))
