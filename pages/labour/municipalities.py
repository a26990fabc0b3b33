"""How does one municipality stand, beside its peers?

The map and the area's place in the row come first, then its years and its target groups,
then the municipalities most like it, what kind of a place it is, and who of the network is there.
"""

import streamlit as st

from handprint import session
from handprint.figures import areas
from handprint.views import figure, filters, frame, local_ties, tile


@frame.fragment
def standing() -> None:
    """Drawn again alone when a choice or the map changes."""
    narrow = session.narrow()
    with st.container(key="choices-municipalities", horizontal=True):
        level = filters.level()
        indicator = filters.indicator(level, first="unemployed_share")
        period = filters.period(indicator, level)
        area = filters.area(level)

    answer = areas.opening(level, indicator, period, area)
    frame.opening(answer.title, answer.lede)

    on_map, profile = st.columns([0.46, 0.54], gap="large")
    with on_map:
        figure.show(areas.map_of(level, indicator, period, area), on_select="area")
    with profile:
        figure.show(areas.strip_of(level, indicator, period, area, narrow))
        for shown in (
            areas.trend_of(indicator, area, narrow),
            areas.groups_of(area, period, narrow),
        ):
            if shown is not None:
                figure.show(shown)

    alike, numbers = st.columns([0.46, 0.54], gap="large")
    with alike:
        if (peers := areas.peers_of(indicator, period, area, narrow)) is not None:
            figure.show(peers)
    with numbers:
        tile.row(areas.tiles_of(area, period))
        tile.row(areas.background_of(area))
    local_ties.show(area)


standing()
