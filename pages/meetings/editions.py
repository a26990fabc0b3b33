"""What has changed since last meeting?

The answer first; then every change by kind, revisions apart, with links to where each is shown.
Last, the button that freezes the figures of this meeting, and the meetings that are frozen.
"""

import datetime as dt

import streamlit as st

from handprint.figures import editions
from handprint.session import narrow
from handprint.views import editions as furniture
from handprint.views import figure, frame


@frame.fragment
def since_last_meeting() -> None:
    """Drawn again alone when another meeting is chosen or the figures are frozen."""
    found = furniture.kept()
    if found is None:
        return
    old = furniture.opened(furniture.chosen(found, dt.date.today()))
    if old is not None:
        new = editions.today()
        answer = editions.opening(old, new)
        frame.opening(answer.title, answer.lede)
    changed, kept = st.columns([0.66, 0.34], gap="large")
    rows = editions.changes(old, new) if old else ()
    with changed:
        if rows:
            figure.show(editions.since(old, new, narrow()))
    with kept:
        furniture.freezing(found)
        furniture.links(rows)


since_last_meeting()
