"""A story's slides as HTML: the same markup in the presentation and in the audience's file."""

import datetime as dt
import os
from dataclasses import replace
from functools import lru_cache
from html import escape
from urllib.parse import quote

import segno

from handprint.drawings import marks
from handprint.drawings.marks import STRONG, Picture
from handprint.figures import Figure, slide_choices
from handprint.figures.slides import Slide
from handprint.figures.stories import Told
from handprint.packs import about, cells, pictures
from handprint.words import t

WIDTH, CODE_ROOM = 1152, 216
"""The width of a slide's words in its own units, and what a QR code takes of it."""
SIZES = ((56, 2), (52, 2), (48, 2), (44, 2), (42, 3), (40, 3))
"""Sizes of a heading, largest first, and how many lines it may have at each."""
UNIT = 16


def slide(told: Told, at: int, *, code: str = "", rows: int | None = None) -> str:
    """One slide; `code` is a QR code as inline SVG, or nothing where phones have no address.

    Its table holds at most so many `rows`; the rest are counted.
    """
    one = told.slides[at]
    where = t("present.slide", at=at + 1, of=len(told.slides))
    size = heading_size(one.heading, WIDTH - (CODE_ROOM if code else 0)) / UNIT
    mark = f'<span class="hp-mark">{escape(t(f"figure.{one.mark}"))}</span>' if one.mark else ""
    lede = f'<p class="hp-lede">{escape(one.lede)}{mark}</p>' if one.lede or mark else ""
    follow = escape(t("present.follow"))
    name = escape(t("frame.app"))
    coded = f'<div class="hp-qr">{code}<p>{follow}</p></div>' if code else ""
    return (
        f'<article class="hp-slide{" hp-coded" if code else ""}">'
        f'<div class="hp-top">{_hand("top")}{name}<span>{escape(where)}</span></div>'
        f'<header><h2 style="--size:{size:g}">{escape(one.heading)}</h2>{lede}</header>'
        f"{_figure(one.picture, 'hp-wide')}{_figure(one.small, 'hp-small')}"
        f'<footer>{_hand("foot")}<p class="hp-from">{_from(one)}</p>'
        f'<p class="hp-at">{escape(where)}</p></footer>{more(one, rows)}{coded}</article>'
    )


def more(one: Slide, most: int | None = None) -> str:
    """What stands behind the picture: its table and the meaning of its measures."""
    figure = one.figure
    if figure is None:
        return ""
    parts = [_door(t("present.table"), _table(figure, most))]
    meanings = about.definitions([figure])
    said = "".join(f"<dt>{escape(o.name)}</dt><dd>{escape(o.meaning)}</dd>" for o in meanings)
    notes = "".join(f"<p>{escape(words)}</p>" for words in about.cautions(figure))
    if said or notes:
        body = (f"<dl>{said}</dl>" if said else "") + notes
        parts.append(_door(t("present.definitions"), body))
    return f'<div class="hp-more">{"".join(parts)}</div>'


def address(told: Told, at: int, lang: str) -> str:
    """Where a phone finds a slide: in the audience's file, else in the app; empty for nowhere.

    `SNAPSHOT_URL` is the folder of the audience's files, `PUBLIC_URL` the app's own address. A
    story of one's own is in neither; the files are of the day they are made, and hold no choice
    made on a slide.
    """
    files, app = (
        os.environ.get(name, "").strip().rstrip("/") for name in ("SNAPSHOT_URL", "PUBLIC_URL")
    )
    if not told.shipped:
        return ""
    own = told.tuned.get(told.numbers[at]) if told.tuned else None
    if files and told.day == dt.date.today() and not own:
        return f"{files}/{told.id}-{lang}.html#dia-{at + 1}"
    day = "" if told.day == dt.date.today() else f"&day={told.day}"
    chosen = f"&set={quote(slide_choices.written({told.numbers[at]: own}))}" if own else ""
    return f"{app}/present?story={told.id}&slide={at + 1}&lang={lang}{day}{chosen}" if app else ""


def code(where: str) -> str:
    """An address as a QR code, black on white in every theme; its address is read aloud."""
    if not where:
        return ""
    svg = segno.make(where, error="m").svg_inline(
        border=3, dark="#000", light="#fff", omitsize=True
    )
    label = escape(f"{t('present.follow')}: {where}", quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def heading_size(words: str, width: float) -> int:
    """The largest size at which a heading keeps to its lines; the least where none does."""
    for size, most in SIZES:
        # Letters on the screen are set a little tighter than they are measured.
        if len(marks.wrapped(words, width=width, size=size, weight=STRONG)) <= most:
            return size
    return SIZES[-1][0]


def _from(one: Slide) -> str:
    """Place and time, and the source, in a corner of the slide."""
    parts = [escape(one.where)] if one.where else []
    if one.figure is not None:
        shown = one.figure
        if one.sources:
            # `where` says the time of what is shown.
            shown = replace(shown, sources=one.sources, origins=(), periods="")
        if line := about.source_line(shown):
            parts.append(escape(t("present.source", source=line)))
    return "<br>".join(parts)


def _figure(picture: Picture, kind: str) -> str:
    return f'<figure class="{kind}">{picture.svg}</figure>'


def _door(label: str, body: str) -> str:
    return f"<details><summary>{escape(label)}</summary>{body}</details>"


def _table(figure: Figure, most: int | None) -> str:
    table, rows_marked = figure.table, cells.marks_of_rows(figure)
    measured = cells.measured(table)
    heads = [*cells.heads(table), *([""] if any(rows_marked) else [])]
    top = "".join(
        f'<th scope="col"{_number(place, measured)}>{escape(head)}</th>'
        for place, head in enumerate(heads)
    )
    body = ""
    rows = list(cells.rows(table))
    left = 0 if most is None else max(0, len(rows) - most)
    for at, row in enumerate(rows[: len(rows) - left]):
        shown = [*row, *([rows_marked[at]] if any(rows_marked) else [])]
        first, *rest = shown
        body += f'<tr><th scope="row">{escape(first)}</th>' + "".join(
            f"<td{_number(place, measured)}>{escape(cell)}</td>"
            for place, cell in enumerate(rest, start=1)
        )
        body += "</tr>"
    caption = escape(". ".join(p for p in (figure.heading, cells.mark(figure)) if p))
    label = escape(t("pack.table_of", heading=figure.heading))
    rest = f"<p>{escape(t('present.rows_in_app', count=left))}</p>" if left else ""
    return (
        f'<div class="hp-scroll" role="region" tabindex="0" aria-label="{label}"><table>'
        f"<caption>{caption}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody>"
        f"</table></div>{rest}"
    )


def _number(place: int, measured: list[bool]) -> str:
    return ' class="hp-number"' if place < len(measured) and measured[place] else ""


@lru_cache(maxsize=2)
def _hand(where: str) -> str:
    """The emblem in the judgement's green of the theme in force; decoration beside words."""
    svg = pictures.hand()
    svg = svg.replace("#1B6B4A", "var(--good)").replace("<svg ", '<svg aria-hidden="true" ', 1)
    own = f"hp-fell-{where}"
    return " ".join(svg.replace('id="fell"', f'id="{own}"').replace("#fell", f"#{own}").split())
