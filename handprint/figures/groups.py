"""The figures of the page of target groups: five groups, one of them by area, and what it seeks.

All of it rests on official statistics; what a group looks for is in `groups_seeking`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis import classes, ranking
from handprint.catalog import Indicator, Words
from handprint.drawings import claims, dumbbell, map, scale, spread
from handprint.figures import Column, Figure, Painted, Table, headline
from handprint.figures.areas import map_words
from handprint.figures.memory import remembered
from handprint.figures.target_groups import GROUPS, LEFT
from handprint.session import LANGUAGES, language
from handprint.words import (
    COUNTRY,
    REGION,
    alternatives,
    capital,
    changes,
    counted,
    groups,
    municipalities,
    place,
    shown,
    t,
    when,
)
from handprint.words.groups import GroupShare, case
from handprint.words.sentences import Amount, Sentence, joined, top_and_bottom
from queries import run

_KNOWN = ("value", "zero", "carried")
_HIDDEN = {"secret": "secret", "withheld": "secret", "not_applicable": "not_applicable"}


def periods(level: str) -> list[str]:
    """The months with figures of the groups, newest first."""
    found: set[str] = set()
    for group in GROUPS.values():
        table = run("labour/periods_by_indicator", indicator=group.indicator, level=level)
        found |= set(table["period"])
    return sorted(found, reverse=True)


@remembered
def standing_out(level: str, period: str) -> str:
    """The group that the page opens with: most above the country, or else the largest."""
    return groups.standing_out(_everyone(level, period), share_of(next(iter(GROUPS))))


@remembered
def opening(code: str, level: str, period: str) -> Sentence:
    """The page's answer: one group beside the country, and where its share is highest."""
    return groups.opening(
        code, _everyone(level, period), _row(code, level, period), share_of(code), period
    )


@remembered
def every(chosen: str, level: str, period: str, compact: bool) -> Figure:
    """All groups: their shares in Lapland, in the country, and over the areas of the level."""
    shares = {share.code: share for share in _everyone(level, period)}
    order = _by_size(list(shares.values()))
    heading = groups.every(list(shares.values()), share_of(chosen))
    rows = [_spread_row(shares[code], _row(code, level, period), code == chosen) for code in order]
    values = [dot.value for row in rows for dot in row.dots]
    values += [v for row in rows for v in (row.region, row.country) if v is not None]
    lang = language()
    picture = spread.drawn(
        rows,
        heads=spread.Heads(place(REGION).short, place(COUNTRY).short),
        ticks=[
            scale.Tick(value, numbers.percent(value, lang, 0) if value else "0")
            for value in scale.nice(0, max(values, default=1), about=5)
            if value <= max(values, default=1)
        ],
        alt=_alt_every([shares[code] for code in order], level, period, heading),
        compact=compact,
        width=None if compact else LEFT,
    )
    return Figure(
        key="groups-every",
        heading=heading,
        sub=t("groups.every_sub", period=when(period), area=t(f"groups.dot_{level}")),
        picture=picture,
        table=_every_table([shares[code] for code in order], level, period),
        sources=_sources(_table(level, period), period),
        periods=when(period, "short"),
        asked=(_asked(level, period),),
        indicators=(*(GROUPS[code].indicator for code in order), "unemployed"),
        cautions=("groups_overlap", "secret_cells"),
    )


@remembered
def map_of(code: str, level: str, period: str) -> Figure:
    """One group's share among the unemployed on the map, with every name and value."""
    indicator, row = share_of(code), _row(code, level, period)
    breaks = GROUPS[code].breaks
    marks = []
    for line in _of(code, level, period).itertuples():
        known = line.status in _KNOWN
        fact, rank = municipalities.box(indicator, line.area_code, row)
        persons = _persons_in_words(line.persons, line.persons_status)
        marks.append(
            map.Mark(
                code=line.area_code,
                kind="value" if known else _HIDDEN.get(line.status, "missing"),
                name=place(line.area_code).short,
                text=numbers.decimal(line.value, 1, language())
                if known
                else shown(None, line.status, unit="percent"),
                fact=fact,
                note=", ".join(part for part in (rank, persons) if part),
                step=classes.step_of(line.value, breaks) if known else None,
            )
        )
    heading = groups.on_map(row, indicator)
    paint = map.Paint(
        marks=tuple(marks),
        # The same word as on the areas: a share without a figure is withheld, whatever hides it.
        words=replace(
            map_words(indicator, _of(code, level, period)),
            secret=shown(None, "withheld", unit="percent", in_words=True),
        ),
        breaks=tuple(numbers.decimal(value, 0, language()) for value in breaks),
        unit="%",
        alt=alternatives.of_map(indicator, row, period=period, finding=heading),
    )
    return Figure(
        key="groups-map",
        heading=heading,
        sub=t("groups.map_sub", title=indicator.title(language()), period=when(period)),
        picture=Painted(level, paint),
        **_one_group(code, level, period, ("labour/shapes_by_level", {"level": level})),
    )


@remembered
def by_area(code: str, level: str, period: str, compact: bool) -> Figure:
    """One group area by area, highest share first: the share beside Lapland's, and the persons."""
    indicator, row = share_of(code), _row(code, level, period)
    table = _of(code, level, period)
    region = _lapland(code, level, period)
    heading = groups.by_area(row, region.region, indicator)
    rows = [
        dumbbell.Group(
            name=place(line.area_code).short,
            value=line.value if line.status in _KNOWN else None,
            text=shown(line.value, line.status, unit="percent", decimals=1),
            persons=shown(line.persons, line.persons_status, unit="persons"),
            region=region.region.value if region.region.known else None,
            status=_HIDDEN.get(line.status, line.status),
        )
        for line in table.itertuples()
    ]
    values = [row.shown for row in rows if row.shown is not None]
    values += [region.region.number] if region.region.known else []
    lang = language()
    title = indicator.title(lang)
    picture = dumbbell.drawn(
        rows,
        heads=dumbbell.Heads(t("groups.head_share"), t("groups.head_persons"), place(REGION).short),
        ticks=[
            scale.Tick(value, numbers.percent(value, lang, 0) if value else "0")
            for value in scale.nice(0, max(values, default=1), about=4)
        ],
        alt=joined(
            [
                t(
                    "groups.alt_rows",
                    title=title,
                    period=when(period),
                    areas=t(f"sentences.areas_{level}"),
                    region=_percent(region.region),
                ),
                f"{heading}.",
                "; ".join(
                    t(
                        "groups.alt_area",
                        area=place(line.area_code).name,
                        share=shown(
                            line.value, line.status, unit="percent", decimals=1, in_words=True
                        ),
                        persons=_persons_in_words(line.persons, line.persons_status),
                    )
                    for line in table.itertuples()
                )
                + ".",
            ]
        ),
        compact=compact,
        width=None if compact else LEFT,
    )
    return Figure(
        key="groups-areas",
        heading=heading,
        sub=t("groups.rows_sub", title=title, period=when(period)),
        picture=picture,
        **_one_group(code, level, period),
    )


@remembered
def past(code: str, level: str, period: str, compact: bool) -> Figure:
    """The groups in Lapland beside what was published of them before.

    A change is told only from the same month of an earlier year; where that was never published,
    the row and the heading say so, and the months there are stand as hollow discs.
    """
    lang = language()
    order = _by_size(_everyone(level, period))
    found = {one: headline.change(GROUPS[one].indicator, REGION, period) for one in order}
    rows = {one: _earlier(one, period) for one in order}
    own = catalog.indicator(GROUPS[code].indicator)
    if found[code]:
        heading = changes.change_sentence(own, REGION, found[code]).title
    elif any(found.values()):
        heading = t("groups.past_group", group=capital(case("nominative", code)))
    else:
        heading = t("groups.past_none")
    amounts = {one: headline.amount(GROUPS[one].indicator, REGION, period) for one in order}
    notes = {
        one: changes.change_note(catalog.indicator(GROUPS[one].indicator), found[one])
        if found[one]
        else t("groups.past_missing")
        for one in order
    }
    measures = [
        claims.Measure(
            name=capital(case("nominative", one)),
            kind=notes[one],
            newest=amounts[one].number if amounts[one].known else None,
            text=shown(amounts[one].value, amounts[one].status, unit="persons", in_words=True),
            older=tuple(
                claims.Older(
                    value,
                    t(
                        "groups.past_point",
                        month=when(month, "short"),
                        value=numbers.count(value, lang),
                    ),
                )
                for month, value in rows[one].items()
            ),
        )
        for one in order
    ]
    most = max(
        [
            1.0,
            *(measure.newest or 0 for measure in measures),
            *(older.value for measure in measures for older in measure.older),
        ]
    )
    any_older = any(rows.values())
    picture = claims.drawn(
        (claims.Topic(tuple(measures)),),
        ticks=[
            scale.Tick(value, numbers.count(value, lang)) for value in scale.nice(0, most, about=4)
        ],
        alt=joined(
            [
                t("groups.alt_past", month=when(period, "short")),
                f"{heading}.",
                "; ".join(
                    _alt_past_row(m, notes[one]) for one, m in zip(order, measures, strict=True)
                )
                + ".",
            ]
        ),
        newest_head=when(period, "short"),
        compact=compact,
        # Wider than its column: narrower, the longest Finnish name would be cut.
        width=None if compact else 490,
    )
    indicators = tuple(GROUPS[one].indicator for one in order)
    return Figure(
        key="groups-past",
        heading=heading,
        sub=joined(
            [
                t("groups.past_sub", month=when(period, "short")) + ".",
                t("groups.past_seasons") if any_older else None,
            ]
        ),
        picture=picture,
        table=_past_table(order, period),
        sources=headline.sources_of(
            _table(level, period),
            own.id,
            period,
            period,
            *([headline.RELEASES] if any_older else []),
        ),
        periods=when(period, "short"),
        asked=tuple(
            (query, {"indicator": indicator, "area": REGION})
            for indicator in indicators
            for query in ("labour/indicator_over_time", "labour/published_over_time")
        ),
        indicators=indicators,
        cautions=("seasonal", "groups_overlap"),
    )


@lru_cache
def share_of(code: str) -> Indicator:
    """A group's share among the unemployed, as an indicator that is computed and not stored."""
    return Indicator(
        id=f"share_of_unemployed_{code}",
        unit="percent",
        decimals=1,
        better="neither",
        measure="share",
        frequency="month",
        topic="groups",
        hue="seekers",
        breaks=GROUPS[code].breaks,
        words={
            lang: Words(
                title=capital(t("groups.share_title", lang, genitive=case("genitive", code, lang)))
            )
            for lang in LANGUAGES
        },
    )


def _table(level: str, period: str) -> pd.DataFrame:
    """All groups in all areas of the level, Lapland and the country; statuses as they are told.

    A sum of ours with a secret part is withheld, not under five.
    """
    table = run("labour/group_shares", level=level, period=period)
    persons = table.drop(columns="status").rename(columns={"persons_status": "status"})
    return table.assign(
        status=ranking.told_statuses(table), persons_status=ranking.told_statuses(persons)
    )


def _of(code: str, level: str, period: str) -> pd.DataFrame:
    table = _table(level, period)
    mine = table["indicator"] == GROUPS[code].indicator
    return table[mine & (table["level"] == level)].reset_index(drop=True)


def _row(code: str, level: str, period: str) -> Mapping[str, ranking.Standing]:
    return ranking.standings(_of(code, level, period), decimals=1)


@remembered
def _everyone(level: str, period: str) -> tuple[GroupShare, ...]:
    """Every group in Lapland and the country, in the order of the choices."""
    return tuple(_lapland(code, level, period) for code in GROUPS)


def _lapland(code: str, level: str, period: str) -> GroupShare:
    table = _table(level, period)
    lines = table[table["indicator"] == GROUPS[code].indicator].set_index("area_code")

    def amount(area: str, column: str, status: str) -> Amount:
        if area not in lines.index:
            return Amount(None, "missing")
        value = lines.at[area, column]
        return Amount(None if pd.isna(value) else float(value), lines.at[area, status])

    return GroupShare(
        code=code,
        region=amount(REGION, "value", "status"),
        country=amount(COUNTRY, "value", "status"),
        persons=amount(REGION, "persons", "persons_status"),
    )


def _by_size(shares: Sequence[GroupShare]) -> list[str]:
    """The groups' codes, the largest in Lapland first."""
    return [share.code for share in sorted(shares, key=lambda share: -(share.region.value or 0))]


def _spread_row(share: GroupShare, row: Mapping[str, ranking.Standing], strong: bool) -> spread.Row:
    hidden = _hidden_count(row)
    return spread.Row(
        name=capital(case("nominative", share.code)),
        note=_persons_in_words(share.persons.value, share.persons.status),
        dots=tuple(
            spread.Dot(
                place(area).short, standing.value, numbers.decimal(standing.value, 1, language())
            )
            for area, standing in row.items()
            if standing.ranked
        ),
        region=share.region.number if share.region.known else None,
        region_text=_percent(share.region),
        country=share.country.number if share.country.known else None,
        country_text=_percent(share.country),
        hidden=t("groups.hidden", number=str(hidden)) if hidden else "",
        strong=strong,
    )


def _hidden_count(row: Mapping[str, ranking.Standing]) -> int:
    return sum(len(ranking.hidden(row, status)) for status in ("secret", "withheld"))


def _alt_every(shares: Sequence[GroupShare], level: str, period: str, heading: str) -> str:
    told = []
    for share in shares:
        row = _row(share.code, level, period)
        top, bottom = (_end(codes, row) for codes in top_and_bottom(row))
        slots = {
            "group": case("nominative", share.code),
            "region": _percent(share.region),
            "country": _percent(share.country),
        }
        words = (
            t("groups.alt_row", top=top, bottom=bottom, **slots)
            if top
            else t("groups.alt_row_none", **slots)
        )
        hidden = _hidden_count(row)
        more = t("groups.alt_hidden", number=str(hidden)) if hidden else ""
        told.append(", ".join(part for part in (words, more) if part))
    head = t("groups.alt_every", period=when(period), areas=t(f"sentences.areas_{level}"))
    return joined([head, f"{heading}.", "; ".join(told) + "."])


def _end(codes: Sequence[str], row: Mapping[str, ranking.Standing]) -> str:
    """`Savukoski 62,7 %`, the first of those that are tied."""
    if not codes:
        return ""
    more = f" +{len(codes) - 1}" if len(codes) > 1 else ""
    standing = row[codes[0]]
    return f"{place(codes[0]).name}{more} {_percent(Amount(standing.value, standing.status))}"


def _every_table(shares: Sequence[GroupShare], level: str, period: str) -> Table:
    lines = []
    for share in shares:
        row = _row(share.code, level, period)
        top, bottom = top_and_bottom(row)
        hidden = _hidden_count(row)
        lines.append(
            {
                "group": capital(case("nominative", share.code)),
                "region": share.region.value,
                "region_status": share.region.status,
                "country": share.country.value,
                "country_status": share.country.status,
                "persons": share.persons.value,
                "persons_status": share.persons.status,
                "top": _end(top, row) or "–",
                "bottom": _end(bottom, row) or "–",
                "hidden": float(hidden),
                "hidden_status": "value" if hidden else "zero",
            }
        )
    return Table(
        pd.DataFrame(lines),
        {
            "group": Column(t("groups.column_group")),
            "region": Column(t("groups.column_region"), "percent", 1),
            "country": Column(t("groups.column_country"), "percent", 1),
            "persons": Column(t("groups.column_region_persons"), "persons"),
            "top": Column(t("groups.column_top")),
            "bottom": Column(t("groups.column_bottom")),
            "hidden": Column(t("groups.column_hidden"), "count"),
        },
    )


def _one_group(
    code: str, level: str, period: str, *more: tuple[str, Mapping[str, object]]
) -> dict[str, object]:
    """What the pictures of one group by area have in common."""
    table = _of(code, level, period)
    official = catalog.indicator(GROUPS[code].indicator)
    frame = pd.DataFrame(
        {
            "area": [place(area).name for area in table["area_code"]],
            "value": table["value"],
            "value_status": table["status"],
            "persons": table["persons"],
            "persons_status": table["persons_status"],
            "unemployed": table["unemployed"],
            "unemployed_status": [
                "missing" if pd.isna(value) else "value" if value else "zero"
                for value in table["unemployed"]
            ],
        }
    )
    return {
        "table": Table(
            frame,
            {
                "area": Column(t(f"areas.{level}")),
                "value": Column(t("groups.column_share"), "percent", 1),
                "persons": Column(t("groups.column_persons"), "persons"),
                "unemployed": Column(t("groups.column_unemployed"), "persons"),
            },
        ),
        "sources": _sources(table, period),
        "periods": when(period, "short"),
        "asked": (_asked(level, period), *more),
        "indicators": (official.id, "unemployed"),
        "cautions": ("groups_overlap", "secret_cells"),
        "notes": _notes(table, _row(code, level, period), level),
    }


def _notes(table: pd.DataFrame, row: Mapping[str, ranking.Standing], level: str) -> tuple[str, ...]:
    """Whether the figures are sums of ours, and how many areas are secret."""
    own = (t("areas.summed"),) if headline.summed(table) else ()
    hidden = _hidden_count(row)
    if not hidden:
        return own
    areas = counted(hidden, "municipalities") if level == "municipality" else str(hidden)
    return (*own, t("areas.secret_note", areas=areas))


def _sources(table: pd.DataFrame, period: str) -> tuple[str, ...]:
    """The files behind shares: of the group and of the unemployed, or of their parts."""
    found: list[str] = []
    for indicator in (*table["indicator"].unique(), "unemployed"):
        mine = table[table["indicator"] == indicator] if indicator != "unemployed" else table
        found += headline.sources_of(mine, indicator, period, period)
    return tuple(dict.fromkeys(found))


def _asked(level: str, period: str) -> tuple[str, Mapping[str, object]]:
    return ("labour/group_shares", {"level": level, "period": period})


def _earlier(code: str, period: str) -> dict[str, float]:
    """What was published of the group before the month, oldest first."""
    series = headline.series(GROUPS[code].indicator, REGION)
    return {month: series[month] for month in sorted(series) if month < period}


def _alt_past_row(measure: claims.Measure, note: str) -> str:
    words = t("groups.alt_past_row", group=measure.name, value=measure.text, note=note)
    if not measure.older:
        return words
    points = ", ".join(older.text for older in measure.older)
    return f"{words}, {t('groups.alt_past_older', points=points)}"


def _past_table(order: Sequence[str], period: str) -> Table:
    """Newest first in each group; releases with their own words."""
    lines = []
    for code in order:
        indicator = GROUPS[code].indicator
        own = run("labour/indicator_over_time", indicator=indicator, area=REGION)
        said = run("labour/published_over_time", indicator=indicator, area=REGION)
        rows = [
            (line.period, line.value, line.status, t("groups.how_series"), "–")
            for line in own.itertuples()
            if line.period <= period
        ]
        rows += [
            (line.period, line.value, "value", t(f"areas.{line.kind}"), line.quote)
            for line in said.itertuples()
            if line.period <= period and line.period not in set(own["period"])
        ]
        lines += [
            {
                "group": capital(case("nominative", code)),
                "month": when(month, "short"),
                "value": value,
                "value_status": status,
                "how": how,
                "quote": quote,
            }
            for month, value, status, how, quote in sorted(rows, reverse=True)
        ]
    return Table(
        pd.DataFrame(lines),
        {
            "group": Column(t("groups.column_group")),
            "month": Column(t("groups.column_month"), kind="time"),
            "value": Column(t("groups.column_count"), "persons"),
            "how": Column(t("groups.column_how")),
            "quote": Column(t("groups.column_quote")),
        },
    )


def _percent(amount: Amount) -> str:
    return shown(amount.value, amount.status, unit="percent", decimals=1)


def _persons_in_words(value: float | None, status: str) -> str:
    """`42 henkilöä`, `alle 5 henkilöä`, `puuttuu`."""
    if status in (*_KNOWN, "secret"):
        number = 0.0 if status == "zero" else value
        return counted(number, "persons", "value" if status == "carried" else status)
    return shown(None, status, unit="persons", in_words=True)
