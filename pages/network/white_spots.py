"""Where is the need greatest and the network thinnest?

Need and coverage on one map first, the municipalities by both beside it, then every municipality
by name; choosing one on the map opens its page.
"""

import streamlit as st

from handprint import session
from handprint.figures import white_spots
from handprint.session import language
from handprint.views import figure, frame, local_ties
from handprint.words import place_codes, t, when

PROFILE = "labour/municipalities.py"


@frame.fragment
def thin() -> None:
    """Drawn again alone when a choice changes; an area chosen on the map opens its page."""
    with st.container(key="choices-white_spots", horizontal=True):
        measure = session.choice(
            "need",
            white_spots.MEASURES,
            label=t("choices.need"),
            shown_as=lambda code: t(f"white_spots.measure_{code}"),
        )
        months = white_spots.periods(measure)
        month = session.choice("month", months, label=t("choices.month"), shown_as=when)
        by = session.choice(
            "coverage",
            white_spots.BYS,
            label=t("choices.coverage"),
            shown_as=lambda code: t(f"white_spots.by_{code}"),
        )
        day = session.day(
            "day", label=t("choices.day"), first=white_spots.first_day(), last=white_spots.LAST
        )
    # Nothing to choose from: a link brings a municipality into view, the map opens its page.
    area = session.settle("area", [white_spots.REGION, *place_codes("municipality")])

    answer = white_spots.opening(measure, month, by, day, area)
    frame.opening(answer.title, answer.lede)
    local_ties.page_of(area)

    on_map, beside = st.columns([0.46, 0.54], gap="large")
    with on_map:
        chosen = figure.show(white_spots.map_of(measure, month, by, day, area))
    with beside:
        figure.show(white_spots.crossed(measure, month, by, day))
        rows = white_spots.by_row(measure, month, by, day, area)
        figure.show(rows, on_select=local_ties.in_view(area), on_let_go=local_ties.let_go)
    if chosen:
        st.switch_page(PROFILE, query_params={"area": chosen, "lang": language()})


thin()
