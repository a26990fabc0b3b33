"""Who works with whom, and who holds it together?"""

import streamlit as st

from handprint.figures import actors
from handprint.views import actors as beside
from handprint.views import figure, frame


@frame.fragment
def network() -> None:
    """Drawn again alone when a choice or the picture changes."""
    view = beside.choices()
    answer = actors.opening(view)
    frame.opening(answer.title, answer.lede)

    picture, facts = st.columns([0.72, 0.28], gap="medium")
    with picture:
        figure.show(actors.picture(view))


network()
