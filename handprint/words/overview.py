"""Sentences of the overview: where we stand this month, and whether the known claim still holds."""

from dataclasses import dataclass

from handprint import numbers
from handprint.session import language
from handprint.words.forms import Moment, capital, counted
from handprint.words.places import place
from handprint.words.sentences import Amount, Sentence, joined, say

CLAIM_TOLERANCE = 0.10
"""A claim within this share of the newest figure still holds approximately."""

UNCHANGED = 0.01
"""A change within this share is told as `ennallaan`."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The facts the overview opens with.

    `claimed_*` are the figures of the claim, left out to leave the claim unmentioned (for an
    older month, say). `before` is the month compared with in the lede, with its two figures;
    `peak` the month and number of the highest month-end stock of openings on record.
    """

    period: str
    unemployed: Amount
    openings: Amount
    area_code: str = "MK19"
    claimed_unemployed: float | None = None
    claimed_openings: float | None = None
    before: tuple[str, Amount, Amount] | None = None
    peak: tuple[str, float] | None = None


def opening(facts: Overview, lang: str | None = None) -> Sentence:
    """Heading: the two figures and what has become of the claim; lede: unemployed per opening."""
    lang = lang or language()
    area, period = place(facts.area_code, lang), Moment(facts.period, lang)
    unemployed, openings = facts.unemployed, facts.openings
    told = {
        "unemployed": _counted(unemployed, "unemployed", lang),
        "openings": _counted(openings, "vacancies", lang),
    }
    known = {
        name: words
        for (name, words), amount in zip(told.items(), (unemployed, openings), strict=True)
        if amount.known or amount.status == "secret"
    }
    if len(known) == 2:
        first = say("overview", lang, period=period, area=area, **told)
    elif known:
        first = say("only_one", lang, period=period, area=area, figure=next(iter(known.values())))
    else:
        return Sentence(say("trend_none", lang, area=area))
    claim = claim_words(facts, lang)
    title = joined([first, claim]) if claim else capital(first.removesuffix("."))
    lede = [_per_opening(facts, lang)]
    if facts.peak:
        month, most = facts.peak
        slots = {"openings": numbers.count(most, lang)}
        lede.append(say("openings_peak", lang, period=Moment(month, lang), **slots))
    return Sentence(title, joined(lede))


def claim_words(facts: Overview, lang: str | None = None) -> str:
    """What has become of the claim, part by part; empty without a claim that can be compared."""
    lang = lang or language()
    parts = {
        name: (claimed, _holds(claimed, amount))
        for name, claimed, amount in (
            ("unemployed", facts.claimed_unemployed, facts.unemployed),
            ("openings", facts.claimed_openings, facts.openings),
        )
        if claimed and amount.known
    }
    slots = {name: numbers.count(claimed, lang) for name, (claimed, _) in parts.items()}
    holds = {name: held for name, (_, held) in parts.items()}
    if not parts:
        return ""
    if len(parts) == 1:
        (name, held), *_ = holds.items()
        return say(f"claim_{name}_{'holds' if held else 'outdated'}_only", lang, **slots)
    if len(set(holds.values())) == 1:
        return say(f"claim_{'holds' if holds['openings'] else 'outdated'}_both", lang, **slots)
    return say(
        f"claim_{'openings' if holds['unemployed'] else 'unemployed'}_outdated", lang, **slots
    )


def per_opening(unemployed: Amount, openings: Amount) -> float | None:
    """Unemployed jobseekers for each opening; None where either is hidden or nothing is open."""
    if not unemployed.known or not openings.known or not openings.number:
        return None
    return unemployed.number / openings.number


def _per_opening(facts: Overview, lang: str) -> str | None:
    ratio = per_opening(facts.unemployed, facts.openings)
    if ratio is None:
        return None
    now = numbers.decimal(ratio, 1, lang)
    if facts.before is None:
        return say("per_opening", lang, ratio=now)
    period, unemployed, openings = facts.before
    then = per_opening(unemployed, openings)
    if then is None:
        return say("per_opening", lang, ratio=now)
    paths = (
        _path(facts.openings.number, openings.number),
        _path(facts.unemployed.number, unemployed.number),
    )
    moved = say(f"moved_{paths[0]}_{paths[1]}", lang)
    first = say("per_opening_moved", lang, moved=moved, ratio=now)
    second = say(
        "per_opening_before",
        lang,
        period=Moment(period, lang),
        ratio=numbers.decimal(then, 1, lang),
    )
    return joined([first, second])


def _path(now: float, then: float) -> str:
    if abs(now - then) <= UNCHANGED * abs(then):
        return "same"
    return "up" if now > then else "down"


def _holds(claimed: float, amount: Amount) -> bool:
    # Compared through the claim, the figure people repeat.
    return abs(amount.number - claimed) <= CLAIM_TOLERANCE * claimed


def _counted(amount: Amount, thing: str, lang: str) -> str:
    return counted(amount.number if amount.known else None, thing, amount.status, lang)
