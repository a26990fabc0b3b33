"""The pack on paper: a tagged PDF (PDF/UA-1) with bookmarks, vector charts and their alt texts.

Typst sets the pages from `pack.typ`; words and figures go to it as JSON, so no sign in a name can
be taken for markup. Its fonts are the ones beside this file, and nothing is fetched.
"""

import json
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
    sections = [_section(section, sheets, drawings) for section in pack.sections]
    shown = about.figures(pack)
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
        "remarks": about.remarks(pack),
        "definitions": [vars(one) for one in about.definitions(shown)],
        "origins": [
            {
                "name": one.name,
                "said": ". ".join(p for p in (one.publisher, one.licence, one.address) if p),
            }
            for one in about.origins(shown)
        ],
        "dense": len(sections) + sum(len(one.rows) for one in pack.digests) > 16,
        "words": {
            key: t(f"pack.{key}")
            for key in ("kicker", "contents", "filters", "definitions", "sources", "about", "logo")
        },
    }
    return content, drawings


def _section(section: Section, sheets: Any, drawings: dict[str, str]) -> dict[str, Any]:
    figures, pieces = [], []
    for one in section.shown:
        said = _figure(one, next(sheets), f"{section.key}-{len(figures) + 1}.svg")
        picture = one.figure.picture
        if isinstance(picture, Picture):
            drawings[said["picture"]["file"]] = pictures.vector(picture)
            size = (picture.width, picture.height)
        else:
            size = (_TABLE_WIDTH, 22 + 16 * len(said["table"]["rows"]))
        figures.append(said)
        pieces.append(
            layout.Piece(*size, said["heading"], said["sub"], said["source"], bool(said["mark"]))
        )
    pages = layout.placed(
        pieces, height=_HEIGHT, opening=lambda width: _opening_height(section, width)
    )
    return {
        "key": section.key,
        "name": section.name,
        "title": section.title,
        "lede": section.lede,
        "notes": list(section.notes),
        "figures": figures,
        "pages": [vars(page) for page in pages],
    }


def _opening_height(section: Section, width: float) -> float:
    narrow = width < layout.WIDTH
    title = layout.lines(
        section.title, width=0.95 * width, size=17 if narrow else 22, weight=STRONG
    )
    lede = layout.lines(section.lede, width=0.86 * width, size=10.5)
    notes = sum(layout.lines(note, width=width, size=9.5) for note in section.notes)
    return 20 + title * (21 if narrow else 26.5) + lede * 15 + notes * 16 + 26


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
        "shares": [max(6, *(min(40, len(row[at])) for row in rows)) for at in range(len(rows[0]))],
    }
    # A table that is one on the screen too stands in for nothing.
    said["said"] = [t("pack.as_table")] if isinstance(picture, Plot) else []
    if len(rows) > MOST_ROWS:
        said["said"].append(t("pack.more_rows", rows=len(rows), shown=MOST_ROWS, sheet=sheet))
    return said
