"""What a file says about a figure: where it comes from, what it means, what to mind."""

import re
from dataclasses import dataclass

from handprint import catalog, numbers
from handprint.figures import Figure
from handprint.figures.pack import REGION, Pack
from handprint.session import language
from handprint.words import capital, t


@dataclass(frozen=True)
class Definition:
    """A measured thing: its name, its unit and whether it is a stock or a flow, its meaning."""

    name: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Origin:
    """A source: its name, who publishes it, under which licence, at which address."""

    name: str
    publisher: str = ""
    licence: str = ""
    address: str = ""


def source_line(figure: Figure) -> str:
    """Sources and period on one line, as under the figure on the screen."""
    lang = language()
    short = (catalog.source(source).short(lang) for source in figure.sources)
    names = ", ".join(dict.fromkeys([*short, *figure.origins]))
    return ", ".join(part for part in (names, figure.periods) if part)


def definitions(figures: list[Figure]) -> list[Definition]:
    """What the figures' indicators mean, each once, in the order met."""
    lang = language()
    found = dict.fromkeys(one for figure in figures for one in figure.indicators)
    indicators = [catalog.indicator(one) for one in found]
    return [
        Definition(
            one.title(lang),
            f"{t(f'unit.{one.unit}')}, {t(f'figure.{one.measure}')}",
            one.definition(lang),
        )
        for one in indicators
    ]


def origins(figures: list[Figure]) -> list[Origin]:
    """Where the figures come from, each source once, in the order met.

    Those without a publisher are the records' own, as the figures name them.
    """
    lang = language()
    files = dict.fromkeys(one for figure in figures for one in figure.sources)
    own: dict[str, str] = {}
    for figure in figures:
        for said in figure.origins:
            for one in _PARTS.split(said):
                own.setdefault(one.lower(), capital(one))
    sources = [catalog.source(one) for one in files]
    return [
        *(Origin(one.title(lang), one.by(lang), one.licence, one.address) for one in sources),
        *(Origin(one) for one in own.values()),
    ]


# A figure may name several sources in one breath; what stands in brackets is one of them.
_PARTS = re.compile(r", (?![^(]*\))")


def cautions(figure: Figure) -> list[str]:
    """What to mind before quoting: the figure's own notes and the cautions of its measures."""
    return [*figure.notes, *(t(f"cautions.{key}") for key in figure.cautions)]


def figures(pack: Pack) -> list[Figure]:
    """Every figure of a pack in its order."""
    return [one.figure for section in pack.sections for one in section.shown]


def sheet_names(pack: Pack) -> list[str]:
    """The name of each figure's sheet: its number and its section, short and without repeats."""
    names, number = [], 0
    for section in pack.sections:
        for _ in section.shown:
            number += 1
            names.append(f"{number} {section.name}"[:31])
    return names


def heading(pack: Pack) -> str:
    """The answer that opens the pack: the chosen municipality's own, else the first section's."""
    own = [one for one in pack.sections if one.key == "municipalities" and pack.area != REGION]
    return next((one.title for one in [*own, *pack.sections]), pack.title)


def remarks(pack: Pack) -> list[str]:
    """What the reader should know of the pack as a whole: which sections are not in it, and why."""
    day = numbers.date(pack.day.isoformat(), pack.lang)
    reasons = (("pack.nothing", pack.absent), ("pack.later", pack.later))
    return [t(why, day=day, names=", ".join(names)) for why, names in reasons if names]


def stamp(pack: Pack) -> str:
    """What was chosen, on which day and from which release, on one line."""
    return f"{pack.line} · {t('exports.release')} {pack.release}"
