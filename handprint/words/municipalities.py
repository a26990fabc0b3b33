"""Sentences of the municipalities page: the opening, the map, the strip, the line, the peers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handprint import catalog, numbers
from handprint.analysis.peers import Peer
from handprint.analysis.ranking import Standing
from handprint.analysis.season import Beside, beside
from handprint.catalog import Indicator
from handprint.session import language
from handprint.words.catalogues import catalogue
from handprint.words.forms import Moment, capital, counted, listed
from handprint.words.places import Place, Places, place
from handprint.words.sentences import (
    Amount,
    Sentence,
    Wording,
    apart,
    by_published,
    difference,
    end_words,
    hidden_words,
    how_many,
    in_text,
    joined,
    level_of,
    rank_words,
    say,
    tie_words,
    top_and_bottom,
    wording,
    written,
    written_standing,
)

NEARLY, MOSTLY = 0.9, 0.6
"""Shares of the months that make `lähes koko ajan` and `enimmän aikaa`."""

ENOUGH_MONTHS, ENOUGH_YEARS = 12, 5
"""Fewer common periods than this are not called a trend."""

RATIO_FROM, RATIO_TO = 1.5, 20.0
"""A ratio of two shares is said between these; nearer to one it is no finding."""

GROUP_DIFFERENCE = 1.0
"""Percentage points under which a group's share is called the same as the region's."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """The facts the page opens with.

    `row` holds the standings of all areas of the chosen level, `area_code` the chosen one, or
    the region itself (also as None) when no area is chosen. `region` is the region's own figure.
    `unemployed` and `openings` are the two figures of the same month for the line underneath,
    for the chosen area; leave them out for an annual indicator.
    """

    indicator: Indicator
    period: str
    row: Mapping[str, Standing]
    area_code: str | None = None
    region: Amount = Amount(None, "missing")
    region_code: str = "MK19"
    unemployed: Amount | None = None
    openings: Amount | None = None


def opening(facts: Opening, lang: str | None = None) -> Sentence:
    """The heading and the lede: where an area stands, or how the region's areas differ."""
    lang = lang or language()
    if facts.area_code is None or facts.area_code not in facts.row:
        return _whole(facts, lang)
    return _area(facts, lang)


def map_heading(indicator: Indicator, row: Mapping[str, Standing], lang: str | None = None) -> str:
    """The map's finding: where the figure is highest and where lowest."""
    lang = lang or language()
    said = wording(indicator, lang)
    top, bottom = top_and_bottom(row)
    if not top:
        return say("map_none", lang, title=indicator.title(lang))
    if top == bottom:
        return say(
            "map_flat",
            lang,
            title=indicator.title(lang),
            everywhere=say(f"all_{level_of(row)}", lang),
            value=written_standing(indicator, row[top[0]], lang),
        )
    slots = {
        "top": end_words("map_end", top, indicator, row, lang),
        "bottom": end_words("map_end", bottom, indicator, row, lang),
    }
    return capital(_by_kind("map", said, lang, slots))


def box(
    indicator: Indicator, area_code: str, row: Mapping[str, Standing], lang: str | None = None
) -> tuple[str, str]:
    """The fact box of one area: (`Savukoski 15,8 %`, `toiseksi korkein`).

    The second part is empty for an area whose figure is secret or missing.
    """
    lang = lang or language()
    standing = row[area_code]
    first = f"{place(area_code, lang).name} {written_standing(indicator, standing, lang)}"
    if not standing.ranked or standing.all_equal:
        return first, ""
    if standing.alone:
        return first, say("box_only", lang)
    tie = tie_words(indicator, standing, lang, level_of(row))
    if standing.middle and not standing.unknown:
        return first, say("box_with_tie", lang, rank=say("box_middle", lang), tie=tie)
    rank = rank_words(indicator, standing, lang, published=False)
    if standing.unknown:
        rank = say("box_published", lang, rank=rank)
    return first, say("box_with_tie", lang, rank=rank, tie=tie)


def strip_heading(
    indicator: Indicator,
    row: Mapping[str, Standing],
    area_code: str | None = None,
    lang: str | None = None,
) -> str:
    """The finding of the strip: a ratio of the two ends where it makes sense, else the place."""
    lang = lang or language()
    top, bottom = top_and_bottom(row)
    if not top:
        return say("strip_none", lang)
    if top == bottom:
        return say("strip_equal", lang, everywhere=say(f"all_{level_of(row)}", lang))
    standing = row.get(area_code) if area_code else None
    if standing and not standing.ranked:
        withheld = standing.status in ("secret", "withheld")
        key = "strip_hidden" if withheld else "strip_missing"
        return say(key, lang, area=place(area_code, lang))
    if standing is None or area_code in top or area_code in bottom:
        times = _times(indicator, row, top, bottom, lang)
        if times:
            return times
    if standing is None:
        return map_heading(indicator, row, lang)
    sentence = _between(indicator, place(area_code, lang), standing, level_of(row), lang)
    return capital(by_published(standing, sentence, lang))


def trend(
    indicator: Indicator,
    area_code: str,
    series: Mapping[str, float],
    *,
    other_code: str | None = None,
    other: Mapping[str, float] | None = None,
    secret: int = 0,
    withheld: int = 0,
    lang: str | None = None,
) -> Sentence:
    """The finding of a line over time, from {period: value} with only published values in it.

    Shares and averages are compared with the other series month by month; counts and lone
    series tell their highest and lowest. `secret` is how many periods are secret: among counts
    they are lower than anything shown but zero, so the lowest may be one of them. `withheld` is
    how many are sums with secret parts, which could be anything.
    """
    lang = lang or language()
    area = place(area_code, lang)
    if not series:
        return Sentence(say("trend_none", lang, area=area))
    newest = max(series)
    if len(series) == 1:
        value = written(indicator, Amount(series[newest]), lang)
        moment = Moment(newest, lang)
        return Sentence(say("trend_one", lang, area=area, period=moment, value=value))
    latest = say(
        "trend_newest",
        lang,
        value=written(indicator, Amount(series[newest]), lang),
        period=Moment(newest, lang),
    )
    # A count beside the region's own would only tell which of the two is larger.
    alike = indicator.measure in ("share", "average") and not indicator.signed
    if other and other_code and other_code != area_code and alike:
        ran = beside(series, other, tolerance=0.5 * 10.0**-indicator.decimals)
        enough = ENOUGH_MONTHS if numbers.is_month(newest) else ENOUGH_YEARS
        if ran and ran.months >= enough:
            return _beside(area, place(other_code, lang), ran, latest, lang)
    return _peak(indicator, area, series, latest, hidden=(secret, withheld), lang=lang)


@dataclass(frozen=True)
class Group:
    """One group among the unemployed: its share in the area and in the comparison, per cent."""

    indicator: Indicator
    own: Amount
    theirs: Amount


def groups(
    area_code: str,
    shares: Sequence[Group],
    *,
    other_code: str = "MK19",
    lang: str | None = None,
) -> Sentence:
    """The group by which an area's unemployed differ most from the comparison's.

    Differences are taken between the shares as shown, one decimal. Secret groups are named and
    never compared.
    """
    lang = lang or language()
    area, other = place(area_code, lang), place(other_code, lang)
    hidden = [
        say(f"groups_{status}", lang, groups=listed(names, lang))
        for status in ("secret", "withheld", "missing")
        if (names := [group_name(g, lang) for g in shares if g.own.status == status])
    ]
    own = [g for g in shares if g.own.known]
    both = [g for g in own if g.theirs.known]
    if area_code == other_code and own:
        first = max(own, key=lambda g: g.own.number)
        value = numbers.percent(first.own.number, lang)
        title = say("groups_itself", lang, area=area, group=group_name(first, lang), value=value)
        return Sentence(title, joined(hidden))
    if not both:
        return Sentence(say("groups_none", lang, area=area), joined(hidden))
    first = max(both, key=lambda g: abs(_points(g)))
    shares_line = say(
        "groups_shares",
        lang,
        own=numbers.percent(first.own.number, lang),
        other=other,
        theirs=numbers.percent(first.theirs.number, lang),
    )
    if abs(_points(first)) < GROUP_DIFFERENCE:
        return Sentence(say("groups_alike", lang, area=area, other=other), joined(hidden))
    direction = "more" if _points(first) > 0 else "fewer"
    inflected = catalogue(lang)["sentences"].get(f"groups_{first.indicator.id}")
    if inflected:
        title = say(f"groups_{direction}", lang, area=area, other=other, groups=inflected)
    else:
        name = in_text(first.indicator.short(lang))
        title = say(f"groups_bare_{direction}", lang, area=area, title=name)
    return Sentence(title, joined([shares_line, *hidden]))


def peers(
    area_code: str,
    nearest: Sequence[Peer],
    *,
    reasons: int = 2,
    lang: str | None = None,
) -> Sentence:
    """Which municipalities resemble this one, and in what; `reasons` are told of each peer."""
    lang = lang or language()
    area = place(area_code, lang)
    if not nearest:
        return Sentence(say("peers_none", lang, area=area))
    names = listed([place(peer.area_code, lang).nominative for peer in nearest], lang)
    title = say("peers_one" if len(nearest) == 1 else "peers_many", lang, area=area, peers=names)
    why = [
        say(
            "peers_reason",
            lang,
            peer=place(peer.area_code, lang).name,
            features=listed([feature(f, lang) for f in peer.alike[:reasons]], lang),
        )
        for peer in nearest
    ]
    return Sentence(title, joined(why))


def peers_method(nearest: Sequence[Peer], *, using: Sequence[str], lang: str | None = None) -> str:
    """How likeness was computed: the features compared, and those that were to be but lacked."""
    lang = lang or language()
    never = [f for f in using if nearest and all(f in peer.skipped for peer in nearest)]
    compared = [feature(f, lang) for f in using if f not in never]
    skipped = [feature(f, lang) for f in never]
    method = say("peers_method", lang, features=listed(compared, lang))
    left_out = say("peers_skipped", lang, features=listed(skipped, lang)) if skipped else None
    return joined([method, left_out])


def feature(id: str, lang: str | None = None) -> str:
    """What a compared feature is called in a sentence."""
    lang = lang or language()
    words = catalogue(lang)["sentences"]
    known = words.get(f"feature_{id}") or words.get(f"subject_{id}")
    return known or in_text(catalog.indicator(id).title(lang))


def group_name(group: Group, lang: str | None = None) -> str:
    """A group among the unemployed in a list or a label: `pitkäaikaistyöttömät`."""
    lang = lang or language()
    known = catalogue(lang)["sentences"].get(f"group_{group.indicator.id}")
    return known or in_text(group.indicator.short(lang))


def _area(facts: Opening, lang: str) -> Sentence:
    indicator, standing = facts.indicator, facts.row[facts.area_code]
    area, said, level = place(facts.area_code, lang), wording(indicator, lang), level_of(facts.row)
    title = _area_title(facts, area, said, level, lang)
    reason = None
    if standing.status == "secret":
        things = indicator.unit in numbers.COUNTED
        reason = say("secret_reason_things" if things else "secret_reason", lang)
    elif standing.status == "withheld":
        one = level == "municipality"
        reason = say("withheld_reason_one" if one else "withheld_reason", lang)
    others = hidden_words(indicator, facts.row, lang) if standing.unknown else []
    if not standing.ranked:
        others = []
    lede = [_month_line(facts, area, lang), _against(facts, said, lang), reason, *others]
    if said.kind == "things" and lede[1]:
        # The share of Lapland's number is told of the heading's number, so it comes before others.
        told = facts.unemployed is None and facts.openings is None and said.tense == "flow"
        lede[:2] = [lede[1], None if told else lede[0]]
    return Sentence(capital(title), joined(lede))


def _area_title(facts: Opening, area: Place, said: Wording, level: str, lang: str) -> str:
    indicator, standing = facts.indicator, facts.row[facts.area_code]
    words = in_text(said.title) if said.kind == "bare" else said.words
    if standing.status == "not_applicable":
        return say("area_not_applicable", lang, area=area, title=words)
    value = written_standing(indicator, standing, lang)
    if not standing.ranked and standing.status != "secret":
        return _not_told(area, said, standing.status, facts.period, lang)
    slots = {"area": area, "value": value}
    if standing.status == "secret" and said.kind == "subject":
        return say("area_subject_secret", lang, area=area, subject=said.words)
    if not standing.ranked or (standing.of == 1 and len(facts.row) == 1):
        return _by_kind("area", said, lang, slots, variant="plain")
    if standing.alone:
        variant = "plain" if said.kind == "bare" else "alone"
        return _by_kind("area", said, lang, slots, variant=variant)
    if said.kind == "things" and standing.value == 0:
        return say(f"area_things_none_{said.tense}", lang, area=area, things=said.words)
    if standing.all_equal and not standing.unknown:
        everywhere = say(f"all_{level}", lang)
        return _by_kind(
            "area", said, lang, {"everywhere": everywhere, "value": value}, variant="equal"
        )
    tie = tie_words(indicator, standing, lang, level)
    if standing.middle and not standing.unknown:
        slots["rows"] = say(f"rows_{level}", lang)
        if said.kind == "subject":
            slots["tie"] = tie
        return _by_kind("area", said, lang, slots, variant="middle")
    slots["rank"] = rank_words(indicator, standing, lang)
    if said.kind == "things":
        slots |= {"of": say(f"of_{level}", lang), "tie": tie}
        sentence = _by_kind("area", said, lang, slots)
        return by_published(standing, sentence, lang)
    slots["row"] = say(f"row_{level}", lang)
    if said.kind == "subject":
        return _by_kind("area", said, lang, slots | {"tie": tie})
    if not standing.tied:
        return _by_kind("area", said, lang, slots)
    others = (
        Places(standing.tied, lang).nominative
        if len(standing.tied) <= 3
        else how_many("others", len(standing.tied), level, lang)
    )
    return say("area_bare_tie", lang, title=said.title, others=others, **slots)


def _whole(facts: Opening, lang: str) -> Sentence:
    indicator, row = facts.indicator, facts.row
    area, said = place(facts.area_code or facts.region_code, lang), wording(indicator, lang)
    top, bottom = top_and_bottom(row)
    value = written(indicator, facts.region, lang)
    slots: dict[str, object] = {"area": area}
    told = facts.region.known or (facts.region.status == "secret" and said.kind == "things")
    if not top and not told:
        title = _not_told(area, said, facts.region.status, facts.period, lang)
        return Sentence(title, joined(hidden_words(indicator, row, lang)))
    if not top:
        variant = "plain"
    elif top == bottom and told:
        variant = "flat"
        slots["everywhere"] = say(f"all_{level_of(row)}", lang)
    else:
        variant = "" if told else "hidden"
        partial = any(standing.unknown for standing in row.values())
        key = "end_things" if said.kind == "things" else "end"
        slots |= {
            "top": end_words(key, top, indicator, row, lang),
            "bottom": end_words(key, bottom, indicator, row, lang),
            "published": say("among_published", lang) if partial else "",
        }
    if variant != "hidden":
        slots["value"] = value
    if variant == "flat" and said.kind == "things" and facts.region.number == 0:
        title = say(f"area_things_none_{said.tense}", lang, area=area, things=said.words)
    else:
        title = _by_kind("whole", said, lang, slots, variant=variant)
    lede = [
        _month_line(facts, area, lang),
        _spread(indicator, row, top, bottom, lang),
        *hidden_words(indicator, row, lang),
    ]
    return Sentence(capital(title), joined(lede))


def _not_told(area: Place, said: Wording, status: str, period: str, lang: str) -> str:
    """The heading of a figure that is withheld or missing, and says nothing of its size."""
    title = said.words if said.kind == "subject" else in_text(said.title)
    key = "area_withheld" if status in ("secret", "withheld") else "area_missing"
    return say(key, lang, area=area, title=title, period=Moment(period, lang))


def _by_kind(
    key: str, said: Wording, lang: str, slots: Mapping[str, object], *, variant: str = ""
) -> str:
    """The template for this kind of indicator: `area_subject_middle`, `area_things_flow`, …."""
    name = "_".join(part for part in (key, said.kind, variant) if part)
    if said.kind == "things":
        return say(f"{name}_{said.tense}", lang, things=said.words, **slots)
    if said.kind == "subject":
        return say(name, lang, subject=said.words, **slots)
    return say(name, lang, title=said.title, **slots)


def _by_tense_free(key: str, said: Wording, lang: str, slots: Mapping[str, object]) -> str:
    """A template that is the same for stocks and flows: `trend_peak_things`."""
    name = {"things": "things", "subject": "subject", "bare": "title"}[said.kind]
    return say(f"{key}_{said.kind}", lang, **{name: said.words}, **slots)


def _month_line(facts: Opening, area: Place, lang: str) -> str:
    period = Moment(facts.period, lang)
    told = [
        counted(amount.value if amount.status != "zero" else 0, thing, amount.status, lang)
        for amount, thing in (
            (facts.unemployed, "unemployed"),
            (facts.openings, "open_at_month_end"),
        )
        if amount is not None and (amount.known or amount.status == "secret")
    ]
    if len(told) == 2:
        return say("both", lang, period=period, area=area, unemployed=told[0], openings=told[1])
    if told:
        return say("only_one", lang, period=period, area=area, figure=told[0])
    return say("figures_from", lang, period=period)


def _against(facts: Opening, said: Wording, lang: str) -> str | None:
    indicator, standing, region = facts.indicator, facts.row[facts.area_code], facts.region
    if not standing.ranked or not region.known:
        return None
    shown = written(indicator, region, lang)
    if said.kind == "things":
        if not indicator.additive or region.number <= 0 or standing.value <= 0:
            return None
        share = numbers.percent(100 * standing.value / region.number, lang)
        period = Moment(facts.period, lang)
        return say(f"part_of_{said.tense}", lang, period=period, share=share, region=shown)
    if indicator.signed:
        return say("against_bare", lang, region=shown)
    gap = difference(indicator, standing.value, region.number)
    if not gap:
        return say("against_same", lang, noun=said.noun, region=shown)
    words = apart(indicator, gap, lang)
    if words is None:
        return say("against_bare", lang, region=shown)
    key = "against_higher" if gap > 0 else "against_lower"
    return say(key, lang, noun=said.noun, apart=words, region=shown)


def _spread(
    indicator: Indicator,
    row: Mapping[str, Standing],
    top: tuple[str, ...],
    bottom: tuple[str, ...],
    lang: str,
) -> str | None:
    if not top or not bottom or not (row[top[0]].ranked and row[bottom[0]].ranked):
        return None
    gap = difference(indicator, row[top[0]].value, row[bottom[0]].value)
    words = apart(indicator, gap, lang)
    if not gap or words is None:
        return None
    return say("spread", lang, rows=say(f"rows_{level_of(row)}", lang), apart=words)


def _times(
    indicator: Indicator,
    row: Mapping[str, Standing],
    top: tuple[str, ...],
    bottom: tuple[str, ...],
    lang: str,
) -> str | None:
    """How many times the lowest the highest is, for shares only: a ratio of counts is mere size."""
    if indicator.measure != "share" or indicator.signed or max(len(top), len(bottom)) > 3:
        return None
    high, low = row[top[0]].value, row[bottom[0]].value
    if high is None or not low or low < 0:
        return None
    ratio = numbers.rounded(high / low, 1)
    if not RATIO_FROM <= ratio <= RATIO_TO:
        return None
    whole = ratio == int(ratio)
    key = f"times_{int(ratio)}"
    times = (
        say(key, lang)
        if whole and key in catalogue(lang)["sentences"]
        else say("times_other", lang, number=numbers.decimal(float(ratio), 0 if whole else 1, lang))
    )
    return say(
        "strip_times",
        lang,
        top=Places(top, lang),
        bottom=Places(bottom, lang),
        noun=wording(indicator, lang).noun,
        times=times,
    )


def _between(indicator: Indicator, area: Place, standing: Standing, level: str, lang: str) -> str:
    """How many stand above an area and how many below."""
    said = wording(indicator, lang)
    higher, lower = standing.rank_from_top - 1, standing.rank_from_bottom - 1
    key = "strip_between" if higher and lower else "strip_bottom" if higher else "strip_top"
    slots: dict[str, object] = {"area": area}
    if higher and lower:
        slots["higher"] = how_many("many", higher, level, lang)
        slots["lower"] = how_many("many", lower, level, lang)
    if said.kind == "things":
        return say(f"{key}_{said.tense}", lang, things=said.words, **slots)
    return say(key, lang, noun=said.noun, **slots)


def _beside(area: Place, other: Place, ran: Beside, latest: str, lang: str) -> Sentence:
    key = "trend_mixed"
    for side, share in (("above", ran.above_share), ("below", ran.below_share)):
        if share >= MOSTLY:
            length = "always" if share == 1 else "nearly" if share >= NEARLY else "mostly"
            key = f"trend_{side}_{length}"
    if ran.equal / ran.months >= MOSTLY:
        key = "trend_level_mostly"
    counted_key = "trend_counted_month" if numbers.is_month(ran.end) else "trend_counted_year"
    count = say(
        counted_key,
        lang,
        above=ran.above,
        below=ran.below,
        months=ran.months,
        range=numbers.period_range(ran.start, ran.end, lang),
    )
    return Sentence(say(key, lang, area=area, other=other), joined([count, latest]))


def _peak(
    indicator: Indicator,
    area: Place,
    series: Mapping[str, float],
    latest: str,
    *,
    hidden: tuple[int, int],
    lang: str,
) -> Sentence:
    said = wording(indicator, lang)
    secret, withheld = hidden if indicator.unit in numbers.COUNTED else (0, sum(hidden))
    # Of equal ends the newest is told.
    top = max(series, key=lambda period: (series[period], period))
    low = min(series, key=lambda period: (series[period], -_order(period)))
    value = written(indicator, Amount(series[top]), lang)
    if secret and not series[top]:
        return Sentence(say("trend_peak_secret", lang, area=area), latest)
    if series[top] == series[low] and not secret and not withheld:
        return Sentence(say("trend_flat", lang, area=area, value=value), latest)
    title = _by_tense_free(
        "trend_peak", said, lang, {"area": area, "period": Moment(top, lang), "value": value}
    )
    lowest = {"period": Moment(low, lang), "value": written(indicator, Amount(series[low]), lang)}
    if withheld:
        title, under = say("by_published", lang, sentence=title), None
    elif secret and series[low]:
        under = say("trend_low_secret", lang)
    else:
        under = say("trend_low_things" if said.kind == "things" else "trend_low", lang, **lowest)
    told = max(series) in (top, low)
    return Sentence(capital(title), joined([under, None if told else latest]))


def _order(period: str) -> int:
    return int(period.replace("-", ""))


def _points(group: Group) -> float:
    own, theirs = numbers.rounded(group.own.number, 1), numbers.rounded(group.theirs.number, 1)
    return float(own - theirs)
