"""A story as one HTML file for the audience: opens anywhere, needs no script and no network.

`python -m handprint.packs.snapshot` writes every story in every language beside the releases. The
presenter's notes are not in it: nothing here reads them.
"""

import logging
import sys
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from pathlib import Path

from handprint import numbers, session
from handprint.drawings import marks
from handprint.figures import stories
from handprint.figures.stories import Told
from handprint.packs import pictures, story
from handprint.releases import data_folder
from handprint.session import LANGUAGES
from handprint.words import t

MOST = 400 * 1024
"""A file keeps to this: it must open at once on a phone.

Only a story of one's own with more than some 25 views goes over it.
"""
_ROWS = (None, 100, 50, 25, 10, 5)
"""Rows of a table at most: as many as keep a file to its size; the rest are counted."""
_STYLE = Path(__file__).parents[2] / "assets" / "slide.css"

_FACES = (("Regular", "400"), ("SemiBold", "600 700"))
"""The faces that are sent along: elsewhere letters are wider, and words would be cut."""
_PAGE = """
:root{color-scheme:light dark}
body{margin:0;background:var(--bg);color:var(--ink);font-family:"Source Sans 3","Handprint Slide",
sans-serif;line-height:1.4}
.top,nav,.end{max-width:1152px;margin:0 auto;padding:20px 20px 0}
.top h1{font-size:30px;line-height:1.2;margin:0}
.top p,.end p{color:var(--ink2);margin:6px 0 0;max-width:60em}
nav ol{margin:8px 0 0;padding-left:1.6em}
nav li{padding:4px 0}
a{color:var(--ui);text-underline-offset:2px}
a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
main section{border-top:1px solid var(--rule);margin:32px auto 0;max-width:1280px;
font-size:min(1.25vw,16px)}
main .hp-slide{height:auto;min-height:45em;width:auto}
main .hp-slide .hp-more{display:block}
@media(max-width:800px),(max-aspect-ratio:1/1){main .hp-slide{min-height:0}.top h1{font-size:26px}}
.end{padding-bottom:40px}
"""


def page(told: Told, lang: str) -> bytes:
    """One story as an HTML file in the language it was told in, with whole tables if they fit."""
    for rows in _ROWS:
        html = _page(told, lang, rows)
        if len(html) <= MOST:
            break
    return html


def _page(told: Told, lang: str, rows: int | None) -> bytes:
    links = "".join(
        f'<li><a href="#dia-{at}">{escape(one.heading)}</a></li>'
        for at, one in enumerate(told.slides, start=1)
    )
    # One heading of the first level; the slides' own are of the second.
    sections = "".join(
        f'<section id="dia-{at + 1}">{_own_ids(story.slide(told, at, rows=rows), at)}</section>'
        for at in range(len(told.slides))
    )
    made = t("present.made", day=numbers.date(told.built, lang), release=told.release)
    html = (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(told.title)} – {escape(t('frame.app'))}</title>"
        f"<style>{marks.style_sheet()}{_fonts()}{_style()}{_PAGE}</style></head><body>"
        f'<header class="top"><h1>{escape(told.title)}</h1><p>{escape(made)}</p></header>'
        f'<nav aria-label="{escape(t("present.contents"))}"><ol>{links}</ol></nav>'
        f"<main>{sections}</main>"
        f'<footer class="end"><p>{escape(made)}</p></footer></body></html>\n'
    )
    return html.encode()


def every() -> Iterator[tuple[str, bytes]]:
    """Each story in each language: the file's name and its content."""
    for one in stories.every():
        for lang in LANGUAGES:
            with session.speaking(lang):
                yield file_name(one.id, lang), page(stories.told(one.id), lang)


def file_name(story_id: str, lang: str) -> str:
    """The name of a story's file; the QR codes lead to the same."""
    return f"{story_id}-{lang}.html"


def written(folder: Path) -> list[Path]:
    """Write every story into a folder, each file whole or not at all; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name, content in every():
        whole = folder / f".{name}.part"
        whole.write_bytes(content)
        found.append(whole.replace(folder / name))
    return found


def _own_ids(html: str, at: int) -> str:
    """The emblem is on every slide: its ids are the slide's own here."""
    return html.replace("hp-fell", f"hp-fell-{at}")


@lru_cache(maxsize=1)
def _fonts() -> str:
    found = ""
    for face, weight in _FACES:
        content = (pictures.FONTS / f"HandprintSlide-{face}.woff2").read_bytes()
        found += (
            f'@font-face{{font-family:"Handprint Slide";font-weight:{weight};'
            f"src:url(data:font/woff2;base64,{b64encode(content).decode()})}}"
        )
    return found


def _style() -> str:
    return _STYLE.read_text("utf-8")


def main(words: list[str]) -> int:
    """Write the stories and say where; the folder may be given."""
    folder = Path(words[0]) if words else data_folder() / "snapshots"
    for file in written(folder):
        sys.stdout.write(f"{file} {file.stat().st_size // 1024} kB\n")
    return 0


if __name__ == "__main__":
    # Streamlit warns at every look at a session, and this command has none.
    logging.disable(logging.WARNING)
    raise SystemExit(main(sys.argv[1:]))
