"""Pictures made ready for files: vectors in light colours, and rasters where only those fit.

Typst draws the rasters with the fonts beside this file. Where it is missing, `available` says so
and the files show a figure's table instead.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from handprint.drawings import marks
from handprint.drawings.marks import Picture

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
_PRESSED = re.compile(r' (?:role="button"|tabindex="[^"]*"|data-pick="[^"]*"|aria-pressed="[^"]*")')
# What only a pointer or a key brings forth: the page's style hides it, and paper has no style.
_RINGS = re.compile(
    r'<g class="ring[^"]*">(?:(?!</?g).)*</g>'
    r'|<(?:rect|path|circle|ellipse) class="ring[^"]*"[^>]*/>'
)
_SHARPNESS = 168
"""Pixels an inch when a picture's unit is a point: about 2.3 pixels a unit."""


class NoTypesetter(RuntimeError):
    """The program that sets pages and draws pictures is not on this computer."""


def available() -> bool:
    """Whether pages can be set and pictures drawn here."""
    try:
        import typst  # noqa: F401
    except ImportError:
        return False
    return True


def vector(picture: Picture) -> str:
    """A picture for paper: light colours, and nothing left that a reader would press."""
    return _PRESSED.sub("", _RINGS.sub("", marks.standalone(picture)))


def hand() -> str:
    """The emblem: the hand of `assets/icon.svg`."""
    return (HERE.parents[1] / "assets" / "icon.svg").read_text("utf-8")


@lru_cache(maxsize=256)
def raster(svg: str, width: int, height: int) -> bytes:
    """One vector as PNG. Raises `NoTypesetter` where Typst is missing."""
    if not available():
        raise NoTypesetter
    import typst

    page = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
    page += '#image("a.svg", width: 100%)'
    return typst.compile(
        {"main": page.encode(), "a.svg": svg.encode()},
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="png",
        ppi=_SHARPNESS,
    )


def rasters(pictures: Sequence[Picture]) -> list[bytes]:
    """Each picture as PNG."""
    return [raster(vector(one), one.width, one.height) for one in pictures]
