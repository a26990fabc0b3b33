"""Single figures and their past, the same for every page: amount, change, sources, tile."""

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis import season
from handprint.figures import Rival, Tile
from handprint.session import language
from handprint.words import changes, shown, t, when
from handprint.words.sentences import Amount
from queries import run

DERIVED = "derived"
RELEASES = "published_facts"
"""The source of figures given in press releases, for months the statistical series lacks."""


def amount(indicator: str, area: str, period: str) -> Amount:
    """One figure and its status; `missing` when it was never published."""
    found = _row(indicator, area, period)
    if found.empty:
        return Amount(None, "missing")
    value = found.at[0, "value"]
    return Amount(None if pd.isna(value) else float(value), found.at[0, "status"])


def sources_of(
    table: pd.DataFrame, indicator: str, first: str, last: str, *more: str
) -> tuple[str, ...]:
    """Ids of the sources a table of one indicator rests on between two periods.

    A sum of ours names the sources of its parts: nobody else published it.
    """
    named = [source for source in table["source"].dropna().unique() if source != DERIVED]
    if summed(table):
        named += run("labour/sources_of_parts", indicator=indicator, first=first, last=last)[
            "source"
        ].tolist()
    return tuple(dict.fromkeys([*named, *more]))


def summed(table: pd.DataFrame) -> bool:
    """Whether a table holds sums of ours."""
    return bool((table["source"] == DERIVED).any())


def sources_at(indicator: str, area: str, period: str) -> tuple[str, ...]:
    """Ids of the sources of one figure."""
    return sources_of(_row(indicator, area, period), indicator, period, period)


def series(indicator: str, area: str) -> dict[str, float]:
    """The statistical series, and the figures of press releases for the months it lacks."""
    printed = run("labour/published_over_time", indicator=indicator, area=area)
    found = dict(zip(printed["period"], printed["value"], strict=True))
    own = run("labour/indicator_over_time", indicator=indicator, area=area)
    return {**found, **season.values(own)}


def change(indicator: str, area: str, period: str) -> season.Change | None:
    """The change from the same month a year before, or from the newest earlier one there is."""
    return season.same_month_last_year(series(indicator, area), period)


def tile(
    name: str, area: str, period: str, *, rivals: tuple[Rival, ...] = (), why: str = ""
) -> Tile:
    """A headline number with its month, stock or flow, change and every source it rests on."""
    lang = language()
    indicator = catalog.indicator(name)
    now = amount(name, area, period)
    past = change(name, area, period)
    note = changes.change_note(indicator, past)
    sources = sources_at(name, area, period)
    if past:
        if not past.year_before:
            wanted = when(numbers.months_before(period), "short")
            note = f"{note} ({t('areas.not_published', period=wanted)})"
        # A month that the statistics lack can only have come from a release.
        sources += sources_at(name, area, past.before_period) or (RELEASES,)
    told = dict.fromkeys(catalog.source(source).short(lang) for source in sources)
    return Tile(
        key=f"{area}-{name}",
        label=indicator.short(lang),
        value=shown(now.value, now.status, unit=indicator.unit, decimals=indicator.decimals),
        measure=indicator.measure,
        when=when(period, "end" if indicator.measure == "stock" else "inessive"),
        change=note,
        source=", ".join(told),
        rivals=rivals,
        why=why,
    )


def _row(indicator: str, area: str, period: str) -> pd.DataFrame:
    return run("labour/indicator_of_area", indicator=indicator, area=area, period=period)
