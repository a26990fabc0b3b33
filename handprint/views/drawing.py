"""Own SVG pictures and the map on the screen, through one component that is declared once.

The component's own script is a loader; what it loads (`assets/drawing.js`) is served by the
launcher and kept by the browser, so a change of the page sends data only. The map's geometry is
fetched once a release from `/drawings/<release>/map-<level>.svg`.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2s
from pathlib import Path
from typing import Any

import streamlit as st

import queries
from handprint import session
from handprint.drawings import map as map_drawing
from handprint.drawings.map import Paint
from handprint.drawings.marks import Picture
from handprint.figures import Painted
from handprint.words import t

_ASSETS = Path(__file__).parents[2] / "assets"
_PICKS = re.compile(r'data-pick="([^"]*)"')

# Loads the real script; when even that fails, the reader is told so in words.
_LOADER = """
export default (component) =>
  import(new URL(component.data.script, location.origin).href)
    .then((drawing) => drawing.draw(component))
    .catch((error) => {
      console.warn(`drawing: ${error.message}`);
      const { parentElement, data } = component;
      const words = parentElement.querySelector('p') ?? document.createElement('p');
      words.setAttribute('role', 'status');
      words.textContent = data.failed;
      parentElement.append(words);
    });
"""
_component = st.components.v2.component("handprint_drawing", js=_LOADER, isolate_styles=False)


def show(
    picture: Picture,
    *,
    key: str,
    small: Picture | None = None,
    most: int | None = None,
    on_select: str | Callable[[str], None] | None = None,
    on_let_go: Callable[[], None] | None = None,
    opens: str = "",
) -> None:
    """Draw a finished picture; `small` is used where there are fewer than 400 pixels.

    `most` limits the width in pixels; otherwise the picture is as wide as its column. `on_select`
    names the choice that a mark with `data-pick` makes, or is called with what the mark picks.
    Escape on a mark gives that choice up, or calls `on_let_go`. `opens` is the key of the container
    that a choice opens: it is brought into sight.
    """
    name = f"drawing-{key}"
    data = {"kind": "picture", "picture": _sent(picture), "most": most}
    if small:
        data["small"] = _sent(small)
    if on_select is None:
        _component(key=name, data=_with_script(data))
        return
    if opens:
        data["opens"] = f".st-key-{opens}"

    def selected() -> None:
        code = st.session_state[name].get("selected")
        if code in _PICKS.findall(picture.svg):
            on_select(code) if callable(on_select) else session.choose(on_select, code)

    def let_go() -> None:
        if on_let_go is not None:
            on_let_go()
        elif isinstance(on_select, str):
            session.give_up(on_select)

    _component(
        key=name,
        data=_with_script(data),
        on_selected_change=selected,
        on_let_go_change=let_go,
    )


def painted(picture: Painted, *, key: str, on_select: str | None = None) -> str | None:
    """Draw the map of a figure; `on_select` names the choice that selecting an area makes."""
    return map(
        picture.paint,
        level=picture.level,
        release=queries.release().id,
        key=key,
        on_select=(lambda code: session.choose(on_select, code)) if on_select else None,
    )


def map(
    paint: Paint,
    *,
    level: str,
    release: str,
    key: str,
    on_select: Callable[[str], None] | None = None,
) -> str | None:
    """Draw a map and return the code of the area selected just now, if any.

    `on_select` is called with that code, before the page is run again.
    """
    name = f"drawing-{key}"
    codes = {mark.code for mark in paint.marks}

    def selected() -> None:
        code = st.session_state[name].get("selected")
        if on_select and isinstance(code, str) and code in codes:
            on_select(code)

    message = map_drawing.message(paint)
    message["w"].setdefault("around", [t(f"drawing.{state}") for state in map_drawing.AROUND])
    data = {
        "kind": "map",
        "source": f"{_root()}/drawings/{release}/map-{level}.svg",
        "room": map_drawing.SIZES[level],
        "paint": message,
    }
    result = _component(key=name, data=_with_script(data), on_selected_change=selected)
    code = result.get("selected")
    return code if isinstance(code, str) and code in codes else None


def _sent(picture: Picture) -> dict[str, Any]:
    return {"svg": picture.svg, "size": [picture.width, picture.height]}


def _with_script(data: dict[str, Any]) -> dict[str, Any]:
    script = f"{_root()}/assets/drawing.js?v={_version()}"
    return {"script": script, "failed": t("drawing.failed"), **data}


def _root() -> str:
    """The path under which the app is served, without a slash at the end."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


@lru_cache(maxsize=1)
def _version() -> str:
    """A mark of the assets' content, so that a browser never mixes two versions."""
    files = (_ASSETS / "drawing.js", _ASSETS / "drawing.css")
    return blake2s(b"".join(file.read_bytes() for file in files), digest_size=4).hexdigest()
