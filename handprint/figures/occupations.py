"""Occupations: who is short of people, who is short of jobs, and one of them through the years.

Unemployed without an occupation stand in no ranking; the opening says how many they are.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from handprint import numbers
from handprint.analysis.bounds import Bounds
from handprint.analysis.freshness import is_stale
from handprint.charts import points
from handprint.drawings import bars, trend
from handprint.drawings.marks import Picture
from handprint.drawings.scale import Tick, nice
from handprint.figures import Column, Figure, Plot, Table
from handprint.figures.memory import remembered
from handprint.figures.occupation_counts import (
    AREA,
    Row,
    Stretch,
    asked,
    counted_cells,
    months,
    names,
    outside,
    plain,
    rows,
    signed,
    sources,
    table,
    total,
)
from handprint.session import language
from handprint.words import listed, occupations, t, when
from handprint.words.forms import lower_first
from handprint.words.sentences import Sentence, joined
from queries import run

SHOWN = 10
"""So many bars at most on either side."""
FIELDS = 2
"""So many fields of work at most are named in a heading on either side."""
SMALL = 5
"""Counts under this are small, whether or not they are secret."""
NO_OCCUPATION, UNKNOWN = "X211", "X212"
INDICATORS = ("unemployed", "open_at_month_end")
CAUTIONS = ("seasonal", "vacancy_concepts", "occupation_secret", "occupation_outside")
_TIP = ("name", "unemployed", "openings", "balance")
_TICKS = (0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def stale(today: dt.date | None = None) -> str:
    """Where the occupations end, when that is longer ago than their own cycle; else nothing."""
    newest = months()[0]
    if not is_stale(newest, today or dt.date.today()):
        return ""
    return t("occupations.stale", month=when(newest, "short"))


@remembered
def opening(level: int, stretch: Stretch) -> Sentence:
    """The answer: the largest shortage and surplus; then totals, and who is in no occupation."""
    sure = [row for row in rows(level, stretch) if row.side != "even"]
    told = occupations.opening(
        occupations.Occupations(
            rows=[
                occupations.Occupation(
                    row.code, row.name, row.unemployed.middle, row.openings.middle
                )
                for row in sure
            ],
            start=stretch.first,
            end=stretch.last,
            level=level,
            unemployed=total("unemployed", stretch),
            openings=total("open_at_month_end", stretch),
        )
    )
    title = _title(sure) if sure else told.title
    return Sentence(title, joined([told.lede, _outside(stretch)]))


@remembered
def ranking(level: int, stretch: Stretch, chosen: str) -> Figure:
    """Shortage and surplus: openings less unemployed, the largest differences on either side."""
    every = rows(level, stretch)
    short = [row for row in every if row.side == "short"][:SHOWN]
    long = [row for row in reversed(every) if row.side == "long"][:SHOWN]
    shown = [*short, *long]
    heading = _fields(short, long)
    about = t("occupations.about") if any(not row.balance.exact for row in shown) else None
    periods = _spelt(stretch)
    alt = joined(
        [
            t("occupations.alt_ranking", periods=periods),
            f"{heading}.",
            _side_in_words("alt_short", short),
            _side_in_words("alt_long", long),
            about,
        ]
    )
    drawn = [
        bars.Bar(
            name=row.name,
            value=row.balance.middle,
            text=signed(row.balance),
            least=row.balance.low,
            most=row.balance.high,
            strong=row.code == chosen,
        )
        for row in shown
    ]
    ends = {"left_head": t("occupations.left"), "right_head": t("occupations.right")}
    return Figure(
        key="occupations_ranking",
        heading=heading,
        sub=joined([t("occupations.ranking_sub", periods=periods), about]),
        picture=bars.diverging(drawn, alt=alt, **ends),
        small=bars.diverging(drawn, alt=alt, compact=True, **ends),
        table=table(shown, stretch),
        **_behind(level, stretch),
    )


@remembered
def field(level: int, stretch: Stretch, chosen: str) -> Figure:
    """Every occupation of the level: unemployed across, openings up, balance on the diagonal."""
    every = rows(level, stretch)
    count = {key: sum(row.side == key for row in every) for key in ("short", "long", "even")}
    large = sorted(
        (row for row in every if not _small(row)),
        key=lambda row: (-abs(row.balance.middle), row.code),
    )
    small = len(every) - len(large)
    picked = next((row for row in every if row.code == chosen), None)
    heading = t(f"occupations.field_{level}", all=len(every), **count)
    periods = _spelt(stretch)
    alt = joined(
        [
            t("occupations.alt_field", periods=periods),
            f"{heading}.",
            t(f"occupations.even_{level}", number=count["even"]) if count["even"] else None,
            t("occupations.alt_chosen", **_spoken(picked)) if picked else None,
        ]
    )
    spec = points.balance(
        [_point(row, chosen=row.code == chosen) for row in large],
        words=points.Words(
            x_title=t("occupations.x_title"),
            y_title=t("occupations.y_title"),
            ticks=[(value, numbers.count(value, language())) for value in _TICKS],
            above=t("occupations.right"),
            below=t("occupations.left"),
            diagonal=t("occupations.diagonal"),
            tip=_tip(),
        ),
        corner=points.Corner(SMALL, t(f"occupations.corner_{level}", number=small), str(small))
        if small
        else None,
    )
    return Figure(
        key="occupations_field",
        heading=heading,
        sub=joined(
            [
                t("occupations.field_sub", periods=periods),
                t(f"occupations.even_{level}", number=count["even"]) if count["even"] else None,
                t("occupations.pick"),
            ]
        ),
        picture=Plot(spec=spec, alt=alt, height=points.HEIGHT),
        table=table(every, stretch),
        **_behind(level, stretch),
    )


@remembered
def through_time(code: str) -> Figure:
    """One occupation month by month: unemployed and openings, the newest beside a year before."""
    given = {"area": AREA, "occupation": code}
    lines = run("labour/occupation_over_time", **given).to_dict("records")
    counts = {
        kind: {line["period"]: counted_cells(line, kind) for line in lines}
        for kind in ("unemployed", "openings")
    }
    known = {
        kind: {month: count.middle for month, count in each.items() if not count.hidden}
        for kind, each in counts.items()
    }
    name, _ = names(len(code))[code]
    told = occupations.one_occupation(
        name, known["unemployed"], known["openings"], months=len(lines)
    )
    periods = numbers.period_range(lines[0]["period"], lines[-1]["period"], language())
    latest = _latest(counts)
    alt = joined([t("occupations.alt_time", periods=periods), f"{told.title}.", latest, told.lede])
    return Figure(
        key="occupations_time",
        heading=told.title,
        sub=joined([t("occupations.time_sub", periods=periods), latest]),
        picture=_lines(counts, alt=alt, compact=False),
        small=_lines(counts, alt=alt, compact=True),
        table=_months_table(counts),
        sources=sources(len(code)),
        periods=periods,
        asked=(("labour/occupation_over_time", given),),
        indicators=INDICATORS,
        cautions=CAUTIONS[:3],
        notes=(told.lede,),
    )


def _behind(level: int, stretch: Stretch) -> dict[str, object]:
    """What the two pictures of one level and stretch have in common."""
    months_only = {"area": AREA, "first": stretch.first, "last": stretch.last}
    return {
        "sources": sources(level),
        "periods": stretch.printed(),
        "asked": (
            ("labour/occupation_balance", asked(level, stretch)),
            ("labour/occupation_outside", months_only),
        ),
        "indicators": INDICATORS,
        "cautions": CAUTIONS,
        "notes": (_outside(stretch),),
    }


def _spelt(stretch: Stretch) -> str:
    """The months as a sub-heading has them: `kuukausikeskiarvo 11/2022–10/2023`."""
    key = "mean_of" if stretch.mean else "month_of"
    return t(f"occupations.{key}", periods=stretch.printed())


def _outside(stretch: Stretch) -> str:
    """How many unemployed are in no occupation, and the two groups that most of them are in."""
    groups = outside(stretch)
    if not groups:
        return ""
    every = Bounds(sum(c.low for c in groups.values()), sum(c.high for c in groups.values()))
    none = Bounds(0, 0)
    return t(
        "occupations.outside",
        all=plain(every, in_words=True),
        none=plain(groups.get(NO_OCCUPATION, none), in_words=True),
        unknown=plain(groups.get(UNKNOWN, none), in_words=True),
    )


def _title(sure: Sequence[Row]) -> str:
    """The largest shortage and the largest surplus; ≈ where secret cells leave a range."""
    said = {row.side: _spoken(row) | {"name": lower_first(row.name)} for row in (sure[0], sure[-1])}
    if len(said) == 1:
        ((side, words),) = said.items()
        return t(f"occupations.title_{side}", **words)
    return " ".join(
        [
            t("occupations.title_short", **said["short"]),
            t("occupations.title_long_after", **said["long"]),
        ]
    )


def _fields(short: Sequence[Row], long: Sequence[Row]) -> str:
    """The heading of the bars: the fields of work in which the shown occupations lie."""
    said = {"short": _widest(short), "long": _widest(long)}
    key = "both" if short and long else "short" if short else "long" if long else "none"
    return t(f"occupations.fields_{key}", **said)


def _widest(shown: Sequence[Row]) -> str:
    sums: dict[str, float] = {}
    for row in shown:
        words = t(f"occupations.field_of_{row.code[:2]}")
        sums[words] = sums.get(words, 0) + abs(row.balance.middle)
    return listed(sorted(sums, key=lambda words: -sums[words])[:FIELDS])


def _side_in_words(key: str, shown: Sequence[Row]) -> str | None:
    if not shown:
        return None
    told = [t("occupations.alt_one", name=row.name, balance=signed(row.balance)) for row in shown]
    return t(f"occupations.{key}", rows=", ".join(told))


def _spoken(row: Row) -> dict[str, str]:
    return {
        "name": row.name,
        "unemployed": plain(row.unemployed, in_words=True),
        "openings": plain(row.openings, in_words=True),
        "balance": signed(row.balance),
    }


def _small(row: Row) -> bool:
    return row.unemployed.middle < SMALL and row.openings.middle < SMALL


def _tip() -> str:
    """The hover box, with plotly's places for what each point says."""
    places = {key: f"%{{customdata[{place}]}}" for place, key in enumerate(_TIP, start=1)}
    return t("occupations.tip", **places)


def _point(row: Row, *, chosen: bool) -> points.Point:
    said = _spoken(row)
    return points.Point(
        code=row.code,
        x=row.unemployed.middle,
        y=row.openings.middle,
        x_limits=(row.unemployed.low, row.unemployed.high),
        y_limits=(row.openings.low, row.openings.high),
        side=row.side,
        tip=tuple(said[key] for key in _TIP),
        label=row.name,
        chosen=chosen,
    )


def _latest(counts: Mapping[str, Mapping[str, Bounds]]) -> str:
    """The newest month beside the same month a year before, because the season moves both."""
    newest = max(counts["unemployed"])
    before = numbers.months_before(newest)
    said = {
        f"{kind}_{when_}": plain(each[month], in_words=True)
        for kind, each in counts.items()
        for when_, month in (("now", newest), ("before", before))
        if month in each
    }
    months_ = {"month": when(newest, "short"), "year_before": when(before, "short")}
    key = "latest" if before in counts["unemployed"] else "latest_only"
    return t(f"occupations.{key}", **said, **months_)


def _lines(counts: Mapping[str, Mapping[str, Bounds]], *, alt: str, compact: bool) -> Picture:
    """Two lines from zero; secret months are hatched and no line crosses them."""
    lines = [
        trend.Line(
            [
                trend.Point(month, None, "secret")
                if count.hidden
                else trend.Point(month, count.middle, "value" if count.middle else "zero")
                for month, count in counts[kind].items()
            ],
            text=t(f"occupations.line_{kind}", value=plain(counts[kind][max(counts[kind])])),
            hue=hue,
        )
        for kind, hue in (("unemployed", "seek"), ("openings", "open"))
    ]
    top = max(count.high for each in counts.values() for count in each.values())
    every = sorted(counts["unemployed"])
    years = range(int(every[0][:4]), int(every[-1][:4]) + 1)
    return trend.drawn(
        lines,
        y_ticks=[Tick(v, numbers.count(v, language())) for v in nice(0, max(top, SMALL), about=4)],
        x_ticks=[trend.Year(f"{year}-01", str(year)) for year in years],
        alt=alt,
        marks=_peaks(counts),
        secret=numbers.cell(
            None, "secret", unit="persons", decimals=0, lang=language(), in_words=True
        ),
        compact=compact,
        height=300 if compact else 356,
        width=None if compact else 490,
    )


def _peaks(counts: Mapping[str, Mapping[str, Bounds]]) -> list[trend.Mark]:
    """Words at the month in which each line was highest."""
    marks = []
    for line, each in enumerate(counts.values()):
        shown = {month: count for month, count in each.items() if not count.hidden}
        if not shown:
            continue
        month = max(shown, key=lambda m: (shown[m].middle, m))
        if shown[month].middle and month != max(each):
            words = t("occupations.peak", month=when(month, "short"), value=plain(shown[month]))
            marks.append(trend.Mark(month, words, line))
    return marks


def _months_table(counts: Mapping[str, Mapping[str, Bounds]]) -> Table:
    """Newest month first; both limits where a group sums secret occupations, else one column."""
    every = sorted(counts["unemployed"], reverse=True)
    summed = any(
        c.low != c.high and not c.hidden for each in counts.values() for c in each.values()
    )
    frame: dict[str, list] = {"period": [when(month, "short") for month in every]}
    columns = {"period": Column(t("occupations.column_month"), kind="time")}
    for kind, unit in (("unemployed", "persons"), ("openings", "vacancies")):
        for end in ("low", "high") if summed else ("low",):
            name = f"{kind}_{end}"
            cells = [counts[kind][month] for month in every]
            frame[name] = [None if c.hidden else getattr(c, end) for c in cells]
            frame[f"{name}_status"] = [
                "secret" if c.hidden else "value" if getattr(c, end) else "zero" for c in cells
            ]
            columns[name] = Column(t(f"occupations.column_{name if summed else kind}"), unit)
    return Table(pd.DataFrame(frame), columns)
