"""The network on the screen: walked by keyboard, chosen from, enlarged; a component of its own."""

from functools import lru_cache
from hashlib import blake2s
from pathlib import Path
from typing import Any

import streamlit as st

from handprint import session
from handprint.drawings.network import Walked
from handprint.words import t

_ASSETS = Path(__file__).parents[2] / "assets"
CHOICES = ("organisation", "project", "event")
"""What a node can be: the choice it makes when it is chosen."""
WHOLE = ("organisation", "")
"""What is in view when nothing is in focus."""
LEAST, MOST = 620, 1000
"""How narrow the picture gets on a low window and how wide on a high one, in pixels."""

# Loads the real script; when even that fails, the reader is told so in words.
_LOADER = """
export default (component) =>
  import(new URL(component.data.script, location.origin).href)
    .then((network) => network.draw(component))
    .catch((error) => {
      console.warn(`network: ${error.message}`);
      const { parentElement, data } = component;
      const words = parentElement.querySelector('p') ?? document.createElement('p');
      words.setAttribute('role', 'status');
      words.textContent = data.failed;
      parentElement.append(words);
    });
"""
_component = st.components.v2.component("handprint_network", js=_LOADER, isolate_styles=False)


def show(picture: Walked, small: Walked, *, title: str, key: str) -> None:
    """Draw the network; choosing a node puts it in focus, choosing it again lets go of it."""
    name = f"network-{key}"

    def selected() -> None:
        code = st.session_state[name].get("selected")
        if code in picture.order and code not in picture.idle:
            kind, _, id = code.partition(":")
            chosen = picture.chosen == code
            session.view(WHOLE if chosen else (kind, id), CHOICES)

    data = {
        "script": f"{_root()}/assets/network.js?v={_version()}",
        "failed": t("drawing.failed"),
        "picture": _sent(picture),
        "small": _sent(small),
        "most": [LEAST, MOST],
        "words": {
            "title": title,
            "keys": t("actors.keys"),
            "hint": t("actors.hint"),
            "chosen": t("actors.chosen"),
            "closer": t("actors.zoom_in"),
            "farther": t("actors.zoom_out"),
            "whole": t("actors.zoom_all"),
        },
    }
    _component(key=name, data=data, on_selected_change=selected)


def let_go() -> None:
    """Nothing is in focus any more: the callback of a button."""
    session.view(WHOLE, CHOICES)


def _sent(picture: Walked) -> dict[str, Any]:
    return {
        "svg": picture.svg,
        "alt": picture.alt,
        "size": [picture.width, picture.height],
        "order": list(picture.order),
        "arrows": {code: list(to) for code, to in picture.arrows.items()},
        "idle": list(picture.idle),
    }


def _root() -> str:
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


@lru_cache(maxsize=1)
def _version() -> str:
    files = (_ASSETS / name for name in ("network.js", "network.css", "drawing.css"))
    return blake2s(b"".join(file.read_bytes() for file in files), digest_size=4).hexdigest()
