"""A headline number as the reader meets it: stock or flow, when, and who says otherwise."""

import streamlit as st

from handprint.figures import Tile
from handprint.views.frame import escaped
from handprint.words import t


def show(tile: Tile) -> None:
    """Print one headline number with everything that keeps it from being misread."""
    with st.container(key=f"tile-{tile.key}", gap="xxsmall"):
        st.metric(escaped(tile.label), tile.value)
        mark = f" · {t(f'figure.{tile.mark}')}" if tile.mark else ""
        lines = [
            f"{tile.when} · {t(f'figure.{tile.measure}_short')}{mark}",
            tile.change,
            tile.source,
        ]
        st.markdown(
            ":small[:gray[" + escaped("\n".join(filter(None, lines))).replace("\n", "  \n") + "]]"
        )
        if tile.rivals:
            door = st.popover(
                t("figure.rivals"), type="tertiary", key=f"rivals-{tile.key}", on_change="rerun"
            )
            if door.open:
                with door:
                    _rivals(tile)


def row(tiles: tuple[Tile, ...]) -> None:
    """Several headline numbers side by side; one below the other on a phone."""
    for column, tile in zip(st.columns(len(tiles), gap="medium"), tiles, strict=True):
        with column:
            show(tile)


def _rivals(tile: Tile) -> None:
    st.markdown(escaped(tile.why))
    for rival in tile.rivals:
        st.markdown(
            f"**{escaped(rival.value)}** · {escaped(rival.period)}  \n"
            f"{escaped(rival.said)}  \n:small[{escaped(rival.address)}]"
        )
