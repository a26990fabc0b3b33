"""The figures of the overview: the known claim against the statistics, and what has changed."""

from dataclasses import dataclass

import pandas as pd

from handprint import catalog, numbers
from handprint.analysis import season
from handprint.drawings import claims, scale
from handprint.figures import Column, Figure, Rival, Table, Tile, headline
from handprint.figures.memory import remembered
from handprint.session import language
from handprint.words import REGION, alternatives, changes, overview, t, when
from handprint.words.changes import ChangeRow
from handprint.words.sentences import Amount, Sentence
from queries import run

UNEMPLOYED, OPENINGS = "unemployed", ("open_during_month", "open_at_month_end", "new_vacancies")
SEED = ("seed_seekers", "seed_openings")
# The month whose three ways of counting openings are all in print; the claim dates from it.
COMPARED = "2022-10"
# A claim's own words around its number, as `data/claims.toml` names them.
_QUALIFIED = {"over": "now.over", "nearly": "now.nearly", "about": "now.about"}
CHANGES = (UNEMPLOYED, "unemployed_share", "long_term_unemployed", *OPENINGS[1:])


@dataclass(frozen=True)
class _Known:
    """One published figure of Lapland: month (or empty), value, words around the number."""

    period: str
    value: float
    text: str


@remembered
def opening(period: str) -> Sentence:
    """The page's answer: the month's two figures, and what has become of the claim."""
    ends = season.values(_series("open_at_month_end"))
    peak = max(ends, key=ends.get) if ends else None
    said = _claims().set_index("claim")
    newest = period == _newest()
    return overview.opening(
        overview.Overview(
            period=period,
            unemployed=headline.amount(UNEMPLOYED, REGION, period),
            openings=headline.amount("open_at_month_end", REGION, period),
            claimed_unemployed=said.at[SEED[0], "value"] if newest else None,
            claimed_openings=said.at[SEED[1], "value"] if newest else None,
            before=(
                COMPARED,
                headline.amount(UNEMPLOYED, REGION, COMPARED),
                headline.amount("open_at_month_end", REGION, COMPARED),
            )
            if period > COMPARED
            else None,
            peak=(peak, ends[peak]) if peak and peak < period else None,
        )
    )


@remembered
def claims_of(period: str, compact: bool) -> Figure:
    """What is said against what is counted, for each way of counting."""
    lang = language()
    said = _claims().set_index("claim")
    heads = [
        claims.Claim(
            said.at[claim, "value"],
            t("now.claim", value=numbers.count(said.at[claim, "value"], lang)),
        )
        for claim in SEED
    ]
    rows = {indicator: _older(indicator, period) for indicator in (UNEMPLOYED, *OPENINGS)}
    measures = {name: _measure(name, period, older) for name, older in rows.items()}
    heading = _claims_heading(rows, said.at[SEED[1], "value"])
    most = max(
        [
            *(claim.value for claim in heads),
            *(one.value for older in rows.values() for one in older),
        ]
    )
    picture = claims.drawn(
        (
            claims.Topic((measures[UNEMPLOYED],), (heads[0],)),
            claims.Topic(
                tuple(measures[name] for name in OPENINGS), (heads[1],), t("now.openings"), "open"
            ),
        ),
        ticks=[
            scale.Tick(value, numbers.count(value, lang))
            for value in scale.nice(0, most, about=5)
            if value <= most
        ],
        alt=alternatives.of_claims(
            t("now.claims_title"),
            [
                (numbers.count(said.at[claim, "value"], lang), said.at[claim, "said_by"])
                for claim in SEED
            ],
            [
                alternatives.Claimed(
                    title=measures[name].name,
                    newest=(period, amount)
                    if (amount := headline.amount(name, REGION, period)).known
                    else None,
                    earlier=[(one.period, Amount(one.value)) for one in older if one.period],
                )
                for name, older in rows.items()
            ],
            finding=heading,
        ),
        newest_head=when(period, "short"),
        compact=compact,
    )
    return Figure(
        key="now-claims",
        heading=heading,
        sub=t("now.claims_sub"),
        picture=picture,
        table=_claims_table(period, rows),
        sources=_claim_sources(period, rows),
        periods=when(period, "short"),
        asked=(
            *(
                ("labour/indicator_over_time", {"indicator": name, "area": REGION})
                for name in (UNEMPLOYED, *OPENINGS)
            ),
            ("overview/claims", {}),
        ),
        indicators=(UNEMPLOYED, *OPENINGS),
        cautions=("vacancy_concepts",),
    )


@remembered
def tiles_of(period: str) -> tuple[Tile, ...]:
    """The month's headline numbers, each with the other values in print and why they differ."""
    return tuple(
        headline.tile(
            name,
            REGION,
            period,
            rivals=_rivals(name),
            why=t("now.why_seekers" if name == UNEMPLOYED else "now.why_openings"),
        )
        for name in (UNEMPLOYED, "open_at_month_end", "new_vacancies")
    )


@remembered
def changed(period: str) -> tuple[ChangeRow, ...]:
    """What changed from the same month a year before, or from the newest there is, labelled."""
    rows = []
    for name in CHANGES:
        change = headline.change(name, REGION, period)
        amount = headline.amount(name, REGION, period)
        if amount.known:
            rows.append(changes.change_row(catalog.indicator(name), change, amount))
    return tuple(rows)


def first_change(period: str) -> str:
    """The first change that can be computed as a sentence; empty where none can."""
    for name in CHANGES:
        change = headline.change(name, REGION, period)
        if change:
            return changes.change_sentence(catalog.indicator(name), REGION, change).title
    return ""


def periods() -> list[str]:
    """The months for which both Lapland and its municipalities have figures, newest first."""
    return run("labour/periods_by_indicator", indicator=UNEMPLOYED, level="municipality")[
        "period"
    ].tolist()


def _newest() -> str:
    return max(periods())


def _rivals(name: str) -> tuple[Rival, ...]:
    """Other values in print of the same thing, or of what is taken for it."""
    lang = language()
    names = (UNEMPLOYED,) if name == UNEMPLOYED else OPENINGS
    table = _claims()
    return tuple(
        Rival(
            value=_qualified(row.value, row.qualifier),
            period=_said(row),
            said=f"”{row.quote}” {row.said_by}. "
            + t("now.concept", name=_short(row.indicator, lang)),
            address="" if pd.isna(row.url) else row.url,
        )
        for row in table[table["indicator"].isin(names)].itertuples()
    )


def _said(row: object) -> str:
    if isinstance(row.period, str) and row.period:
        return when(row.period, "long")
    return numbers.date(str(row.said_on)[:10], language())


def _short(name: str, lang: str) -> str:
    return catalog.indicator(name).short(lang)


def _qualified(value: float, qualifier: object) -> str:
    number = numbers.count(value, language())
    words = _QUALIFIED.get(qualifier) if isinstance(qualifier, str) else None
    return t(words, value=number) if words else number


def _measure(name: str, period: str, older: list[_Known]) -> claims.Measure:
    lang = language()
    amount = headline.amount(name, REGION, period)
    indicator = catalog.indicator(name)
    # Three of the openings' names would begin alike under their own heading.
    label = indicator.title(lang) if name == UNEMPLOYED else indicator.short(lang)
    return claims.Measure(
        name=label,
        kind=t(f"now.kind_{name}"),
        newest=amount.number if amount.known else None,
        text=numbers.count(amount.number, lang) if amount.known else t("now.unpublished"),
        flow=indicator.measure == "flow" or name == "open_during_month",
        older=tuple(claims.Older(one.value, one.text) for one in older),
    )


def _older(name: str, period: str) -> list[_Known]:
    """The earlier figures worth a mark: the compared month, the peak, and what is in print."""
    lang = language()
    table = _claims()
    found: dict[str, _Known] = {}
    printed = table[(table["indicator"] == name) & ~table["claim"].isin(SEED)]
    for row in printed.itertuples():
        month = row.period if isinstance(row.period, str) else ""
        label = when(month, "short") if month else str(row.said_on)[:4]
        told = f"{label}: {_qualified(row.value, row.qualifier)}"
        found[month or label] = _Known(month, row.value, told)
    series = {
        month: value for month, value in headline.series(name, REGION).items() if month < period
    }
    if name != "open_during_month" and series:
        peak = max(series, key=series.get)
        for month in {COMPARED, numbers.months_before(period), peak} & series.keys():
            if month not in found:
                number = numbers.count(series[month], lang)
                # For a count of people the highest month on record is of another decade.
                key = "now.peak" if month == peak else "now.older"
                if month == peak and name == UNEMPLOYED:
                    continue
                words = t(key, period=when(month, "short"), value=number)
                found[month] = _Known(month, series[month], words)
    kept = [one for one in found.values() if one.period != period]
    return sorted(kept, key=lambda one: one.value)


def _claim_sources(period: str, rows: dict[str, list[_Known]]) -> tuple[str, ...]:
    """Where the shown figures come from; what the statistics lack comes from releases."""
    months = {(name, one.period) for name, older in rows.items() for one in older if one.period}
    found = dict.fromkeys(
        source
        for name, month in sorted(months | {(name, period) for name in rows}, reverse=True)
        for source in headline.sources_at(name, REGION, month)
    )
    return (*found, headline.RELEASES)


def _claims_heading(rows: dict[str, list[_Known]], claimed: float) -> str:
    during = max((one.value for one in rows["open_during_month"]), default=0)
    others = max(
        (one.value for name in OPENINGS if name != "open_during_month" for one in rows[name]),
        default=0,
    )
    near = during >= 0.85 * claimed and others < 0.7 * claimed
    key = "now.claims_only_during" if near else "now.claims_differ"
    return t(key, value=numbers.count(claimed, language()))


def _claims_table(period: str, rows: dict[str, list[_Known]]) -> Table:
    lang = language()
    lines = []
    for name, older in rows.items():
        indicator = catalog.indicator(name)
        amount = headline.amount(name, REGION, period)
        status = amount.status if amount.known else "missing"
        lines.append((indicator.title(lang), when(period, "short"), amount.value, status, ""))
        lines += [
            (indicator.title(lang), when(one.period, "short") if one.period else "–", one.value,
             "value", one.text)
            for one in older
        ]  # fmt: skip
    frame = pd.DataFrame(lines, columns=["measure", "when", "value", "value_status", "note"])
    return Table(
        frame,
        {
            "measure": Column(t("now.measure")),
            "when": Column(t("areas.period"), kind="time"),
            "value": Column(t("now.value"), "persons"),
            "note": Column(t("now.as_printed")),
        },
    )


def _claims() -> pd.DataFrame:
    return run("overview/claims")


def _series(name: str) -> pd.DataFrame:
    return run("labour/indicator_over_time", indicator=name, area=REGION)
