"""Who works with whom, and who holds it together?

The network first, with what is in focus beside it; then what would come loose if one left, what
the network measures, and every recorded entry with its evidence.
"""

import streamlit as st

from handprint.figures import actors, actors_losses
from handprint.views import actors as beside
from handprint.views import figure, frame


@frame.fragment
def network() -> None:
    """Drawn again alone when a choice or the picture changes."""
    view = beside.choices()
    answer = actors.opening(view)
    frame.opening(answer.title, answer.lede)

    picture, facts = st.columns([0.73, 0.27], gap="medium")
    with picture:
        figure.show(actors.picture(view))
        beside.connected(view)
    with facts:
        beside.focus(view)

    losses, measures = st.columns([0.58, 0.42], gap="large")
    with losses:
        figure.show(actors_losses.picture(view))
    with measures:
        beside.measures(view)
    beside.entries(view)


network()
