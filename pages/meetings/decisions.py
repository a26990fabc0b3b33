"""What did we decide, and what is overdue?

The answer first; then the list, the most urgent first, beside the form of a new matter or the one
that is looked at with all its entries. Last, the due days by month with the table of all.
"""

import datetime as dt

import streamlit as st

from handprint import session
from handprint.figures import decisions as figures
from handprint.views import decisions as furniture
from handprint.views import figure, frame


@frame.fragment
def decided() -> None:
    """Drawn again alone when something is chosen or written."""
    found = furniture.read()
    if found is None:
        return
    day = dt.date.today()
    show, organisation, goal = furniture.choices()
    one = furniture.chosen(found)
    inside = figures.within(found.decisions, organisation=organisation, goal=goal)

    answer = figures.opening(inside, day, narrowed=len(found.decisions) > 0)
    frame.opening(f"{answer.title}.", answer.lede)
    furniture.notices(found)

    left, right = st.columns([0.56, 0.44], gap="large")
    with left:
        furniture.rows(inside, show, day)
    with right:
        if one is not None:
            furniture.matter(one, day)
        else:
            furniture.new(day, goal)
    if inside:
        figure.show(figures.dues_of(inside, day, session.narrow()))


decided()
