"""Sentences of the mismatch page: how many can meet, what keeps them apart, how the curve moved."""

from dataclasses import dataclass

from handprint import numbers
from handprint.analysis.beveridge import Movement
from handprint.session import language
from handprint.words.catalogues import t
from handprint.words.forms import Few, capital, lower_first, when
from handprint.words.sentences import Sentence, joined

SHIFTED = 0.05
"""A movement across the curve of less than this, in log points, is not said to be a shift."""


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """The facts of the opening, from the statistics: means over a window of months.

    `met` openings at most can be filled by somebody unemployed in the same occupation (a likely
    value) and `met_high` for certain; `area` by somebody in the same municipality.
    """

    level: int
    periods: str
    newest: bool
    openings: float
    met: float
    met_high: float
    area: float


@dataclass(frozen=True, kw_only=True)
class Both:
    """What only person-level data can tell: how many can meet in the same place and occupation."""

    level: int
    synthetic: bool
    seekers: int
    openings: int
    joint: int


def opening(facts: Ceiling, both: Both | None, lang: str | None = None) -> Sentence:
    """The heading: so many openings in ten; the lede: place against occupation, then both."""
    lang = lang or language()
    return Sentence(_title(facts, lang), joined([_area(facts, lang), _both(both, lang)]))


def _title(facts: Ceiling, lang: str) -> str:
    same = t(f"mismatch.same_{facts.level}", lang=lang)
    can = t("mismatch.can_now" if facts.newest else "mismatch.can_past", lang=lang)
    share = facts.met / facts.openings if facts.openings else 0.0
    tenths = int(numbers.rounded(10 * share, 0) or 0)
    if tenths < 1:
        title = t("mismatch.title_few", lang=lang, same=same, can=can)
    elif tenths > 9:
        title = t("mismatch.title_all", lang=lang, same=same, can=can)
    else:
        sure = facts.met_high <= facts.openings * tenths / 10
        title = t(
            "mismatch.title",
            lang=lang,
            at_most=t("mismatch.at_most" if sure else "mismatch.at_most_about", lang=lang),
            tenths=Few(tenths, lang),
            same=same,
            can=can,
        )
    if facts.newest:
        return title
    return t("mismatch.title_past", lang=lang, periods=facts.periods, title=lower_first(title))


def _area(facts: Ceiling, lang: str) -> str:
    place, occupation = (float(numbers.rounded(x, 0) or 0) for x in (facts.area, facts.met))
    key = "even" if place == occupation else "occupation" if occupation < place else "area"
    return t(
        "mismatch.lede_area",
        lang=lang,
        found=t("mismatch.found_now" if facts.newest else "mismatch.found_past", lang=lang),
        area=numbers.count(facts.area, lang),
        openings=numbers.count(facts.openings, lang),
        stricter=t(f"mismatch.stricter_{key}", lang=lang),
    )


def _both(both: Both | None, lang: str) -> str:
    if both is None:
        return t("mismatch.lede_none", lang=lang)
    slots = {
        "noun": t(f"mismatch.noun_{both.level}", lang=lang),
        "joint": numbers.count(both.joint, lang),
        "openings": numbers.count(both.openings, lang),
    }
    if not both.synthetic:
        return t("mismatch.lede_register", lang=lang, **slots)
    return t("mismatch.lede_demonstration", lang=lang, seekers=about(both.seekers, lang), **slots)


def about(number: float, lang: str) -> str:
    """A count in round hundreds, as it is spoken of: `8 000`."""
    return numbers.count(float(numbers.rounded(number, -2) or 0), lang)


def moved(movement: Movement, lang: str | None = None) -> Sentence:
    """What one movement on the Beveridge plane means: heading, and the changes with their why."""
    lang = lang or language()
    key = movement.kind
    if key in ("along_up", "along_down") and movement.shift is not None:
        if movement.shift >= SHIFTED:
            key = f"{key}_outward"
        elif movement.shift <= -SHIFTED:
            key = f"{key}_inward"
    more = t(
        "mismatch.curve_movement",
        lang=lang,
        first=when(movement.first.period, "short", lang),
        last=when(movement.last.period, "short", lang),
        unemployed=numbers.change(movement.unemployed, lang, 1),
        vacancies=numbers.change(movement.vacancies, lang, 1),
        why=t(f"mismatch.curve_why_{key}", lang=lang),
    )
    return Sentence(t(f"mismatch.curve_heading_{key}", lang=lang), capital(more))
