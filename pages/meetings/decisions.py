"""What did we decide, and what is overdue?

The answer first; then the list, the most urgent first, beside the form of a new matter or the one
that is looked at with all its entries. Last, the due days by month with the table of all.
"""

import datetime as dt

import streamlit as st

from handprint import session
from handprint.figures import decisions as figures
from handprint.views import deciding, figure, frame
from handprint.views import decisions as furniture


@frame.fragment
def decided() -> None:
    """Drawn again alone when something is chosen or written."""
    found = furniture.read()
    if found is None:
        return
    day = dt.date.today()
    show, organisation, about = furniture.choices()
    one = furniture.chosen(found)
    inside = figures.within(found.decisions, organisation=organisation, about=about)

    answer = figures.opening(inside, found.decisions, day)
    frame.opening(f"{answer.title}.", answer.lede)
    furniture.notices(found)

    first = st.container()
    left, right = st.columns([0.56, 0.44], gap="large")
    with left:
        furniture.rows(inside, show, day)
        if inside:
            figure.show(figures.dues_of(inside, day, session.narrow()))
    # On a phone what the reader came for stands before the list.
    with first if session.narrow() and (one or deciding.handed()) else right:
        if one is not None:
            furniture.matter(one, day)
        else:
            deciding.new(day, about)


decided()
