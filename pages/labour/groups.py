"""Who is left outside?

Five target groups beside the country first, then one of them area by area; below, what the group
looks for and where openings shape to it, and three words that are easily taken for one.
"""

import streamlit as st

from handprint import session
from handprint.figures import groups, groups_seeking
from handprint.session import language
from handprint.views import figure, filters, frame
from handprint.views import groups as choices

PROFILE = "labour/municipalities.py"


@frame.fragment
def outside() -> None:
    """Drawn again alone when a choice changes; an area chosen on the map opens its profile."""
    narrow = session.narrow()
    with st.container(key="choices-groups", horizontal=True):
        level = filters.level()
        period = choices.period(level)
        code = choices.group(level, period)

    answer = groups.opening(code, level, period)
    frame.opening(answer.title, answer.lede)

    rows, on_map = st.columns([0.54, 0.46], gap="large")
    with rows:
        figure.show(groups.every(code, level, period, narrow))
        figure.show(groups.by_area(code, level, period, narrow))
    with on_map:
        chosen = figure.show(groups.map_of(code, level, period))
        figure.show(groups.past(code, level, period, narrow))
    if chosen:
        params = {"level": level, "area": chosen, "lang": language()}
        st.switch_page(PROFILE, query_params=params)

    known = groups_seeking.register(code)
    if known is None:
        choices.empty()
    else:
        choices.seeking(code, known)
        by_occupation, by_place = st.columns([0.54, 0.46], gap="large")
        with by_occupation:
            figure.show(groups_seeking.wanted(code, narrow))
        with by_place:
            figure.show(groups_seeking.where(code, level, narrow))
    choices.work_ability()


outside()
