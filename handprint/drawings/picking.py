"""Marks of a picture that choose something: a clear area over them, with a two-tone ring in focus.

The screen's script walks them by Tab and arrows and chooses by click, Enter or the space bar; on
paper they are clear and change nothing.
"""

from dataclasses import replace

from handprint.drawings.lettering import Box
from handprint.drawings.marks import Picture, escaped, number


def pickable(code: str, says: str, area: Box, *, chosen: bool = False) -> str:
    """Return a button over an area that picks `code`; `says` is read to a screen reader.

    A `chosen` one has a frame and is heard as pressed.
    """
    place = (
        f'x="{number(round(area.left))}" y="{number(round(area.top))}" '
        f'width="{number(round(area.right) - round(area.left))}" '
        f'height="{number(round(area.bottom) - round(area.top))}" rx="3"'
    )
    pressed = ' aria-pressed="true"' if chosen else ""
    frame = ' stroke="var(--ink)" stroke-width="1.5"' if chosen else ""
    return (
        f'<g role="button" tabindex="0"{pressed} data-pick="{escaped(code)}" '
        f'aria-label="{escaped(says)}">'
        f'<rect {place} fill="var(--bg)" fill-opacity="0"{frame}/>'
        f'<rect class="ring" {place} fill="none" stroke="var(--focus1)" stroke-width="5" '
        'opacity="0"/>'
        f'<rect class="ring ring-in" {place} fill="none" stroke="var(--focus2)" '
        'stroke-width="2" opacity="0"/></g>'
    )


def group(picture: Picture) -> Picture:
    """Return the picture as a group of its buttons: an image would hide them from a reader."""
    if "data-pick=" not in picture.svg:
        return picture
    return replace(picture, svg=picture.svg.replace(' role="img"', ' role="group"', 1))
