"""Mismatch over the years: the index, and tightness beside it.

Both are means of twelve months, so that the season does not show; the one month that stands
alone after the gap is drawn as one month and compared with its like.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from handprint import numbers
from handprint.analysis import season
from handprint.drawings import trend
from handprint.drawings.marks import Picture
from handprint.drawings.scale import Tick, nice
from handprint.figures import Column, Figure, Table, headline
from handprint.figures.memory import remembered
from handprint.figures.mismatch import INDICATORS
from handprint.figures.mismatch_counts import by_area, by_occupation, stretch, totals
from handprint.figures.occupation_counts import AREA, sources
from handprint.session import language
from handprint.words import t, when
from handprint.words.sentences import joined
from queries import run

MONTHS = 12
ALPHAS = tuple(f"{tenths / 10:.1f}" for tenths in range(1, 10))
ALPHA = "0.5"
"""What the exponent of the index can be, and what it is until somebody chooses."""


def _single(series: Mapping[str, float]) -> str | None:
    """The month that stands alone after the series, if there is one."""
    newest = max(series)
    return newest if numbers.months_before(newest, 1) not in series else None


def _gap(series: Mapping[str, float]) -> tuple[str, str] | None:
    """First and last month of the gap before the month that stands alone."""
    gaps = season.gaps(series)
    return gaps[-1] if gaps and _single(series) else None


@remembered
def index(level: int, alpha: float) -> Figure:
    """Şahin's index by occupation and by municipality, and the single month after the gap."""
    lang = language()
    occupation, area = by_occupation(level), by_area()
    monthly = {
        "occupation": dict(occupation.likely.sahin(alpha).dropna()),
        "area": dict(area.likely.sahin(alpha).dropna()),
    }
    yearly = {key: season.twelve_month_means(series) for key, series in monthly.items()}
    now_month = max(yearly["occupation"])
    first = min(yearly["occupation"])
    single, gap = _single(monthly["area"]), _gap(monthly["area"])
    now, then = (round(100 * yearly["occupation"][m], 1) for m in (now_month, first))
    key = "even" if now == then else "less" if now < then else "more"
    heading = t(
        f"mismatch.index_heading_{key}",
        now=numbers.decimal(now, 1, lang),
        then=numbers.decimal(then, 1, lang),
        year=when(first[:4], "inessive"),
        last=stretch(now_month).printed(),
    )
    periods = numbers.period_range(min(yearly["area"]), single or now_month, lang)
    compared = _like(monthly["area"], single)
    alt = joined(
        [
            t("mismatch.alt_index", periods=periods, gap=_range(gap)),
            f"{heading}.",
            compared,
        ]
    )
    points = {key: _points(yearly[key], monthly[key], single) for key in yearly}
    pictures = [
        _drawn(
            [
                trend.Line(
                    points[key],
                    text=_line_words(key, 0 if compact else level, points[key]),
                    hue="ink" if key == "occupation" else "ctx",
                )
                for key in points
            ],
            gap,
            alt,
            compact=compact,
            width=None if compact else 588,
        )
        for compact in (False, True)
    ]
    held = occupation.limits
    ends = [
        100 * float(season.twelve_month_means(dict(panel.sahin(alpha)))[now_month])
        for panel in (held.low, held.high)
    ]
    return Figure(
        key="mismatch_index",
        heading=heading,
        sub=joined(
            [
                t("mismatch.index_sub", periods=periods, alpha=numbers.decimal(alpha, 1, lang)),
                compared,
            ]
        ),
        picture=pictures[0],
        small=pictures[1],
        table=_index_table(level, alpha, monthly, yearly),
        sources=sources_of_series(level, single),
        periods=periods,
        asked=(
            ("labour/mismatch_occupations", {"area": AREA, "occupation_level": level}),
            ("labour/mismatch_outside", {"area": AREA}),
            ("labour/mismatch_areas", {"level": "municipality"}),
            ("labour/mismatch_totals", {"area": AREA}),
        ),
        indicators=INDICATORS,
        cautions=("entorf", "granularity", "vacancy_concepts", "occupation_secret"),
        notes=(
            t("mismatch.index_alpha"),
            t("mismatch.index_levels"),
            t(
                "mismatch.index_secret",
                month=when(now_month, "short"),
                low=numbers.decimal(ends[0], 1, lang),
                high=numbers.decimal(ends[1], 1, lang),
            ),
        ),
    )


def _like(series: Mapping[str, float], single: str | None) -> str | None:
    """The single month beside the same month of the newest earlier year."""
    if single is None:
        return None
    past = season.same_month_last_year(series, single)
    if past is None:
        return None
    lang = language()
    return t(
        "mismatch.index_single_at",
        now=numbers.decimal(100 * past.value, 1, lang),
        month=when(single, "short"),
        before=numbers.decimal(100 * past.before_value, 1, lang),
        month_before=when(past.before_period, "short"),
    )


def _points(
    yearly: Mapping[str, float], monthly: Mapping[str, float], single: str | None
) -> list[trend.Point]:
    """Yearly means in percent, and the month that stands alone."""
    points = [trend.Point(month, 100 * value) for month, value in yearly.items()]
    if single in monthly:
        points.append(trend.Point(single, 100 * monthly[single], single=True))
    return points


def _line_words(key: str, level: int, points: Sequence[trend.Point]) -> str:
    """The words at a line's newest point; on a phone (no level) any occupation is `ammatti`."""
    number = numbers.decimal(points[-1].value, 1, language())
    noun = t(f"mismatch.noun_{level}" if level else "mismatch.parts_occupation")
    if points[-1].single:
        month = when(points[-1].period, "short")
        return t(f"mismatch.index_line_{key}_single", value=number, month=month)
    return t(f"mismatch.index_line_{key}", noun=noun, value=number)


def _drawn(
    lines: Sequence[trend.Line],
    gap: tuple[str, str] | None,
    alt: str,
    *,
    compact: bool,
    width: int | None = None,
    height: int | None = None,
) -> Picture:
    """Lines from zero, the gap as a named band."""
    lang = language()
    top = max(point.value or 0.0 for line in lines for point in line.points)
    months = sorted(point.period for line in lines for point in line.points)
    years = range(int(months[0][:4]), int(months[-1][:4]) + 1)
    return trend.drawn(
        lines,
        y_ticks=[Tick(v, numbers.decimal(v, 0 if v == int(v) else 1, lang)) for v in nice(0, top)],
        x_ticks=[trend.Year(f"{year}-01", str(year)) for year in years if year % 2 == 0],
        alt=alt,
        gaps=[trend.Gap(*gap, t("mismatch.index_gap", range=_range(gap)))] if gap else [],
        compact=compact,
        width=width,
        height=height or (250 if compact else 280),
    )


def _range(gap: tuple[str, str] | None) -> str:
    return numbers.period_range(*gap, language()) if gap else "–"


def _index_table(
    level: int,
    alpha: float,
    monthly: Mapping[str, Mapping[str, float]],
    yearly: Mapping[str, Mapping[str, float]],
) -> Table:
    """Newest first: both indices of both cells, means of twelve months and the single month."""
    other = {
        "occupation": dict(by_occupation(level).likely.dissimilarity().dropna()),
        "area": dict(by_area().likely.dissimilarity().dropna()),
    }
    dissimilar = {key: season.twelve_month_means(series) for key, series in other.items()}
    single = _single(monthly["area"])
    rows = []
    for month in sorted({*yearly["occupation"], *yearly["area"], *([single] if single else [])}):
        alone = month == single
        row: dict[str, object] = {
            "period": when(month, "short"),
            "kind": t("mismatch.kind_month" if alone else "mismatch.kind_mean"),
        }
        for name, means, months in (
            ("sahin", yearly, monthly),
            ("dissimilarity", dissimilar, other),
        ):
            for key in ("occupation", "area"):
                value = (months if alone else means)[key].get(month)
                column = f"{name}_{key}"
                row[column] = None if value is None else 100 * value
                row[f"{column}_status"] = "missing" if value is None else "value"
        rows.append(row)
    return Table(
        pd.DataFrame(rows[::-1]),
        {
            "period": Column(t("mismatch.column_month"), kind="time"),
            "kind": Column(t("mismatch.column_kind")),
            **{
                f"{name}_{key}": Column(t(f"mismatch.column_{name}_{key}"), "percent", 1)
                for name in ("sahin", "dissimilarity")
                for key in ("occupation", "area")
            },
        },
    )


def sources_of_series(level: int, single: str | None) -> tuple[str, ...]:
    """The files behind the municipalities' and the occupations' series, the single month's too."""
    last = single or totals()["period"].iloc[-1]
    table = run("labour/indicator_over_time", indicator="unemployed", area=AREA)
    named = headline.sources_of(table, "unemployed", table["period"].iloc[0], last)
    return tuple(dict.fromkeys([*named, *(sources(level) if level else ())]))


@remembered
def tightness() -> Figure:
    """Openings per hundred unemployed, since the index does not see how many there are."""
    lang = language()
    table = totals()
    months = table["period"].tolist()
    both = {
        side: dict(zip(months, table[side], strict=True)) for side in ("unemployed", "openings")
    }
    means = {side: season.twelve_month_means(series) for side, series in both.items()}
    yearly = {
        month: 100 * means["openings"][month] / means["unemployed"][month]
        for month in means["openings"]
        if means["unemployed"].get(month)
    }
    monthly = {
        month: 100 * both["openings"][month] / both["unemployed"][month]
        for month in months
        if both["unemployed"][month]
    }
    single, gap = _single(monthly), _gap(monthly)
    last, first = max(yearly), min(yearly)
    periods = numbers.period_range(first, single or last, lang)
    heading = t(
        "mismatch.tightness_heading",
        now=numbers.count(yearly[last], lang),
        then=numbers.count(yearly[first], lang),
        year=when(first[:4], "inessive"),
        last=stretch(last).printed(),
    )
    points = [trend.Point(month, value) for month, value in yearly.items()]
    if single:
        points.append(trend.Point(single, monthly[single], single=True))
    words_ = (
        t(
            "mismatch.tightness_line_single",
            month=when(single, "short"),
            value=numbers.count(monthly[single], lang),
        )
        if single
        else t("mismatch.tightness_line", value=numbers.count(yearly[last], lang))
    )
    line = trend.Line(points, words_, hue="ink")
    alt = joined([t("mismatch.alt_tightness", periods=periods, gap=_range(gap)), f"{heading}."])
    rows = [
        {
            "period": when(month, "short"),
            "kind": t("mismatch.kind_month" if month == single else "mismatch.kind_mean"),
            "tightness": value,
            "tightness_status": "value" if value else "zero",
        }
        for month, value in sorted(
            {**yearly, **({single: monthly[single]} if single else {})}.items(), reverse=True
        )
    ]
    return Figure(
        key="mismatch_tightness",
        heading=heading,
        sub=t("mismatch.tightness_sub", periods=periods),
        picture=_drawn([line], gap, alt, compact=False, width=490),
        small=_drawn([line], gap, alt, compact=True),
        table=Table(
            pd.DataFrame(rows),
            {
                "period": Column(t("mismatch.column_month"), kind="time"),
                "kind": Column(t("mismatch.column_kind")),
                "tightness": Column(t("mismatch.column_tightness"), "ratio", 1),
            },
        ),
        sources=sources_of_series(0, single),
        periods=periods,
        asked=(("labour/mismatch_totals", {"area": AREA}),),
        indicators=INDICATORS,
        cautions=("vacancy_concepts", "one_month_alone"),
    )
