"""Sentences of change: always from the same month of an earlier year, and always saying which."""

from dataclasses import dataclass

from handprint import numbers
from handprint.analysis.season import Change
from handprint.catalog import Indicator
from handprint.session import language
from handprint.words.catalogues import catalogue
from handprint.words.forms import Moment, capital
from handprint.words.places import place
from handprint.words.sentences import (
    Amount,
    Sentence,
    Wording,
    apart,
    difference,
    in_text,
    say,
    wording,
    written,
)


@dataclass(frozen=True)
class ChangeRow:
    """One row of *what changed*: the signed figure and the words after it.

    `value` is the figure's number, rounded to its `decimals`; None where there is none.
    """

    figure: str
    words: str
    value: float | None = None
    decimals: int = 0


def change_sentence(
    indicator: Indicator, area_code: str, change: Change | None, lang: str | None = None
) -> Sentence:
    """How a figure differs from a year before, or from the newest earlier like period.

    The lede says so when the year before was never published. None, for a figure or a comparison
    that is secret or missing, gives a sentence that says just that.
    """
    lang = lang or language()
    area, said = place(area_code, lang), wording(indicator, lang)
    if change is None:
        return Sentence(say("change_none", lang, area=area))
    gap = difference(indicator, change.value, change.before_value)
    slots = {"area": area, "before": _before(said, change, lang)}
    new = written(indicator, Amount(change.value), lang)
    old = _older(indicator, change, lang)
    if said.kind == "things":
        distance = numbers.decimal(abs(gap), indicator.decimals, lang)
        if gap:
            key = f"change_{'more' if gap > 0 else 'fewer'}_{said.tense}"
            title = say(key, lang, things=said.words, apart=distance, old=old, new=new, **slots)
        else:
            title = say(f"change_equal_{said.tense}", lang, things=said.words, new=new, **slots)
        return Sentence(capital(title), _fallback(change, lang))
    if said.kind == "subject" and not gap:
        title = say("change_same", lang, subject=said.words, new=new, **slots)
        return Sentence(capital(title), _fallback(change, lang))
    words = apart(indicator, gap, lang)
    if said.kind == "subject" and words and not indicator.signed:
        key = "change_higher" if gap > 0 else "change_lower"
        title = say(key, lang, subject=said.words, apart=words, old=old, new=new, **slots)
        return Sentence(capital(title), _fallback(change, lang))
    signed = numbers.difference(gap, unit=indicator.unit, decimals=indicator.decimals, lang=lang)
    name = in_text(said.title)
    title = say("change_bare", lang, title=name, apart=signed, old=old, new=new, **slots)
    return Sentence(title, _fallback(change, lang))


def change_note(indicator: Indicator, change: Change | None, lang: str | None = None) -> str:
    """The note under a headline number: `+372 vuotta aiemmasta`, `−2 198 kesäkuusta 2023`."""
    lang = lang or language()
    if change is None:
        return say("note_none", lang)
    gap = difference(indicator, change.value, change.before_value)
    signed = numbers.difference(gap, unit=indicator.unit, decimals=indicator.decimals, lang=lang)
    if change.year_before:
        return say("note_year", lang, change=signed)
    return say("note_since", lang, change=signed, period=Moment(change.before_period, lang))


def change_row(
    indicator: Indicator, change: Change | None, newest: Amount, lang: str | None = None
) -> ChangeRow:
    """A row of *what changed*: `+372`, `työtöntä vuotta aiempaan verrattuna: 8 765 → 9 137`.

    The sign stands in the figure alone: a word for less after a minus would say it twice.
    `newest` is the figure itself, for the row that has nothing to be compared with.
    """
    lang = lang or language()
    said, title = wording(indicator, lang), indicator.title(lang)
    if change is None:
        shown = written(indicator, newest, lang)
        undefined = numbers.count(None, lang)
        return ChangeRow(undefined, say("row_none", lang, title=in_text(title), new=shown))
    gap = difference(indicator, change.value, change.before_value)
    figure = numbers.change(gap, lang, indicator.decimals)
    before = _before(said, change, lang)
    new = written(indicator, Amount(change.value), lang)
    old = _older(indicator, change, lang)
    if not gap:
        words = say("row_equal", lang, title=in_text(title), new=new, before=before)
        return ChangeRow(figure, words, gap, indicator.decimals)
    since = say("row_year", lang)
    if not change.year_before:
        since = say("row_month", lang, period=Moment(change.before_period, lang))
    if indicator.unit == "percent" and said.kind == "subject":
        slots = {"subject": said.words, "since": since, "old": old, "new": new}
        return ChangeRow(figure, say("row_points", lang, **slots), gap, indicator.decimals)
    number = "one" if abs(gap) == 1 else "many"
    thing = catalogue(lang)["grammar"].get(f"{indicator.id}_{number}")
    if said.kind == "things" and thing:
        slots = {"thing": thing, "since": since, "old": old, "new": new}
        return ChangeRow(figure, say("row_things", lang, **slots), gap, indicator.decimals)
    signed = numbers.difference(gap, unit=indicator.unit, decimals=indicator.decimals, lang=lang)
    slots = {"title": in_text(title), "before": before, "old": old, "new": new}
    return ChangeRow(signed, say("row_other", lang, **slots), gap, indicator.decimals)


def _older(indicator: Indicator, change: Change, lang: str) -> str:
    # "10,8 → 11,1 %": the per cent sign is written once.
    if indicator.unit == "percent":
        return numbers.decimal(change.before_value, indicator.decimals, lang)
    return written(indicator, Amount(change.before_value), lang)


def _before(said: Wording, change: Change, lang: str) -> str:
    if change.year_before:
        return say("year_before", lang)
    tense = "stock" if said.kind == "things" and said.tense == "stock" else "flow"
    return say(f"month_before_{tense}", lang, period=Moment(change.before_period, lang))


def _fallback(change: Change, lang: str) -> str:
    if change.year_before:
        return ""
    key = "change_fallback_month" if numbers.is_month(change.period) else "change_fallback_year"
    return say(
        key,
        lang,
        wanted=Moment(numbers.months_before(change.period), lang),
        period=Moment(change.before_period, lang),
    )
