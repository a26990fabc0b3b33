"""A figure as the reader meets it: finding, picture, source, table, meaning, and its making."""

from collections.abc import Callable
from html import escape

import streamlit as st

import queries
from handprint import catalog
from handprint.drawings.heat import Grid
from handprint.drawings.network import Walked
from handprint.figures import Figure, Painted, Picture
from handprint.session import language
from handprint.views import drawing, exports, listing, network, to_slide
from handprint.views.frame import escaped
from handprint.words import t

Select = str | Callable[[str], None] | None


def show(
    figure: Figure,
    *,
    on_select: Select = None,
    on_let_go: Callable[[], None] | None = None,
    opens: str = "",
) -> str | None:
    """Draw a figure with everything a reader needs to trust or challenge it.

    `on_select` names the choice that selecting an area on a map or a mark of a picture makes; for
    a picture it may also be what is called with the mark. Escape gives the choice up, or calls
    `on_let_go`; `opens` is the key of the container that a choice opens, brought into sight.
    Returns the code of the area selected just now, if the picture is a map.
    """
    with st.container(key=f"figure-{figure.key}"):
        mark = f" :small[:gray-badge[{t(f'figure.{figure.mark}')}]]" if figure.mark else ""
        st.header(f"{escaped(figure.heading)}{mark}", anchor=False)
        st.markdown(f":small[:gray[{escaped(figure.sub)}]]")
        if figure.table.frame.empty:
            st.markdown(t("figure.empty"))
            return None
        selected = _picture(figure, on_select, on_let_go, opens)
        _about(figure)
    return selected


def _picture(
    figure: Figure, on_select: Select, on_let_go: Callable[[], None] | None, opens: str
) -> str | None:
    picture = figure.picture
    if isinstance(picture, Painted):
        return drawing.painted(picture, key=figure.key, on_select=on_select)
    if isinstance(picture, Walked):
        network.show(picture, figure.small or picture, title=figure.heading, key=figure.key)
    elif isinstance(picture, Picture):
        drawing.show(
            picture,
            key=figure.key,
            small=figure.small,
            on_select=on_select,
            on_let_go=on_let_go,
            opens=opens,
        )
    elif isinstance(picture, Grid):
        listing.grid(picture)
    else:
        from handprint.views import plot

        plot.show(picture, key=figure.key, picks=on_select)
    return None


def _about(figure: Figure) -> None:
    """One line: source and month, then the doors. What is behind a door waits for it."""
    lang = language()
    with st.container(
        key=f"about-{figure.key}", horizontal=True, gap="small", vertical_alignment="center"
    ):
        short = (catalog.source(source).short(lang) for source in figure.sources)
        names = ", ".join(dict.fromkeys([*short, *figure.origins]))
        line = ", ".join(part for part in (names, figure.periods) if part)
        st.markdown(f":small[:gray[{escaped(line)}]]", width="stretch")
        doors = [("table", _table), ("definition", _definition), ("query", _query)]
        if to_slide.offered(figure.key):
            doors.append(("slide", to_slide.inside))
        with st.container(horizontal=True, gap="small", width="content"):
            for name, inside in doors:
                door = st.popover(
                    t(f"figure.{name}"),
                    type="tertiary",
                    key=f"{name}-{figure.key}",
                    on_change="rerun",
                )
                if door.open:
                    with door:
                        inside(figure)


def _table(figure: Figure) -> None:
    shown = exports.shown(figure.table)
    listing.dress()
    st.html(listing.table(figure.heading, list(shown.columns), shown.to_numpy().tolist()))
    for note in figure.notes:
        st.markdown(f":small[:gray[{escaped(note)}]]")
    with st.container(horizontal=True):
        for kind, made, mime in (
            ("csv", exports.csv_file, "text/csv"),
            (
                "xlsx",
                exports.xlsx_file,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
        ):
            st.download_button(
                t(f"figure.{kind}"),
                made(figure),
                file_name=f"{figure.key}.{kind}",
                mime=mime,
                key=f"{kind}-{figure.key}",
                on_click="ignore",
            )


def _definition(figure: Figure) -> None:
    lang = language()
    for indicator_id in figure.indicators:
        indicator = catalog.indicator(indicator_id)
        st.markdown(
            f"**{escaped(indicator.title(lang))}** · {t(f'unit.{indicator.unit}')} · "
            f"{t(f'figure.{indicator.measure}')}"
        )
        st.markdown(escaped(indicator.definition(lang)))
    for key in figure.cautions:
        st.markdown(f"{t('figure.caution')}: {escaped(t(f'cautions.{key}'))}")
    for source_id in figure.sources:
        source = catalog.source(source_id)
        st.markdown(
            f":small[:gray[{escaped(source.title(lang))}. {escaped(source.by(lang))}. "
            f"{escaped(source.licence)}. ]] :small[{escaped(source.address)}]"
        )


def _query(figure: Figure) -> None:
    st.markdown(t("figure.query_more"))
    for name, params in figure.asked:
        # Streamlit's own code block has too little contrast and cannot be scrolled by keyboard.
        st.html(
            f'<pre class="hp-sql" tabindex="0" role="region" aria-label="{escape(name)}.sql">'
            f"<code>{escape(queries.text(name))}</code></pre>"
        )
        given = ", ".join(f"{key} = {value}" for key, value in params.items())
        st.markdown(f":small[:gray[{escaped(t('figure.params', params=given or '–'))}]]")
