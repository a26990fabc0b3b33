"""A plotly picture as the reader meets it: the theme's colours, no toolbar, words for all."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure

from handprint import session
from handprint.charts import style
from handprint.drawings.marks import variables
from handprint.figures import Plot

_STYLE = Path(__file__).parents[2] / "assets" / "plot.css"
# No toolbar, no double click that zooms, no "edit in the cloud": a picture, not a tool.
_CONFIG = {"displayModeBar": False, "doubleClick": False, "scrollZoom": False, "showTips": False}


class _Ready(BaseFigure):
    """A specification that is ready to be sent.

    Streamlit hands a plain dict to plotly's validation, which costs more than everything else
    in the picture and adds a template of seven kilobytes. The specifications of this house are
    validated by tests instead (`tests/charts`).
    """

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self._ready = dict(spec)

    def to_dict(self) -> dict[str, Any]:
        """The specification as it is."""
        return self._ready


def show(plot: Plot, *, key: str, picks: str | None = None) -> None:
    """Draw a plotly picture; `picks` names the choice that clicking a point makes."""
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    name = f"plot-{key}"
    st.plotly_chart(
        _Ready(_themed(_Held(plot.spec), st.context.theme.type or "light")),
        theme=None,
        key=name,
        on_select=_picker(name, picks) if picks else "ignore",
        selection_mode="points",
        config=_CONFIG,
        alt=plot.alt,
    )


def _picker(name: str, choice: str) -> Callable[[], None]:
    def picked() -> None:
        points = st.session_state[name]["selection"]["points"]
        codes = [point["customdata"][0] for point in points if point.get("customdata")]
        if codes:
            session.choose(choice, str(codes[0]))

    return picked


class _Held:
    """A specification as a key: the same object is the same picture."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.spec = spec

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.spec is self.spec

    def __hash__(self) -> int:
        return id(self.spec)


@lru_cache(maxsize=256)
def _themed(held: _Held, theme: str) -> dict[str, Any]:
    return style.coloured(held.spec, variables(theme))
