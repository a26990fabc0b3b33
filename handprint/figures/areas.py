"""The figures of the municipalities page: one area beside the others of its level."""

from collections.abc import Iterable, Mapping

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis import classes, peers, ranking, season
from handprint.catalog import Indicator
from handprint.drawings import bars, dumbbell, map, scale, strip, trend
from handprint.figures import Column, Figure, Painted, Table, Tile, headline, printed
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import (
    COUNTRY,
    REGION,
    alternatives,
    counted,
    municipalities,
    place,
    shown,
    t,
    when,
)
from handprint.words.sentences import Amount, Sentence, written
from queries import run

BACKGROUND = ("population", "share_over_64", "share_tertiary", "median_income")
_WITH_VALUE = ("value", "zero", "carried")
# How a figure without a value is drawn: a withheld one is as secret as the cell it protects.
_HIDDEN = {"secret": "secret", "withheld": "secret", "not_applicable": "not_applicable"}


@remembered
def opening(level: str, indicator_id: str, period: str, area: str) -> Sentence:
    """The page's answer: where the area stands, or how Lapland's areas differ."""
    both: dict[str, Amount | None] = {"unemployed": None, "openings": None}
    if numbers.is_month(period):
        both = {
            "unemployed": headline.amount("unemployed", area, period),
            "openings": headline.amount("open_at_month_end", area, period),
        }
    return municipalities.opening(
        municipalities.Opening(
            indicator=catalog.indicator(indicator_id),
            period=period,
            row=_row(level, indicator_id, period),
            area_code=None if area == REGION else area,
            region=headline.amount(indicator_id, REGION, period),
            **both,
        )
    )


@remembered
def map_of(level: str, indicator_id: str, period: str, area: str) -> Figure:
    """The areas of a level, painted by class, with every name and value on its area."""
    lang = language()
    indicator = catalog.indicator(indicator_id)
    table = run("labour/indicator_by_area", indicator=indicator_id, level=level, period=period)
    row = _row(level, indicator_id, period)
    breaks = _breaks(indicator, level)
    marks = []
    for code, value, status in table[["area_code", "value", "status"]].itertuples(index=False):
        fact, note = municipalities.box(indicator, code, row)
        known = status in _WITH_VALUE
        marks.append(
            map.Mark(
                code=code,
                kind="value" if known else _HIDDEN.get(status, "missing"),
                name=place(code).short,
                text=_label(indicator, value, status),
                fact=fact,
                note=note,
                step=classes.step_of(value, breaks) if known else None,
            )
        )
    heading = municipalities.map_heading(indicator, row)
    selected = None if area == REGION else area
    paint = map.Paint(
        marks=tuple(marks),
        words=map_words(indicator, table),
        breaks=tuple(numbers.decimal(b, _digits(b), lang) for b in breaks),
        unit=_axis_unit(indicator),
        alt=alternatives.of_map(indicator, row, period=period, finding=heading, selected=selected),
        scale="openings" if indicator.hue == "openings" else "sequential",
        selected=selected,
    )
    params = {"indicator": indicator_id, "level": level, "period": period}
    return Figure(
        key="areas-map",
        heading=heading,
        sub=_sub(indicator, period),
        picture=Painted(level, paint),
        table=_ranked_table(indicator, table, row, level),
        sources=headline.sources_of(
            table, indicator_id, period, period, "boundaries_municipalities"
        ),
        periods=when(period, "short"),
        asked=(("labour/indicator_by_area", params), ("labour/shapes_by_level", {"level": level})),
        indicators=(indicator_id,),
        cautions=indicator.cautions,
        notes=_hidden_notes(indicator, level, period),
    )


@remembered
def strip_of(level: str, indicator_id: str, period: str, area: str, compact: bool) -> Figure:
    """Every area as a dot on one line, Lapland and the whole country as rules across it."""
    lang = language()
    indicator = catalog.indicator(indicator_id)
    table = run("labour/indicator_by_area", indicator=indicator_id, level=level, period=period)
    row = _row(level, indicator_id, period)
    region = headline.amount(indicator_id, REGION, period)
    country = headline.amount(indicator_id, COUNTRY, period)
    # A count of Lapland or Finland beside municipalities says nothing; an average does.
    compared = indicator.measure in ("share", "average")
    rules = [
        (code, amount)
        for code, amount in ((REGION, region), (COUNTRY, country))
        if compared and amount.known
    ]
    dots = [
        strip.Dot(code, place(code).short, value, _label(indicator, value, status), code == area)
        for code, value, status in table[["area_code", "value", "status"]].itertuples(index=False)
        if status in _WITH_VALUE
    ]
    absent = [
        strip.Absent(_HIDDEN.get(status, "missing"), f"{_hidden_word(indicator, status)}: {names}")
        for status in ("secret", "withheld", "missing")
        if (names := _names(table.loc[table["status"] == status, "area_code"]))
    ]
    values = [dot.value for dot in dots] + [amount.number for _, amount in rules]
    heading = municipalities.strip_heading(indicator, row, None if area == REGION else area)
    picture = strip.drawn(
        dots,
        ticks=_ticks(indicator, values, lang),
        alt=alternatives.of_strip(
            indicator, row, period=period, finding=heading, selected=area, rules=rules
        ),
        region=_rule(indicator, REGION, region) if compared and region.known else None,
        country=_rule(indicator, COUNTRY, country) if compared and country.known else None,
        absent=absent,
        hue=_hue(indicator),
        compact=compact,
    )
    params = {"indicator": indicator_id, "level": level, "period": period}
    return Figure(
        key="areas-strip",
        heading=heading,
        sub=f"{_sub(indicator, period)}. {t(f'areas.strip_{level}')}",
        picture=picture,
        table=_ranked_table(indicator, table, row, level),
        sources=headline.sources_of(table, indicator_id, period, period),
        periods=when(period, "short"),
        asked=(("labour/indicator_by_area", params),),
        indicators=(indicator_id,),
        cautions=indicator.cautions,
        notes=_hidden_notes(indicator, level, period),
    )


@remembered
def trend_of(indicator_id: str, area: str, compact: bool) -> Figure | None:
    """The area's line since the series began, Lapland beside it, gaps left open.

    None for fewer than two published periods: one figure is no line, and stands in the heading.
    """
    lang = language()
    indicator = catalog.indicator(indicator_id)
    own = run("labour/indicator_over_time", indicator=indicator_id, area=area)
    other_code = COUNTRY if area == REGION else REGION
    other = run("labour/indicator_over_time", indicator=indicator_id, area=other_code)
    beside = indicator.measure in ("share", "average") and not other.empty
    single = _published(indicator_id, area, own)
    series = season.values(own)
    if len(series) < 2:
        return None
    compared = season.values(other) if beside else {}
    gaps = season.gaps(series) if numbers.is_month(max(series, default="")) else []
    long_gaps = [gap for gap in gaps if numbers.months_between(*gap) >= 5]
    hidden = {status: int((own["status"] == status).sum()) for status in ("secret", "withheld")}
    sentence = municipalities.trend(
        indicator,
        area,
        series,
        other_code=other_code if beside else None,
        other=compared or None,
        secret=hidden["secret"],
        withheld=hidden["withheld"],
    )
    lines = [_line(indicator, area, own, single, _hue(indicator))]
    rest = _published(indicator_id, other_code, other) if beside else single.iloc[:0]
    quoted = not (single.empty and rest.empty)
    if beside:
        lines.append(_line(indicator, other_code, other, rest, "ctx"))
    picture = trend.drawn(
        lines,
        y_ticks=_ticks(indicator, [0.0, *series.values(), *compared.values()], lang),
        x_ticks=_years([*series, *compared]),
        alt=alternatives.of_trend(
            indicator,
            area,
            series,
            finding=sentence.title,
            other_code=other_code if beside else None,
            other=compared or None,
            gaps=long_gaps,
            secret=hidden["secret"],
            withheld=hidden["withheld"],
        ),
        gaps=[trend.Gap(*gap, t("areas.gap", range=_range(*gap, lang))) for gap in long_gaps],
        marks=_peak(indicator, series),
        missing=t("areas.missing"),
        secret=_hidden_word(indicator, "withheld" if hidden["withheld"] else "secret"),
        compact=compact,
    )
    both = [area, other_code] if beside else [area]
    asked = [
        ("labour/indicator_over_time", {"indicator": indicator_id, "area": code}) for code in both
    ]
    asked += [
        ("labour/published_over_time", {"indicator": indicator_id, "area": code})
        for code, found in ((area, single), (other_code, rest))
        if not found.empty
    ]
    periods = sorted(own["period"])
    frequency = t(f"areas.every_{indicator.frequency}")
    return Figure(
        key="areas-trend",
        heading=sentence.title,
        sub=f"{indicator.title(lang)} {frequency}, {_unit(indicator)}. {t('areas.hollow')}"
        if quoted
        else f"{indicator.title(lang)} {frequency}, {_unit(indicator)}",
        picture=picture,
        table=_series_table(
            indicator,
            {area: (own, single), **({other_code: (other, rest)} if beside else {})},
        ),
        sources=headline.sources_of(
            own,
            indicator_id,
            periods[0],
            periods[-1],
            *([headline.RELEASES] if quoted else []),
        ),
        periods=_range(periods[0], periods[-1], lang) if periods else "",
        asked=tuple(asked),
        indicators=(indicator_id,),
        cautions=indicator.cautions,
        notes=(sentence.lede,) if sentence.lede else (),
    )


@remembered
def groups_of(area: str, period: str, compact: bool) -> Figure | None:
    """The target groups among the area's unemployed beside Lapland's; None before 2026-06."""
    lang = language()
    table = run("labour/groups_by_area", area=area, period=period)
    if table["region_persons"].isna().all():
        return None
    shares = [
        municipalities.Group(
            catalog.indicator(row.indicator),
            Amount(
                _share(row.persons, row.persons_status, row.unemployed),
                _share_status(row.persons_status, row.unemployed),
            ),
            Amount(_share(row.region_persons, "value", row.region_unemployed)),
        )
        for row in table.itertuples()
    ]
    sentence = municipalities.groups(area, shares)
    rows = [
        dumbbell.Group(
            name=group.indicator.short(lang),
            value=group.own.value if group.own.known else None,
            text=shown(group.own.value, "value", unit="percent", decimals=1)
            if group.own.known
            else shown(None, row.persons_status, unit="persons", in_words=True),
            persons=shown(row.persons, row.persons_status, unit="persons"),
            region=None if area == REGION else group.theirs.value,
            status=_HIDDEN.get(row.persons_status, row.persons_status),
        )
        for group, row in zip(shares, table.itertuples(), strict=True)
    ]
    top = max([0.0, *(v for g in shares for v in (g.own.value, g.theirs.value) if v is not None)])
    picture = dumbbell.drawn(
        rows,
        heads=dumbbell.Heads(
            place(area).short,
            t("areas.persons"),
            "" if area == REGION else place(REGION).short,
        ),
        ticks=[
            scale.Tick(value, numbers.percent(value, lang, 0) if value else "0")
            for value in scale.nice(0, top, about=4)
        ],
        alt=alternatives.of_dumbbell(area, shares, period=period, finding=sentence.title),
        compact=compact,
    )
    frame = pd.DataFrame(
        {
            "group": [group.indicator.title(lang) for group in shares],
            "share": [group.own.value for group in shares],
            "share_status": [group.own.status for group in shares],
            "persons": table["persons"],
            "persons_status": table["persons_status"],
            "region": [group.theirs.value for group in shares],
            "region_status": [group.theirs.status for group in shares],
        }
    )
    return Figure(
        key="areas-groups",
        heading=sentence.title,
        sub=t("areas.groups_sub", period=when(period)),
        picture=picture,
        table=Table(
            frame,
            {
                "group": Column(t("areas.group")),
                "share": Column(t("areas.share_of", area=place(area).name), "percent", 1),
                "persons": Column(t("areas.persons_of", area=place(area).name), "persons"),
                "region": Column(t("areas.share_of", area=place(REGION).name), "percent", 1),
            },
        ),
        sources=headline.sources_at("unemployed", area, period),
        periods=when(period, "short"),
        asked=(("labour/groups_by_area", {"area": area, "period": period}),),
        indicators=tuple(table["indicator"]),
        cautions=("groups_overlap", "secret_cells"),
        notes=(sentence.lede,) if sentence.lede else (),
    )


@remembered
def peers_of(indicator_id: str, period: str, area: str, compact: bool) -> Figure | None:
    """The municipalities most like this one, with their figure and the reason; None for Lapland."""
    if place(area).level != "municipality":
        return None
    indicator = catalog.indicator(indicator_id)
    features: dict[str, dict[str, float]] = {}
    known = run("labour/similarity_features", features=list(peers.FEATURES))
    for code, feature, value in known[["area_code", "feature", "value"]].itertuples(index=False):
        features.setdefault(code, {})[feature] = value
    for code in features:
        features[code]["unemployed_share"] = _latest_mean(code)
    nearest = peers.nearest(area, features, k=4)
    sentence = municipalities.peers(area, nearest)
    table = run(
        "labour/indicator_by_area", indicator=indicator_id, level="municipality", period=period
    ).set_index("area_code")
    codes = [area, *(peer.area_code for peer in nearest)]
    items = [
        bars.Bar(
            name=place(code).short,
            value=table.at[code, "value"] if table.at[code, "status"] in _WITH_VALUE else None,
            text=written(
                indicator, Amount(table.at[code, "value"], table.at[code, "status"]), language()
            ),
            status=_HIDDEN.get(table.at[code, "status"], table.at[code, "status"]),
            strong=code == area,
        )
        for code in codes
    ]
    alt = f"{sentence.title}. " + " ".join(
        f"{place(code).name}: "
        + written(indicator, Amount(table.at[code, "value"], table.at[code, "status"]), language())
        + "."
        for code in codes
    )
    if any(not one.absent and one.limits[0] < 0 for one in items):
        # More deaths than births, more leaving than coming: both sides of nought.
        picture = bars.diverging(items, alt=alt, compact=compact)
    else:
        picture = bars.ranked(items, alt=alt, hue=_hue(indicator), compact=compact)
    frame = table.loc[codes, ["value", "status"]].rename(columns={"status": "value_status"})
    frame.insert(0, "area", [place(code).name for code in codes])
    frame["why"] = [
        "–",
        *(
            ", ".join(municipalities.feature(feature) for feature in peer.alike[:2])
            for peer in nearest
        ),
    ]
    return Figure(
        key="areas-peers",
        heading=sentence.title,
        sub=_sub(indicator, period),
        picture=picture,
        table=Table(
            frame.reset_index(drop=True),
            {
                "area": Column(t("areas.municipality")),
                "value": Column(indicator.title(language()), indicator.unit, indicator.decimals),
                "why": Column(t("areas.alike")),
            },
        ),
        sources=headline.sources_of(table, indicator_id, period, period),
        periods=when(period, "short"),
        asked=(
            (
                "labour/indicator_by_area",
                {"indicator": indicator_id, "level": "municipality", "period": period},
            ),
            ("labour/similarity_features", {"features": list(peers.FEATURES)}),
        ),
        indicators=(indicator_id,),
        cautions=indicator.cautions,
        notes=(sentence.lede, municipalities.peers_method(nearest, using=peers.FEATURES)),
    )


@remembered
def tiles_of(area: str, period: str) -> tuple[Tile, ...]:
    """Headline numbers of the month: unemployed, open at month end, new; each beside its past."""
    month = period if numbers.is_month(period) else max(_months())
    return tuple(
        headline.tile(indicator_id, area, month)
        for indicator_id in ("unemployed", "open_at_month_end", "new_vacancies")
    )


@remembered
def background_of(area: str) -> tuple[Tile, ...]:
    """What kind of a place this is: people, age, education, income, beside Lapland's."""
    lang = language()
    table = run("labour/facts_of_area", area=area, indicators=list(BACKGROUND))
    tiles = []
    for row in table.itertuples():
        indicator = catalog.indicator(row.indicator)
        region = ""
        if area != REGION:
            said = written(indicator, Amount(row.region_value, row.region_status), lang)
            region = t("areas.beside_region", region=place(REGION).locative, value=said)
        tiles.append(
            Tile(
                key=f"background-{row.indicator}",
                label=indicator.short(lang),
                value=shown(
                    row.value, row.status, unit=indicator.unit, decimals=indicator.decimals
                ),
                measure=indicator.measure,
                when=when(row.period, "long"),
                change=region,
                source=catalog.source(row.source).short(lang),
            )
        )
    return tuple(tiles)


@remembered
def _latest_mean(area: str) -> float | None:
    """The newest 12-month mean of the unemployed share: one month would compare seasons."""
    series = season.values(
        run("labour/indicator_over_time", indicator="unemployed_share", area=area)
    )
    means = season.twelve_month_means(series)
    return means[max(means)] if means else None


def _months() -> list[str]:
    return run("labour/periods_by_indicator", indicator="unemployed", level="municipality")[
        "period"
    ].tolist()


@remembered
def _row(level: str, indicator_id: str, period: str) -> Mapping[str, ranking.Standing]:
    indicator = catalog.indicator(indicator_id)
    return ranking.standings(
        run("labour/indicator_by_area", indicator=indicator_id, level=level, period=period),
        decimals=indicator.decimals,
        counted=indicator.unit in numbers.COUNTED,
    )


@remembered
def _breaks(indicator: Indicator, level: str) -> tuple[float, ...]:
    """The indicator's own classes, or round ones from everything ever published."""
    if indicator.breaks and level == "municipality":
        return indicator.breaks
    if indicator.breaks and indicator.measure in ("share", "average"):
        return indicator.breaks
    values = run("labour/range_by_level", indicator=indicator.id, level=level)["value"].tolist()
    return classes.round_breaks(values)


def _digits(value: float) -> int:
    return 0 if value == int(value) else 1 if round(value, 1) == value else 2


def _label(indicator: Indicator, value: float, status: str) -> str:
    """The value as it stands on a map: the unit is in the sub-heading."""
    if status in _WITH_VALUE:
        amount = Amount(value, status).number
        if indicator.signed:
            return numbers.change(amount, language(), indicator.decimals)
        return numbers.decimal(amount, indicator.decimals, language())
    return shown(None, status, unit=indicator.unit)


def _hidden_word(indicator: Indicator, status: str) -> str:
    """`alle 5` only for a count of one to four; a share or a sum with a secret part is secret."""
    if status == "secret" and indicator.unit not in numbers.COUNTED:
        status = "withheld"
    return t(f"areas.{status}")


def _names(codes: Iterable[str]) -> str:
    return ", ".join(place(code).short for code in codes)


def map_words(indicator: Indicator, table: pd.DataFrame) -> map.Words:
    """The words around the areas, with the one for what is hidden."""
    withheld = (table["status"] == "withheld").any()
    return map.Words(
        secret=_hidden_word(indicator, "withheld" if withheld else "secret"),
        missing=t("areas.missing"),
        not_applicable=t("areas.not_applicable"),
        inset=t("areas.map_inset"),
        title=t("areas.map_title"),
        keys=t("areas.map_keys"),
        chosen=t("areas.map_chosen"),
        loading=t("areas.map_loading"),
        failed=t("areas.map_failed"),
        retry=t("frame.retry"),
    )


def _unit(indicator: Indicator) -> str:
    return t(f"unit.{indicator.unit}")


def _axis_unit(indicator: Indicator) -> str:
    return {"percent": "%", "euros": "€"}.get(indicator.unit, "")


def _sub(indicator: Indicator, period: str) -> str:
    return f"{indicator.title(language())}, {_unit(indicator)}, {when(period)}"


def _hue(indicator: Indicator) -> str:
    return "open" if indicator.hue == "openings" else "seek"


def _rule(indicator: Indicator, code: str, amount: Amount) -> strip.Rule:
    return strip.Rule(
        amount.number,
        f"{place(code).short} {numbers.decimal(amount.number, indicator.decimals, language())}",
    )


def _ticks(indicator: Indicator, values: list[float], lang: str) -> list[scale.Tick]:
    if not values:
        return []
    low, high = min(values), max(values)
    return [
        scale.Tick(value, numbers.decimal(value, _digits(value), lang))
        for value in scale.nice(low, high, about=5)
    ]


def _years(periods: list[str]) -> list[trend.Year]:
    years = sorted({int(period[:4]) for period in periods})
    if not years:
        return []
    step = max(1, round((years[-1] - years[0]) / 5))
    month = "-01" if any(numbers.is_month(period) for period in periods) else ""
    return [
        trend.Year(f"{year}{month}", str(year))
        for year in range(years[0], years[-1] + 1, step)
        if f"{year}{month}" >= min(periods)
    ]


def _range(first: str, last: str, lang: str) -> str:
    return when(first, "short") if first == last else numbers.period_range(first, last, lang)


def _peak(indicator: Indicator, series: Mapping[str, float]) -> list[trend.Mark]:
    """Words on the highest point, where it is not the last one, which has its own."""
    if len(series) < 24:
        return []
    period = max(series, key=lambda one: (series[one], one))
    if period == max(series):
        return []
    text = numbers.decimal(series[period], indicator.decimals, language())
    return [trend.Mark(period, f"{when(period, 'short')}: {text}")]


def _published(indicator_id: str, area: str, own: pd.DataFrame) -> pd.DataFrame:
    """Single figures from press releases for the months the series lacks."""
    found = run("labour/published_over_time", indicator=indicator_id, area=area)
    return found[~found["period"].isin(own["period"])].drop_duplicates("period")


def _line(
    indicator: Indicator, area: str, own: pd.DataFrame, single: pd.DataFrame, hue: str
) -> trend.Line:
    points = [
        trend.Point(row.period, None if pd.isna(row.value) else row.value, row.status)
        for row in own.itertuples()
    ]
    points += [
        trend.Point(row.period, row.value, "value", single=True) for row in single.itertuples()
    ]
    series = season.values(own)
    last = numbers.decimal(series[max(series)], indicator.decimals, language()) if series else ""
    return trend.Line(
        tuple(sorted(points, key=lambda point: point.period)), f"{place(area).short} {last}", hue
    )


def _share(part: float, status: str, whole: float) -> float | None:
    if status not in _WITH_VALUE or pd.isna(part) or pd.isna(whole) or not whole:
        return None
    return 100 * part / whole


def _share_status(status: str, whole: float) -> str:
    return status if status not in _WITH_VALUE or (pd.notna(whole) and whole) else "not_applicable"


def _ranked_table(
    indicator: Indicator, table: pd.DataFrame, row: Mapping[str, ranking.Standing], level: str
) -> Table:
    frame = pd.DataFrame(
        {
            "rank": [
                printed.NONE
                if (place_ := row[code].rank_from_top) is None
                else printed.Printed(f"{place_}.", place_)
                for code in table["area_code"]
            ],
            "area": [place(code).name for code in table["area_code"]],
            "value": table["value"],
            "value_status": table["status"],
        }
    )
    return Table(
        printed.beside(frame, ("rank",)),
        {
            "area": Column(t(f"areas.{level}")),
            "value": Column(indicator.title(language()), indicator.unit, indicator.decimals),
            "rank": Column(t("areas.rank"), kind="amount"),
        },
    )


def _series_table(
    indicator: Indicator, series: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]
) -> Table:
    """Every period that the picture has a point for, of each area: its series and single figures.

    `how` says of which area it tells where the two figures of a row are known in different ways.
    """
    columns = {"when": Column(t("areas.period"), kind="time")}
    frame, told = pd.DataFrame({"period": []}, dtype=str), {}
    for name, (code, (own, single)) in zip(("value", "other"), series.items(), strict=False):
        found = pd.concat([own[["period", "value", "status"]], single.assign(status="value")])
        found = found[["period", "value", "status"]]
        found = found.rename(columns={"value": name, "status": f"{name}_status"})
        frame = frame.merge(found, on="period", how="outer")
        columns[name] = Column(place(code).name, indicator.unit, indicator.decimals)
        kinds = single.set_index("period")["kind"].to_dict()
        told[name] = {period: t(f"areas.{kind}") for period, kind in kinds.items()}
    for name in told:
        # A period of the one area alone is missing of the other.
        frame[f"{name}_status"] = frame[f"{name}_status"].fillna("missing")
    frame = frame.sort_values("period", ascending=False).reset_index(drop=True)
    if any(told.values()):
        frame["how"] = [
            _how(
                {
                    columns[name].title: told[name].get(row["period"], "")
                    for name in told
                    if row[f"{name}_status"] != "missing"
                }
            )
            for row in frame.to_dict("records")
        ]
        columns["how"] = Column(t("areas.how"))
    frame["when"] = [when(period, "short") for period in frame["period"]]
    return Table(frame, columns)


def _how(told: Mapping[str, str]) -> str:
    """How the figures of a row were made known: once if alike, else by area."""
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return ", ".join(f"{name}: {how}" for name, how in told.items() if how)


def _hidden_notes(indicator: Indicator, level: str, period: str) -> tuple[str, ...]:
    """How many cells of the level are secret: they are in the region's figure, not in the sum."""
    row = _row(level, indicator.id, period)
    table = run("labour/indicator_by_area", indicator=indicator.id, level=level, period=period)
    own = (t("areas.summed"),) if headline.summed(table) else ()
    hidden = len(ranking.hidden(row, "secret")) + len(ranking.hidden(row, "withheld"))
    if not hidden:
        return own
    areas = counted(hidden, "municipalities") if level == "municipality" else str(hidden)
    return (*own, t("areas.secret_note", areas=areas))
