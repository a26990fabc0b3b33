"""Which occupations lack people, which lack jobs?

First the answer over the chosen months, on both sides of balance and for one occupation through
the years; then every occupation at once, where any of them can be picked.
"""

import streamlit as st

from handprint.figures import occupations
from handprint.views import figure, frame
from handprint.views import occupations as choices

with st.container(key="choices-occupations", horizontal=True, gap="small"):
    level = choices.level()
    stretch = choices.stretch()

answer = occupations.opening(level, stretch)
frame.opening(answer.title, answer.lede, stale=occupations.stale())

left, right = st.columns([588, 490], gap="large")
with right:
    with st.container(key="choices-one-occupation"):
        chosen = choices.occupation(level)
    figure.show(occupations.through_time(chosen))
with left:
    figure.show(occupations.ranking(level, stretch, chosen))

figure.show(occupations.field(level, stretch, chosen), on_select="occupation")
