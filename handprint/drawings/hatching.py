"""Hatches over a class colour: a second fact on the same area, read without colour.

`slant` is the look book's white spot, `level` has lines along the other way. Lines are drawn in
the label colour of their ground, so that they show on every class and in both themes.
`assets/drawing.js` makes the same ones in the browser.
"""

from typing import Literal

Hatch = Literal["", "slant", "level"]
HATCHES: tuple[Hatch, ...] = ("", "slant", "level")
_TURN = {"slant": 45, "level": 90}
SIZE, WIDTH, OPACITY = 7, 1.2, 0.5


def fill(hatch: Hatch, ground: str, suffix: str) -> str:
    """Return what fills an area: its colour variable, or the hatch over it."""
    return f"url(#p-{hatch}-{ground}-{suffix})" if hatch else f"var(--{ground})"


def pattern(hatch: Hatch, ground: str, *, suffix: str, scale: float = 1) -> str:
    """Return the `<pattern>` that `fill` names; `scale` is for groups in smaller units."""
    line = "line" if ground == "bg" else f"{ground}t"
    opacity = 1 if ground == "bg" else OPACITY
    return (
        f'<pattern id="p-{hatch}-{ground}-{suffix}" width="{SIZE}" height="{SIZE}" '
        f'patternUnits="userSpaceOnUse" patternTransform="scale({scale:.4g}) '
        f'rotate({_TURN[hatch]})"><rect width="{SIZE}" height="{SIZE}" fill="var(--{ground})"/>'
        f'<path d="M{SIZE / 2} 0V{SIZE}" stroke="var(--{line})" stroke-width="{WIDTH}" '
        f'stroke-opacity="{opacity}"/></pattern>'
    )
