"""The one look of every plotly picture, written in the colour names of the drawings.

A specification says `var(--seek)` like an SVG drawing does, so it is the same in both themes;
`coloured` puts in the colours of one theme at the last moment, because plotly itself knows no CSS.
"""

from collections.abc import Mapping
from typing import Any

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", sans-serif'
INK, INK2, CONTEXT, LINE = "var(--ink)", "var(--ink2)", "var(--ctx)", "var(--line)"
RULE, GROUND, PANEL = "var(--rule)", "var(--bg)", "var(--panel)"
SEEKERS, OPENINGS = "var(--seek)", "var(--open)"

CLEAR = "rgba(0,0,0,0)"
SIZE = 13
TIP = 14
MOST = 7
"""More series than this cannot be told apart."""


def axis(**own: Any) -> dict[str, Any]:
    """An axis: faint grid, quiet numbers, no line, and no zooming by accident."""
    quiet = {"size": SIZE, "color": INK2}
    return {
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "automargin": False,
        "showgrid": True,
        "gridcolor": RULE,
        "tickfont": quiet,
        "fixedrange": True,
        **own,
    }


def layout(*, height: int, margin: Mapping[str, int], **own: Any) -> dict[str, Any]:
    """A picture without frame, legend, title or ground: the figure around it has the words."""
    return {
        "height": height,
        "margin": dict(margin),
        "font": {"family": FONT, "size": SIZE, "color": INK},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": 24,
        "hoverlabel": {
            "bgcolor": GROUND,
            "bordercolor": INK,
            "font": {"family": FONT, "size": TIP, "color": INK},
            "align": "left",
        },
        **own,
    }


def coloured(spec: Any, colours: Mapping[str, str]) -> Any:
    """The same specification with every `var(--name)` replaced by that theme's colour.

    `colours` maps `--name` to a colour, as `drawings.marks.variables(theme)` does. An unknown
    name raises KeyError.
    """
    if isinstance(spec, str):
        if spec.startswith("var(") and spec.endswith(")"):
            return colours[spec[4:-1]]
        return spec
    if isinstance(spec, Mapping):
        return {key: coloured(value, colours) for key, value in spec.items()}
    if isinstance(spec, list | tuple):
        return [coloured(value, colours) for value in spec]
    return spec
