"""What have the projects produced?

Who has told what comes first, the projects under those who could tell the rest; then what has been
published, how a missing figure is recorded, the ESF+ indicators, and the cost avoided.
"""

import streamlit as st

from handprint import session
from handprint.figures import outputs
from handprint.views import figure, frame, listing
from handprint.views import outputs as furniture


@frame.fragment
def produced() -> None:
    """Drawn again alone when a project is chosen."""
    narrow = session.narrow()
    listing.dress()
    with st.container(key="choices-outputs", horizontal=True):
        project = furniture.project()

    answer = outputs.opening(project)
    frame.opening(answer.title, answer.lede)

    figure.show(outputs.matrix(project, narrow))
    if project:
        furniture.connected(project)

    published, reported = st.columns([0.5, 0.5], gap="large")
    with published:
        figure.show(outputs.publications())
    with reported:
        furniture.how_to_report()

    by_code, avoided = st.columns([0.5, 0.5], gap="large")
    with by_code:
        furniture.indicators(narrow)
    with avoided:
        furniture.cost_avoided()


produced()
