"""Does everything hang together, and where are the holes?

The thread of one thing through the six levels first, then goal by goal where it breaks, then the
holes by name with the page that mends each, and what stands beside the chain.
"""

import streamlit as st

from handprint import session
from handprint.figures import connections, thread, thread_holes
from handprint.views import figure, frame, links, listing
from handprint.views import thread as furniture
from handprint.words import t


@frame.fragment
def hanging_together() -> None:
    """Drawn again alone when a choice or the picture changes."""
    narrow = session.narrow()
    listing.dress()
    with st.container(key="choices-thread", horizontal=True):
        in_view = furniture.focus()
        period = furniture.period()
        day = furniture.day()

    answer = thread_holes.opening(day, period)
    frame.opening(answer.title, answer.lede)

    running = thread_holes.running(day)
    figure.show(
        thread.drawn(in_view, day, period, running, narrow),
        on_select=furniture.chosen,
        on_let_go=furniture.let_go,
    )
    figure.show(thread_holes.table(day, period, narrow))
    furniture.holes(thread_holes.every(day))

    furniture.evidence(in_view, period)
    # Items open here and stand in the evidence above; the rest open on their own pages.
    ties = {kind: found for kind, found in connections.of(*in_view).items() if kind != "item"}
    links.connected(t("links.heading"), ties, key="thread")
    furniture.beside()


hanging_together()
