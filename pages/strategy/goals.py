"""Are we on pace?

The answer and the scale of signs first, then every indicator in its row under its goal; an
indicator that is chosen opens its card above the tree. Last, what reporting still lacks.
"""

import datetime as dt

import streamlit as st

from handprint import session
from handprint.figures import goals as figures
from handprint.figures import indicators
from handprint.views import decisions, figure, frame, goals


@frame.fragment
def pace() -> None:
    """Drawn again alone when a choice changes."""
    narrow, day = session.narrow(), dt.date.today()
    with st.container(key="choices-goals", horizontal=True):
        goal = goals.goal()
        indicator = goals.indicator()
        examples = goals.examples()

    answer = figures.opening(goal, indicator, examples=examples, day=day)
    frame.opening(answer.title, answer.lede)

    goals.scale(
        figures.scale(goal, False, examples=examples, day=day),
        figures.scale(goal, True, examples=examples, day=day),
    )
    # Places that are always there, so that the tree keeps its focus when they are filled.
    with st.container(key="goals-marks"):
        decisions.marks(goal, indicator, day)
    one = indicators.one(indicator, examples=examples, day=day)
    with st.container(key="goals-place"):
        if one is not None:
            goals.card(one, narrow, examples=examples, day=day)
    figure.show(
        figures.tree(goal, indicator, narrow, examples, day),
        on_select="indicator",
        opens="goals-card",
    )
    if goal != figures.ALL:
        goals.tied(goal)
    figure.show(figures.completeness(goal, narrow, examples, day))


pace()
