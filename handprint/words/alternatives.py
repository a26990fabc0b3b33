"""Text alternatives of pictures: what a reader who cannot see the picture needs to know.

One pattern for all: kind, measure, month, area; the finding; highest and lowest; what is secret
or missing. They obey the same disclosure rule as the picture: a secret figure is `alle 5`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handprint import numbers
from handprint.analysis.ranking import Standing
from handprint.catalog import Indicator
from handprint.session import language
from handprint.words.forms import Moment, counted, listed
from handprint.words.municipalities import Group, box, group_name, map_heading
from handprint.words.occupations import Occupation
from handprint.words.places import Places, place
from handprint.words.sentences import (
    Amount,
    hidden_words,
    in_text,
    joined,
    level_of,
    say,
    top_and_bottom,
    written,
    written_standing,
)


@dataclass(frozen=True)
class Claimed:
    """One row of claim against statistics.

    `newest` is (period, amount) or None where the newest is not published; `earlier` the older
    published figures, as (period, amount).
    """

    title: str
    newest: tuple[str, Amount] | None
    earlier: Sequence[tuple[str, Amount]] = ()


def of_map(
    indicator: Indicator,
    row: Mapping[str, Standing],
    *,
    period: str,
    finding: str = "",
    selected: str | None = None,
    lang: str | None = None,
) -> str:
    """The map of one level in words."""
    return _of_row("alt_map", indicator, row, period, finding, selected, (), lang or language())


def of_strip(
    indicator: Indicator,
    row: Mapping[str, Standing],
    *,
    period: str,
    finding: str = "",
    selected: str | None = None,
    rules: Sequence[tuple[str, Amount]] = (),
    lang: str | None = None,
) -> str:
    """The rank strip in words; `rules` are the comparisons drawn across it: [("MK19", amount)]."""
    return _of_row(
        "alt_strip", indicator, row, period, finding, selected, rules, lang or language()
    )


def of_trend(
    indicator: Indicator,
    area_code: str,
    series: Mapping[str, float],
    *,
    finding: str = "",
    other_code: str | None = None,
    other: Mapping[str, float] | None = None,
    gaps: Sequence[tuple[str, str]] = (),
    secret: int = 0,
    withheld: int = 0,
    lang: str | None = None,
) -> str:
    """A line over time in words.

    `gaps` are the stretches drawn as gaps, (first, last) month; `secret` and `withheld` are how
    many periods of the area's own series are hidden, as for the heading of the line.
    """
    lang = lang or language()
    area = place(area_code, lang)
    periods = sorted({*series, *(other or {})})
    span = numbers.period_range(periods[0], periods[-1], lang) if periods else ""
    slots = {"title": in_text(indicator.title(lang)), "range": span, "area": area}
    parts = [
        say("alt_trend_beside", lang, other=place(other_code, lang), **slots)
        if other_code and other
        else say("alt_trend", lang, **slots),
        _finding(finding, lang),
        _series(indicator, area_code, series, lang, secret=secret),
    ]
    if other_code and other:
        parts.append(_series(indicator, other_code, other, lang))
    if secret + withheld:
        parts.append(say("alt_hidden_periods", lang, number=numbers.count(secret + withheld, lang)))
    ranges = [numbers.period_range(start, end, lang) for start, end in gaps]
    if len(ranges) == 1:
        parts.append(say("alt_gap", lang, range=ranges[0]))
    elif ranges:
        parts.append(say("alt_gaps", lang, ranges=listed(ranges, lang)))
    return joined(parts)


def of_dumbbell(
    area_code: str,
    shares: Sequence[Group],
    *,
    period: str,
    finding: str = "",
    other_code: str = "MK19",
    lang: str | None = None,
) -> str:
    """Groups among the unemployed in words, each with both shares."""
    lang = lang or language()
    area, other = place(area_code, lang), place(other_code, lang)
    rows = [
        say(
            "alt_group",
            lang,
            group=group_name(group, lang),
            own=_share(group.own, lang),
            other=other,
            theirs=_share(group.theirs, lang),
        )
        for group in shares
    ]
    head = say("alt_dumbbell", lang, period=Moment(period, lang), area=area, other=other)
    return joined([head, _finding(finding, lang), f"{'; '.join(rows)}." if rows else None])


def of_bars(
    rows: Sequence[Occupation],
    *,
    start: str,
    end: str,
    finding: str = "",
    hidden_note: str = "",
    area_code: str = "MK19",
    lang: str | None = None,
) -> str:
    """The diverging bars of occupations in words, in the order they are drawn."""
    lang = lang or language()

    def told(chosen: Sequence[Occupation]) -> str:
        bars = [
            say("alt_bar", lang, name=in_text(row.name), value=numbers.change(row.balance, lang))
            for row in chosen
        ]
        return "; ".join(bars)

    short = [row for row in rows if row.balance > 0]
    long = [row for row in rows if row.balance < 0]
    span = numbers.period_range(start, end, lang)
    return joined(
        [
            say("alt_bars", lang, range=span, area=place(area_code, lang)),
            _finding(finding, lang),
            say("alt_short", lang, short=told(short)) if short else None,
            say("alt_long", lang, long=told(long)) if long else None,
            hidden_note,
        ]
    )


def of_claims(
    title: str,
    claims: Sequence[tuple[str, str]],
    rows: Sequence[Claimed],
    *,
    area_code: str = "MK19",
    finding: str = "",
    lang: str | None = None,
) -> str:
    """Claim against statistics in words; `claims` are (value as written, who said it and when)."""
    lang = lang or language()
    parts = [say("alt_claims", lang, title=title, area=place(area_code, lang))]
    parts.append(_finding(finding, lang))
    parts += [say("alt_claim", lang, value=value, said=said) for value, said in claims]
    told = []
    for row in rows:
        first = (
            _claim_figure(*row.newest, lang) if row.newest else say("alt_claim_unpublished", lang)
        )
        figures = [first, *(_claim_figure(period, amount, lang) for period, amount in row.earlier)]
        told.append(say("alt_claim_row", lang, title=row.title, figures=", ".join(figures)))
    parts.append(f"{'; '.join(told)}." if told else None)
    return joined(parts)


def _of_row(
    key: str,
    indicator: Indicator,
    row: Mapping[str, Standing],
    period: str,
    finding: str,
    selected: str | None,
    rules: Sequence[tuple[str, Amount]],
    lang: str,
) -> str:
    head = say(
        key,
        lang,
        title=in_text(indicator.title(lang)),
        period=Moment(period, lang),
        areas=say(f"areas_{level_of(row)}", lang),
    )
    # The map's own heading is the two ends already.
    ends = None if finding == map_heading(indicator, row, lang) else _ends(indicator, row, lang)
    parts = [head, _finding(finding, lang), ends]
    parts += [
        say("alt_region", lang, region=place(code, lang), value=written(indicator, amount, lang))
        for code, amount in rules
    ]
    if selected and selected in row:
        value = written_standing(indicator, row[selected], lang)
        rank = box(indicator, selected, row, lang)[1]
        area = place(selected, lang)
        parts.append(
            say("alt_selected_ranked", lang, area=area, value=value, rank=rank)
            if rank
            else say("alt_selected", lang, area=area, value=value)
        )
    parts += hidden_words(indicator, row, lang, prefix="alt", at_most=None)
    return joined(parts)


def _ends(indicator: Indicator, row: Mapping[str, Standing], lang: str) -> str:
    top, bottom = top_and_bottom(row)
    if not top:
        return say("alt_none", lang)
    if top == bottom:
        return say("alt_same", lang, value=written_standing(indicator, row[top[0]], lang))
    first, last = (
        say(
            "alt_end",
            lang,
            places=Places(codes, lang).nominative,
            value=written_standing(indicator, row[codes[0]], lang),
        )
        for codes in (top, bottom)
    )
    return say("alt_ends", lang, top=first, bottom=last)


def _series(
    indicator: Indicator,
    area_code: str,
    series: Mapping[str, float],
    lang: str,
    *,
    secret: int = 0,
) -> str:
    area = place(area_code, lang)
    if not series:
        return say("alt_series_none", lang, area=area)
    top = max(series, key=lambda period: (series[period], period))
    low = min(series, key=lambda period: (series[period], period))
    newest = max(series)
    under = secret and indicator.unit in numbers.COUNTED and series[low] > 0
    return say(
        "alt_series_secret" if under else "alt_series",
        lang,
        area=area,
        top=written(indicator, Amount(series[top]), lang),
        top_period=Moment(top, lang),
        bottom=written(indicator, Amount(series[low], "secret" if under else "value"), lang),
        bottom_period=Moment(low, lang),
        newest=written(indicator, Amount(series[newest]), lang),
        newest_period=Moment(newest, lang),
    )


def _finding(finding: str, lang: str) -> str | None:
    return say("alt_finding", lang, finding=finding.removesuffix(".")) if finding else None


def _share(amount: Amount, lang: str) -> str:
    # The share of a secret group is secret because its count is one to four.
    if amount.status == "secret":
        return counted(None, "persons", "secret", lang)
    return numbers.cell(
        amount.value, amount.status, unit="percent", decimals=1, lang=lang, in_words=True
    )


def _claim_figure(period: str, amount: Amount, lang: str) -> str:
    value = numbers.cell(
        amount.value, amount.status, unit="persons", decimals=0, lang=lang, in_words=True
    )
    return say("alt_claim_figure", lang, value=value, period=Moment(period, lang).short)
