"""What a meeting's pack holds: sections of finished figures, narrowed by the choices made for it.

A pack shows the same figures as the pages, with the pages' own openings as headings, so that what
is handed out says what the screen says. `made` is the one door; the files are made of its answer in
`handprint.packs`.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import queries
from handprint import catalog, numbers, session
from handprint.drawings import map as map_drawing
from handprint.figures import (
    Figure,
    Painted,
    areas,
    goals,
    groups,
    headline,
    mismatch,
    mismatch_counts,
    mismatch_curve,
    mismatch_parts,
    occupations,
    situation,
    white_spots,
)
from handprint.figures.occupation_counts import Stretch, months
from handprint.words import changes, place, t, when
from handprint.words.sentences import Sentence
from queries import run

REGION, LEVEL = "MK19", "municipality"
FIRST, LAST = dt.date(2007, 1, 31), dt.date(2030, 12, 31)

Narrowing = Literal["area", "goals", "day"]


@dataclass(frozen=True)
class Chart:
    """Which columns of a figure's table make a chart that an office program can edit.

    `names` is the column of categories; with `months` it holds printed periods, and the chart has
    an axis of time. `hues` are tokens of colour, one for each column of `values`.
    """

    kind: Literal["bars", "lines"]
    names: str
    values: tuple[str, ...]
    hues: tuple[str, ...]
    months: bool = False
    only: tuple[str, str] | None = None


@dataclass(frozen=True)
class Shown:
    """A figure of a section, and the native chart that tells the same, if there is one.

    `columns` are those of the table that a slide has room for beside a map; `mapped` says that
    the picture is a map.
    """

    figure: Figure
    chart: Chart | None = None
    columns: tuple[str, ...] = ()
    mapped: bool = False


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
    """One row of *what changed*: a signed figure or a short word, and what it is about."""

    figure: str
    words: str


@dataclass(frozen=True)
class Digest:
    """A group of news under a heading, with the words that say what is compared with what."""

    heading: str
    sub: str
    rows: tuple[News, ...]


@dataclass(frozen=True)
class Choices:
    """What was chosen for a pack: language, as-of day, area, goals (all when none), sections."""

    lang: str
    day: dt.date
    area: str
    goals: tuple[str, ...]
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """Everything that a file needs: no more questions are asked after this is made.

    `filters` are the choices as label and value; `line` is the same on one line, printed on every
    page, slide and sheet. `file` is the name of the files without their ending.
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
    file: str


def made(
    choices: Choices,
    *,
    told: Callable[[int, int, str], None] = lambda step, of, words: None,
    since: tuple[Digest, ...] = (),
) -> Pack:
    """Make the pack of some choices; `told` hears before each section which one comes next.

    `since` holds what has changed since the last meeting, as the frozen editions tell it; it goes
    before what the statistics tell. A section without any figure by the day is named in `absent`.
    """
    with session.speaking(choices.lang):
        sections, absent = [], []
        wanted = [key for key in SECTIONS if key in choices.sections]
        for step, key in enumerate(wanted):
            told(step, len(wanted), name_of(key))
            section = _section(key, choices)
            if section is None:
                absent.append(name_of(key))
            else:
                sections.append(section)
        filters = _filters(choices)
        return Pack(
            lang=choices.lang,
            title=t("pack.file_title", area=place(choices.area).name),
            line=" · ".join(_short(choices)),
            filters=filters,
            release=queries.release().id,
            day=choices.day,
            area=choices.area,
            digests=(*since, *_changed(choices)),
            sections=tuple(sections),
            absent=tuple(absent),
            file=f"{t('pack.file')}-{choices.area}-{choices.day.isoformat()}-{choices.lang}",
        )


def name_of(section: str) -> str:
    """A section's name: its page's, as in the menu."""
    return t(f"frame.{section}")


def sections() -> tuple[str, ...]:
    """The sections that a pack can hold, in their order."""
    return tuple(SECTIONS)


def _section(key: str, choices: Choices) -> Section | None:
    make, narrowed = SECTIONS[key]
    found = make(choices)
    if found is None:
        return None
    answer, shown = found
    shown = [
        replace(one, figure=_drawn(one.figure), mapped=isinstance(one.figure.picture, Painted))
        for one in shown
    ]
    shown = [one for one in shown if not one.figure.table.frame.empty]
    if not shown:
        return None
    notes = []
    if choices.area != REGION and "area" not in narrowed:
        notes.append(t("pack.not_by_area"))
    if choices.goals and "goals" not in narrowed:
        notes.append(t("pack.not_by_goals"))
    return Section(key, name_of(key), answer.title, answer.lede, tuple(shown), tuple(notes))


def _drawn(figure: Figure) -> Figure:
    """The same figure with its map drawn whole: on paper there is nobody to fetch the geometry."""
    picture = figure.picture
    if not isinstance(picture, Painted):
        return figure
    shapes = run("labour/shapes_by_level", level=picture.level)
    layers = run("labour/map_layers_by_level", level=picture.level)
    return replace(figure, picture=map_drawing.drawn(shapes, layers, picture.paint))


def _newest(periods: Iterator[str] | list[str] | tuple[str, ...], day: dt.date) -> str | None:
    """The newest month that had ended by the day."""
    ended = (
        day if (day + dt.timedelta(days=1)).day == 1 else day.replace(day=1) - dt.timedelta(days=1)
    )
    return max((one for one in periods if one <= f"{ended:%Y-%m}"), default=None)


Found = tuple[Sentence, list[Shown]] | None


def _situation(choices: Choices) -> Found:
    period = _newest(situation.periods(), choices.day)
    if period is None:
        return None
    return situation.opening(period), [
        Shown(situation.claims_of(period, False)),
        Shown(
            areas.map_of(LEVEL, "unemployed_share", period, choices.area),
            Chart("bars", "area", ("value",), ("seek",)),
        ),
    ]


def _mismatch(choices: Choices) -> Found:
    last = _newest(mismatch_counts.windows(), choices.day)
    if last is None:
        return None
    level = mismatch_counts.LEVELS[0]
    window = mismatch_counts.stretch(last)
    parts = mismatch_parts.loss(level)
    return mismatch.opening(level, window), [
        Shown(mismatch.rungs(level, window)),
        *([Shown(parts)] if parts else []),
        Shown(mismatch_curve.beveridge_curve(window)),
    ]


def _occupations(choices: Choices) -> Found:
    last = _newest(months(), choices.day)
    if last is None or numbers.months_before(last, 11) not in months():
        return None
    stretch = Stretch(numbers.months_before(last, 11), last)
    sides = Chart("bars", "occupation_name", ("openings_low", "unemployed_low"), ("open", "seek"))
    first = occupations.ranking(4, stretch, "").table.frame
    code = str(first["occupation_code"].iloc[0])
    through = Chart(
        "lines", "period", ("unemployed_low", "openings_low"), ("seek", "open"), months=True
    )
    return occupations.opening(4, stretch), [
        Shown(occupations.ranking(4, stretch, code), sides),
        Shown(occupations.through_time(code), through),
    ]


def _municipalities(choices: Choices) -> Found:
    indicator, area = "unemployed_share", choices.area
    periods = run("labour/periods_by_indicator", indicator=indicator, level=LEVEL)["period"]
    period = _newest(periods.tolist(), choices.day)
    if period is None:
        return None
    lines = Chart("lines", "when", ("value", "other"), ("seek", "ctx"), months=True)
    bars = Chart("bars", "group", ("share", "region"), ("seek", "ctx"))
    alone = Chart("bars", "area", ("value",), ("seek",))
    found = [
        (areas.strip_of(LEVEL, indicator, period, area, False), None),
        (areas.trend_of(indicator, area, False), lines),
        (areas.groups_of(area, period, False), bars),
        (areas.peers_of(indicator, period, area, False), alone),
    ]
    return areas.opening(LEVEL, indicator, period, area), [
        Shown(figure, chart) for figure, chart in found if figure is not None
    ]


def _groups(choices: Choices) -> Found:
    period = _newest(groups.periods(LEVEL), choices.day)
    if period is None:
        return None
    code = groups.standing_out(LEVEL, period)
    both = Chart("bars", "group", ("region", "country"), ("seek", "ctx"))
    return groups.opening(code, LEVEL, period), [
        Shown(groups.every(code, LEVEL, period, False), both),
        Shown(
            groups.by_area(code, LEVEL, period, False),
            Chart("bars", "area", ("value",), ("seek",)),
        ),
    ]


def _white_spots(choices: Choices) -> Found:
    measure, by = white_spots.MEASURES[0], white_spots.BYS[0]
    period = _newest(white_spots.periods(measure), choices.day)
    if period is None or choices.day < white_spots.first_day():
        return None
    return white_spots.opening(measure, period, by, choices.day, choices.area), [
        Shown(
            white_spots.map_of(measure, period, by, choices.day, choices.area),
            columns=("area", "least", "cover", "members", "projects"),
        ),
        Shown(white_spots.by_row(measure, period, by, choices.day, choices.area)),
    ]


SECTIONS: dict[str, tuple[Callable[[Choices], Found], frozenset[Narrowing]]] = {
    "now": (_situation, frozenset({"area", "day"})),
    "municipalities": (_municipalities, frozenset({"area", "day"})),
    "mismatch": (_mismatch, frozenset({"day"})),
    "occupations": (_occupations, frozenset({"day"})),
    "groups": (_groups, frozenset({"day"})),
    "white_spots": (_white_spots, frozenset({"area", "day"})),
}
"""Sections in their order: what makes each, and which of the choices narrow it."""


def _changed(choices: Choices) -> tuple[Digest, ...]:
    """What the statistics say has changed, of the chosen area."""
    period = _newest(situation.periods(), choices.day)
    if period is None:
        return ()
    rows = []
    for name in situation.CHANGES:
        amount = headline.amount(name, choices.area, period)
        if amount.known:
            change = headline.change(name, choices.area, period)
            row = changes.change_row(catalog.indicator(name), change, amount)
            rows.append(News(row.figure, row.words))
    if not rows:
        return ()
    sub = f"{place(choices.area).name}, {when(period)}. {t('now.changed_sub')}"
    return (Digest(t("now.changed"), sub, tuple(rows)),)


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
