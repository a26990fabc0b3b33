"""The card of one indicator: its past in a picture, and everything that is known of it in words."""

import datetime as dt

import pandas as pd

from handprint import numbers
from handprint.analysis import season
from handprint.drawings import trend
from handprint.drawings.scale import Tick, nice
from handprint.figures import Column, Figure, Table, goals, indicators
from handprint.figures.indicators import Published, Standing
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import goals as words
from handprint.words import t, when
from handprint.words.sentences import joined
from queries import run

_MONTHS = 24
"""A gap in a picture of twenty years is named from this many months on."""


def heading(one: Standing) -> str:
    """The finding: the figure and its period, and the like one of an earlier year."""
    before = one.baseline if one.baseline_period and one.baseline_period != one.period else None
    return words.card_heading(
        one.name,
        one.status,
        goals.latest_words(one),
        words.period_of(one.indicator, one.period, one.area),
        words.amount_in_text(before, one.unit, one.decimals) if before is not None else "",
        words.period_of(one.indicator, one.baseline_period, one.area) if before else "",
    )


def sub(one: Standing) -> str:
    """Whose goal it serves, its unit and place."""
    goal = next(goal for goal in goals.all_goals() if goal.goal == one.goal)
    return t(
        "goals.card_sub",
        goal=f"{one.goal} {goal.name}",
        unit=t(f"goals.unit_name_{one.unit}"),
        area=t(f"goals.area_{one.area}"),
    )


@remembered
def past(indicator: str, compact: bool, examples: bool, day: dt.date) -> Figure | None:
    """The indicator's years as a line, press releases as hollow discs; None without a series."""
    one = indicators.one(indicator, examples=examples, day=day)
    if one is None or len(one.series) + len(one.published) < 2 or not one.series:
        return None
    loose = {p.period: p.value for p in one.published if p.area == one.area and p.period}
    points = [
        trend.Point(period, value, single=period not in one.series)
        for period, value in sorted({**loose, **one.series}.items())
    ]
    lang, decimals = language(), one.decimals
    values = [point.value or 0.0 for point in points]
    low = 0.0 if min(values) >= 0 else min(values)
    ticks = nice(low, max(values))
    fine = max(0, *(_decimals(tick) for tick in ticks))
    years = sorted({int(point.period[:4]) for point in points})
    span = range(years[0], years[-1] + 1)
    gaps = [
        trend.Gap(*gap, t("goals.trend_gap", range=numbers.period_range(*gap, lang)))
        for gap in season.gaps(one.series)
        if numbers.months_between(*gap) >= _MONTHS
    ]
    label = t(
        "goals.trend_label",
        period=when(one.period, "short"),
        value=goals.latest_words(one),
    )
    periods = numbers.period_range(points[0].period, points[-1].period, lang)
    picture = trend.drawn(
        [trend.Line(points, label, hue="ink")],
        y_ticks=[Tick(v, numbers.decimal(v, fine, lang)) for v in ticks],
        x_ticks=[
            trend.Year(f"{year}-01", str(year)) for year in span if len(span) < 8 or year % 2 == 0
        ],
        alt=joined(
            [
                t(
                    "goals.trend_alt",
                    name=one.name,
                    range=periods,
                    latest=goals.latest_words(one),
                    period=when(one.period, "short"),
                    gap="; ".join(gap.text for gap in gaps) + ("." if gaps else ""),
                )
            ]
        ),
        gaps=gaps,
        compact=compact,
        width=None if compact else 588,
        height=240 if compact else 260,
    )
    frame = pd.DataFrame(
        {
            "period": [when(point.period, "short") for point in points[::-1]],
            "value": [point.value for point in points[::-1]],
            "kind": [
                t("goals.point_published" if point.single else "goals.point_series")
                for point in points[::-1]
            ],
        }
    )
    frame["value_status"] = ["value" if value else "zero" for value in frame["value"]]
    sources, origins = goals.sources_of((one,))
    return Figure(
        key="goals-past",
        heading=heading(one),
        sub=sub(one),
        picture=picture,
        table=Table(
            frame,
            {
                "period": Column(t("goals.column_period"), kind="time"),
                "value": Column(words.named_with_unit(one.name, one.unit), _unit(one), decimals),
                "kind": Column(t("goals.column_source")),
            },
        ),
        sources=sources,
        periods=periods,
        asked=(*goals.ASKED, ("strategy/indicator_records", {"day": day})),
        cautions=("regional_context",) if one.context else (),
        origins=origins,
    )


def facts(one: Standing, day: dt.date) -> list[tuple[str, str]]:
    """Everything known of an indicator, as pairs of a name and plain text; unknowns say so."""
    unit, decimals = one.unit, one.decimals
    missing = t("goals.missing")
    latest = missing
    if one.latest is not None:
        latest = goals.latest_words(one)
        if one.known:
            latest += f" ({words.period_of(one.indicator, one.period, one.area)})"
        else:
            latest += f" ({t('figure.example')})"
    target = t("goals.reason_no_target")
    if one.target is not None:
        kind = t("goals.kind_example" if one.target_example else "goals.kind_official")
        target = (
            f"{words.amount_in_text(one.target, unit, decimals)}, "
            f"{when(one.target_period, 'short')} ({kind})"
        )
    verdict = words.sign_word(one.judgement.sign)
    if because := words.reason(one.judgement, one.period):
        verdict = f"{verdict}: {because}"
    baseline = "–"
    if one.baseline is not None:
        baseline = (
            f"{words.amount_in_text(one.baseline, unit, decimals)} "
            f"({words.period_of(one.indicator, one.baseline_period, one.area)})"
        )
        if not one.baseline_of_target:
            baseline += f", {t('goals.kind_base')}"
    parts = ""
    if one.part is not None and one.whole is not None and unit in ("percent", "ratio"):
        parts = t(
            "goals.parts",
            part=numbers.count(one.part, language()),
            whole=numbers.count(one.whole, language()),
        )
    if one.indicator == "I23" and one.known:
        parts = _network(day)
    level = {"I17": t("goals.level_digits"), "I17b": t("goals.level_cells")}
    return [
        (t("goals.fact_definition"), one.definition),
        (t("goals.fact_parts"), parts),
        (t("goals.fact_note"), joined([level.get(one.indicator), one.note])),
        (t("goals.fact_unit"), t(f"goals.unit_name_{unit}")),
        (t("goals.fact_better"), t(f"goals.better_{one.better}")),
        (
            t("goals.fact_level"),
            t(f"goals.level_{one.impact_level}") if one.impact_level else "",
        ),
        (t("goals.fact_latest"), latest),
        (t("goals.fact_baseline"), baseline),
        (t("goals.fact_target"), target),
        (t("goals.fact_sign"), verdict),
        (
            t("goals.fact_pace"),
            words.pace_sentence(one.pace, unit, decimals) if one.judged else "",
        ),
        (t("goals.fact_doubt"), words.doubt_sentence(one.doubt, decimals)),
        (
            t("goals.fact_second"),
            joined([goals.second_words(one), words.agreement(one.disagrees)]),
        ),
        (t("goals.fact_owner"), one.owner or missing),
        (t("goals.fact_updated"), goals.freshness_words(one) if one.known else missing),
        (t("goals.fact_due"), words.due_words(one.next_due, overdue=one.overdue)),
        (t("goals.fact_source"), goals.source_of(one) or missing),
    ]


def rivals(one: Standing) -> list[tuple[str, Published]]:
    """What others have published of the same thing, as printed, newest first."""
    return [
        (
            t(
                "goals.rival",
                value=words.amount_in_text(p.value, one.unit, one.decimals),
                period=when(p.period, "short") if p.period else t("goals.period_unknown"),
                area=t(f"goals.area_{p.area}"),
            ),
            p,
        )
        for p in one.published
    ]


def _network(day: dt.date) -> str:
    """The network as reported and as named, side by side: neither is made from the other."""
    told = run("strategy/indicator_reported", day=day).iloc[0]
    return t(
        "goals.parts_network",
        **{
            name: t("goals.missing")
            if pd.isna(told[name])
            else numbers.count(float(told[name]), language())
            for name in ("organisations", "persons", "named")
        },
    )


def _decimals(value: float) -> int:
    text = f"{value:.6f}".rstrip("0")
    return len(text.partition(".")[2])


def _unit(one: Standing) -> str:
    """The unit as tables know it."""
    return one.unit if one.unit in ("percent", "euros", "days") else "ratio"
