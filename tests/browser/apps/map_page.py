"""A heading, a button, the map and a word about what was chosen: all that a map needs."""

import streamlit as st

import queries
from handprint.drawings import small_map
from handprint.views import drawing
from tests.drawings.painting import painted, tables

st.set_page_config(page_title="Kartta", layout="wide")
asked = st.query_params
level = asked.get("level", "municipality")
left, _ = st.columns([10, 12]) if asked.get("column") else (st.container(), None)


def chosen(code: str) -> None:
    st.session_state.chosen = code


with left:
    st.title("Kartta")
    plain = "need" if asked.get("measure") == "need" else "share"
    measure = "few" if st.toggle("Harvat", value=asked.get("measure") == "few") else plain
    paint = painted(level, measure=measure, selected=st.session_state.get("chosen"))
    drawing.map(
        paint,
        level=level,
        release=asked.get("release", queries.release().id),
        key="map",
        on_select=chosen,
    )
    if asked.get("picture"):
        small = painted(level, measure="few")
        drawing.show(
            small_map.drawn(*tables(level), paint, called=("240",)),
            key="picture",
            small=small_map.drawn(*tables(level), small, called=("698",)),
        )
    st.write(f"Valittu: {st.session_state.get('chosen', 'ei mitään')}")
