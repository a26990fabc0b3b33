"""What a meeting's pack holds: sections of finished figures, narrowed by the choices made for it.

A pack shows the same figures as the pages, with the pages' own openings as headings, so that what
is handed out says what the screen says. `made` is the one door; the files are made of its answer in
`handprint.packs`.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import queries
from handprint import catalog, numbers, session
from handprint.drawings import map as map_drawing
from handprint.figures import Figure, Painted, family, goals, headline, situation
from handprint.figures.focus import LEVEL, REGION, Chart, newest
from handprint.figures.pack_sections import SECTIONS, Choices, Shown
from handprint.words import changes, place, t, when
from queries import run

__all__ = ["LEVEL", "REGION", "Chart", "Choices", "Pack", "Section", "Shown", "made"]

FIRST, LAST = dt.date(2007, 1, 31), dt.date(2030, 12, 31)
DEFAULT = (
    "now",
    "municipalities",
    "mismatch",
    "white_spots",
    "family",
    "outputs",
    "goals",
)
"""The sections of a pack until the reader chooses others: what a steering group asks first."""


@dataclass(frozen=True)
class Section:
    """One page's share of a pack: its name, its answer, its figures and what narrows them."""

    key: str
    name: str
    title: str
    lede: str
    shown: tuple[Shown, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class News:
    """One row of *what changed*: a signed figure or a short word, and what it is about.

    `value` is the figure's number, with so many `decimals`; a word has none.
    """

    figure: str
    words: str
    value: float | None = None
    decimals: int = 0


@dataclass(frozen=True)
class Digest:
    """A group of news under a heading, with the words that say what is compared with what."""

    heading: str
    sub: str
    rows: tuple[News, ...]


@dataclass(frozen=True)
class Pack:
    """Everything that a file needs: no more questions are asked after this is made.

    `filters` are the choices as label and value; `line` is the same on one line, printed on every
    page, slide and sheet. `absent` names the sections that have no figures by the day, `later`
    those whose every figure holds younger ones too. `file` is the name of the files without their
    ending.
    """

    lang: str
    title: str
    line: str
    filters: tuple[tuple[str, str], ...]
    release: str
    day: dt.date
    area: str
    digests: tuple[Digest, ...]
    sections: tuple[Section, ...]
    absent: tuple[str, ...]
    later: tuple[str, ...]
    file: str


def made(
    choices: Choices,
    *,
    told: Callable[[int, int, str], None] = lambda step, of, words: None,
    since: tuple[Digest, ...] = (),
) -> Pack:
    """Make the pack of some choices; `told` hears before each section which one comes next.

    `since` holds what has changed since the last meeting, as the frozen editions tell it; it goes
    before what the statistics tell. A section with nothing to show is named, with the reason.
    """
    with session.speaking(choices.lang):
        sections: list[Section] = []
        without: dict[str, list[str]] = {"absent": [], "later": []}
        wanted = [key for key in SECTIONS if key in choices.sections]
        for step, key in enumerate(wanted):
            told(step, len(wanted), name_of(key))
            section = _section(key, choices)
            if isinstance(section, Section):
                sections.append(section)
            else:
                without[section].append(name_of(key))
        filters = _filters(choices)
        return Pack(
            lang=choices.lang,
            title=t("pack.file_title", area=place(choices.area).name),
            line=" · ".join(_short(choices)),
            filters=filters,
            release=queries.release().id,
            day=choices.day,
            area=choices.area,
            digests=(*since, *_changed(choices), *_ending(choices)),
            sections=tuple(sections),
            absent=tuple(without["absent"]),
            later=tuple(without["later"]),
            file=f"{t('pack.file')}-{choices.area}-{choices.day.isoformat()}-{choices.lang}",
        )


def name_of(section: str) -> str:
    """A section's name: its page's, as in the menu."""
    return t(f"frame.{section}")


def sections() -> tuple[str, ...]:
    """The sections that a pack can hold, in their order."""
    return tuple(SECTIONS)


def _section(key: str, choices: Choices) -> Section | Literal["absent", "later"]:
    """A section, or why there is none: no figures by the day, or only such as hold younger ones."""
    make, narrowed = SECTIONS[key]
    found = make(choices)
    if found is None:
        return "absent"
    answer, shown = found
    shown = [
        replace(one, figure=_drawn(one.figure), mapped=isinstance(one.figure.picture, Painted))
        for one in shown
    ]
    shown = [one for one in shown if not one.figure.table.frame.empty]
    notes = []
    if "day" in narrowed:
        younger = [one.figure.heading for one in shown if _younger(one.figure, choices.day)]
        shown = [one for one in shown if one.figure.heading not in younger]
        notes += [t("pack.younger", heading=heading) for heading in younger]
    if not shown:
        return "later" if notes else "absent"
    if choices.area != REGION and "area" not in narrowed:
        notes.append(t("pack.not_by_area"))
    by_goals = "goals" in narrowed or ("one_goal" in narrowed and len(choices.goals) == 1)
    if choices.goals and not by_goals:
        notes.append(t("pack.not_by_goals"))
    if choices.day != dt.date.today() and "day" not in narrowed:
        notes.append(t("pack.not_by_day"))
    return Section(key, name_of(key), answer.title, answer.lede, tuple(shown), tuple(notes))


# Their sub-headings end with what a click does, and nobody clicks on paper.
_POINTED = ("white-map", "white-rows", "groups-map")
# A month that is aimed at lies ahead on any day: it tells of a plan, not of what came after.
_PLANNED = ("target_period", "due")


def _younger(figure: Figure, day: dt.date) -> bool:
    """Whether a figure holds months after the day's own: it would tell what came after."""
    frame = figure.table.frame
    columns = figure.table.columns.items()
    named = [frame[name] for name, one in columns if one.unit == "text" and name not in _PLANNED]
    said = " | ".join([figure.periods, *(str(cell) for column in named for cell in column)])
    month = day.replace(day=1)
    for _ in range(12 * (LAST.year - day.year + 1)):
        month = (month + dt.timedelta(days=32)).replace(day=1)
        printed = when(f"{month:%Y-%m}", "short")
        if printed in said and re.search(rf"(?<![\d/]){re.escape(printed)}(?!\d)", said):
            return True
    return False


def _drawn(figure: Figure) -> Figure:
    """The same figure with its map drawn whole: on paper there is nobody to fetch the geometry."""
    if figure.key in _POINTED:
        figure = replace(figure, sub=figure.sub.rsplit(". ", 1)[0])
    picture = figure.picture
    if not isinstance(picture, Painted):
        return figure
    shapes = run("labour/shapes_by_level", level=picture.level)
    layers = run("labour/map_layers_by_level", level=picture.level)
    return replace(figure, picture=map_drawing.drawn(shapes, layers, picture.paint))


def _changed(choices: Choices) -> tuple[Digest, ...]:
    """What the statistics say has changed, of the chosen area."""
    period = newest(situation.periods(), choices.day)
    if period is None:
        return ()
    rows = []
    for name in situation.CHANGES:
        amount = headline.amount(name, choices.area, period)
        if amount.known:
            change = headline.change(name, choices.area, period)
            row = changes.change_row(catalog.indicator(name), change, amount)
            rows.append(News(row.figure, row.words, row.value, row.decimals))
    if not rows:
        return ()
    sub = f"{place(choices.area).name}, {when(period)}. {t('now.changed_sub')}"
    return (Digest(t("now.changed"), sub, tuple(rows)),)


def _ending(choices: Choices) -> tuple[Digest, ...]:
    """The projects that end within six months of the day, as the overview tells them."""
    found = family.ending_within(choices.day)
    rows = []
    for one in found.rows:
        day = numbers.date(one.last_day.isoformat(), choices.lang)
        after = ", ".join(one.successors)
        words = t("pack.ends_followed", name=one.name, next=after) if after else one.name
        rows.append(News(day, words if after else t("pack.ends_alone", name=one.name)))
    return (Digest(t("pack.ending"), found.sentence, tuple(rows)),)


def _filters(choices: Choices) -> tuple[tuple[str, str], ...]:
    names = {one.goal: f"{one.goal} {one.short}" for one in goals.all_goals()}
    chosen = ", ".join(names[goal] for goal in choices.goals) or t("pack.all_goals")
    return (
        (t("choices.area"), place(choices.area).name),
        (t("choices.goals"), chosen),
        (t("choices.day"), numbers.date(choices.day.isoformat(), choices.lang)),
        (t("choices.sections"), ", ".join(name_of(key) for key in choices.sections)),
        (t("exports.release"), queries.release().id),
    )


def _short(choices: Choices) -> tuple[str, ...]:
    day = numbers.date(choices.day.isoformat(), choices.lang)
    chosen = ", ".join(choices.goals)
    return (
        place(choices.area).name,
        t("pack.goals_line", goals=chosen) if chosen else t("pack.all_goals"),
        t("pack.day_line", day=day),
    )
