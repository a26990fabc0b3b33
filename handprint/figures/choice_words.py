"""The choices of a view in words: what a story keeps of an address, for the one who reads it.

A slide is kept by codes alone, so that it reads in every language; here each code gets the word
that its page shows for it. A code that nothing knows stands as it is.
"""

from collections.abc import Callable, Mapping

from handprint import catalog, numbers
from handprint.analysis.matching import LEVERS
from handprint.figures import (
    decisions,
    handprint,
    mismatch_counts,
    occupation_by_place,
    occupation_counts,
    thread,
    white_spots,
)
from handprint.figures.target_groups import GROUPS
from handprint.session import language
from handprint.words import LEVELS, REGION, capital, place, place_codes, t, what_if, when
from handprint.words.groups import case

TIMES = ("day", "month", "period", "window")
"""Choices that say when: without them a slide follows the newest figures and the story's day."""
ALL, NONE = "all", "none"


def said(choices: Mapping[str, str]) -> list[str]:
    """What is chosen, and which; what narrows nothing is not said."""
    return [
        f"{label(name)}: {word(name, code)}"
        for name, code in choices.items()
        if not idle(name, code)
    ]


def idle(name: str, code: str) -> bool:
    """Whether a choice narrows nothing: everything, nobody in focus, a lever that is not pulled."""
    return code in ("", ALL) or (name, code) in _IDLE or (name in LEVERS and code == "0")


def label(name: str) -> str:
    """What a choice is called."""
    if name in LEVERS:
        return what_if.name(name)
    try:
        return t(f"family.{name}" if name in ("fund", "lead") else f"choices.{name}")
    except KeyError:
        return name


def word(name: str, code: str) -> str:
    """What a code of a choice is called; the code itself where nothing knows it."""
    try:
        if name in LEVERS and code.isdecimal():
            return what_if.value(name, int(code))
        return _WORDS[name](code) if name in _WORDS else code
    except (LookupError, ArithmeticError, StopIteration, ValueError):
        return code


def _area(code: str) -> str:
    return place(code).nominative if code in place_codes() else code


def _thing(kind: str) -> Callable[[str], str]:
    return lambda code: decisions.things()[kind, code]


def _indicator(code: str) -> str:
    """An indicator of the goals by its number, or one of the statistics by its id."""
    if ("indicator", code) in decisions.things():
        return decisions.things()["indicator", code]
    return catalog.indicator(code).title(language())


def _organisation(code: str) -> str:
    return decisions.organisations()[code]


def _of(prefix: str, codes: tuple[str, ...]) -> Callable[[str], str]:
    """The words of one page for the codes of one choice."""
    return lambda code: t(f"{prefix}{code}") if code in codes else code


def _missing(names: Callable[[str], str]) -> Callable[[str], str]:
    return lambda code: t("family.fund_none") if code == NONE else names(code)


def _occupation(code: str) -> str:
    return occupation_counts.names(2 if len(code) == 2 else 4)[code][0]


def _row(code: str) -> str:
    if code in ("code", "balance"):
        return t(f"mismatch.rows_{code}")
    return t("mismatch.rows_area", name=place(code).name)


def _column(code: str) -> str:
    if code in ("name", "balance"):
        return t(f"mismatch.columns_{code}")
    return t("mismatch.columns_row", name=occupation_by_place.group_names()[code])


def _item(code: str) -> str:
    return thread.nodes()["item", code].short


_IDLE = {("indicator", NONE), ("examples", "show"), ("steps", "1"), ("area", REGION)}
_WORDS: Mapping[str, Callable[[str], str]] = {
    "level": _of("choices.", LEVELS),
    "across": _of("choices.", LEVELS),
    "area": _area,
    "indicator": _indicator,
    "period": when,
    "month": when,
    "window": lambda code: mismatch_counts.stretch(code).printed(),
    "day": lambda code: numbers.date(code, language()),
    "finger": handprint.name,
    "grain": _of("mismatch.grain_", tuple(map(str, mismatch_counts.LEVELS))),
    "alpha": lambda code: numbers.decimal(float(code), 1, language()),
    "drill": lambda code: occupation_by_place.group_names()[code],
    "rows": _row,
    "columns": _column,
    "digits": _of("occupations.digits_", occupation_counts.LEVELS),
    "span": _of("occupations.span_", occupation_counts.SPANS),
    "occupation": _occupation,
    "target": lambda code: capital(case("nominative", code)) if code in GROUPS else code,
    "organisation": _organisation,
    "lead": _missing(_organisation),
    "fund": _missing(str),
    "goal": _thing("goal"),
    "project": _thing("project"),
    "item": _item,
    "block": lambda code: t(f"actors.block_{code}"),
    "state": lambda code: t(f"actors.state_{code}"),
    "steps": _of("actors.steps_", ("1", "2")),
    "examples": _of("goals.examples_", ("show", "hide")),
    "need": _of("white_spots.measure_", white_spots.MEASURES),
    "coverage": _of("white_spots.by_", white_spots.BYS),
    "strategy_period": lambda code: code.replace("-", "–"),
}
