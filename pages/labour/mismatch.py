"""How many of the seekers and openings can actually meet?

First the ladder, then what keeps the two apart and how that has moved; last the table of
occupations and places. Solid is the statistics, dashed what only person-level data can tell.
"""

import streamlit as st

from handprint.figures import (
    mismatch,
    mismatch_curve,
    mismatch_parts,
    mismatch_series,
    occupation_by_place,
    occupations,
)
from handprint.figures.mismatch_counts import register
from handprint.views import figure, frame
from handprint.views import mismatch as choices

with st.container(key="choices-mismatch", horizontal=True, gap="small"):
    level = choices.level()
    window = choices.window()

answer = mismatch.opening(level, window)
frame.opening(answer.title, answer.lede, stale=occupations.stale())

figure.show(mismatch.rungs(level, window))


@frame.fragment
def index() -> None:
    """Drawn again alone when α moves."""
    with st.container(key="choices-index"):
        alpha = choices.alpha()
    figure.show(mismatch_series.index(level, alpha))


@frame.fragment
def places() -> None:
    """Drawn again alone when its rows, columns or orders change."""
    with st.container(key="choices-places", horizontal=True, gap="small"):
        view = choices.heat()
    if (table := occupation_by_place.balances(view)) is not None:
        figure.show(table)


left, right = st.columns([588, 490], gap="large")
with left:
    if (parts := mismatch_parts.loss(level)) is not None:
        figure.show(parts)
    index()
with right:
    figure.show(mismatch_curve.beveridge_curve(window))
    figure.show(mismatch_series.tightness())
if register() is not None:
    places()
