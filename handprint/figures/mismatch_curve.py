"""The Beveridge curve of Lapland, and one movement on it put into words."""

from collections.abc import Sequence

import pandas as pd

from handprint import numbers
from handprint.analysis import beveridge
from handprint.drawings import curve
from handprint.drawings.marks import Picture
from handprint.drawings.scale import Tick, nice
from handprint.figures import Column, Figure, Table
from handprint.figures.memory import remembered
from handprint.figures.mismatch_counts import totals
from handprint.figures.mismatch_series import sources_of_series
from handprint.figures.occupation_counts import AREA, Stretch
from handprint.session import language
from handprint.words import mismatch as words
from handprint.words import t, when
from handprint.words.sentences import joined

BACK = 48
"""The movement that is put into words begins so many months before its end."""


@remembered
def beveridge_curve(window: Stretch) -> Figure:
    """The curve since 2006, and what the four years before the chosen month's end mean on it."""
    lang = language()
    table = totals()
    path = beveridge.points(beveridge.curve(table))
    alone = beveridge.points(beveridge.curve(table, months=1))[-1]
    single = alone if alone.period > path[-1].period else None
    by_month = {point.period: point for point in path}
    end = by_month.get(window.last, path[-1])
    begin = by_month.get(numbers.months_before(end.period, BACK), path[0])
    told = words.moved(beveridge.movement(begin, end))
    periods = numbers.period_range(path[0].period, path[-1].period, lang)
    alt = joined(
        [
            t("mismatch.alt_curve", periods=periods),
            f"{told.title}.",
            told.lede,
            t(
                "mismatch.alt_curve_end",
                last=when(path[-1].period, "short"),
                unemployed=numbers.decimal(path[-1].unemployed_share, 1, lang),
                vacancies=numbers.decimal(path[-1].vacancy_rate, 1, lang),
                single=when(single.period, "short"),
                single_unemployed=numbers.decimal(single.unemployed_share, 1, lang),
                single_vacancies=numbers.decimal(single.vacancy_rate, 1, lang),
            )
            if single
            else None,
        ]
    )
    pictures = [
        _curve(path, single, alt, chosen=window.last, compact=compact) for compact in (False, True)
    ]
    return Figure(
        key="mismatch_curve",
        heading=told.title,
        sub=joined([t("mismatch.curve_sub", periods=periods), told.lede]),
        picture=pictures[0],
        small=pictures[1],
        table=_curve_table(path, single),
        sources=sources_of_series(0, single.period if single else None),
        periods=numbers.period_range(
            path[0].period, single.period if single else path[-1].period, lang
        ),
        asked=(("labour/mismatch_totals", {"area": AREA}),),
        indicators=("unemployed_share", "open_at_month_end", "labour_force"),
        cautions=("labour_force_lags", "vacancy_concepts", "one_month_alone"),
        notes=(t("mismatch.curve_rate"), told.lede),
    )


def _curve(
    path: Sequence[beveridge.Point],
    single: beveridge.Point | None,
    alt: str,
    *,
    chosen: str,
    compact: bool,
) -> Picture:
    lang = language()
    every = [*path, *([single] if single else [])]
    xs = [point.unemployed_share for point in every]
    ys = [point.vacancy_rate for point in every]
    return curve.drawn(
        [
            curve.Place(
                point.period,
                point.unemployed_share,
                point.vacancy_rate,
                point.period[:4] if point.period.endswith("-12") else "",
            )
            for point in path
        ],
        x_ticks=[Tick(v, numbers.decimal(v, 0, lang)) for v in nice(min(xs), max(xs), about=5)],
        y_ticks=[Tick(v, numbers.decimal(v, 0, lang)) for v in nice(0, max(ys), about=4)],
        x_title=t("mismatch.curve_x"),
        y_title=t("mismatch.curve_y"),
        last=when(path[-1].period, "short"),
        alone=curve.Alone(
            single.unemployed_share,
            single.vacancy_rate,
            when(single.period, "short"),
            t("mismatch.curve_single"),
        )
        if single
        else None,
        chosen=chosen,
        chosen_words=when(chosen, "short"),
        alt=alt,
        compact=compact,
    )


def _curve_table(path: Sequence[beveridge.Point], single: beveridge.Point | None) -> Table:
    rows = [
        {
            "period": when(point.period, "short"),
            "kind": t("mismatch.kind_month" if point is single else "mismatch.kind_mean"),
            "unemployed_share": point.unemployed_share,
            "unemployed_share_status": "value",
            "vacancy_rate": point.vacancy_rate,
            "vacancy_rate_status": "value",
        }
        for point in [*([single] if single else []), *path[::-1]]
    ]
    return Table(
        pd.DataFrame(rows),
        {
            "period": Column(t("mismatch.column_month"), kind="time"),
            "kind": Column(t("mismatch.column_kind")),
            "unemployed_share": Column(t("mismatch.column_unemployed_share"), "percent", 1),
            "vacancy_rate": Column(t("mismatch.column_vacancy_rate"), "percent", 1),
        },
    )
