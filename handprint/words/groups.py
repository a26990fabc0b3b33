"""Sentences of the page of target groups: who is left outside, where, since when.

A group is named by its code (`over_50`); its cases are in `locales/<lang>/groups.toml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handprint import numbers
from handprint.analysis.ranking import Standing
from handprint.catalog import Indicator
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import Moment, capital
from handprint.words.municipalities import GROUP_DIFFERENCE, map_heading
from handprint.words.places import Places
from handprint.words.sentences import (
    LISTED_AT_MOST,
    Amount,
    Sentence,
    apart,
    difference,
    end_words,
    hidden_words,
    how_many,
    joined,
    level_of,
    top_and_bottom,
    written,
)


@dataclass(frozen=True)
class GroupShare:
    """One group in Lapland and in the country: shares of the unemployed, and how many they are."""

    code: str
    region: Amount
    country: Amount
    persons: Amount


def case(form: str, code: str, lang: str | None = None) -> str:
    """A group in a case: nominative, partitive, genitive; `cube` is what the cube calls it."""
    return t(f"groups.{form}_{code}", lang=lang)


def gap(share: GroupShare, indicator: Indicator) -> float | None:
    """Percentage points between Lapland and the country as shown; None if either is unknown."""
    if not (share.region.known and share.country.known):
        return None
    return difference(indicator, share.region.number, share.country.number)


def standing_out(shares: Sequence[GroupShare], indicator: Indicator) -> str:
    """The group that the page speaks of unless told otherwise.

    The one whose share exceeds the country's the most; without any such, the largest one.
    """
    wide = {share.code: gap(share, indicator) or 0.0 for share in shares}
    if wide and max(wide.values()) > 0:
        return max(wide, key=lambda code: wide[code])
    known = [share for share in shares if share.region.known]
    first = max(known, key=lambda share: share.region.number, default=None)
    return first.code if first else shares[0].code


def opening(
    code: str,
    shares: Sequence[GroupShare],
    row: Mapping[str, Standing],
    indicator: Indicator,
    period: str,
    lang: str | None = None,
) -> Sentence:
    """The answer: how large the group is beside the country, and where its share is highest."""
    lang = lang or language()
    own = next(share for share in shares if share.code == code)
    moment = Moment(period, lang)
    names = {form: case(form, code, lang) for form in ("nominative", "partitive", "genitive")}
    if not own.region.known:
        title = t("groups.title_missing", lang, genitive=names["genitive"], period=moment.of)
        return Sentence(title, joined(hidden_words(indicator, row, lang)))
    known = [share.region.number for share in shares if share.region.known]
    largest = own.region.number == max(known) and len(known) == len(shares)
    slots = {
        "share": written(indicator, own.region, lang),
        "nominative" if largest else "partitive": names["nominative" if largest else "partitive"],
    }
    key = "title_largest" if largest else "title_plain"
    if own.country.known:
        title = t(f"groups.{key}", lang, country=written(indicator, own.country, lang), **slots)
    else:
        title = t(f"groups.{key}_alone", lang, **slots)
    return Sentence(
        joined([title, _where(row, indicator, lang)]),
        joined(
            [
                _persons(own, moment, lang),
                _beside(own, indicator, lang),
                t("groups.overlap", lang),
                *hidden_words(indicator, row, lang),
            ]
        ),
    )


def every(shares: Sequence[GroupShare], indicator: Indicator, lang: str | None = None) -> str:
    """The heading of all groups at once: which are more and which fewer than in the country."""
    lang = lang or language()
    wide = {s.code: g for s in shares if (g := gap(s, indicator)) is not None}
    if not wide:
        known = [share for share in shares if share.region.known]
        first = max(known, key=lambda share: share.region.number, default=shares[0])
        return t("groups.every_none", lang, largest=case("nominative", first.code, lang))
    up, down = max(wide, key=lambda c: wide[c]), min(wide, key=lambda c: wide[c])
    more, fewer = wide[up] >= GROUP_DIFFERENCE, wide[down] <= -GROUP_DIFFERENCE
    names = {"up": case("partitive", up, lang), "down": case("partitive", down, lang)}
    if more and fewer:
        return t("groups.every_both", lang, **names)
    if more:
        return t("groups.every_up", lang, up=names["up"])
    if fewer:
        return t("groups.every_down", lang, down=names["down"])
    return t("groups.every_alike", lang)


def on_map(row: Mapping[str, Standing], indicator: Indicator, lang: str | None = None) -> str:
    """The heading of the map: the two ends, said to be among the published if some are hidden."""
    lang = lang or language()
    top, bottom = top_and_bottom(row)
    if not top or top == bottom:
        return map_heading(indicator, row, lang)
    partial = any(standing.unknown for standing in row.values())
    return t(
        "groups.map_ends",
        lang,
        title=indicator.title(lang),
        published=t("sentences.among_published", lang) if partial else "",
        top=end_words("map_end", top, indicator, row, lang),
        bottom=end_words("map_end", bottom, indicator, row, lang),
    )


def by_area(
    row: Mapping[str, Standing], region: Amount, indicator: Indicator, lang: str | None = None
) -> str:
    """The heading of one group by area: in how many areas its share is above Lapland's."""
    lang = lang or language()
    shown = [standing.value for standing in row.values() if standing.ranked]
    if not shown or not region.known:
        return t("groups.rows_none", lang)
    gaps = [difference(indicator, value, region.number) for value in shown]
    above, below = sum(g > 0 for g in gaps), sum(g < 0 for g in gaps)
    level = level_of(row)
    words = {
        "many": how_many("many", above, level, lang) if above else "",
        "fewer": how_many("many", below, level, lang) if below else "",
    }
    if above and below:
        return capital(t("groups.rows_more", lang, **words))
    if above:
        return capital(t("groups.rows_more_only", lang, many=words["many"]))
    if below:
        return capital(t("groups.rows_fewer_only", lang, fewer=words["fewer"]))
    return t("groups.rows_same", lang)


def outnumbered(codes: Sequence[str], level: str, *, shaping: bool, lang: str | None = None) -> str:
    """Where the group's seekers are more than the openings that may be theirs."""
    lang = lang or language()
    kind = "_shaping" if shaping else ""
    if not codes:
        return t(f"groups.where_nowhere{kind}", lang)
    places = (
        t("groups.places", lang, places=Places(tuple(codes), lang))
        if len(codes) <= LISTED_AT_MOST
        else how_many("many", len(codes), level, lang)
    )
    return capital(t(f"groups.where_some{kind}", lang, places=places))


def _where(row: Mapping[str, Standing], indicator: Indicator, lang: str) -> str | None:
    top, bottom = top_and_bottom(row)
    if not top or top == bottom or not row[top[0]].ranked:
        return None
    partial = any(standing.unknown for standing in row.values())
    end = end_words("map_end", top, indicator, row, lang)
    return t("groups.where_published" if partial else "groups.where", lang, end=end)


def _persons(own: GroupShare, moment: Moment, lang: str) -> str | None:
    if not own.persons.known:
        return None
    number = numbers.count(own.persons.number, lang)
    return capital(t("groups.persons", lang, period=moment.end, persons=number))


def _beside(own: GroupShare, indicator: Indicator, lang: str) -> str | None:
    wide = gap(own, indicator)
    if wide is None:
        return None
    if not numbers.rounded(wide, indicator.decimals):
        return t("groups.same", lang)
    key = "groups.higher" if wide > 0 else "groups.lower"
    return t(key, lang, apart=apart(indicator, wide, lang))
