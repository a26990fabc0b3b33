"""A saved view as a slide: one figure of a page, drawn from its own table in large letters.

The figure's finding is the heading, or stands under the heading that a user has given. A figure
whose subject has a slide of its own (`slides.SHOWN`) and no choice that this slide cannot make
borrows its picture; every other one is drawn by its `Shape`. What does not fit is counted.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from handprint import catalog, numbers
from handprint.drawings import large
from handprint.drawings import slides as drawing
from handprint.drawings.map import Paint
from handprint.drawings.marks import STRONG, Picture, wrapped
from handprint.drawings.scale import Tick, month_number, nice
from handprint.figures import Column, Figure, Painted, choice_words, focus, slides, thread
from handprint.figures.slides import Slide
from handprint.figures.target_groups import GROUPS
from handprint.session import language
from handprint.words import month_read, place, place_codes, t, when
from queries import run

VIEW = "view"
"""What a story's file calls such a slide."""
_KNOWN = ("value", "zero", "carried")
_MOST_CALLED, _MOST_ROWS, _MOST_SAID, _NAMES = 6, 9, 2, 62
_LEDE, _WIDTH, _SOURCE = 936, 1152, 890
"""Widths of a slide's line of words beside a QR code and without, and of its source."""
_HEIGHT, _LONG = 628, 42
"""What a slide's edges leave of its height, and the size of a heading of three lines."""
_OF_PLACES = ("overview/", "labour/", "network/white_spots")
_SENTENCE = re.compile(r"(?<=[\w”)%])\. (?=[A-ZÅÄÖ≈\d])")
_READING: Mapping[str, tuple[int, ...]] = {
    "actors-losses": (1,),
    "areas-strip": (1,),
    "family-successors": (1,),
    "goals-completeness": (1,),
    "groups-map": (1,),
    "mismatch_curve": (1, 3),
    "mismatch_ladder": (1, 2, 3),
    "mismatch_places": (1,),
    "occupations_field": (1, 3),
    "thread": (1,),
    "what_if_reached": (1,),
    "white-map": (1,),
    "white-rows": (1,),
}
"""Sentences of a sub-heading that tell how the page's own picture is read, by their place."""


@dataclass(frozen=True)
class Shape:
    """How a figure's table becomes a picture.

    `names` is the column of things, `values` those of the bars or lines; `columns` are those of a
    table, the most telling ones. `by` sorts the rows by the size of a column, `ends` takes the
    first and the last of them; `known` is a column that a shown row must have a value in, noughts
    last; `note` is a column of words beside a bar or an area. `groups` counts the things that have
    the same words in the columns, and names them.
    """

    kind: Literal["bars", "lines", "map", "table", "groups"]
    names: str = ""
    values: tuple[str, ...] = ()
    hues: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    by: str = ""
    ends: bool = False
    note: str = ""
    known: str = ""


def _bars(names: str, *values: str, hues: str, ends: bool = False, note: str = "") -> Shape:
    return Shape("bars", names, values, tuple(hues.split()), ends=ends, note=note)


def _lines(names: str, *values: str, hues: str) -> Shape:
    return Shape("lines", names, values, tuple(hues.split()))


def _table(*columns: str, by: str = "", known: str = "") -> Shape:
    return Shape("table", columns=columns, by=by, known=known)


_FINGER = _table("figure", "newest", "newest_at", "verdict")
SHAPES: Mapping[str, Shape] = {
    "now-claims": _table("measure", "when", "value", "note"),
    "now-lights": _table("goal", "sign", "judged", "indicators"),
    "handprint-hand": _FINGER,
    "handprint-rows": _FINGER,
    "handprint-ledger": _table("what", "figure", "how"),
    "mismatch_ladder": _table("rung", "data", "lost", known="lost"),
    "mismatch_parts": _table("measure", "way", "area", "occupation"),
    "mismatch_index": _lines("period", "sahin_occupation", "sahin_area", hues="open ctx"),
    "mismatch_curve": _lines("period", "unemployed_share", "vacancy_rate", hues="seek open"),
    "mismatch_tightness": _lines("period", "tightness", hues="open"),
    "mismatch_places": _table("group", "place", "openings", "balance", by="balance"),
    "occupations_time": _lines("period", "unemployed_low", "openings_low", hues="seek open"),
    "occupations_ranking": _bars(
        "occupation_name", "openings_low", "unemployed_low", hues="open seek", ends=True
    ),
    "occupations_field": _table(
        "occupation_name", "openings_low", "unemployed_low", "balance_low", by="balance_low"
    ),
    "areas-map": Shape("map", "area", ("value",)),
    "areas-strip": _bars("area", "value", hues="seek"),
    "areas-trend": _lines("period", "value", "other", hues="seek ctx"),
    "areas-groups": _bars("group", "share", "region", hues="seek ctx"),
    "areas-peers": _bars("area", "value", hues="seek"),
    "groups-every": _bars("group", "region", "country", hues="seek ctx"),
    "groups-areas": _bars("area", "value", hues="seek"),
    "groups-map": Shape("map", "area", ("value",)),
    "groups-past": _table("group", "month", "value", "how"),
    "groups-wanted": _bars("occupation_name", "persons", "openings", hues="seek open"),
    "groups-where": _bars("area", "persons", "openings", hues="seek open"),
    "what_if_reached": _bars("row", "met", hues="open", note="setting"),
    "what_if_next": _bars("lever", "gain", "alone", hues="open ctx"),
    "what_if_left": _table("side", "reason", "number"),
    "actors-network": _table("actor", "block", "partners", "projects", by="partners"),
    "actors-losses": _bars("actor", "total", hues="ui"),
    "white-map": Shape("map", "area", ("least",), note="cover"),
    "white-matrix": Shape("groups", "area", columns=("need", "cover")),
    "white-rows": _bars("area", "least", hues="seek", note="cover"),
    "family-pipeline": _table("state", "count", "projects"),
    "family-timeline": _table("project", "start", "end", "state"),
    "family-successors": _table("project", "end", "next", "gap"),
    "outputs-matrix": _table("project", "measure", "target", "result"),
    "outputs-publications": _table("title", "year", "licence"),
    "outputs-codes": _table("code", "name", "target", "result"),
    "goals-tree": _table("indicator", "latest", "target", "sign"),
    "goals-past": _lines("period", "value", hues="seek"),
    "goals-completeness": _table("item", "count", "example", "lacking"),
    "thread": Shape("groups"),
    "thread-goals": _table("goal", "n6", "n7", "n8"),
}
"""By figure key; every key of `focus.VIEWS` has one."""

_LIKE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "now-claims": ("phenomenon", ("period",)),
    "now-lights": ("progress", ()),
    "handprint-hand": ("handprint", ()),
    "actors-network": ("network", ("day",)),
    "white-map": ("white_spots", ("need", "month", "coverage", "day")),
    "family-pipeline": ("family", ("day", "goal", "fund", "lead")),
    "family-timeline": ("timeline", ("day", "goal", "fund", "lead")),
    "outputs-matrix": ("outputs", ()),
}
"""Figures that a slide of `slides.SHOWN` shows already, and the choices that it can make."""

_GOES_ON = ("white-map",)
"""Borrowed slides whose line of words goes on from their own heading, not from the finding."""

_LIT = ("organisation", "project", "event", "block", "state", "steps")
_UNSAID: Mapping[str, tuple[str, ...]] = {
    "actors-losses": _LIT,
    "actors-network": _LIT,
    "areas-groups": ("indicator",),
    "goals-completeness": ("indicator",),
    "goals-past": ("goal", "examples"),
    "goals-tree": ("indicator",),
    "handprint-rows": ("finger",),
    "occupations_field": ("occupation",),
    "occupations_ranking": ("occupation",),
    "occupations_time": ("span",),
}
"""Choices that light something up on a page's picture, or are another figure's: the slide shows
the same rows whatever they are, so beside its place they would read as what it is narrowed to."""


def made(key: str, choices: Mapping[str, str], *, day: dt.date, heading: str = "") -> Slide | None:
    """The slide of a figure with its choices; None where the release has no such figure.

    `day` is the one the story is told from. Raises KeyError for a key that is none.
    """
    figure = focus.figure(key, choices)
    if figure is None or figure.table.frame.empty:
        return None
    # The words beside the figure say what it shows, not what it was asked for in vain.
    choices = focus.in_force(key, choices)
    like = _like(key, choices)
    found = figure.heading.removesuffix(".")
    title = heading or found
    # A picture borrowed from another slide is read as that one says.
    after = f"{found}." if heading else ""
    if like and key not in _GOES_ON:
        lede = _joined(after, like.lede, title)
    else:
        lede = _said(key, figure.sub, title, after=after)
    slide = like or _drawn(key, figure, choices, _room(figure, title, lede))
    where = slide.where
    if not focus.narrowed_by_day(key, choices):
        where = slides.of_any_day(slide.where, {"day": day.isoformat()})
    return replace(
        slide,
        heading=title,
        lede=lede,
        figure=figure,
        where=where,
        mark=figure.mark,
        sources=(),
    )


def _like(key: str, choices: Mapping[str, str]) -> Slide | None:
    """The slide that shows the same already, if nothing chosen would be lost in it."""
    show, names = _LIKE.get(key, ("", ()))
    if not show or set(_chosen(key, choices)) - set(names):
        return None
    slide = slides.made(show, choices=choices, heading="", lines=())
    # A story's own slide says that no day narrows it; here that is said once, for every view.
    if slide is None:
        return None
    said = {one: code for one, code in _chosen(key, choices).items() if one in ("fund", "lead")}
    where = [slide.where.split("; ")[0], *choice_words.said(said)]
    return replace(slide, where=", ".join(part for part in where if part))


def _chosen(key: str, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices that narrow a figure: those that are not everything or nothing."""
    idle = ("", focus.ALL, focus.NONE, focus.REGION)
    return {name: code for name, code in focus.own(key, choices).items() if code not in idle}


def _room(figure: Figure, heading: str, lede: str) -> float:
    """The height that a slide leaves its picture under these words."""
    lines = len(wrapped(heading, width=_LEDE, size=_LONG, weight=STRONG))
    head = max(124.0, 1.1 * _LONG * lines)
    told = len(wrapped(lede, width=_LEDE, size=26)) if lede else 0
    mark = t(f"figure.{figure.mark}") if figure.mark else ""
    if mark and told:
        told = len(wrapped(f"{lede} {mark}", width=_WIDTH - 60, size=26))
    shorts = (catalog.source(one).short(language()) for one in figure.sources)
    line = ", ".join([*dict.fromkeys([*shorts, *figure.origins]), figure.periods])
    foot = 1 + len(wrapped(line, width=_SOURCE, size=24))
    return min(drawing.ROOM, _HEIGHT - head - 32 * told - (10 if told else 0) - 29 * foot)


def _drawn(key: str, figure: Figure, choices: Mapping[str, str], room: float) -> Slide:
    shape = SHAPES[key]
    if "shaping" in figure.table.columns and _shaped(key, choices):
        # The finding is about the openings whose work can be shaped, and so is the picture.
        shape = replace(shape, values=("persons", "shaping"))
    if shape.kind == "map" and isinstance(figure.picture, Painted):
        wide, small = _map(figure, shape, room)
    elif shape.kind == "lines":
        wide, small = _through_time(figure, shape, room)
    elif shape.kind == "bars":
        wide, small = _ranked(figure, shape, choices, room)
    elif key == "thread":
        wide, small = _levels(figure, room)
    elif shape.kind == "groups":
        wide, small = _grouped(figure, shape, room)
    else:
        wide, small = _listed(figure, shape, choices, room)
    where = _where(key, choices)
    return Slide("", "", wide, small, figure, where=where)


def _shaped(key: str, choices: Mapping[str, str]) -> bool:
    """Whether only openings whose work can be shaped count as the chosen group's."""
    group = GROUPS.get(focus.own(key, choices).get("target", ""))
    return group is not None and group.shaping


def _where(key: str, choices: Mapping[str, str]) -> str:
    """The place, and what else was chosen but the time, which stands beside the source."""
    words = []
    if focus.page_of(key).startswith(_OF_PLACES):
        area = choices.get("area", focus.REGION)
        words.append(place(area).name if area in place_codes() else place(focus.REGION).name)
    kept = {
        name: code
        for name, code in _chosen(key, choices).items()
        if name not in ("area", "level", "find", *_UNSAID.get(key, ()), *choice_words.TIMES)
    }
    return ", ".join([*words, *choice_words.said(kept)[:_MOST_SAID]])


def _said(key: str, sub: str, heading: str, *, after: str) -> str:
    """What is shown, in as many sentences as two lines hold: none that reads the page's picture."""
    kept = after
    for at, sentence in enumerate(_SENTENCE.split(sub)):
        sentence = sentence.removesuffix(".")
        # A sentence with an equals sign is the legend of the page's own picture.
        if at in _READING.get(key, ()) or (" = " in sentence and key != "white-matrix"):
            continue
        longer = _joined(kept, f"{sentence}.", heading)
        if longer == kept:
            # A later sentence goes on from the one that has no room.
            break
        kept = longer
    return kept


def _joined(words: str, more: str, heading: str) -> str:
    """Two sentences, or the first alone where there is no room for both under the heading."""
    longer = f"{words} {more}".strip()
    long = len(wrapped(heading, width=_WIDTH, size=_LONG, weight=STRONG)) > 2
    fits = len(wrapped(longer, width=_LEDE, size=26)) <= (1 if long else 2)
    return longer if fits or not words else words


def _printed(row: Mapping[str, Any], name: str, column: Column) -> str:
    if column.unit == "text":
        value = row[name]
        return str(value) if isinstance(value, str) and value else "–"
    status = row[f"{name}_status"]
    shown = _cell(row[name], status, column)
    high = name.removesuffix("_low") + "_high"
    if name.endswith("_low") and high in row and status in _KNOWN:
        # What small secret counts leave open is a range.
        top = _cell(row[high], row[f"{high}_status"], column)
        return shown if top == shown else f"{shown}–{top}"
    return shown


def _cell(value: Any, status: str, column: Column) -> str:
    if status == "missing":
        # A dash in large letters would be read as a zero from ten metres.
        return t("present.missing")
    unit, decimals = column.unit, column.decimals
    return numbers.cell(value, status, unit=unit, decimals=decimals, lang=language())


def _part(row: Mapping[str, Any], name: str, column: Column) -> large.Part:
    known = row[f"{name}_status"] in _KNOWN and not pd.isna(row[name])
    return large.Part(float(row[name]) if known else None, _printed(row, name, column))


def _alt(figure: Figure, told: Sequence[str], more: str = "") -> str:
    parts = [*told, *([more.removesuffix(".")] if more else [])]
    mark = f" {t(f'figure.{figure.mark}')}." if figure.mark else ""
    return f"{figure.heading.removesuffix('.')}. {'; '.join(parts)}.{mark}"


def _ordered(figure: Figure, shape: Shape) -> list[dict]:
    frame = figure.table.frame
    if shape.known:
        frame = frame[frame[f"{shape.known}_status"].isin(_KNOWN)]
        # What is nought by its definition gives its place to what the finding speaks of.
        order = (frame[f"{shape.known}_status"] == "zero").sort_values(kind="stable")
        frame = frame.loc[order.index]
    if shape.by:
        order = frame[shape.by].astype(float).abs().sort_values(ascending=False, kind="stable")
        frame = frame.loc[order.index]
    return frame.to_dict("records")


def _named(figure: Figure, shape: Shape, row: Mapping[str, Any], words: str) -> str:
    """A row's name, with its mark where only some rows bear one and no column says it."""
    mark = row.get("mark", "") if figure.mark and "data" not in shape.columns else ""
    return f"{words} ({t(f'figure.{mark}')})" if isinstance(mark, str) and mark else words


def _within(rows: list[dict], shape: Shape, most: int, focused: str) -> list[dict]:
    """The rows that are shown; the one in focus is always among them."""
    if len(rows) <= most:
        return rows
    half = (most + 1) // 2
    shown = [*rows[:half], *rows[half - most :]] if shape.ends else rows[:most]
    if focused and all(row[shape.names] != focused for row in shown):
        shown = [*shown[:-1], *(row for row in rows if row[shape.names] == focused)]
    return shown


def _more(rest: int, columns: int = 0) -> str:
    """What is not on the slide, counted; nothing where all is."""
    parts = []
    if rest:
        many = t("present.more_rows", count=numbers.count(rest, language()))
        parts.append(many if rest > 1 else t("present.more_row"))
    if columns:
        many = t("present.more_columns", count=columns)
        parts.append(many if columns > 1 else t("present.more_column"))
    return t("present.more", what=", ".join(parts)) if parts else ""


def _listed(
    figure: Figure, shape: Shape, choices: Mapping[str, str], room: float
) -> tuple[Picture, Picture]:
    columns, rows = figure.table.columns, _ordered(figure, shape)
    if "project" in columns and choices.get("project"):
        focused = choice_words.word("project", choices["project"])
        rows.sort(key=lambda row: row["project"] != focused)
    names = [name for name in shape.columns if name in columns]
    cells = [[_printed(row, name, columns[name]) for name in names] for row in rows[:_MOST_ROWS]]
    for row, words in zip(rows, cells, strict=False):
        words[0] = _named(figure, shape, row, words[0])
    drawn = [
        large.Cells(
            columns[name].title,
            tuple(row[at] for row in cells),
            right=columns[name].unit != "text" or columns[name].kind == "amount",
        )
        for at, name in enumerate(names)
    ]
    total, rest = len(figure.table.frame), len(columns) - len(names)
    more = {shown: _more(total - shown, rest) for shown in range(len(cells) + 1)}
    return _in_two_sizes(figure, drawn, more, room)


def _in_two_sizes(
    figure: Figure, columns: Sequence[large.Cells], more: Mapping[int, str], room: float
) -> tuple[Picture, Picture]:
    """A table for the projector and for a phone; its alternative text tells what is in it."""
    rows = large.rows_shown(columns, more, room)
    told = [", ".join(one.cells[row] for one in columns) for row in range(rows)]
    alt = _alt(figure, told, more.get(rows, ""))
    return tuple(
        large.table(columns, more=more, alt=alt, room=room, compact=compact)
        for compact in (False, True)
    )


def _grouped(figure: Figure, shape: Shape, room: float) -> tuple[Picture, Picture]:
    """How many things have the same words in the columns, and which they are."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in figure.table.frame.to_dict("records"):
        found.setdefault(tuple(str(row[name]) for name in shape.columns), []).append(
            str(row[shape.names])
        )
    # Kinds of the first column in the order met, the most things first within each.
    firsts = list(dict.fromkeys(kind[0] for kind in found))
    order = sorted(found, key=lambda kind: (firsts.index(kind[0]), -len(found[kind])))
    titles = [figure.table.columns[name].title for name in shape.columns]
    return _in_groups(
        figure,
        titles,
        figure.table.columns[shape.names].title,
        [(*kind, found[kind]) for kind in order],
        room,
    )


def _levels(figure: Figure, room: float) -> tuple[Picture, Picture]:
    """What lies on a thread, level by level from the world down."""
    found: dict[str, list[str]] = {t(f"thread.level_{one}"): [] for one in thread.LEVELS}
    for row in figure.table.frame.to_dict("records"):
        for name, level in (("upper", "upper_level"), ("lower", "lower_level")):
            if row[name] not in found.setdefault(row[level], []):
                found[row[level]].append(row[name])
    rows = [(level, names) for level, names in found.items()]
    return _in_groups(figure, [t("present.level")], t("present.on_level"), rows, room)


def _in_groups(
    figure: Figure, titles: Sequence[str], name: str, rows: Sequence[tuple], room: float
) -> tuple[Picture, Picture]:
    drawn = [large.Cells(title, tuple(row[at] for row in rows)) for at, title in enumerate(titles)]
    counts = tuple(numbers.count(len(row[-1]), language()) for row in rows)
    drawn.append(large.Cells(t("present.many"), counts, right=True))
    drawn.append(large.Cells(name, tuple(_some(row[-1]) for row in rows)))
    more = {shown: _more(len(rows) - shown) for shown in range(len(rows) + 1)}
    return _in_two_sizes(figure, drawn, more, room)


def _some(names: Sequence[str]) -> str:
    """Names on a line; of many the first ones, and that there are more beside their count."""
    kept = list(names)
    while len(kept) > 1 and len(", ".join(kept)) > _NAMES:
        kept.pop()
    words = ", ".join(kept) or "–"
    return words if len(kept) == len(names) else t("present.newest", names=words)


def _ranked(
    figure: Figure, shape: Shape, choices: Mapping[str, str], room: float
) -> tuple[Picture, Picture]:
    columns = figure.table.columns
    area = choices.get("area", "")
    focused = place(area).name if shape.names == "area" and area in place_codes() else ""
    values = tuple(name for name in shape.values if name in columns)
    if "share" in values and area in ("", focus.REGION):
        # Beside itself the region would be drawn twice.
        values = values[:1]
    every = _ordered(figure, shape)
    most = large.most_rows(len(values), closing=False, room=room)
    if len(every) > most:
        most = large.most_rows(len(values), closing=True, room=room)
    rows = _within(every, shape, most, focused)
    items = [
        large.Row(
            _named(figure, shape, row, str(row[shape.names])),
            tuple(_part(row, name, columns[name]) for name in values),
            note=str(row[shape.note]).strip("–") if shape.note else "",
            chosen=bool(focused) and row[shape.names] == focused,
        )
        for row in rows
    ]
    keys = [
        large.Key(hue, t("present.shaping") if name == "shaping" else columns[name].title)
        for name, hue in zip(values, shape.hues, strict=False)
    ]
    told = [
        ", ".join(
            part
            for part in (f"{one.name} {' / '.join(v.text for v in one.parts)}", one.note)
            if part
        )
        for one in items
    ]
    more = _more(len(every) - len(rows))
    alt = _alt(figure, told, more)
    return tuple(
        large.bars(items, keys=keys, more=more, alt=alt, room=room, compact=compact)
        for compact in (False, True)
    )


def _through_time(figure: Figure, shape: Shape, room: float) -> tuple[Picture, Picture]:
    frame, columns = figure.table.frame, figure.table.columns
    rows = [{**row, "_at": _month(row[shape.names])} for row in frame.to_dict("records")]
    series, told, values = [], [], []
    newest = max(row["_at"] for row in rows)
    # A month published alone among means says that it is one.
    usual = Counter(row.get("kind") for row in rows).most_common(1)[0][0]
    for name, hue in zip(shape.values, shape.hues, strict=True):
        if name not in columns:
            # An area without anything to stand beside has one line.
            continue
        column = columns[name]
        known = {row["_at"]: row for row in rows if _part(row, name, column).value is not None}
        if not known:
            continue
        last = max(known)
        words = _printed(known[last], name, column)
        if last != newest or len(known) == 1 or _alone(rows):
            kind = str(known[last].get("kind") or "")
            told_of = [when(last, "short"), *([kind] if kind and kind != usual else [])]
            words = f"{words} ({', '.join(told_of)})"
        points = {at: float(row[name]) for at, row in known.items()}
        series.append(large.Series(large.Key(hue, column.title), points, words))
        told.append(f"{column.title}: {when(last, 'short')} {words}")
        values += points.values()
    if not series:
        return _listed(figure, Shape("table", columns=(shape.names, *shape.values)), {}, room)
    digits = max(columns[name].decimals for name in shape.values if name in columns)
    places = nice(min(0.0, *values), max(values), about=4)
    whole = all(float(at).is_integer() for at in places)
    ticks = [Tick(at, numbers.decimal(at, 0 if whole else digits, language())) for at in places]
    first, last = (int(one[:4]) for one in (min(r["_at"] for r in rows), newest))
    step = next((one for one in (1, 2, 3, 5, 10) if (last - first) / one <= 8), 20)
    years = {
        f"{year}-01": str(year)
        for year in range(first, last + 1)
        if year % step == 0 and f"{year}-01" >= min(row["_at"] for row in rows)
    }
    alt = _alt(figure, told)
    gap = t("present.gap")
    return tuple(
        large.through_time(
            series, ticks=ticks, years=years, gap=gap, alt=alt, room=room, compact=compact
        )
        for compact in (False, True)
    )


def _alone(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the newest row stands apart in time: its words say then when it is."""
    at = sorted({month_number(row["_at"]) for row in rows})
    return len(at) > 1 and at[-1] - at[-2] > 12


def _month(printed: str) -> str:
    """A printed month, or a code, as a code that sorts."""
    return printed if focus.TIME.fullmatch(printed) else month_read(printed) or printed


def _map(figure: Figure, shape: Shape, room: float) -> tuple[Picture, Picture]:
    paint: Paint = figure.picture.paint
    level = figure.picture.level
    by_name = {place(mark.code).name: mark for mark in paint.marks}
    name, columns = shape.values[0], figure.table.columns
    rows = [row for row in figure.table.frame.to_dict("records") if row[shape.names] in by_name]
    known = [row for row in rows if _part(row, name, columns[name]).value is not None]
    chosen = [row for row in rows if by_name[row[shape.names]].code == paint.selected]
    most = _MOST_CALLED - bool(paint.hatches or paint.used()) - (room < drawing.ROOM - 20)
    top = [row for row in known if row not in chosen][: most - len(chosen)]
    called = [
        drawing.Called(
            by_name[row[shape.names]].code,
            row[shape.names],
            _printed(row, name, columns[name]),
            str(row[shape.note]) if shape.note else t("present.in_focus") if row in chosen else "",
        )
        for row in [*chosen, *top]
    ]
    areas = {
        mark.code: drawing.Area(mark.step, mark.hatch, paint.stem, mark.kind)
        for mark in paint.marks
    }
    steps = {mark.step for mark in paint.marks}
    keys = [
        drawing.Key(drawing.Area(step, "", paint.stem), words)
        for step, words in _classes(paint)
        if step in steps
    ]
    keys += [drawing.Key(drawing.Area(None, hatch), said) for hatch, said in paint.hatches if hatch]
    keys += [
        drawing.Key(drawing.Area(None, kind=kind), getattr(paint.words, kind))
        for kind in paint.used()
    ]
    rest = t("present.on_map", count=len(called), of=len(rows))
    alt = _alt(figure, [f"{one.name} {one.text}" for one in called], rest)
    shapes = run("labour/shapes_by_level", level=level)
    layers = run("labour/map_layers_by_level", level=level)
    return tuple(
        drawing.areas(
            shapes, layers, areas, called=called, keys=keys, alt=alt, room=room, compact=compact
        )
        for compact in (False, True)
    )


def _classes(paint: Paint) -> list[tuple[int, str]]:
    """Each class of a map with its limits as printed."""
    breaks = paint.breaks
    if not breaks:
        return [(1, paint.unit)]
    words = [t("present.class_under", limit=breaks[0])]
    words += [f"{low}–{high}" for low, high in zip(breaks, breaks[1:], strict=False)]
    words += [t("present.class_over", limit=breaks[-1])]
    return [(at, f"{said}\u00a0{paint.unit}") for at, said in enumerate(words, start=1)]
