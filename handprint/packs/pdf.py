"""The pack on paper: a tagged PDF (PDF/UA-1) with bookmarks, vector charts and their alt texts.

Typst sets the pages from `pack.typ`; words and figures go to it as JSON, so no sign in a name can
be taken for markup. Its fonts are the ones beside this file, and nothing is fetched.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from handprint import session
from handprint.drawings import marks
from handprint.drawings.marks import STRONG, Picture
from handprint.figures import Plot
from handprint.figures.pack import Pack, Section, Shown
from handprint.packs import about, cells, layout, pictures
from handprint.words import t

HERE = Path(__file__).parent
MOST_ROWS = 34
"""A table in a picture's place shows so many rows at most; the workbook has them all."""
_HEIGHT = 486.0
_WORDS = ("kicker", "contents", "filters", "definitions", "sources", "about", "logo", "own")
_TABLE_WIDTH = 757.0


def made(pack: Pack) -> bytes:
    """The pack as a PDF file. Raises `NoTypesetter` where Typst is missing."""
    if not pictures.available():
        raise pictures.NoTypesetter
    import typst

    with session.speaking(pack.lang):
        content, drawings = _content(pack)
    files = {
        "main": (HERE / "pack.typ").read_bytes(),
        "pack.json": json.dumps(content, ensure_ascii=False).encode(),
        "hand.svg": pictures.hand().encode(),
        **{name: svg.encode() for name, svg in drawings.items()},
    }
    return typst.compile(
        files,
        font_paths=[pictures.FONTS],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )


def _content(pack: Pack) -> tuple[dict[str, Any], dict[str, str]]:
    drawings: dict[str, str] = {}
    sheets = iter(about.sheet_names(pack))
    sections, parts = [], []
    for section in pack.sections:
        told, part = _section(section, sheets, drawings)
        sections.append(told)
        parts.append(part)
    shown = about.figures(pack)
    origins = about.origins(shown)
    pages = layout.placed(parts, height=_HEIGHT)
    minded, rest = _cautions(pack, pages)
    content = {
        "app": t("frame.app"),
        "title": f"{t('pack.kicker')}: {pack.line}",
        "heading": about.heading(pack),
        "lede": pack.line,
        "lang": pack.lang,
        "line": about.stamp(pack),
        "filters": [list(one) for one in pack.filters],
        "colours": {name[2:]: colour for name, colour in marks.variables().items()},
        "digests": [
            {
                "heading": one.heading,
                "sub": one.sub,
                "rows": [[row.figure, row.words] for row in one.rows],
            }
            for one in pack.digests
        ],
        "sections": sections,
        "pages": [
            {"bands": [vars(band) for band in page.bands], "minded": mind}
            for page, mind in zip(pages, minded, strict=True)
        ],
        "cautions": rest,
        "remarks": about.remarks(pack),
        "definitions": [vars(one) for one in about.definitions(shown)],
        "origins": [
            {
                "name": one.name,
                "said": ". ".join(p for p in (one.publisher, one.licence, one.address) if p),
            }
            for one in origins
            if one.publisher
        ],
        "own": [one.name for one in origins if not one.publisher],
        "dense": len(sections) + sum(len(one.rows) for one in pack.digests) > 16,
        "words": {key: t(f"pack.{key}") for key in _WORDS} | {"caution": t("exports.caution")},
    }
    return content, drawings


def _cautions(
    pack: Pack, pages: Sequence[layout.Page]
) -> tuple[list[list[list[str]]], list[list[Any]]]:
    """What to mind of the figures: in two columns at the foot of a page that has room for it.

    Each is told once, by the first of its figures. What found no room comes last by section, for
    the pages about the figures.
    """
    told: set[str] = set()
    minded: list[list[list[str]]] = []
    rest: dict[str, list[str]] = {}
    for page in pages:
        new: dict[str, str] = {}
        for band in page.bands:
            section = pack.sections[band.part]
            for at in (*band.left, *band.right):
                for one in about.cautions(section.shown[at].figure):
                    if one not in told:
                        new.setdefault(one, section.name)
        told.update(new)
        columns, left = _in_columns(list(new), _HEIGHT - page.height - 62)
        minded.append(columns)
        for one in left:
            rest.setdefault(new[one], []).append(one)
    return minded, [[name, words] for name, words in rest.items()]


def _in_columns(words: Sequence[str], room: float) -> tuple[list[list[str]], list[str]]:
    """As many paragraphs as two columns hold, evenly between them, and those left over."""
    width = (layout.WIDTH - layout.GUTTER) / 2
    talls = [layout.tall(one, width=width, size=9) + 8 for one in words]
    for count in range(len(words), 0, -1):
        for cut in range((count + 1) // 2, count + 1):
            sides = sum(talls[:cut]), sum(talls[cut:count])
            if max(sides) <= room:
                return [list(words[:cut]), list(words[cut:count])], list(words[count:])
    return [], list(words)


def _section(
    section: Section, sheets: Any, drawings: dict[str, str]
) -> tuple[dict[str, Any], layout.Part]:
    """A section's words and figures for the page, and the same as sizes to place."""
    figures, pieces = [], []
    for one in section.shown:
        said = _figure(one, next(sheets), f"{section.key}-{len(figures) + 1}.svg")
        picture = one.figure.picture
        if isinstance(picture, Picture):
            drawings[said["picture"]["file"]] = pictures.vector(picture)
            size = (picture.width, picture.height)
        else:
            size = (_TABLE_WIDTH, _table_height(said))
        figures.append(said)
        pieces.append(
            layout.Piece(
                *size,
                said["heading"],
                said["sub"],
                said["source"],
                said["mark"],
                fixed=not isinstance(picture, Picture),
            )
        )
    part = layout.Part(pieces, lambda width, top: _opening_height(section, width, top))
    return {
        "key": section.key,
        "name": section.name,
        "title": section.title,
        "lede": section.lede,
        "notes": list(section.notes),
        "figures": figures,
    }, part


def _table_height(said: dict[str, Any]) -> float:
    """How tall a table is set: each row as tall as its words ask in their share of the width."""
    table = said["table"]
    room = _TABLE_WIDTH - 60 * sum(table["measured"])
    total = sum(
        share
        for share, number in zip(table["shares"], table["measured"], strict=True)
        if not number
    )
    tall, size = 0.0, table["size"]
    for row in [table["heads"], *table["rows"]]:
        most = max(
            layout.lines(words, width=max(40.0, room * share / total - 8), size=table["size"])
            for words, share, number in zip(row, table["shares"], table["measured"], strict=True)
            if not number
        )
        tall += (
            layout.CAPITAL * size + (max(1, most) - 1) * 1.16 * size + (8.1 if size > 9 else 5.3)
        )
    return tall + 14 * len(said["said"])


def _opening_height(section: Section, width: float, top: bool) -> float:
    size = 22.0 if top and width >= layout.WIDTH else 17.0
    kicker = layout.CAPITAL * 9.5 + 9
    title = layout.tall(section.title, width=0.95 * width, size=size, weight=STRONG, leading=0.34)
    lede = layout.tall(section.lede, width=0.9 * width, size=10.5) + 7 * bool(section.lede)
    notes = sum(layout.tall(note, width=width, size=9.5) + 5 for note in section.notes)
    return kicker + title + 10 + lede + notes + 12 + 4


def _figure(shown: Shown, sheet: str, file: str) -> dict[str, Any]:
    figure, picture = shown.figure, shown.figure.picture
    said: dict[str, Any] = {
        "heading": figure.heading,
        "sub": figure.sub,
        "mark": cells.mark(figure),
        "source": about.source_line(figure),
        "picture": None,
        "table": None,
        "said": [],
    }
    if isinstance(picture, Picture):
        alt = f"{t(f'figure.{figure.mark}')}. {picture.alt}" if figure.mark else picture.alt
        said["picture"] = {
            "file": file,
            "alt": alt,
            "width": picture.width,
            "height": picture.height,
        }
        return said
    table = cells.only(figure.table, shown.columns)
    rows = list(cells.rows(table))
    said["table"] = {
        "heads": cells.heads(table),
        "measured": cells.measured(table),
        "rows": rows[:MOST_ROWS],
        "shares": [
            max(6, *(min(40, len(row[at]) + 3) for row in rows)) for at in range(len(rows[0]))
        ],
        "size": 9.5 if len(rows) <= MOST_ROWS // 2 else 8.5,
    }
    # A table that is one on the screen too stands in for nothing.
    said["said"] = [t("pack.as_table")] if isinstance(picture, Plot) else []
    if len(rows) > MOST_ROWS:
        said["said"].append(t("pack.more_rows", rows=len(rows), shown=MOST_ROWS, sheet=sheet))
    return said
